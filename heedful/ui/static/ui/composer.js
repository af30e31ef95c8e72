/**
 * The composer: a place to write with the coach beside it.
 *
 * The server renders it as a plain form that works without this file; here it comes alive: it saves
 * and is reviewed at each pause, marks the words that a finding means, and sends with undo.
 */
import { DraftKeeper } from "./composer/drafts.js";
import { Editor } from "./composer/editor.js";
import { Findings } from "./composer/findings.js";
import { Highlights } from "./composer/highlights.js";
import { takeBack, undoNewest, watchLeaving } from "./composer/leaving.js";
import { Mail } from "./composer/mail.js";
import { clock, fill, Notices } from "./composer/notices.js";
import { Sending } from "./composer/sending.js";
import { fetchFragment, SignedOut } from "./composer/wire.js";

/** @type {Composer | null} There is one place to write on a screen. */
let current = null;

/** A key that was pressed before the composer had arrived still counts, for a moment. */
const PATIENCE = 3000; // milliseconds
const awaited = { kind: "reply", until: 0 };

class Composer {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    const part = (/** @type {string} */ name) => /** @type {any} */ (root.querySelector(`[data-${name}]`));
    this.form = /** @type {HTMLFormElement} */ (part("form"));
    this.herald = /** @type {HTMLElement} */ (part("herald"));
    this.meter = /** @type {HTMLElement} */ (part("meter"));
    this.state = /** @type {HTMLElement} */ (part("state"));
    root.classList.add("is-live");
    this.editor = new Editor(part("editor"), part("field"), signal);
    this.notices = new Notices(root);
    this.highlights = new Highlights(part("editor"), part("numbers"));
    this.keeper = this.#keeper();
    this.findings = new Findings({
      panel: part("coach"), herald: this.herald, editor: this.editor, highlights: this.highlights, signal,
      say: (words) => this.say(words), reviewAgain: () => this.keeper.save({ again: true }),
    });
    this.mail = new Mail({ ...this, say: (words) => this.say(words), signal });
    this.sending = new Sending({ ...this, replace: (html, unsent) => put(this.root, html, unsent) });
    this.#listen(signal);
    this.#begin();
  }

  #keeper() {
    const { dataset } = this.root;
    return new DraftKeeper({
      name: dataset.name ?? "", url: dataset.draft ?? "", version: Number(dataset.version), saved: this.editor.text,
      read: () => this.editor.text,
      tell: {
        answered: (answer, text) => this.#answered(answer, text),
        clashed: (theirs) => this.#clash(this.editor.text, theirs),
        lost: (since, seconds) => this.notices.lost(since, seconds),
        healed: () => this.notices.hide("lost", "signed-out"),
        signedOut: () => this.notices.show("signed-out"),
        refused: (words) => this.notices.show("refused", { words }),
      },
    });
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { editor, keeper, highlights } = this;
    editor.onChange = () => {
      this.findings.disarm();
      keeper.changed();
      requestAnimationFrame(() => highlights.place());
    };
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.sending.send(event.submitter);
    }, { signal });
    editor.root.addEventListener("keydown", (event) => this.#key(event), { signal });
    editor.root.addEventListener("click", (event) => {
      const id = highlights.at(event.clientX, event.clientY);
      if (id) this.findings.arm(id);
    }, { signal });
    this.root.addEventListener("click", (event) => this.#pressed(event), { signal });
    addEventListener("pagehide", () => keeper.leave(), { signal });
    addEventListener("online", () => void keeper.save(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && void keeper.save(), { signal });
    const watcher = new ResizeObserver(() => highlights.place());
    watcher.observe(editor.root);
    signal.addEventListener("abort", () => watcher.disconnect());
  }

  /** What the server knew, then what only this browser knew. */
  #begin() {
    this.#reviewed(JSON.parse(this.root.dataset.review ?? "null"));
    watchLeaving(this.root, putBack);
    const kept = this.keeper.recover();
    if (kept?.kind === "clash") {
      this.keeper.isClashing = true;
      this.#clash(kept.text, { text: this.editor.text, version: this.keeper.version, at: this.root.dataset.savedAt ?? "" });
    } else if (kept) {
      this.editor.start(kept.text);
      this.notices.show("restored", { time: clock(kept.at) });
      void this.keeper.save();
    }
  }

  /** @param {any} answer @param {string} text */
  #answered(answer, text) {
    if (!this.root.isConnected) return;
    this.notices.hide("refused");
    this.state.textContent = text ? fill(this.state.dataset.kept ?? "", { time: clock(new Date(answer.saved_at)) }) : "";
    if (this.editor.text === text && !this.editor.isComposing) this.#reviewed(answer.review);
  }

  /** @param {any} review Null for a note. */
  #reviewed(review) {
    if (!review || this.root.dataset.kind !== "reply") return;
    this.findings.show(review);
    this.sending.show(review);
    if (review.meter !== undefined && this.meter.innerHTML !== review.meter) this.meter.innerHTML = review.meter;
  }

  /** @param {string} mine @param {{text: string, version: number, at: string}} theirs */
  #clash(mine, theirs) {
    this.notices.clash(mine, theirs, (text) => {
      if (this.editor.text !== text) this.editor.replaceAll(text);
      void this.keeper.settle(theirs.version);
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const { findings } = this;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit(this.sending.button);
    else if (event.key === "F8") findings.armNext(event.shiftKey ? -1 : 1);
    else if (event.key === "Tab" && !event.shiftKey && findings.armed && findings.take(findings.armed)) this.say(this.root.dataset.taken ?? "");
    else if (event.key === "Escape" && findings.armed) findings.disarm();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-now]")) void this.keeper.save();
    const kind = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-switch]"));
    if (!kind || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void this.turnTo(kind);
  }

  /** The other kind of draft; this one is kept first. @param {HTMLAnchorElement} link */
  async turnTo(link) {
    if (link.getAttribute("aria-current")) return this.editor.root.focus();
    this.keeper.keepHere();
    void this.keeper.save();
    try {
      put(this.root, await fetchFragment(link.href), "");
      current?.focus();
    } catch (error) {
      if (error instanceof SignedOut) this.notices.show("signed-out");
      else this.notices.show("refused", { words: this.root.dataset.unreachable ?? "" });
    }
  }

  /** Where one goes on: a mail to nobody wants its recipient first. */
  focus() {
    (this.mail.heading?.firstEmpty() ?? this.editor.root).focus();
  }

  /** @param {string} words */
  say(words) {
    this.herald.textContent = words;
  }

  stop() {
    this.stopper.abort();
    this.highlights.clear();
  }
}

