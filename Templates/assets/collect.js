// @ts-check
"use strict";
// Records picked in lists, compared side by side or put together as one document. They come from the search index, so this
// works without a server. Picks live in the page; they outlast it only if the reader asks, and then as long as the tab.
(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-casebook-search]"));
  const main = document.getElementById("_main"), key = "casebook-picks";
  if (!form || !main) return;
  const words = globalThis.casebookWords ?? {};
  const say = (/** @type {string} */ name, /** @type {any[]} */ ...values) => String(words[name] ?? name).replace(/\{(\d)\}/g, (_, at) => String(values[at]));
  const home = form.action.replace(/[^/]*$/, ""), language = form.dataset.language || undefined;
  /** @param {(store: Storage) => any} use */
  const stored = use => { try { return use(sessionStorage); } catch { return null; } };

  /** @param {string} name @param {Record<string, any>} attributes @param {...(Node | string | null)} children */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [name, value] of Object.entries(attributes)) typeof value === "function" ? element.addEventListener(name, value) : element.setAttribute(name, value);
    element.append(...children.filter(child => child !== null));
    return element;
  }
  const button = (/** @type {string} */ word, /** @type {() => void} */ click) => make("button", { type: "button", class: "button", click }, say(word));

  const kept = stored(store => store.getItem(key));
  /** @type {string[]} */
  let picks = kept ? kept.split(",").filter(Boolean) : [];
  let isKept = kept !== null;
  /** @type {Map<string, HTMLButtonElement>} */
  const toggles = new Map();

  const bar = make("aside", { class: "dossier", "aria-label": say("dossier") }), status = make("span", { role: "status" });
  const keep = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", change: () => { isKept = keep.checked; show(); } }));
  const compare = button("compare", () => open(picks, true)), link = button("dossier_link", copyLink);
  bar.append(status, make("span", { class: "dossier-does" }, button("dossier", () => open(picks, false)), compare, link, button("dossier_clear", () => { picks = []; show(); })),
    make("label", {}, keep, " " + say("dossier_keep")));
  main.after(bar);

  function show() {
    stored(store => isKept ? store.setItem(key, picks.join(",")) : store.removeItem(key));
    keep.checked = isKept;
    bar.hidden = !picks.length;
    status.textContent = say("dossier_count", picks.length);
    compare.hidden = picks.length < 2 || picks.length > 4;
    for (const [id, toggle] of toggles) {
      const isIn = picks.includes(id);
      toggle.setAttribute("aria-pressed", String(isIn));
      toggle.replaceChildren(say(isIn ? "picked" : "pick"), make("span", { class: "unseen" }, ": " + toggle.dataset.title));
    }
  }

  async function copyLink() {
    const address = `${location.href.replace(/#.*/, "")}#dossier=${picks.map(encodeURIComponent).join(",")}`;
    try { await navigator.clipboard.writeText(address); status.textContent = say("copied"); } catch { prompt(say("dossier_link"), address); }
  }

  /** What a record says in short: a field's label and its values. @param {any} record @param {Record<string, string>} labels */
  const facts = (record, labels) => Object.entries(record.facts).filter(([name]) => name !== "summary" && !name.endsWith("#") && labels[name])
    .map(([name, values]) => [name, /** @type {string[]} */ (values).join(" · ")]);

  /** Shows records in place of the page's own content, until it is closed. @param {string[]} ids @param {boolean} isTable */
  async function open(ids, isTable) {
    const [records, { fields }] = await Promise.all([casebook.records(ids, { language }), casebook.search("", { language, limit: 0 })]);
    const title = make("h1", { tabindex: "-1" }, say(isTable ? "compare_title" : "dossier"));
    const back = () => { page.remove(); main.hidden = false; bar.hidden = !picks.length; };
    const page = make("main", { class: "main gathered" }, title,
      make("p", { class: "print" }, button("close", back), " ", button("print", () => print())),
      isTable ? table(records, fields) : make("div", {}, ...records.map((/** @type {any} */ record) => sheet(record, fields))));
    main.hidden = true;
    bar.hidden = true;
    main.after(page);
    title.focus();
  }

  const heading = (/** @type {any} */ record) => make("a", { href: home + record.url, dir: "auto" }, record.title);

  /** @param {any} record @param {Record<string, string>} labels */
  function sheet(record, labels) {
    return make("article", { class: "sheet" }, make("h2", {}, heading(record)), make("p", { class: "summary", dir: "auto" }, record.facts.summary?.[0] ?? record.excerpt),
      make("dl", { class: "ways" }, ...facts(record, labels).map(([name, text]) => make("div", { class: "way" }, make("dt", {}, labels[name]), make("dd", {}, text)))),
      make("p", { class: "colophon" }, `${record.id} · ${home + record.url}`));
  }

  /** @param {any[]} records @param {Record<string, string>} labels */
  function table(records, labels) {
    const told = records.map(record => new Map(/** @type {[string, string][]} */ (facts(record, labels))));
    const names = Object.keys(labels).filter(name => told.some(facts => facts.has(name)));
    return make("div", { class: "figure-scroll", role: "region", tabindex: "0", "aria-label": say("compare_title") }, make("table", { class: "compared" },
      make("thead", {}, make("tr", {}, make("td", {}), ...records.map(record => make("th", { scope: "col" }, heading(record))))),
      make("tbody", {}, make("tr", {}, make("td", {}), ...records.map(record => make("td", { dir: "auto" }, record.facts.summary?.[0] ?? ""))),
        ...names.map(name => make("tr", {}, make("th", { scope: "row" }, labels[name]), ...told.map(facts => make("td", {}, facts.get(name) ?? "–")))))));
  }

  /** A way to pick each record of the page that has none yet. */
  function offer() {
    for (const entry of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(isKept ? ".entry[data-id], .record[data-id]" : ".entry[data-id]"))) {
      if (entry.querySelector(".pick")) continue;
      const id = entry.dataset.id ?? "";
      const toggle = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: "pick", click: () => {
        picks = picks.includes(id) ? picks.filter(other => other !== id) : [...picks, id];
        show();
      } }));
      toggles.set(id, toggle);
      const title = entry.querySelector(".entry-title, h1");
      toggle.dataset.title = title?.textContent ?? "";
      title?.after(toggle);
    }
    show();
  }
  offer();
  document.addEventListener("casebook-list", offer);
  const asked = /^#dossier=(.+)/.exec(location.hash);
  if (asked) {
    // A part that is cut short is nobody's id.
    picks = asked[1].split(",").flatMap(part => { try { return decodeURIComponent(part); } catch { return []; } });
    history.replaceState(history.state, "", location.pathname + location.search);
    show();
    addEventListener("DOMContentLoaded", () => open(picks, false));
  }
})();
