// @ts-check
/**
 * Keeps open screens in step: a stream of ids tells what changed, and only the parts that follow it ask again.
 *
 * An element says what it follows in `data-live`: `*`, `inbox` (any conversation), `conversation:7`,
 * `customer:7` (all that is theirs), `presence:7` (who is at it), or `kind:customer.` (events whose name begins so). It then receives the event `live`.
 */

import { announce, toast, word } from "./words.js";

/** @typedef {{kind: string, brand_id: number|null, conversation_id: number|null, event_id: number, customer_id?: number|null}} Note */

const GATHER = 40; // milliseconds in which several notes count as one
const PAUSE = 250; // and the least time between two refreshes of one part
const PATIENCE = 3000; // a line that heals within this was never worth a word

/** @type {"starting" | "live" | "lost"} */
let state = "starting";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let worry;
let attempts = 0;
const due = new WeakMap();
const missed = new Set();

export function startLive() {
  if (!document.getElementById("line-state")) return;
  connect();
  document.addEventListener("changed", (event) => spread(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) catchUp(); });
  document.addEventListener("htmx:historyRestore", show);
  addEventListener("online", () => { if (state === "lost") connect(); });
}

/** @returns {boolean} */
export function isLive() {
  return state === "live";
}

function connect() {
  const source = new EventSource("/live");
  source.addEventListener("open", opened);
  source.addEventListener("change", (event) => arrived(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    worry ??= setTimeout(lose, PATIENCE);
    if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    attempts += 1;
    setTimeout(connect, Math.min(15000, 500 * 2 ** attempts));
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

function opened() {
  clearTimeout(worry);
  worry = undefined;
  attempts = 0;
  const [healed, first] = [state === "lost", state === "starting"];
  state = "live";
  show();
  const figures = document.getElementById("figures");
  if (first && figures) refresh(figures); // what changed while the line was being opened was told to nobody here
  if (!healed) return;
  announce(word("healed"));
  for (const part of document.querySelectorAll("[data-live]")) refresh(part);
}

function lose() {
  if (state === "lost") return;
  state = "lost";
  show();
  toast(word("lost"));
}

function show() {
  const place = document.getElementById("line-state");
  if (!place || state === "starting") return;
  place.dataset.state = state;
  place.textContent = word(state === "live" ? "live" : "no_line");
}

/** @param {Note} note */
function arrived(note) {
  spread(note);
  if (note.kind === "interaction.received" && note.conversation_id) sayWhoWrote(note.conversation_id);
}

/** @param {Note} note */
function spread(note) {
  document.dispatchEvent(new CustomEvent("live:note", { detail: note }));
  for (const part of document.querySelectorAll("[data-live]")) {
    const follows = (part.getAttribute("data-live") || "").split(" ");
    if (follows.some((what) => concerns(what, note))) refresh(part);
  }
}

/** @param {string} what @param {Note} note */
function concerns(what, note) {
  // Comings and goings are news for those who are there, not for lists and figures.
  if ((note.kind || "").startsWith("presence.")) return what === `presence:${note.conversation_id}`;
  if (what === "*") return true;
  if (what === "inbox") return note.conversation_id !== null;
  if (what.startsWith("kind:")) return (note.kind || "").startsWith(what.slice(5));
  if (what.startsWith("customer:")) return what === `customer:${note.customer_id}`;
  return what === `conversation:${note.conversation_id}`;
}

/** @param {Element} part */
function refresh(part) {
  if (document.hidden) {
    missed.add(part);
    return;
  }
  if (due.get(part)?.waits) return;
  const pause = Number(part.getAttribute("data-live-pause") || PAUSE);
  const last = due.get(part)?.at || 0;
  const wait = Math.max(GATHER, last + pause - performance.now());
  due.set(part, { waits: true, at: last });
  setTimeout(() => {
    due.set(part, { waits: false, at: performance.now() });
    // @ts-ignore htmx is loaded before the modules
    if (part.isConnected) htmx.trigger(part, "live");
  }, wait);
}

function catchUp() {
  const parts = [...missed];
  missed.clear();
  parts.filter((part) => part.isConnected).forEach(refresh);
}

/** Said after the list has had the time to show it. @param {number} id */
function sayWhoWrote(id) {
  setTimeout(() => {
    const said = document.getElementById(`row-${id}`)?.getAttribute("data-said");
    if (said) announce(`${word("arrived")} ${said}`);
  }, 600);
}
