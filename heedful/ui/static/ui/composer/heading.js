/** To, Cc and Bcc as chips: what is typed or pasted goes to the server at once, which keeps it and says what is wrong. */
import { fill } from "./notices.js";
import { post, Refused } from "./wire.js";

const LINES = ["to", "cc", "bcc"];
const ENDS = /[,;\n]/;

/** @typedef {{address: string, name: string, bounced: string}} Person */

/** As the server reads it. @param {Person} person */
function written({ address, name }) {
  return name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}

export class Heading {
  /** @param {HTMLDetailsElement} root @param {(words: string) => void} say @param {AbortSignal} signal */
  constructor(root, say, signal) {
    this.root = root;
    this.say = say;
    this.faults = /** @type {HTMLElement} */ (root.querySelector("[data-faults]"));
    this.summary = /** @type {HTMLElement} */ (root.querySelector("[data-summary]"));
    /** @type {Record<string, Person[]>} */
    this.people = { to: [], cc: [], bcc: [] };
    /** @type {Promise<void>} One question at a time, so that the newest answer is the last. */
    this.asked = Promise.resolve();
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) => root.addEventListener(name, act, { signal });
    on("keydown", (event) => this.#key(event));
    on("input", (event) => this.#typed(event.target));
    on("paste", (event) => setTimeout(() => this.#line(event.target) && this.check()));
    on("focusout", (event) => this.#line(event.target) && event.target.value.trim() && this.check());
    on("change", (event) => event.target.matches("select, [type=checkbox]") && this.check());
    on("click", (event) => this.#pressed(event.target));
    this.#begin();
  }

  /** The fields came filled: what stands in them becomes chips without asking anybody. */
  #begin() {
    LINES.forEach((line) => {
      const field = this.#field(line);
      this.people[line] = JSON.parse(field.dataset.people ?? "[]");
      field.value = "";
    });
    this.#draw();
  }

  /** @param {string} line @returns {HTMLInputElement} */
  #field(line) {
    return /** @type {HTMLInputElement} */ (this.root.querySelector(`input[name="${line}"]`));
  }

  /** The line that an element is the field of. @param {EventTarget | null} target */
  #line(target) {
    return target instanceof HTMLInputElement && LINES.includes(target.name) ? target.name : "";
  }

  /** What goes with the form: chips, and what still stands in the fields. */
  fields() {
    const lines = LINES.map((line) => [line, [...this.people[line].map(written), this.#field(line).value].filter(Boolean).join(", ")]);
    const sender = /** @type {HTMLSelectElement} */ (this.root.querySelector("[name=sender]"));
    const sign = /** @type {HTMLInputElement} */ (this.root.querySelector("[name=is_signed]"));
    const signed = sign.type === "hidden" || sign.checked ? { is_signed: "1" } : {};
    return { ...Object.fromEntries(lines), has_heading: "1", sender: sender.value, ...signed };
  }

  /** The field to begin with while nobody gets it. */
  firstEmpty() {
    return LINES.some((line) => this.people[line].length) ? null : this.#field("to");
  }

  check() {
    this.asked = this.asked.then(() => this.#check());
    return this.asked;
  }

  async #check() {
    const typed = Object.fromEntries(LINES.map((line) => [line, this.#field(line).value]));
    try {
      const answer = await post(this.root.dataset.check ?? "", this.fields());
      LINES.forEach((line) => {
        this.people[line] = answer[line];
        const wrong = answer.faults.filter((/** @type {any} */ one) => one.line === line).map((/** @type {any} */ one) => one.text);
        const field = this.#field(line);
        // What was typed while the answer was on its way stays.
        if (field.value === typed[line]) field.value = wrong.join(", ");
        field.setAttribute("aria-invalid", String(wrong.length > 0));
      });
      this.summary.textContent = answer.summary;
      this.#draw();
      this.#tell(answer.faults.map((/** @type {any} */ one) => one.words));
    } catch (error) {
      if (error instanceof Refused) this.#tell([error.message]);
    }
  }

  /** @param {string[]} faults */
  #tell(faults) {
    const bounced = LINES.flatMap((line) => this.people[line]).filter((one) => one.bounced);
    const words = [...faults, ...bounced.map((one) => `${one.address}: ${fill(this.root.dataset.bounced ?? "", { why: one.bounced })}`)];
    this.faults.replaceChildren(...words.slice(0, 5).map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    if (faults.length) this.root.open = true;
  }

  #draw() {
    LINES.forEach((line) => {
      const list = /** @type {HTMLElement} */ (this.root.querySelector(`[data-line="${line}"] [data-chips]`));
      list.replaceChildren(...this.people[line].map((one, index) => this.#chip(line, one, index)));
    });
  }

  /** @param {string} line @param {Person} one @param {number} index */
  #chip(line, one, index) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = `chip${one.bounced ? " bounced" : ""}`;
    button.title = one.bounced ? `${one.address}: ${fill(this.root.dataset.bounced ?? "", { why: one.bounced })}` : one.address;
    button.dataset.chip = `${line}:${index}`;
    button.setAttribute("aria-label", fill(this.root.dataset.remove ?? "", { who: `${one.name} ${one.address}`.trim() }));
    const words = Object.assign(document.createElement("bdi"), { textContent: one.name || one.address });
    button.append(words, Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
    item.append(button);
    return item;
  }

  /** @param {string} line @param {number} index */
  #remove(line, index) {
    const [gone] = this.people[line].splice(index, 1);
    this.say(fill(this.root.dataset.removed ?? "", { who: gone?.name || gone?.address || "" }));
    this.#draw();
    this.#field(line).focus();
    void this.check();
  }

  /** @param {EventTarget | null} target */
  #typed(target) {
    const line = this.#line(target);
    if (line && ENDS.test(this.#field(line).value.slice(-1))) void this.check();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const line = this.#line(target);
    const chip = target.dataset.chip?.split(":");
    if (event.isComposing) return;
    if (line && event.key === "Enter" && !event.ctrlKey && !event.metaKey) void this.check();
    else if (line && event.key === "Backspace" && !this.#field(line).value && this.people[line].length) this.#remove(line, this.people[line].length - 1);
    else if (chip && (event.key === "Backspace" || event.key === "Delete")) this.#remove(chip[0], Number(chip[1]));
    else if (event.key === "Escape" && this.root.open) this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #close() {
    this.root.open = false;
    this.root.querySelector("summary")?.focus();
  }

  /** @param {Element} target */
  #pressed(target) {
    const chip = /** @type {HTMLElement | null} */ (target.closest("[data-chip]"))?.dataset.chip?.split(":");
    if (chip) this.#remove(chip[0], Number(chip[1]));
    const wish = /** @type {HTMLElement | null} */ (target.closest("[data-add]"));
    if (!wish) return;
    this.people.to = [{ address: wish.dataset.add ?? "", name: "", bounced: "" }];
    wish.closest("p")?.remove();
    void this.check();
  }
}
