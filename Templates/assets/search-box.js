// @ts-check
"use strict";
// What every page has of the search: a box that leads to the search page. All else is fetched when
// somebody turns to a box.
(() => {
  const { form } = casebook.dom;
  if (!form || !globalThis.casebookSearch) return;
  const { root = "", language } = form.dataset, clients = globalThis.casebookSearch.split(" ");
  /** @type {Promise<void> | undefined} */
  let loading;

  /**
   * Runs a script.
   * @param {string} url
   * @returns {Promise<void>}
   */
  const loadScript = url => new Promise((/** @type {(value?: void) => void} */ resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    // In the order in which they are asked for: the client is two files.
    script.async = false;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(url)); };
    document.head.append(script);
  });
  // The index's entry comes with the client, which takes it from there: on a bad line a round of
  // requests is seconds.
  const load = () => loading ??= Promise.all([...clients.map(path => loadScript(root + path)),
    loadScript(`${root}search/${language}/index.js`).catch(() => {})]).then(() => {}).catch(error => {
    loading = undefined;
    throw error;
  });
  // What goes along to the next page goes beside the address: in the window's name, and from a
  // folder in a cookie too, since Firefox takes the name away between files. The next page forgets
  // both before it does anything else.
  const isFile = location.protocol === "file:";
  /** @param {string} value */
  const setCookie = value => { if (isFile) document.cookie = `casebook=${value}; path=/; SameSite=Strict`; };
  /**
   * @param {string} kind
   * @param {string} value
   */
  function carry(kind, value) {
    window.name = `casebook-${kind} ${value}`;
    setCookie(encodeURIComponent(window.name));
  }
  /** @param {string} text */
  const decoded = text => { try { return decodeURIComponent(text); } catch { return ""; } };
  const brought = isFile ? /(?:^|; )casebook=([^;]*)/.exec(document.cookie)?.[1] : undefined;
  const [, kind, value = ""] = /^casebook-(\w+) (.*)/s.exec(brought ? decoded(brought) : window.name) ?? [];
  if (brought) setCookie("; max-age=0");
  if (kind) window.name = "";

  // Until the client is there, a call of it waits; then the client's own functions stand in place
  // of these.
  Object.assign(casebook, {
    loadScript, carry, asked: kind === "search" ? value : "",
    /** @type {Client["search"]} */
    search: async (...values) => { await load(); return casebook.search(...values); },
    /** @type {Client["records"]} */
    records: async (...values) => { await load(); return casebook.records(...values); },
  });
  // Words that led here are marked, once: no history knows them.
  if (kind === "mark") load().then(() => casebook.mark(JSON.parse(value))).catch(() => {});

  /** @type {HTMLElement | null} */
  const area = document.querySelector("[data-casebook-results]");
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-casebook-search]");
  for (const form of forms) {
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
    form.addEventListener("submit", event => {
      event.preventDefault();
      // The search page's own form is answered where it is.
      if (area && form.closest("main")) return load().catch(() => {});
      carry("search", form.querySelector("input")?.value ?? "");
      location.href = form.action;
    });
  }
  if (!area) return;
  // What stands there is for those for whom nothing comes in its place.
  area.hidden = true;
  load().catch(() => {}).then(() => area.hidden = false);
})();
