// The colours: those of the system, or a choice kept in a cookie, so that the server can render it at once.

const choice = document.getElementById("theme");
const root = document.documentElement;

choice.addEventListener("change", () => {
  if (choice.value) root.dataset.theme = choice.value;
  else delete root.dataset.theme;
  const seconds = choice.value ? 365 * 86400 : 0;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${choice.value}; Path=${choice.dataset.path}; Max-Age=${seconds}; SameSite=Lax${secure}`;
});
