/** What the composer has to say about itself: no connection, signed out, changed elsewhere, refused. */

const CLOCK = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" });

/** @param {string} words With {names} in braces. @param {Record<string, string | number>} values */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {Date} moment */
export function clock(moment) {
  return CLOCK.format(moment);
}

export class Notices {
  /** @param {HTMLElement} root Holds one element per notice, all hidden at first. */
  constructor(root) {
    this.root = root;
    this.counting = 0;
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.root.querySelector(`[data-notice="${name}"]`));
  }

  /** @param {string} name @param {Record<string, string | number>} values */
  show(name, values = {}) {
    const notice = this.part(name);
    notice.querySelectorAll("[data-words]").forEach((one) => {
      const place = /** @type {HTMLElement} */ (one);
      const words = fill(place.dataset.words ?? "", values);
      if (place.textContent !== words) place.textContent = words;
    });
    notice.hidden = false;
  }

  /** @param {...string} names */
  hide(...names) {
    names.forEach((name) => { this.part(name).hidden = true; });
    if (names.includes("lost")) clearInterval(this.counting);
  }

  /** The seconds are for the eye only; the sentence before them is announced once. @param {Date} since @param {number} seconds */
  lost(since, seconds) {
    let left = seconds;
    const tell = () => this.show("lost", { time: clock(since), seconds: Math.max(left, 0) });
    tell();
    clearInterval(this.counting);
    this.counting = window.setInterval(() => {
      left -= 1;
      tell();
    }, 1000);
  }

  /** Both texts, and one button each. @param {string} mine @param {{text: string, at: string}} theirs @param {(text: string) => void} choose */
  clash(mine, theirs, choose) {
    this.show("clash", { time: clock(new Date(theirs.at)) });
    const notice = this.part("clash");
    [["mine", mine], ["theirs", theirs.text]].forEach(([whose, text]) => {
      const side = /** @type {HTMLElement} */ (notice.querySelector(`[data-side="${whose}"]`));
      /** @type {HTMLElement} */ (side.querySelector("[data-text]")).textContent = text;
      /** @type {HTMLButtonElement} */ (side.querySelector("button")).onclick = () => {
        this.hide("clash");
        choose(text);
      };
    });
  }
}
