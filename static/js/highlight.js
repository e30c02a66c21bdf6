// A field and its bytes light up together: in the encoded token, in the box, and on the field's line.
// Nothing is written into the page for it but one copy of the box's text; the rest are highlights.

import { copy } from "./copy.js";

const MOST = 20_000; // characters of the box that are tinted
const TOKEN = /\bey[\w-]{8,}\.[\w+/=.-]*/g;
const PARTS = ["header", "payload", "signature"];

const text = document.getElementById("text");
const able = "highlights" in CSS && !matchMedia("(forced-colors: active)").matches;
const tints = document.createElement("div");

/** Prepare the lines of a new report. */
export function refresh() {
  for (const list of document.querySelectorAll(".json")) rove(list, list.querySelector(".line"));
  tint();
}

// The box

function tint() {
  if (!able) return;
  const small = text.value.length <= MOST;
  text.parentElement.classList.toggle("tinted", small);
  tints.textContent = small ? `${text.value}\n` : "";
  const ranges = [[], [], []];
  for (const found of small ? text.value.matchAll(TOKEN) : []) {
    const segments = found[0].split(".");
    let at = found.index;
    for (const [index, segment] of segments.slice(0, segments.length > 3 ? 1 : 3).entries()) {
      ranges[index].push(range(tints.firstChild, at, at + segment.length));
      at += segment.length + 1;
    }
  }
  PARTS.forEach((part, index) => CSS.highlights.set(`tint-${part}`, new Highlight(...ranges[index])));
  tints.scrollTop = text.scrollTop;
}

function range(node, start, end) {
  const made = new Range();
  made.setStart(node, start);
  made.setEnd(node, Math.min(end, node.length));
  return made;
}

// From a line to its bytes

function light(line) {
  for (const lit of document.querySelectorAll(".line.lit")) if (lit !== line) lit.classList.remove("lit");
  line?.classList.add("lit");
  if (!able) return;
  if (line?.dataset.start) CSS.highlights.set("field", new Highlight(...bytesOf(line)));
  else CSS.highlights.delete("field");
}

function bytesOf(line) {
  const [start, end] = [Number(line.dataset.start), Number(line.dataset.end)];
  const pieces = [...tokenOf(line).querySelectorAll("[data-start]")];
  const ranges = pieces.flatMap((piece) => {
    const from = Number(piece.dataset.start);
    const length = piece.textContent.length;
    if (end <= from || start >= from + length) return [];
    return [range(piece.firstChild, Math.max(0, start - from), Math.min(length, end - from))];
  });
  const offset = offsetInBox(tokenOf(line));
  if (offset >= 0 && tints.firstChild?.length >= offset + end) ranges.push(range(tints.firstChild, offset + start, offset + end));
  return ranges;
}

const tokenOf = (element) => element.closest(".sheet").querySelector(".token");
const offsetInBox = (token) => (token.querySelector(".cut") ? -1 : text.value.indexOf(token.textContent.trim()));

// From a byte to its line

function lineAt(sheet, at) {
  const lines = [...sheet.querySelectorAll(".line[data-start]")];
  return lines.findLast((line) => line.dataset.start <= at && at < line.dataset.end);
}

function fromBox() {
  for (const token of document.querySelectorAll(".token")) {
    const offset = offsetInBox(token);
    const at = text.selectionStart - offset;
    if (offset >= 0 && at >= 0 && at <= token.textContent.length) return light(lineAt(token.closest(".sheet"), at));
  }
}

function fromToken(event) {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const piece = caret?.offsetNode.parentElement?.closest("[data-start]");
  if (piece) light(lineAt(piece.closest(".sheet"), Number(piece.dataset.start) + caret.offset));
}

// The keyboard: one stop per list; arrows, Home and End between its lines; Enter copies the value

function rove(list, current) {
  for (const line of list.children) {
    line.tabIndex = line === current ? 0 : -1;
    for (const link of line.querySelectorAll(":scope > code a, :scope > .meaning summary")) link.tabIndex = line.tabIndex;
  }
}

function arrow(event) {
  const line = event.target;
  if (!line.matches(".line")) return;
  const { previousElementSibling: up, nextElementSibling: down, parentElement: list } = line;
  const to = { ArrowUp: up, ArrowDown: down, Home: list.firstElementChild, End: list.lastElementChild }[event.key];
  if (to) {
    event.preventDefault();
    rove(list, to);
    to.focus();
  } else if (event.key === "Enter") {
    copy(line.querySelector(".value")?.textContent ?? "");
  }
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || event.target.closest(".token")) return;
  const line = event.target.closest(".line");
  if (line || document.querySelector(".line.lit")) light(line);
});
document.addEventListener("pointermove", (event) => {
  if (event.target.closest?.(".token")) fromToken(event);
});
document.addEventListener("focusin", (event) => light(event.target.closest(".line")));
document.addEventListener("selectionchange", () => {
  if (document.activeElement === text) fromBox();
});
document.addEventListener("keydown", arrow);
text.addEventListener("input", tint);
text.addEventListener("scroll", () => (tints.scrollTop = text.scrollTop));

tints.className = "tints";
tints.setAttribute("aria-hidden", "true");
text.before(tints);
refresh();
