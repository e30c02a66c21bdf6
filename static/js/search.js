// A list is searched while one types: the server answers as it answers the form.

const PAUSE = 150; // milliseconds without a key, after which one seems to have typed the word
const form = document.querySelector("form.search");
const input = form.elements.q;
const policy = window.trustedTypes?.createPolicy("clinic", { createHTML: (html) => html });
let timer;
let asked; // the search under way

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});

async function search() {
  asked?.abort();
  asked = new AbortController();
  const url = new URL(form.action);
  if (input.value.trim()) url.searchParams.set("q", input.value);
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (answer.ok) show(await answer.text(), url);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function show(html, url) {
  const page = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
  document.getElementById("found").replaceWith(page.getElementById("found"));
  history.replaceState(null, "", url);
}
