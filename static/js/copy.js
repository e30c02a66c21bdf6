// Buttons that copy. On plain http there is no clipboard object, and the old command still works.

document.addEventListener("click", (event) => {
  const button = event.target.closest(".copy");
  if (button) copy(textOf(button)).then((done) => tell(button, done));
});

/** Copy `text`; tells whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOld(text);
  }
}

function textOf(button) {
  if (button.dataset.text !== undefined) return button.dataset.text;
  const from = document.getElementById(button.dataset.from);
  return from.value ?? from.textContent;
}

function copyOld(text) {
  const box = document.createElement("textarea");
  const before = document.activeElement;
  box.className = "unseen";
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  before?.focus({ preventScroll: true });
  return done;
}

function tell(button, done) {
  button.dataset.words ??= button.textContent;
  button.style.inlineSize = `${button.offsetWidth}px`; // nothing moves
  button.textContent = done ? "Copied" : "Not copied";
  clearTimeout(button.timer);
  button.timer = setTimeout(() => (button.textContent = button.dataset.words), 1600);
}
