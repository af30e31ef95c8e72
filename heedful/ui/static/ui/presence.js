// @ts-check
/**
 * Says that one reads or writes here, shows who else does, and asks before two people answer at once.
 * What is said runs out on the server by itself; a closed tab leaves nobody behind.
 */

import { dropCopy } from "./composer/local_copy.js";
import { toast } from "./words.js";

const READS = 20_000; // milliseconds between two signs of life while reading
const WRITES = 8_000; // while writing; and how long after a key somebody still counts as writing

let typedAt = -Infinity;
let saidAt = -Infinity;
let saidWriting = false;
/** The conversation whose screen has said that somebody is here. */
let here = "";
/** Whoever was asked and sends all the same is not asked again for this one. */
let isSure = false;

export function startPresence() {
  setInterval(tick, 2000);
  document.addEventListener("input", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-composer]:not([data-kind="note"]) [data-editor]')) return;
    typedAt = performance.now();
    tick();
  });
  document.addEventListener("talk:opened", tick);
  document.addEventListener("visibilitychange", () => (document.hidden ? gone() : tick()));
  addEventListener("pagehide", gone);
  document.addEventListener("submit", ask, true);
  document.addEventListener("click", (event) => {
    const answer = event.target instanceof Element ? event.target.closest("[data-clash]")?.getAttribute("data-clash") : null;
    if (answer) answered(answer);
  });
  document.addEventListener("draft:given", (event) => given(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener("heedful:sent", () => {
    isSure = false;
    typedAt = -Infinity;
    tick();
  });
  tick();
}

/** @returns {HTMLElement | null} */
function place() {
  return document.getElementById("presence");
}

function tick() {
  const address = place()?.dataset.present ?? "";
  if (here && address !== here) gone();
  if (!address || document.hidden) return;
  const now = performance.now();
  const isWriting = now - typedAt < WRITES && Boolean(document.querySelector("[data-composer]"));
  if (address === here && isWriting === saidWriting && now - saidAt < (isWriting ? WRITES : READS)) return;
  if (address !== here) isSure = false;
  [here, saidAt, saidWriting] = [address, now, isWriting];
  void say(address, isWriting);
}

/** Without a line nothing is said about this: the connection state tells it already. @param {string} address @param {boolean} isWriting */
async function say(address, isWriting) {
  try {
    const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
    const answer = await fetch(address, { method: "POST", headers, body: new URLSearchParams({ writing: isWriting ? "1" : "0" }), redirect: "error" });
    const html = answer.ok ? await answer.text() : "";
    const box = place();
    if (!answer.ok || !box || box.dataset.present !== address || box.innerHTML === html) return;
    box.innerHTML = html;
    // @ts-ignore htmx is loaded before the modules
    htmx.process(box);
  } catch {
    saidAt = -Infinity; // said again at the next turn
  }
}

/** @returns {string} */
function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
}

/** Said by a beacon, which outlives the page. */
function gone() {
  if (!here) return;
  const said = new FormData();
  said.set("csrfmiddlewaretoken", token());
  said.set("gone", "1");
  navigator.sendBeacon(here, said);
  [here, saidAt, typedAt] = ["", -Infinity, -Infinity];
}

/** Before a reply leaves: is a colleague at it, or has one answered since this was begun? @param {SubmitEvent} event */
function ask(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-composer][data-kind="reply"] [data-form]') || isSure) return;
  const box = document.getElementById("clash");
  const [name, how] = reason(form);
  if (!box || !name) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const words = box.querySelector("[data-words]");
  if (words) words.textContent = (box.dataset[how] ?? "").replace("{name}", name);
  box.hidden = false;
  box.querySelector("button")?.focus();
}

/** Who, and what they did. @param {HTMLFormElement} form @returns {[string, "answered" | "writing"]} */
function reason(form) {
  const seen = Number(new FormData(form).get("seen") ?? 0);
  const me = document.body.dataset.person;
  for (const moment of document.querySelectorAll('#timeline > [data-way="out"]')) {
    const by = moment.getAttribute("data-by");
    if (by && by !== me && Number(moment.id.slice("moment-".length)) > seen) return [moment.querySelector(".by b")?.textContent ?? "", "answered"];
  }
  return [document.querySelector("#presence [data-writes]")?.getAttribute("data-writes") ?? "", "writing"];
}

/** @param {string} answer */
function answered(answer) {
  const box = document.getElementById("clash");
  if (box) box.hidden = true;
  const composer = document.querySelector("[data-composer]");
  if (answer === "send") {
    isSure = true;
    const form = composer?.querySelector("[data-form]");
    const button = composer?.querySelector("[data-send]");
    if (form instanceof HTMLFormElement && button instanceof HTMLElement) form.requestSubmit(button);
  } else {
    /** @type {HTMLElement | null | undefined} */ (composer?.querySelector("[data-editor]"))?.focus();
  }
}

/** A colleague has the draft now: this browser forgets its copy, and the place to write is empty again. @param {{conversation: number, kind: string, words: string}} what */
function given({ conversation, kind, words }) {
  toast(words);
  const composer = document.querySelector(`[data-composer][data-conversation="${conversation}"][data-kind="${kind}"]`);
  if (!(composer instanceof HTMLElement)) return;
  dropCopy(composer.dataset.name ?? "");
  typedAt = -Infinity;
  // @ts-ignore htmx is loaded before the modules
  htmx.ajax("GET", `/conversations/${conversation}/composer/?kind=${kind}`, { target: "#composer", swap: "innerHTML" });
}
