// A deep search takes seconds: how far it may have come is shown in the place of its button, and it can be cancelled.

const EVERY = 100; // ms between two steps of the bar
const told = document.getElementById("searching"); // nothing is announced there until a search begins

let row; // the bar and its Cancel, in the place of `button`
let button;
let timer;

/** Show the bar where `pressed` was; `cancel` is called if the reader has waited enough. */
export function begin(pressed, cancel) {
  const seconds = Number(pressed.dataset.seconds);
  const begun = performance.now();
  button = pressed.parentElement;
  row = document.getElementById("progress").content.firstElementChild.cloneNode(true);
  const bar = row.querySelector("progress");
  row.querySelector("button").addEventListener("click", () => {
    end("The deep search was cancelled.");
    cancel();
  });
  told.role = "status";
  button.replaceWith(row);
  row.querySelector("button").focus({ preventScroll: true });
  told.textContent = `Searching deeper, for up to ${seconds} seconds.`;
  timer = setInterval(() => {
    const share = (performance.now() - begun) / 1000 / seconds;
    if (share < 1) bar.value = share;
    else bar.removeAttribute("value"); // it waits for its turn, or for the report
  }, EVERY);
}

/** Take the bar away, and say why. */
export function end(sentence = "") {
  clearInterval(timer);
  if (!row) return;
  const focused = row.contains(document.activeElement);
  row.replaceWith(button);
  if (focused) button.querySelector("button").focus({ preventScroll: true });
  row = null;
  told.textContent = sentence;
}
