// @ts-check
"use strict";
// The part of the search that every page has: a box that leads to the search page. Everything else
// is loaded when a reader turns to a box.
(() => {
  const { form } = casebook.dom;
  if (!form || !globalThis.casebookSearch) return;
  const { root = "", language } = form.dataset, clients = globalThis.casebookSearch.split(" ");
  /** @type {Promise<void> | undefined} */
  let loading;

  /**
   * Loads and runs a script.
   * @param {string} url
   * @returns {Promise<void>}
   */
  const loadScript = url => new Promise((/** @type {(value?: void) => void} */ resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    // Scripts run in the order in which they were asked for: the client is two files.
    script.async = false;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(url)); };
    document.head.append(script);
  });
  // The entry of the index is loaded together with the client: on a slow line, one more round of
  // requests takes seconds.
  const load = () => loading ??= Promise.all([...clients.map(path => loadScript(root + path)),
    loadScript(`${root}search/${language}/index.js`).catch(() => {})]).then(() => {}).catch(error => {
    loading = undefined;
    throw error;
  });
  // A value for the next page is kept out of its address. It travels in the name of the window, and
  // on `file://` also in a cookie, because Firefox clears the name between files. The next page
  // deletes both before it does anything else.
  const isFile = location.protocol === "file:";
  /** @param {string} value */
  const setCookie = value => { if (isFile) document.cookie = `casebook=${value}; path=/; SameSite=Strict`; };
  /**
   * Hands a value to the next page.
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

  // Until the client is loaded, these functions wait for it; then its own functions replace them.
  Object.assign(casebook, {
    loadScript, carry, asked: kind === "search" ? value : "",
    /** @type {Client["search"]} */
    search: async (...values) => { await load(); return casebook.search(...values); },
    /** @type {Client["records"]} */
    records: async (...values) => { await load(); return casebook.records(...values); },
  });
  // Marks the words of the search that led here, once. They are in no history.
  if (kind === "mark") load().then(() => casebook.mark(JSON.parse(value))).catch(() => {});

  /** @type {HTMLElement | null} */
  const area = document.querySelector("[data-casebook-results]");
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-casebook-search]");
  for (const form of forms) {
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
    form.addEventListener("submit", event => {
      event.preventDefault();
      // The search page answers its own form without leaving.
      if (area && form.closest("main")) return load().catch(() => {});
      carry("search", form.querySelector("input")?.value ?? "");
      location.href = form.action;
    });
  }
  if (!area) return;
  // The content of the area is for readers without scripts, and for the case that loading fails.
  area.hidden = true;
  load().catch(() => {}).then(() => area.hidden = false);
})();
