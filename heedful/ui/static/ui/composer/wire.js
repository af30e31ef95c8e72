/** Talks to the server as the person who is signed in: forms go up, JSON comes back, and every failure has a name. */

/** The server understood and said no; `answer` holds its words. */
export class Refused extends Error {
  /** @param {number} status @param {Record<string, any>} answer */
  constructor(status, answer) {
    super(answer.words || `refused: ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

/** Nobody is signed in any more: the answer was the way to the door. */
export class SignedOut extends Error {}

/** No answer, or none that makes sense: try again later. */
export class Unreachable extends Error {}

/** @param {string} name */
function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** The token is read at the last moment: signing in again in another tab makes a new one. */
function token() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=csrfmiddlewaretoken]"));
  return cookie("csrftoken") || field?.value || "";
}

/** @param {Response} response @returns {Promise<any>} */
async function readAnswer(response) {
  const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
  // A page instead of JSON with 403 is the check of the token, which fails once the session has gone.
  if (response.status === 403 && !isJson) throw new SignedOut();
  if (!isJson && (response.ok || response.status >= 500)) throw new Unreachable();
  const answer = isJson ? await response.json() : {};
  if (response.status >= 500) throw new Unreachable();
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

/**
 * @param {string} url
 * @param {Record<string, string | number>} fields
 * @param {{signal?: AbortSignal, keepalive?: boolean, patience?: number}} [how] `patience` in milliseconds.
 * @returns {Promise<any>}
 */
export async function post(url, fields, { signal, keepalive = false, patience = 12_000 } = {}) {
  const body = new URLSearchParams();
  Object.entries(fields).forEach(([name, value]) => body.set(name, String(value)));
  const limit = AbortSignal.timeout(patience);
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body,
      keepalive,
      redirect: "manual",
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
  return readAnswer(response);
}

/** A fragment that depends on what is written here. @param {string} url @param {Record<string, string>} fields @returns {Promise<string>} */
export async function fetchByPost(url, fields) {
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  const response = await fetch(url, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields), signal: AbortSignal.timeout(12_000) });
  if (!response.ok) throw new Unreachable();
  return response.text();
}

/** The bytes of a file, with news of how far they are. @param {string} url @param {File} file
 * @param {(share: number) => void} tell @param {AbortSignal} signal @returns {Promise<any>} */
export function put(url, file, tell, signal) {
  return new Promise((resolve, reject) => {
    const wire = new XMLHttpRequest();
    wire.open("PUT", url);
    wire.setRequestHeader("Accept", "application/json");
    wire.setRequestHeader("X-CSRFToken", token());
    wire.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    wire.upload.onprogress = (event) => event.lengthComputable && tell(event.loaded / event.total);
    wire.onerror = () => reject(new Unreachable());
    wire.onload = () => {
      const isJson = (wire.getResponseHeader("Content-Type") || "").startsWith("application/json");
      if (!isJson) return reject(wire.status < 500 ? new SignedOut() : new Unreachable());
      const answer = JSON.parse(wire.responseText);
      return wire.status < 400 ? resolve(answer) : reject(new Refused(wire.status, answer));
    };
    signal.addEventListener("abort", () => wire.abort());
    wire.send(file);
  });
}

/** Take something away. @param {string} url @returns {Promise<any>} */
export async function drop(url) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  return readAnswer(await fetch(url, { method: "DELETE", redirect: "manual", headers, signal: AbortSignal.timeout(12_000) }));
}

/** A fragment of a page. @param {string} url @returns {Promise<string>} */
export async function fetchFragment(url) {
  let response;
  try {
    response = await fetch(url, { redirect: "manual", headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(12_000) });
  } catch {
    throw new Unreachable();
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
  if (!response.ok) throw new Unreachable();
  return response.text();
}
