/** What a mail has beyond words: its heading, files, marks, a look at the whole, a later time. */
import { Files } from "./files.js";
import { Heading } from "./heading.js";
import { Marks } from "./marks.js";
import { fetchByPost } from "./wire.js";

export class Mail {
  /**
   * @param {object} parts
   * @param {HTMLElement} parts.root The composer. @param {HTMLFormElement} parts.form
   * @param {import("./editor.js").Editor} parts.editor @param {import("./notices.js").Notices} parts.notices
   * @param {(words: string) => void} parts.say @param {AbortSignal} parts.signal
   */
  constructor({ root, form, editor, notices, say, signal }) {
    this.root = root;
    this.form = form;
    this.editor = editor;
    this.notices = notices;
    const part = (/** @type {string} */ name) => /** @type {any} */ (root.querySelector(`[data-${name}]`));
    const refuse = (/** @type {string} */ words) => notices.show("refused", { words });
    this.heading = part("heading") && new Heading(part("heading"), say, signal);
    this.files = part("files") && new Files({
      root: part("files"), area: root, say, refuse, signal, write: (mark) => editor.insert(mark),
    });
    if (part("tools")) {
      new Marks(part("tools"), editor, { attach: () => this.files?.pick(), proof: (button) => void this.#proof(button) }, signal);
    }
    part("heading")?.addEventListener("change", (/** @type {any} */ event) => {
      const signature = part("signature");
      if (event.target.name === "is_signed" && signature) signature.hidden = !event.target.checked;
    }, { signal });
    this.#listenForTimes(signal);
  }

  /** A file on its way must not be left behind. */
  get isBusy() {
    return Boolean(this.files?.busy);
  }

  /** @returns {Record<string, string>} */
  fields() {
    return this.heading ? this.heading.fields() : {};
  }

  /** A chosen time of one's own goes with its button. @param {AbortSignal} signal */
  #listenForTimes(signal) {
    const own = /** @type {HTMLInputElement | null} */ (this.root.querySelector("[data-own-time]"));
    const button = /** @type {HTMLButtonElement | null} */ (this.root.querySelector("[data-own]"));
    own?.addEventListener("input", () => { if (button) button.value = own.value; }, { signal });
    const later = /** @type {HTMLDetailsElement | null} */ (this.root.querySelector("[data-later]"));
    later?.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !later.open) return;
      later.open = false;
      later.querySelector("summary")?.focus();
      event.stopPropagation();
    }, { signal });
  }

  /** The mail as it goes out, over the draft. @param {HTMLElement} button */
  async #proof(button) {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog wide";
    dialog.setAttribute("aria-labelledby", "dialog-title");
    try {
      await this.heading?.check();
      dialog.innerHTML = await fetchByPost(button.dataset.proof ?? "", { ...this.fields(), text: this.editor.text });
    } catch {
      this.notices.show("refused", { words: this.root.dataset.unreachable ?? "" });
      return;
    }
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.editor.root.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }
}
