/** Sends what was written, once: the same key goes along until the server has said yes. */
import { dropCopy, dropSendingKey, sendingKey } from "./local_copy.js";
import { showSecondLook } from "./second_look.js";
import { post, Refused, SignedOut } from "./wire.js";

/** What was said in a second look. @typedef {{override_reason: string, looked: string}} Look */

const NO_LOOK = { override_reason: "", looked: "" };

export class Sending {
  /**
   * @param {object} parts
   * @param {HTMLFormElement} parts.form @param {import("./drafts.js").DraftKeeper} parts.keeper
   * @param {import("./editor.js").Editor} parts.editor @param {import("./findings.js").Findings} parts.findings
   * @param {import("./mail.js").Mail} parts.mail
   * @param {import("./notices.js").Notices} parts.notices @param {(html: string, unsent: string) => void} parts.replace
   */
  constructor({ form, keeper, editor, findings, mail, notices, replace }) {
    this.form = form;
    this.keeper = keeper;
    this.editor = editor;
    this.findings = findings;
    this.mail = mail;
    this.notices = notices;
    this.replace = replace;
    this.isBusy = false;
    this.button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-send]"));
    this.label = /** @type {HTMLElement} */ (this.button.querySelector("[data-label]"));
    this.usual = this.label.textContent ?? "";
  }

  /** What the last review said: held back, or free to go. @param {{held: string}} answer */
  show({ held }) {
    this.button.dataset.held = held;
    if (!this.isBusy) this.label.textContent = held || this.usual;
    if (held) this.button.setAttribute("aria-haspopup", "dialog");
    else this.button.removeAttribute("aria-haspopup");
  }

  /** What is held comes back with a second look, whose answer goes along the next time.
   * @param {HTMLElement | null} submitter @param {Look} [look] */
  async send(submitter, look = NO_LOOK) {
    if (this.isBusy) return;
    if (this.keeper.isClashing) return this.notices.part("clash").querySelector("button")?.focus();
    if (!this.editor.text.trim() && this.form.dataset.empty) return this.#refuse(this.form.dataset.empty);
    if (this.mail.isBusy) return this.#refuse(this.form.dataset.coming ?? "");
    const later = /** @type {HTMLButtonElement | null} */ (submitter?.matches("[data-at]") ? submitter : null);
    this.#busy(true);
    this.notices.hide("refused", "unsure");
    await this.keeper.hold();
    await this.#post(this.editor.text, look, later);
    this.#busy(false);
  }

  /** @param {string} words */
  #refuse(words) {
    this.notices.show("refused", { words });
    this.editor.root.focus();
  }

  /** @param {string} text @param {Look} look @param {HTMLButtonElement | null} later Its value is the time. */
  async #post(text, look, later) {
    const { name } = this.keeper;
    try {
      const when = later ? { send_at: later.value } : {};
      const fields = { text, key: sendingKey(name), seen: this.#seen(), ...look, ...this.mail.fields(), ...when };
      const answer = await post(later ? later.formAction : this.form.action, fields);
      this.keeper.stop();
      dropCopy(name);
      dropSendingKey(name);
      this.replace(answer.composer, this.editor.text === text ? "" : this.editor.text);
      document.dispatchEvent(new CustomEvent("heedful:sent", { detail: { conversation: answer.conversation } }));
    } catch (error) {
      this.keeper.release();
      this.#failed(error, later);
    }
  }

  /** The newest interaction on the screen: what comes later is not answered by this reply. */
  #seen() {
    const atFirst = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem("seen"))?.value ?? "0";
    const shown = [...document.querySelectorAll("#timeline > [id^='moment-']")].map((one) => Number(one.id.slice("moment-".length)));
    return Math.max(Number(atFirst), ...shown.filter(Number.isSafeInteger));
  }

  /** @param {unknown} error @param {HTMLButtonElement | null} later */
  #failed(error, later) {
    if (error instanceof SignedOut) return this.notices.show("signed-out");
    if (!(error instanceof Refused)) return this.notices.show("unsure");
    if (error.answer.at === "heading") void this.mail.heading?.check();
    if (error.answer.renew_key) dropSendingKey(this.keeper.name);
    if (error.answer.review) {
      this.findings.show(error.answer.review);
      this.show(error.answer.review);
    }
    if (error.answer.look) return this.#lookAgain(error.answer.look, later);
    this.notices.show("refused", { words: error.message });
  }

  /** @param {string} html @param {HTMLButtonElement | null} later */
  #lookAgain(html, later) {
    showSecondLook(html, {
      send: (look) => void this.send(later, look),
      goTo: (id) => {
        this.findings.arm(id);
        this.editor.root.focus();
      },
    });
  }

  /** @param {boolean} isBusy */
  #busy(isBusy) {
    this.isBusy = isBusy;
    this.button.setAttribute("aria-busy", String(isBusy));
    this.label.textContent = isBusy ? this.form.dataset.sending ?? "" : this.button.dataset.held || this.usual;
  }
}
