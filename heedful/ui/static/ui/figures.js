// @ts-check
/** The figures beside the words of the rail and of a view: fetched together, shown wherever they are named. */

export function startFigures() {
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("keyed:merged", show);
}

function show() {
  for (const figure of document.querySelectorAll("#figures [data-figure]")) {
    for (const place of document.querySelectorAll(`[data-count="${figure.getAttribute("data-figure")}"]`)) {
      if (place.innerHTML !== figure.innerHTML) place.innerHTML = figure.innerHTML;
    }
  }
}
