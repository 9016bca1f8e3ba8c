// @ts-check
"use strict";
// Lets readers pick records in lists, compare them side by side, or put them together as one
// document. The records come from the search index, so this works without a server. Picks live in
// the page; they are stored only if the reader asks for it, and only as long as the tab is open.
(() => {
  const { make, button, say, stored, copyLink, form, home } = casebook.dom;
  const main = document.getElementById("_main"), key = "casebook-picks";
  if (!form || !main) return;
  const language = form.dataset.language || undefined;

  const kept = stored("sessionStorage", store => store.getItem(key));
  let picks = kept ? kept.split(",").filter(Boolean) : [], isKept = kept !== null;
  /** @type {Map<string, HTMLButtonElement>} */
  const toggles = new Map();

  const bar = make("aside", { class: "dossier", "aria-label": say("dossier") });
  const status = make("span", { role: "status" });
  const keep = make("input", { type: "checkbox", change: () => { isKept = keep.checked; show(); } });
  const compare = button("compare", () => open(picks, true));
  bar.append(status,
    make("span", { class: "dossier-does" }, button("dossier", () => open(picks, false)), compare,
      button("dossier_link", () => copyLink(linkTo(picks), status, say("dossier_link"))),
      button("dossier_clear", () => { picks = []; show(); })),
    make("label", {}, keep, " " + say("dossier_keep")));
  main.after(bar);

  function show() {
    stored("sessionStorage", store => isKept ? store.setItem(key, picks.join(",")) : store.removeItem(key));
    keep.checked = isKept;
    bar.hidden = !picks.length;
    status.textContent = say("dossier_count", picks.length);
    compare.hidden = picks.length < 2 || picks.length > 4;
    for (const [id, toggle] of toggles) {
      const isIn = picks.includes(id);
      toggle.setAttribute("aria-pressed", String(isIn));
      toggle.replaceChildren(say(isIn ? "picked" : "pick"),
        make("span", { class: "unseen" }, ": " + toggle.dataset.title));
    }
  }

  /** @param {string[]} ids */
  const linkTo = ids => `${location.href.replace(/#.*/, "")}#dossier=${ids.map(encodeURIComponent).join(",")}`;

  /**
   * Returns the summary of a record, if it has one.
   * @param {Fragment} record
   */
  const summary = ({ facts }) => facts.summary?.[0][0];

  /**
   * Returns the short facts of a record: the values of each field that has a label.
   * @param {Fragment} record
   * @param {Record<string, string>} labels
   * @returns {[name: string, text: string][]}
   */
  const facts = (record, labels) => Object.entries(record.facts).filter(([name]) => name !== "summary" && labels[name])
    .map(([name, values]) => [name, values.map(([label]) => label).join(" · ")]);

  /**
   * Shows records in place of the page's own content until the reader closes them.
   * @param {string[]} ids
   * @param {boolean} isTable
   */
  async function open(ids, isTable) {
    if (!main) return;
    const [records, { fields }] = await Promise.all([casebook.records(ids, { language }),
      casebook.search("", { language, limit: 0 })]);
    const title = make("h1", { tabindex: "-1" }, say(isTable ? "compare_title" : "dossier"));
    const back = () => { page.remove(); main.hidden = false; bar.hidden = !picks.length; };
    const page = make("main", { class: "main gathered" }, title,
      make("p", { class: "print" }, button("close", back), " ", button("print", () => print())),
      isTable ? table(records, fields) : make("div", {}, ...records.map(record => sheet(record, fields))));
    main.hidden = true;
    bar.hidden = true;
    main.after(page);
    title.focus();
  }

  /** @param {Fragment} record */
  const heading = record => make("a", { href: home + record.url, dir: "auto" }, record.title);

  /**
   * Makes a section of the document about one record.
   * @param {Fragment} record
   * @param {Record<string, string>} labels
   */
  const sheet = (record, labels) => make("article", { class: "sheet" },
    make("h2", {}, heading(record)),
    make("p", { class: "summary", dir: "auto" }, summary(record) ?? record.excerpt),
    make("dl", { class: "ways" }, ...facts(record, labels).map(([name, text]) =>
      make("div", { class: "way" }, make("dt", {}, labels[name]), make("dd", {}, text)))),
    make("p", { class: "colophon" }, `${record.id} · ${home + record.url}`));

  /**
   * Makes the table that compares records: one column for each record, one row for each field.
   * @param {Fragment[]} records
   * @param {Record<string, string>} labels
   */
  function table(records, labels) {
    const told = records.map(record => new Map(facts(record, labels)));
    const names = Object.keys(labels).filter(name => told.some(facts => facts.has(name)));
    const head = make("thead", {}, make("tr", {}, make("td"),
      ...records.map(record => make("th", { scope: "col" }, heading(record)))));
    const body = make("tbody", {},
      make("tr", {}, make("td"), ...records.map(record => make("td", { dir: "auto" }, summary(record) ?? ""))),
      ...names.map(name => make("tr", {}, make("th", { scope: "row" }, labels[name]),
        ...told.map(facts => make("td", {}, facts.get(name) ?? "–")))));
    return make("div", { class: "figure-scroll", role: "region", tabindex: "0", "aria-label": say("compare_title") },
      make("table", { class: "compared" }, head, body));
  }

  /** Adds a button to each record of the page that has none yet. */
  function offer() {
    const entries = /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll(isKept ? ".entry[data-id], .record[data-id]" : ".entry[data-id]"));
    for (const entry of entries) {
      if (entry.querySelector(".pick")) continue;
      const id = entry.dataset.id ?? "", title = entry.querySelector(".entry-title, h1");
      const toggle = make("button", { type: "button", class: "pick", click: () => {
        picks = picks.includes(id) ? picks.filter(other => other !== id) : [...picks, id];
        show();
      } });
      toggles.set(id, toggle);
      toggle.dataset.title = title?.textContent ?? "";
      title?.after(toggle);
    }
    show();
  }
  offer();
  document.addEventListener("casebook-list", offer);
  const asked = /^#dossier=(.+)/.exec(location.hash);
  if (asked) {
    // A badly encoded part is no id and is left out.
    picks = asked[1].split(",").flatMap(part => { try { return decodeURIComponent(part); } catch { return []; } });
    history.replaceState(history.state, "", location.pathname + location.search);
    show();
    addEventListener("DOMContentLoaded", () => open(picks, false));
  }
})();
