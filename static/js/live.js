// The form sends itself, and the report is taken out of the answer. One template, one endpoint: what
// comes back is the page that a browser without scripts would show.

import * as keys from "./keys.js";
import "./keyboard.js";

const PAUSE = 150; // ms of rest while typing, and before an old report is dimmed

const form = document.getElementById("form");
const text = document.getElementById("text");
const report = document.getElementById("report");
const policy = window.trustedTypes?.createPolicy("clinic", { createHTML: (html) => html });

let typing; // the timer of the pause
let dimming; // the timer of the old report
let deep; // what shows a deep search, once there was one
let request; // the controller of the request under way: the last answer wins

/** Send the form as it is; `submitter` is the button that was pressed, if one was. */
export async function inspect(submitter = null) {
  clearTimeout(typing);
  clearTimeout(dimming);
  request?.abort();
  const mine = (request = new AbortController());
  const deeper = submitter?.name === "deep";
  const body = keys.addTo(new FormData(form, submitter));
  deep?.end();
  if (deeper) await watch(submitter, mine);
  else dimming = setTimeout(() => wait(true), PAUSE);
  if (mine !== request) return;
  const page = await ask(body, mine.signal);
  if (mine !== request) return;
  clearTimeout(dimming);
  wait(false);
  deep?.end(deeper ? (page.querySelector(".standing")?.textContent ?? "") : "");
  if (page.getElementById("report")) show(page);
  else fail(page.querySelector(".error p")?.textContent ?? "The server did not answer as it should.");
}

/** Show how far the deep search that `mine` asks for may have come. */
async function watch(button, mine) {
  deep ??= await import("./deep.js");
  if (mine === request) deep.begin(button, cancel);
}

/** Ask no longer; the report stays as it is. */
function cancel() {
  request?.abort();
  request = null;
}

/** The page that the server answers with; an empty one if it does not answer. */
async function ask(body, signal) {
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal });
    return parse(await answer.text());
  } catch {
    return parse("<section class=error><p>The server did not answer.</p></section>");
  }
}

/** Put `value` into `box` in place of all that is there; undo brings that back. */
export function fill(box, value) {
  box.focus();
  box.select();
  if (!document.execCommand("insertText", false, value)) box.value = value;
}

function wait(waiting) {
  report.classList.toggle("waiting", waiting);
  report.setAttribute("aria-busy", waiting);
}

function parse(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

function show(page) {
  const next = page.getElementById("report");
  Object.assign(report.dataset, next.dataset);
  form.dataset.keys = page.getElementById("form").dataset.keys;
  say("headline", page);
  for (const problem of document.querySelectorAll(".problem")) say(problem.id, page);
  sign(page.querySelector("#verdict > .sign"));
  for (const id of ["detail", "body", "keys"]) swap(document.getElementById(id), page.getElementById(id));
  document.title = page.title;
  document.querySelector("link[rel=icon]").href = page.querySelector("link[rel=icon]").href;
  keys.settle();
  brighten();
}

/** Replace one part of the page, and leave the reader at the same place in it. */
function swap(old, next) {
  const { id, selectionStart, selectionEnd } = old.contains(document.activeElement) ? document.activeElement : {};
  for (const fold of old.querySelectorAll("details[id]")) {
    next.querySelector(`#${fold.id}`)?.toggleAttribute("open", fold.open);
  }
  for (const field of old.querySelectorAll("input[type=text][id]")) {
    const same = next.querySelector(`#${field.id}`);
    if (same) same.value = field.value;
  }
  old.replaceWith(next);
  const focused = id ? document.getElementById(id) : null;
  focused?.focus({ preventScroll: true });
  if (selectionStart != null) focused?.setSelectionRange(selectionStart, selectionEnd);
}

function say(id, page) {
  const here = document.getElementById(id);
  const words = page.getElementById(id)?.textContent ?? "";
  if (here.textContent !== words) here.textContent = words;
}

function sign(next) {
  document.querySelector("#verdict > .sign").replaceWith(next);
}

function fail(sentence) {
  report.dataset.tone = "caution";
  sign(document.getElementById("caution").content.firstElementChild.cloneNode(true));
  document.getElementById("headline").textContent = sentence;
  document.getElementById("detail").textContent = "Your input is still here; press Inspect to try again.";
  form.classList.add("failed"); // else there is no button on a small screen
}

/** What makes a report livelier is loaded with the first one. */
async function brighten() {
  form.classList.remove("failed");
  if (report.dataset.tone === "empty") return;
  const modules = await Promise.all(["clock", "copy", "highlight", "language"].map((name) => import(`./${name}.js`)));
  for (const module of modules) module.refresh?.();
}

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.name === "mend") return keys.giveBack(button.value); // what comes is a file: the page stays
  event.preventDefault();
  if (button?.name === "use") fill(text, button.value);
  if (button?.name === "profile") document.getElementById("profile").value = button.value;
  if (button?.name === "remove") keys.remove(button);
  inspect(["deep", "fetch", "remove"].includes(button?.name) ? button : null);
});

form.addEventListener("input", (event) => {
  if (!event.target.name) return;
  const atOnce = event.inputType?.startsWith("insertFrom") || event.target.matches("select, [type=file]");
  clearTimeout(typing);
  if (atOnce) inspect();
  else typing = setTimeout(inspect, PAUSE);
});

// A whole paste over an old one replaces it; behind a line break it is added.
text.addEventListener("paste", (event) => {
  const pasted = event.clipboardData.getData("text/plain");
  const collapsed = text.selectionStart === text.selectionEnd;
  const adding = text.value.slice(0, text.selectionStart).endsWith("\n");
  if (collapsed && !adding && text.value && /ey[\w-]{8,}\.[\w-]*\.|^curl /.test(pasted)) text.select();
});

async function listProfiles() {
  (await import("./profiles.js")).fill();
}

document.getElementById("profile").addEventListener("focus", listProfiles, { once: true });
keys.start(inspect, fill);
brighten();