/** @param {ParentNode} where */
function findComposer(where) {
  const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-composer]"));
  if (current && current.root !== root) {
    void current.keeper.save();
    current.stop();
    current = null;
  }
  if (!root || current) return;
  current = new Composer(root);
  if (performance.now() < awaited.until) turnTo(awaited.kind);
  awaited.until = 0;
}

/** @param {HTMLElement} root @param {string} html @param {string} unsent What was written while the rest was leaving. */
function put(root, html, unsent) {
  const made = document.createElement("template");
  made.innerHTML = html;
  root.replaceWith(made.content);
  findComposer(document);
  if (unsent) current?.editor.replaceAll(unsent);
  else if (!root.contains(document.activeElement)) current?.root.focus();
}

/** Words that came back, if their conversation is on the screen. @param {string} html @param {string} conversation */
function putBack(html, conversation) {
  if (current?.root.dataset.conversation !== conversation) return false;
  put(current.root, html, "");
  current.editor.root.focus();
  return true;
}

/** A button in the timeline does the same as the one here. @param {SubmitEvent} event */
function undoFromElsewhere(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-undo]")) return;
  event.preventDefault();
  const composer = current;
  void takeBack(form, putBack, (words) => composer?.notices.show("refused", { words: words || composer.root.dataset.unreachable || "" }));
}

/** From anywhere on the page: `r`, `f` and `n` go to the reply, the forward and the note, `z` takes back what is leaving. @param {KeyboardEvent} event */
function shortcut(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const isTyping = target.isContentEditable || target.matches?.("input, select, textarea") || document.querySelector("dialog[open]");
  if (isTyping || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const kind = { r: "reply", f: "forward", n: "note" }[event.key];
  if (kind && !turnTo(kind)) Object.assign(awaited, { kind, until: performance.now() + PATIENCE });
  else if (!kind && !(event.key === "z" && undoNewest())) return;
  event.preventDefault();
}

/** Go to the reply or the note; false while the composer is still on its way. @param {string} kind */
function turnTo(kind) {
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (current?.root.querySelector(`a[data-switch="${kind}"]`));
  if (link) void current?.turnTo(link);
  return Boolean(link);
}

document.addEventListener("htmx:load", () => findComposer(document));
document.addEventListener("htmx:afterSwap", () => findComposer(document));
document.addEventListener("keydown", shortcut);
document.addEventListener("submit", undoFromElsewhere);
findComposer(document);
