// @ts-check
"use strict";
// What every page has of the search: a box that leads to the search page. All else is fetched when somebody turns to a box.
(() => {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-casebook-search]"));
  if (!forms.length || !globalThis.casebookSearch) return;
  const { root = "", language } = forms[0].dataset;
  /** @type {Promise<void> | undefined} */
  let loading;

  /** Runs a script. @param {string} url @returns {Promise<void>} */
  const loadScript = url => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    // In the order in which they are asked for: the client is two files.
    script.async = false;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(url)); };
    document.head.append(script);
  });
  // The index's entry comes with the client, which takes it from there: on a bad line a round of requests is seconds.
  const load = () => loading ??= Promise.all([...globalThis.casebookSearch.split(" ").map(path => loadScript(root + path)),
    loadScript(`${root}search/${language}/index.js`).catch(() => {})]).then(() => {}).catch(error => {
    loading = undefined;
    throw error;
  });
  // Until the client is there, a call of it waits; then the client's own functions stand in place of these.
  const waiting = (/** @type {string} */ name) => async (/** @type {any[]} */ ...values) => {
    await load();
    return globalThis.casebook[name](...values);
  };
  globalThis.casebook = { loadScript, search: waiting("search"), records: waiting("records") };

  // What a hit was found by came beside the address: it is marked here, once, and known to no history.
  const mark = /^casebook-mark (.*)/s.exec(window.name)?.[1];
  if (mark) {
    window.name = "";
    load().then(() => globalThis.casebook.mark(JSON.parse(mark))).catch(() => {});
  }

  /** @type {HTMLElement | null} */
  const area = document.querySelector("[data-casebook-results]");
  for (const form of forms) {
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
    form.addEventListener("submit", event => {
      event.preventDefault();
      // The search page's own form is answered where it is.
      if (area && form.closest("main")) return load().catch(() => {});
      // What was typed goes to the search page beside the address, not in it.
      window.name = "casebook-search " + form.querySelector("input")?.value;
      location.href = form.action;
    });
  }
  if (!area) return;
  // What stands there is for those for whom nothing comes in its place.
  area.hidden = true;
  load().catch(() => {}).then(() => area.hidden = false);
})();
