// Single keys for those who paste all day. They rest while one types, and can be switched off.

const letters = document.getElementById("letters");
const actions = {
  "/": () => document.getElementById("text").focus(),
  k: () => reach(document.getElementById("key_text")),
  n: () => step(1),
  p: () => step(-1),
  c: () => document.getElementById("copy-report")?.click(),
  "?": () => document.getElementById("shortcuts").togglePopover(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.getElementById("form").requestSubmit();
  } else if (event.key === "Escape" && typing) {
    event.target.blur();
  } else if (!typing && letters.checked && !event.ctrlKey && !event.metaKey && !event.altKey && actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

function reach(element) {
  for (let it = element.closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
  element.focus();
}

/** Go to the next finding or cause, or to the one before; from the last to the first. */
function step(direction) {
  const stops = [...document.querySelectorAll(".finding, .cause")];
  if (!stops.length) return;
  const order = direction > 0 ? stops : stops.toReversed();
  const side = direction > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const here = document.activeElement.closest(".finding, .cause");
  const stop = (here && order.find((it) => here.compareDocumentPosition(it) & side)) ?? order[0];
  reach(stop);
  stop.scrollIntoView({ block: "center" });
}
