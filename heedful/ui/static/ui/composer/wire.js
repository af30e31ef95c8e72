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
