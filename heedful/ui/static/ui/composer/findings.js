/** The coach beside the draft: its list, taking a wording, answering 'not here', and why. */
import { rangeOfPoints } from "./text_map.js";
import { fetchFragment, post } from "./wire.js";

const CALM = 1400;
const CATCHING_UP = 300;

/**
 * @typedef {object} Note What the server says of one finding, counted in code points.
 * @property {string} id
 * @property {string} code
 * @property {number} number
 * @property {boolean} holds
 * @property {[number, number][]} marks
 * @property {{start: number, end: number, text: string} | null} better
 */

export class Findings {
  /**
   * @param {object} parts
   * @param {HTMLElement} parts.panel Holds the list. @param {HTMLElement} parts.herald Says to screen readers what changed.
   * @param {import("./editor.js").Editor} parts.editor @param {import("./highlights.js").Highlights} parts.highlights
   * @param {(words: string) => void} parts.say @param {() => void} parts.reviewAgain @param {AbortSignal} parts.signal
   */
  constructor({ panel, herald, editor, highlights, say, reviewAgain, signal }) {
    this.panel = panel;
    this.herald = herald;
    this.editor = editor;
    this.highlights = highlights;
    this.say = say;
    this.reviewAgain = reviewAgain;
    this.signal = signal;
    /** @type {Map<string, {note: Note, range: Range | null, words: string}>} */
    this.known = new Map();
    this.armed = "";
    this.announcing = 0;
    /** @type {string | null} What is told once the writer rests. */
    this.untold = null;
    /** @type {string | null} A list that came while somebody was writing a reason. */
    this.waiting = null;
    this.last = "";
    this.#listen();
  }

