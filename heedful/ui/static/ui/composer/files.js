/** Files by button, drop and paste: each goes up at once, shows how far it is, and stays with the draft. */
import { fill } from "./notices.js";
import { drop, put, Refused } from "./wire.js";

export class Files {
  /**
   * @param {object} parts
   * @param {HTMLElement} parts.root @param {HTMLElement} parts.area Where one may drop files.
   * @param {(words: string) => void} parts.say @param {(words: string) => void} parts.refuse
   * @param {(mark: string) => void} parts.write Puts a picture's mark where the caret is. @param {AbortSignal} parts.signal
   */
  constructor({ root, area, say, refuse, write, signal }) {
    this.root = root;
    this.say = say;
    this.refuse = refuse;
    this.write = write;
    this.signal = signal;
    this.list = /** @type {HTMLElement} */ (root.querySelector("ul"));
    this.picker = /** @type {HTMLInputElement} */ (root.querySelector("[data-picker]"));
    this.busy = 0;
    this.picker.addEventListener("change", () => {
      this.take([...(this.picker.files ?? [])]);
      this.picker.value = "";
    }, { signal });
    root.addEventListener("click", (event) => this.#pressed(event), { signal });
    area.addEventListener("dragover", (event) => this.#over(area, event), { signal });
    area.addEventListener("dragleave", () => area.classList.remove("is-over"), { signal });
    area.addEventListener("drop", (event) => this.#dropped(area, event), { signal, capture: true });
    area.addEventListener("paste", (event) => this.#pasted(event), { signal, capture: true });
  }

  pick() {
    this.picker.click();
  }

  /** @param {HTMLElement} area @param {DragEvent} event */
  #over(area, event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area.classList.add("is-over");
  }

  /** @param {HTMLElement} area @param {DragEvent} event */
  #dropped(area, event) {
    area.classList.remove("is-over");
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(files);
  }

  /** A picture from the clipboard stands in the text; words beside it (a copied table) win. @param {ClipboardEvent} event */
  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || event.clipboardData?.getData("text/plain")) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(files, true);
  }

  /** @param {File[]} files @param {boolean} [inText] */
  take(files, inText = false) {
    let room = Number(this.root.dataset.mostFiles) - this.list.children.length;
    for (const file of files) {
      if (room <= 0) return this.refuse(this.root.dataset.tooMany ?? "");
      if (file.size > Number(this.root.dataset.most)) this.refuse(fill(this.root.dataset.tooBig ?? "", { name: file.name }));
      else void this.#send(file, inText && file.type.startsWith("image/"));
      room -= 1;
    }
  }

  /** @param {File} file @param {boolean} inText */
  async #send(file, inText) {
    const row = document.createElement("li");
    row.className = "composer-file is-coming";
    const words = Object.assign(document.createElement("span"), { textContent: fill(this.root.dataset.uploading ?? "", { name: file.name, percent: 0 }) });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0, ariaLabel: file.name });
    row.append(words, bar);
    this.list.append(row);
    this.busy += 1;
    try {
      const address = `${this.root.dataset.put}?${new URLSearchParams({ name: file.name, inline: inText ? "1" : "" })}`;
      const answer = await put(address, file, (share) => {
        bar.value = share;
        words.textContent = fill(this.root.dataset.uploading ?? "", { name: file.name, percent: Math.floor(share * 100) });
      }, this.signal);
      const made = document.createElement("template");
      made.innerHTML = answer.html;
      row.replaceWith(made.content);
      if (answer.mark) this.write(answer.mark);
      this.say(fill(this.root.dataset.attached ?? "", { name: file.name }));
    } catch (error) {
      row.remove();
      if (!this.signal.aborted) this.refuse(error instanceof Refused ? error.message : fill(this.root.dataset.unreachable ?? "", { name: file.name }));
    } finally {
      this.busy -= 1;
    }
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const button = /** @type {Element} */ (event.target).closest("[data-drop-file]");
    const row = /** @type {HTMLElement | null} */ (button?.closest("[data-file]") ?? null);
    if (!row) return;
    event.preventDefault();
    void this.#remove(row);
  }

  /** @param {HTMLElement} row */
  async #remove(row) {
    const next = /** @type {HTMLElement | null} */ (row.nextElementSibling?.querySelector("button") ?? null);
    try {
      await drop(row.dataset.file ?? "");
    } catch (error) {
      if (!(error instanceof Refused)) return this.refuse(fill(this.root.dataset.unreachable ?? "", { name: row.dataset.name ?? "" }));
    }
    row.remove();
    next?.focus();
    this.say(fill(this.root.dataset.removed ?? "", { name: row.dataset.name ?? "" }));
  }
}
