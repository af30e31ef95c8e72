// @ts-check
/** Answers in words whenever a request of htmx does not succeed. */

import { toast, word } from "./words.js";

export function startRequests() {
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = /** @type {CustomEvent} */ (event).detail;
    const isPlain = (xhr.getResponseHeader("content-type") || "").startsWith("text/plain");
    const reason = isPlain && xhr.responseText.length < 500 ? xhr.responseText : "";
    toast(reason || word(xhr.status >= 500 ? "busy" : "refused"), { isError: true });
  });

  document.addEventListener("htmx:sendError", (event) => {
    const asked = /** @type {CustomEvent} */ (event).detail.requestConfig;
    // What refreshes by itself keeps quiet: the connection state tells it already.
    if (asked?.triggeringEvent?.type !== "live") toast(word("unreachable"), { isError: true });
  });

  // A lost session answers with the sign-in page; it must not land inside the desk.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (new URL(detail.xhr.responseURL || location.href, location.href).pathname.startsWith("/account/login")) {
      detail.shouldSwap = false;
      toast(word("signed_out"), { isError: true });
    }
  });
}
