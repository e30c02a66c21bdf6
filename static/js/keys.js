// Key files: dropped, chosen or pasted anywhere. Once the server has read one beside a token, the page holds
// only its public half, in a hidden field of the form; until then the file itself waits here, since a token
// that comes after it may have to be decrypted.

const LIKE_A_KEY = /-----BEGIN |"kty"|^ssh-/;

const input = document.getElementById("key");
const box = document.getElementById("key_text");
const text = document.getElementById("text");

let waiting = [];
let read = []; // files that were read and that the reader may want back, mended
let sentText = "";
let inspect, fill;

/** Listen for files and pastes; `send` sends the form, `put` fills a box. */
export function start(send, put) {
  [inspect, fill] = [send, put];
  input.addEventListener("change", () => take([...input.files]));
  document.addEventListener("dragover", (event) => drag(event, true));
  document.addEventListener("dragleave", (event) => drag(event, event.relatedTarget !== null));
  document.addEventListener("drop", drop);
  document.addEventListener("paste", paste);
}

/** Put the waiting files into `form`. */
export function addTo(form) {
  form.delete("key");
  const kept = form.getAll("kept").filter((one) => !waiting.some((file) => gave(file, JSON.parse(one)[0])));
  form.delete("kept");
  for (const one of kept) form.append("kept", one);
  for (const file of waiting) form.append("key", file);
  sentText = box.value;
  return form;
}

/** After an answer: let go of what was read, keep what is asked for again. */
export function settle() {
  const again = [...document.querySelectorAll("#keys [data-again]")].map((chip) => chip.dataset.again);
  const pasted = sentText.trim() ? [new File([sentText], box.dataset.name)] : [];
  const newer = [...waiting, ...pasted];
  const older = read.filter((old) => newer.every((file) => file.name !== old.name));
  const mendable = [...document.querySelectorAll("#keys [data-mend]")].map((chip) => chip.dataset.mend);
  read = [...older, ...newer].filter((file) => mendable.some((name) => gave(file, name)));
  const taken = !again.includes(box.dataset.name) && box.value === sentText;
  if (taken) box.value = "";
  const early = document.getElementById("report").dataset.tokens === "0";
  waiting = early ? [...waiting, ...(taken ? pasted : [])] : waiting.filter((file) => again.includes(file.name));
}

/** Forget the file of the chip that holds `button`. */
export function remove(button) {
  const { again, name } = button.closest(".chip").dataset;
  waiting = waiting.filter((file) => file.name !== again && !gave(file, name));
  if (again === box.dataset.name) box.value = "";
}

/** Put the file of the key `name` back into the form, which is about to be sent by the browser itself. */
export function giveBack(name) {
  const given = new DataTransfer();
  for (const file of read) if (gave(file, name)) given.items.add(file);
  input.files = given.files;
  setTimeout(() => (input.value = ""));
}

/** Whether the key `name` was read from `file`; several of one file are numbered. */
function gave(file, name) {
  return name === file.name || name.startsWith(`${file.name}[`);
}

function take(files) {
  input.value = "";
  waiting = waiting.filter((old) => files.every((file) => file.name !== old.name)).concat(files);
  if (files.length) inspect();
}

function drag(event, over) {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.toggle("dragging", over);
}

async function drop(event) {
  drag(event, false);
  const files = [...event.dataTransfer.files];
  if (files.length === 1 && event.target === text) {
    const content = await files[0].text();
    if (!LIKE_A_KEY.test(content) && /ey[\w-]{8,}\.|curl|http/i.test(content)) return fill(text, content);
  }
  take(files);
}

/** A paste outside any box goes to the box it is meant for. */
function paste(event) {
  if (event.target.matches("input, textarea, select")) return;
  const pasted = event.clipboardData.getData("text/plain");
  if (event.clipboardData.files.length) take([...event.clipboardData.files]);
  else if (pasted.trim()) fill(LIKE_A_KEY.test(pasted) && !/ey[\w-]{8,}\./.test(pasted) ? box : text, pasted);
  else return;
  event.preventDefault();
  inspect();
}
