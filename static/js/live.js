// The form sends itself, and the report is taken out of the answer. One template, one endpoint: what
// comes back is the page that a browser without scripts would show.

import * as keys from "./keys.js";
import "./keyboard.js";

const PAUSE = 150; // ms of rest while typing, and before an old report is dimmed

const form = document.getElementById("form");
const text = document.getElementById("text");
const report = document.getElementById("report");
const policy = window.trustedTypes?.createPolicy("clinic", { createHTML: (html) => html });

let typing; // timer of the pause
let request; // the controller of the request under way: the last answer wins

/** Send the form as it is; `submitter` is the button that was pressed, if one was. */
export async function inspect(submitter = null) {
  clearTimeout(typing);
  request?.abort();
  const mine = (request = new AbortController());
  const dimming = setTimeout(() => wait(true), PAUSE);
  const sent = keys.addTo(new FormData(form, submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, signal: mine.signal });
    const page = parse(await answer.text());
    if (mine !== request) return;
    if (page.getElementById("report")) show(page);
    else fail(page.querySelector(".error p")?.textContent ?? `The server answered ${answer.status} and no more.`);
  } catch (error) {
    if (error.name !== "AbortError") fail("The server did not answer.");
  } finally {
    clearTimeout(dimming);
    if (mine === request) wait(false);
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
  report.dataset.tone = next.dataset.tone;
  say("headline", page);
  for (const problem of document.querySelectorAll(".problem")) say(problem.id, page);
  document.querySelector("#verdict > .sign").replaceWith(page.querySelector("#verdict > .sign"));
  for (const id of ["detail", "body", "keys"]) swap(document.getElementById(id), page.getElementById(id));
  document.title = page.title;
  document.querySelector("link[rel=icon]").href = page.querySelector("link[rel=icon]").href;
  keys.settle();
  brighten();
}

/** Replace one part of the page, and leave the reader where he was in it. */
function swap(old, next) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  for (const fold of old.querySelectorAll("details[id]")) {
    next.querySelector(`#${fold.id}`)?.toggleAttribute("open", fold.open);
  }
  for (const field of old.querySelectorAll("input[type=text][id]")) {
    const same = next.querySelector(`#${field.id}`);
    if (same) same.value = field.value;
  }
  old.replaceWith(next);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function say(id, page) {
  const here = document.getElementById(id);
  const words = page.getElementById(id)?.textContent ?? "";
  if (here.textContent !== words) here.textContent = words;
}

function fail(sentence) {
  report.dataset.tone = "caution";
  document.getElementById("headline").textContent = sentence;
  document.getElementById("detail").textContent = "Your input is still here; press Inspect to try again.";
  form.classList.add("failed");
}

/** What makes a report livelier is loaded with the first one. */
async function brighten() {
  form.classList.remove("failed");
  if (report.dataset.tone === "empty") return;
  const modules = await Promise.all(["clock", "copy", "highlight"].map((name) => import(`./${name}.js`)));
  for (const module of modules) module.refresh?.();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "use") fill(text, button.value);
  if (button?.name === "profile") document.getElementById("profile").value = button.value;
  if (button?.name === "remove") keys.remove(button);
  inspect(["deep", "remove"].includes(button?.name) ? button : null);
});

form.addEventListener("input", (event) => {
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
  if (collapsed && !adding && text.value && /eyJ[\w-]+\.[\w-]*\.|^curl /.test(pasted)) text.select();
});

keys.start(inspect, fill);
brighten();
