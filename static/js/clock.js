// Dates in the reader's own zone, and relative times that tick on without another request.

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const YEAR = 31556952;
const SIZES = [[YEAR, "year", 2 * YEAR], [DAY, "day", 2 * DAY], [HOUR, "hour", 2 * HOUR], [MINUTE, "minute", 2 * MINUTE]];

let judged; // the moment of judgement in seconds, and when it came
let came;

/** Start over with a new report. */
export function refresh() {
  judged = Number(document.getElementById("body").dataset.now);
  came = performance.now();
  for (const time of document.querySelectorAll("time[datetime]:not([datetime=''])")) localise(time);
}

/** The words of the server for the same length of time. */
export function duration(seconds) {
  const [size, unit] = SIZES.find(([size, , least]) => seconds >= least || seconds === size) ?? [1, "second"];
  const count = Math.round(seconds / size);
  return `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;
}

function relative(seconds, now) {
  if (seconds === now) return "now";
  return seconds < now ? `${duration(now - seconds)} ago` : `in ${duration(seconds - now)}`;
}

function tick() {
  if (!judged) return; // a moment was asked for, and stays
  const now = judged + Math.floor((performance.now() - came) / 1000);
  for (const ago of document.querySelectorAll(".ago")) {
    const words = relative(Number(ago.dataset.seconds), now);
    if (ago.textContent !== words) ago.textContent = words;
  }
}

function localise(time) {
  const date = new Date(time.dateTime);
  if (date.getTimezoneOffset() === 0) return;
  const sameDay = date.getDate() === date.getUTCDate();
  const day = sameDay ? {} : { day: "numeric", month: "short" };
  const words = date.toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
  const local = document.createElement("span");
  local.className = "local";
  local.textContent = ` (${words})`;
  time.after(local);
}

setInterval(tick, 1000);
