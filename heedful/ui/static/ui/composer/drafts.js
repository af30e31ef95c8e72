/**
 * Keeps a draft: on the server at each pause, in the browser until the server has it.
 *
 * One save is under way at a time; what was written meanwhile goes up when it ends, so the newest
 * text is always the last to arrive. A version that is not ours means that the draft was changed
 * elsewhere: then both texts are shown and a person chooses.
 */
import { dropCopy, keepCopy, readCopy } from "./local_copy.js";
import { post, Refused, SignedOut, Unreachable } from "./wire.js";

const PAUSE = 250;
const WAITS = [2, 4, 8, 15, 30];
const REMEMBERED = 30;

/** The last texts that this tab has sent up, by draft: a conflict with one of them is our own echo. @type {Map<string, string[]>} */
const sentUp = new Map();

/**
 * @typedef {object} Listeners
 * @property {(answer: any, text: string) => void} answered The server has the text and says what the coach thinks.
 * @property {(theirs: {text: string, version: number, at: string}) => void} clashed
 * @property {(since: Date, seconds: number) => void} lost
 * @property {() => void} signedOut
 * @property {(words: string) => void} refused
 * @property {() => void} healed
 */

export class DraftKeeper {
  /** @param {{name: string, url: string, version: number, saved: string, read: () => string, tell: Listeners}} start */
  constructor({ name, url, version, saved, read, tell }) {
    this.name = name;
    this.url = url;
    this.version = version;
    this.saved = saved;
    this.read = read;
    this.tell = tell;
    this.isClashing = false;
    this.isOnHold = false;
    this.failures = 0;
    /** @type {Date | null} */
    this.lostSince = null;
    this.stopper = new AbortController();
    this.rest = { pause: 0, retry: 0 };
    /** @type {Promise<void> | null} */
    this.busy = null;
  }

  /** What this browser kept and the server has not: take it, show it beside a newer one, or forget it.
   * @returns {{kind: "restore" | "clash", text: string, at: Date} | null} */
  recover() {
    const copy = readCopy(this.name);
    if (!copy || copy.text === this.saved) {
      dropCopy(this.name);
      return null;
    }
    const isOurs = copy.version === this.version || this.#wasSentUp(this.saved);
    return { kind: isOurs ? "restore" : "clash", text: copy.text, at: new Date(copy.at) };
  }

  /** The writer did something: save when they pause. */
  changed() {
    clearTimeout(this.rest.pause);
    this.rest.pause = window.setTimeout(() => this.save(), PAUSE);
  }

  /** Save now unless a save is under way, which will take the newest text along. @param {{again?: boolean}} [how] */
  save({ again = false } = {}) {
    clearTimeout(this.rest.pause);
    this.rest.pause = 0;
    if (this.stopper.signal.aborted) return Promise.resolve();
    if (this.isClashing || this.isOnHold) {
      this.keepHere();
      return Promise.resolve();
    }
    clearTimeout(this.rest.retry);
    this.busy ??= this.#saveNewest(again).finally(() => { this.busy = null; });
    return this.busy;
  }

  /** The copy in this browser; forgotten as soon as the server has the same. */
  keepHere() {
    const text = this.read();
    if (text !== this.saved) keepCopy(this.name, text, this.version);
  }

  /** The page is going away: the copy is here, and one last save may still go out. */
  leave() {
    if (this.read() === this.saved) return;
    this.keepHere();
    if (!this.busy && !this.isClashing && !this.isOnHold) void post(this.url, this.#fields(), { keepalive: true }).catch(() => undefined);
  }

  /** After a clash: go on from the version that the server has. @param {number} version */
  settle(version) {
    this.version = version;
    this.isClashing = false;
    return this.save({ again: true });
  }

  /** While the text is being sent no save may bring the draft to life again; one under way ends first. */
  async hold() {
    this.isOnHold = true;
    clearTimeout(this.rest.pause);
    clearTimeout(this.rest.retry);
    await this.busy;
  }

  /** It was not sent after all: go on keeping it. */
  release() {
    this.isOnHold = false;
    this.changed();
  }

  /** Nothing more is saved: the draft was sent, or its screen is gone. */
  stop() {
    clearTimeout(this.rest.pause);
    clearTimeout(this.rest.retry);
    this.stopper.abort();
  }

  #fields(text = this.read()) {
    sentUp.set(this.name, [...(sentUp.get(this.name) ?? []), text].slice(-REMEMBERED));
    return { text, version: this.version };
  }

  /** @param {string} text */
  #wasSentUp(text) {
    return sentUp.get(this.name)?.includes(text) ?? false;
  }

  /** @param {boolean} again Also when nothing changed, to hear the coach once more. */
  async #saveNewest(again) {
    let text = this.read();
    let isWanted = again || text !== this.saved || this.failures > 0;
    while (isWanted) {
      this.keepHere();
      if (!(await this.#saveOnce(text))) return;
      const newest = this.read();
      isWanted = newest !== text && !this.rest.pause;
      text = newest;
    }
  }

  /** @param {string} text @returns {Promise<boolean>} Whether the server has it now. */
  async #saveOnce(text) {
    try {
      const answer = await post(this.url, this.#fields(text), { signal: this.stopper.signal });
      this.version = answer.version;
      this.saved = text;
      if (this.read() === text) dropCopy(this.name);
      this.#heal();
      if (!this.stopper.signal.aborted) this.tell.answered(answer, text);
      return true;
    } catch (error) {
      return this.#failed(error, text);
    }
  }

  /** @param {unknown} error @param {string} text */
  async #failed(error, text) {
    if (this.stopper.signal.aborted) return false;
    if (error instanceof Refused && error.status === 409) return this.#conflict(error.answer.theirs, text);
    if (error instanceof Refused) this.tell.refused(error.message);
    else if (error instanceof SignedOut) this.tell.signedOut();
    else if (error instanceof Unreachable) this.#waitForServer();
    else throw error;
    return false;
  }

  /** @param {{text: string, version: number, at: string}} theirs @param {string} text */
  async #conflict(theirs, text) {
    this.#heal();
    if (theirs.text === text || this.#wasSentUp(theirs.text)) {
      this.version = theirs.version;
      return this.#saveOnce(text);
    }
    this.isClashing = true;
    this.tell.clashed(theirs);
    return false;
  }

  #waitForServer() {
    const seconds = WAITS[Math.min(this.failures, WAITS.length - 1)];
    this.failures += 1;
    this.lostSince ??= new Date();
    this.rest.retry = window.setTimeout(() => this.save(), seconds * 1000);
    this.tell.lost(this.lostSince, seconds);
  }

  #heal() {
    this.tell.healed();
    this.failures = 0;
    this.lostSince = null;
  }
}
