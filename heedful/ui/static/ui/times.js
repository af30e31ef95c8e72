// @ts-check
/** Times that move: how long somebody waits, when a reply leaves. And the reader's zone, told to the server once. */

import { word } from "./words.js";

const STEPS = /** @type {const} */ ([[0.5, "w1"], [0.8, "w2"], [1, "w3"], [Infinity, "w4"]]);

export function startTimes() {
  tellZone();
  setInterval(updateWaits, 20_000);
  setInterval(countDown, 1000);
  document.addEventListener("htmx:load", countDown);
  countDown();
}

function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes(`zone=${zone}`)) {
    document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
  }
}

function updateWaits() {
  const now = Date.now() / 1000;
  for (const wait of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".wait[data-since]"))) {
    const seconds = Math.max(0, now - Number(wait.dataset.since));
    const share = seconds / (Math.max(1, Number(wait.dataset.goal)) * 60);
    const shown = wait.querySelector("time");
    if (shown) shown.textContent = lasting(seconds);
    wait.dataset.used = String(Math.min(10, Math.floor(share * 10)));
    wait.classList.remove("w1", "w2", "w3", "w4");
    wait.classList.add(STEPS.find(([limit]) => share < limit)?.[1] ?? "w4");
  }
}

/** @param {number} seconds @returns {string} */
function lasting(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return word("now");
  if (minutes < 60) return `${minutes} ${word("m")}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} ${word("h")} ${minutes % 60} ${word("m")}`;
  const days = Math.floor(hours / 24);
  return days < 10 ? `${days} ${word("d")} ${hours % 24} ${word("h")}` : `${days} ${word("d")}`;
}

/** A held reply: the seconds are shown here, but the server alone decides. */
function countDown() {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-leaves]"))) {
    const left = Math.ceil(Number(place.dataset.leaves) - Date.now() / 1000);
    place.textContent = left > 0 ? `${word("leaves")} ${left} s` : word("leaving");
    if (left <= 0) {
      delete place.dataset.leaves;
      place.closest(".delivery")?.querySelector("form")?.setAttribute("hidden", "");
    }
  }
}
