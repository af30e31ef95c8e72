/** 'Leaves in 9 s · Undo': the server holds the reply; this only counts along and can ask for it back. */
import { fill } from "./notices.js";
import { post, Refused, SignedOut } from "./wire.js";

const AFTERWARDS = 2500;

/** @type {Map<string, Leaving>} By delivery; a bar outlives its composer when another conversation is opened. */
const open = new Map();

class Leaving {
  /** @param {HTMLElement} bar @param {(html: string, conversation: string) => boolean} putBack Whether there is a place to put it. */
  constructor(bar, putBack) {
    this.bar = bar;
    this.putBack = putBack;
    this.until = performance.now() + Number(bar.dataset.milliseconds);
    this.count = /** @type {HTMLElement} */ (bar.querySelector("[data-count]"));
    this.form = /** @type {HTMLFormElement} */ (bar.querySelector("form"));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.undo();
    });
    this.ticking = window.setInterval(() => this.#tick(), 250);
    this.#tick();
  }

  #tick() {
    const left = Math.ceil((this.until - performance.now()) / 1000);
    if (left <= 0) return this.#gone();
    this.count.textContent = fill(this.bar.dataset.leavesIn ?? "", { seconds: left });
    if (!this.bar.isConnected) this.#float();
  }

  /** The conversation was left: undo stays within reach. */
  #float() {
    this.bar.classList.add("is-floating");
    document.body.append(this.bar);
  }

  #gone() {
    clearInterval(this.ticking);
    this.form.hidden = true;
    this.#say(this.bar.dataset.leaving ?? "");
    setTimeout(() => this.close(), AFTERWARDS);
  }

  /** @param {string} words */
  #say(words) {
    this.count.textContent = "";
    /** @type {HTMLElement} */ (this.bar.querySelector("[data-said]")).textContent = words;
  }

  async undo() {
    clearInterval(this.ticking);
    this.form.hidden = true;
    try {
      const answer = await post(this.form.action, {});
      this.close();
      if (!this.putBack(answer.composer, answer.conversation)) location.assign(answer.address);
    } catch (error) {
      const isKnown = error instanceof Refused;
      this.#say(isKnown ? error.message : this.bar.dataset[error instanceof SignedOut ? "signedOut" : "unreachable"] ?? "");
      if (isKnown) setTimeout(() => this.close(), 2 * AFTERWARDS);
      else this.form.hidden = false;
    }
  }

  close() {
    clearInterval(this.ticking);
    open.delete(this.bar.dataset.delivery ?? "");
    this.bar.remove();
  }
}

/** Take over the bars that the server put into a composer.
 * @param {HTMLElement} root @param {(html: string, conversation: string) => boolean} putBack */
export function watchLeaving(root, putBack) {
  root.querySelectorAll("[data-leaves-in]").forEach((one) => {
    const bar = /** @type {HTMLElement} */ (one);
    const delivery = bar.dataset.delivery ?? "";
    open.get(delivery)?.close();
    open.set(delivery, new Leaving(bar, putBack));
  });
}

/** The same from elsewhere on the page: a reply in the timeline that has not left, or could not.
 * @param {HTMLFormElement} form @param {(html: string, conversation: string) => boolean} putBack @param {(words: string) => void} say */
export async function takeBack(form, putBack, say) {
  const bar = open.get(form.dataset.undo ?? "");
  if (bar) return bar.undo();
  try {
    const answer = await post(form.action, {});
    if (!putBack(answer.composer, answer.conversation)) location.assign(answer.address);
  } catch (error) {
    say(/** @type {Error} */ (error).message);
  }
}

/** Ask the newest one back, for the key `z`. */
export function undoNewest() {
  const newest = [...open.values()].pop();
  if (newest) void newest.undo();
  return Boolean(newest);
}