  #listen() {
    const { panel, signal } = this;
    panel.addEventListener("click", (event) => this.#pressed(event), { signal });
    panel.addEventListener("submit", (event) => this.#dismiss(event), { signal });
    panel.addEventListener("toggle", (event) => this.#toggled(event), { signal, capture: true });
    this.editor.root.addEventListener("input", () => this.untold !== null && this.#announceLater(this.untold), { signal });
    // A moment later, so that a press which took the focus away still finds its button.
    panel.addEventListener("focusout", () => setTimeout(() => this.#catchUp(), CATCHING_UP), { signal });
  }

  /** A new answer. The text it speaks of is still the text on the screen.
   * @param {{notes: Note[], coach?: string, summary: string}} answer `coach` is missing where the page holds the list already. */
  show({ notes, coach, summary }) {
    const { editor } = this;
    const map = editor.map();
    this.known = new Map(notes.map((note) => {
      const range = note.better && rangeOfPoints(map, editor.root, note.better.start, note.better.end);
      return [note.id, { note, range, words: range ? range.toString() : "" }];
    }));
    this.highlights.show(notes.flatMap(({ id, number, holds, marks }) =>
      marks.map(([start, end]) => ({ id, number, holds, range: rangeOfPoints(map, editor.root, start, end) })),
    ));
    if (this.armed && !this.known.has(this.armed)) this.disarm();
    if (coach !== undefined) this.#fill(coach);
    this.#announceLater(summary);
  }

  /** @param {string} html */
  #fill(html) {
    if (this.#isReasoning()) {
      this.waiting = html;
      return;
    }
    this.waiting = null;
    if (this.last === html) return;
    this.last = html;
    const hadList = Boolean(this.panel.querySelector("[data-finding]"));
    const opened = [...this.panel.querySelectorAll("[data-finding] > details[open]")].map((one) => this.#idOf(one));
    const focused = this.panel.contains(document.activeElement) ? this.#idOf(/** @type {Element} */ (document.activeElement)) : "";
    this.panel.innerHTML = html;
    if (hadList) this.#keepOpen(opened);
    if (focused) (this.#row(focused)?.querySelector("summary") ?? this.editor.root).focus();
    this.#showArmed();
  }

  /** Somebody is about to press or write why something does not fit. */
  #isReasoning() {
    const open = [...this.panel.querySelectorAll(".coach-reason[open]")];
    return open.some((one) => one.contains(document.activeElement) || /** @type {HTMLInputElement | null} */ (one.querySelector("input[name=own_reason]"))?.value);
  }

  /** What was open stays open, what was closed stays closed; if nothing open is left the first one is. @param {string[]} opened */
  #keepOpen(opened) {
    if (opened.length && !opened.some((id) => this.#row(id))) return;
    this.panel.querySelectorAll("[data-finding] > details").forEach((one) => one.toggleAttribute("open", opened.includes(this.#idOf(one))));
  }

  #catchUp() {
    if (this.waiting !== null) this.#fill(this.waiting);
  }

  /** @param {Element} element */
  #idOf(element) {
    return /** @type {HTMLElement | null} */ (element.closest("[data-finding]"))?.dataset.finding ?? "";
  }

  /** @param {string} id @returns {HTMLElement | null} */
  #row(id) {
    return this.panel.querySelector(`[data-finding="${CSS.escape(id)}"]`);
  }

  /** Told once the writer rests, and only when it is something new. @param {string} summary */
  #announceLater(summary) {
    clearTimeout(this.announcing);
    this.untold = summary;
    this.announcing = window.setTimeout(() => {
      this.untold = null;
      if (this.herald.textContent !== summary) this.herald.textContent = summary;
    }, CALM);
  }

  /** Open a finding in the list without taking the caret away. @param {string} id */
  open(id) {
    const row = this.#row(id);
    row?.querySelector("details")?.setAttribute("open", "");
    row?.scrollIntoView({ block: "nearest" });
  }

  /** Open it, and let Tab take its wording until something else is pressed. @param {string} id */
  arm(id) {
    this.armed = id;
    this.open(id);
    this.#showArmed();
    this.highlights.open(id);
  }

  disarm() {
    this.armed = "";
    this.#showArmed();
  }

  #showArmed() {
    this.panel.querySelectorAll("[data-finding]").forEach((row) => row.classList.toggle("is-armed", this.#idOf(row) === this.armed));
  }

  /** The next finding after the open one, or the one before. @param {number} step */
  armNext(step) {
    const ids = [...this.known.keys()];
    if (!ids.length) return;
    const place = ids.indexOf(this.armed);
    const next = place < 0 ? (step > 0 ? 0 : ids.length - 1) : (place + step + ids.length) % ids.length;
    this.arm(ids[next]);
    this.say(this.#row(ids[next])?.querySelector("[data-spoken]")?.textContent?.trim() ?? "");
  }

  /** Write the better wording, if the words it replaces are still there. @param {string} id @returns {boolean} */
  take(id) {
    const found = this.known.get(id);
    if (!found?.range || !found.note.better) return false;
    this.disarm();
    if (found.range.toString() !== found.words) {
      this.say(this.panel.dataset.moved ?? "");
      return false;
    }
    this.editor.replace(found.range, found.note.better.text);
    // That it was taken is told on the side; nothing waits for it.
    void post(this.panel.dataset.takings ?? "", { code: found.note.code }).catch(() => undefined);
    this.#forget(id);
    return true;
  }

  /** @param {string} id */
  #forget(id) {
    this.known.delete(id);
    this.#row(id)?.remove();
    this.highlights.show(this.highlights.marks.filter((mark) => mark.id !== id));
  }

  /** @param {Event} event */
  #toggled(event) {
    const details = /** @type {HTMLDetailsElement} */ (event.target);
    if (details.matches("[data-finding] > details")) this.highlights.open(details.open ? this.#idOf(details) : "");
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-take]")) this.take(this.#idOf(target));
    const why = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-why]"));
    if (!why || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.#explain(why);
  }

  /** The rule's own page, over the draft; where it cannot be fetched the link opens it. @param {HTMLAnchorElement} link */
  async #explain(link) {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog wide";
    dialog.setAttribute("aria-labelledby", "rule-title");
    try {
      dialog.innerHTML = await fetchFragment(link.href);
    } catch {
      window.open(link.href, "_blank", "noopener");
      return;
    }
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  /** 'Not here', with the reason that was pressed or written. @param {SubmitEvent} event */
  async #dismiss(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-dismiss]")) return;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form, event.submitter));
    const id = this.#idOf(form);
    try {
      await post(form.action, /** @type {Record<string, string>} */ (fields));
    } catch (error) {
      this.say(/** @type {Error} */ (error).message || (this.panel.dataset.failed ?? ""));
      return;
    }
    this.#forget(id);
    this.editor.root.focus();
    this.reviewAgain();
  }
}
