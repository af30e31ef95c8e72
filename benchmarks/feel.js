// Watches a page: when a key went down, when the picture changed and was painted, and what jumped meanwhile.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const SHIFTS = "feel-shifts"; // outlives a change of page
  const feel = { began: 0, shifts: () => JSON.parse(sessionStorage.getItem(SHIFTS) ?? "[]"), painted: Promise.resolve(0), await: watch };
  const SIGNS = {
    key: (done) => addEventListener("keydown", () => done(), { once: true, capture: true }),
    opened: (done) => document.addEventListener("talk:opened", () => done(), { once: true }),
    left: (done) => seen(".entry.leaving", done),
    back: (done) => document.addEventListener("htmx:responseError", () => { feel.began = now(); done(); }, { once: true }),
    entry: (done) => seen("#timeline > :last-child", done, { other: true }),
  };

  addEventListener("keydown", (event) => { feel.began = performance.timeOrigin + event.timeStamp; }, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sessionStorage.setItem(SHIFTS, JSON.stringify([...feel.shifts(), entry.value]));
  }).observe({ type: "layout-shift" });

  function watch(what) {
    feel.painted = new Promise((resolve) => SIGNS[what](() => requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => resolve(now());
      after.port2.postMessage(0);
    })));
  }

  function seen(selector, done, { other = false } = {}) {
    const before = other ? document.querySelector(selector) : null;
    const watcher = new MutationObserver(() => {
      const found = document.querySelector(selector);
      if (!found || found === before) return;
      watcher.disconnect();
      done();
    });
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
  }

  window.feel = feel;
})();
