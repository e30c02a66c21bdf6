// The language of the snippets: chosen once, the same everywhere, and remembered. Nothing else is ever stored.

const NAME = "language";
let language = remembered();

document.addEventListener("change", (event) => {
  if (!event.target.matches(".recipe input")) return;
  language = event.target.value;
  remember();
  refresh();
});

/** Show the snippets in the language that was chosen, where there are any. */
export function refresh() {
  for (const tab of document.querySelectorAll(".recipe input")) {
    if (tab.value === language) tab.checked = true;
  }
}

function remembered() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // the browser lets nothing be stored
  }
}

function remember() {
  try {
    localStorage.setItem(NAME, language);
  } catch {
    // then it holds until the page is left
  }
}

refresh();
