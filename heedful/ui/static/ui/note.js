// @ts-check
/** The front-desk note: finds the customer while one types, keeps every letter in this browser until it is saved. */

import { toast, word } from "./words.js";

const PAUSE = 150; // milliseconds after the last key before it is kept

const form = /** @type {HTMLFormElement} */ (document.getElementById("note-form"));
const who = /** @type {HTMLInputElement} */ (document.getElementById("field-who"));
const what = /** @type {HTMLTextAreaElement} */ (document.getElementById("field-text"));
const found = /** @type {HTMLElement} */ (document.getElementById("found"));
const chosen = /** @type {HTMLElement} */ (document.getElementById("chosen"));
/** Where this browser keeps the note. */
const place = `heedful-note-${form.dataset.person}`;
const customer = /** @type {HTMLInputElement} */ (form.querySelector('input[type="hidden"][name="customer"]'));

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

/* ---- kept as you type ---- */

function keep() {
  clearTimeout(pause);
  pause = setTimeout(write, PAUSE);
}

function write() {
  clearTimeout(pause);
  const given = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  if (!given.who && !given.text) {
    localStorage.removeItem(place);
    return;
  }
  const shown = chosen.hidden ? null : [chosen.querySelector("b")?.textContent, chosen.querySelector("span")?.textContent];
  try {
    localStorage.setItem(place, JSON.stringify({ ...given, shown }));
    say(word("kept"));
  } catch {
    say(""); // a full or forbidden store: the form itself still holds the words
  }
}

function restore() {
  const kept = read();
  if (!kept) return;
  if (kept.key === form.dataset.noted) {
    localStorage.removeItem(place);
    return;
  }
  if (what.value || who.value || !(kept.text || kept.who)) return;
  for (const [name, value] of Object.entries(kept)) {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
      field.value = String(value);
    }
  }
  if (kept.customer && kept.shown) show(kept.shown[0], kept.shown[1]);
  say(word("kept"));
}

/** @returns {any} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(place) || "null");
  } catch {
    return null;
  }
}

/** @param {string} text */
function say(text) {
  const state = document.getElementById("kept");
  if (state && state.textContent !== text) state.textContent = text;
}

/* ---- who ---- */

/** @returns {HTMLElement[]} */
function options() {
  return [...found.querySelectorAll("[data-customer]")].map((one) => /** @type {HTMLElement} */ (one));
}

/** @param {number} step */
function mark(step) {
  const all = options();
  const here = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = Math.max(0, Math.min(all.length - 1, here + step));
  all.forEach((one, at) => one.setAttribute("aria-selected", String(at === next)));
  if (all[next]) who.setAttribute("aria-activedescendant", all[next].id);
}

/** @param {HTMLElement} option */
function choose(option) {
  customer.value = option.dataset.customer || "";
  who.value = option.dataset.name || "";
  const brand = form.elements.namedItem("brand");
  if (brand instanceof HTMLSelectElement) brand.value = option.dataset.brand || "";
  show(option.dataset.name || "", option.querySelector(".faint")?.textContent || "");
  what.focus();
  keep();
}

/** @param {string} name @param {string} more */
function show(name, more) {
  const [bold, faint] = [chosen.querySelector("b"), chosen.querySelector("span")];
  if (bold) bold.textContent = name;
  if (faint) faint.textContent = more;
  chosen.hidden = false;
  empty();
  askAddress();
}

/** A number or mail address is asked for only of somebody new. */
function askAddress() {
  const isNew = chosen.hidden && who.value.trim() !== "" && !options().length;
  document.getElementById("new-address")?.toggleAttribute("hidden", !isNew);
}

function unchoose() {
  customer.value = "";
  chosen.hidden = true;
  askAddress();
}

function empty() {
  found.replaceChildren();
  who.setAttribute("aria-expanded", "false");
  who.removeAttribute("aria-activedescendant");
}

/** @param {KeyboardEvent} event */
function onWhoKey(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Escape" && options().length) empty();
  else if (event.key === "Enter") {
    const picked = options().find((one) => one.getAttribute("aria-selected") === "true");
    if (picked) choose(picked);
    else what.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

who.addEventListener("keydown", onWhoKey);
who.addEventListener("input", unchoose);
found.addEventListener("click", (event) => {
  const option = event.target instanceof Element ? event.target.closest("[data-customer]") : null;
  if (option instanceof HTMLElement) choose(option);
});
document.getElementById("unchoose")?.addEventListener("click", () => { unchoose(); who.select(); who.focus(); });
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== found) return;
  // An answer that comes after the choice was made must not open the list again.
  if (customer.value || document.activeElement !== who) empty();
  else {
    who.setAttribute("aria-expanded", String(options().length > 0));
    mark(1);
  }
  askAddress();
});

form.addEventListener("input", keep);
form.addEventListener("change", keep);
addEventListener("pagehide", write); // the last letters before the page goes
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  toast(word("unreachable"), { isError: true });
});
restore();
askAddress();
