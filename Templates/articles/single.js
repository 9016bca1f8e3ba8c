// @ts-check
"use strict";
// Searches the records of one document, and shows those that it holds compressed. The document has
// no address for anything else, and nothing is stored.
(() => {
  const { keys: keysOf, words: wordsOf, fold } = casebook.analysis, { excerpt } = casebook.excerpts;
  /** @param {string} id */
  const byID = id => /** @type {HTMLElement} */ (document.getElementById(id));
  const data = JSON.parse(byID("_data").textContent ?? "");
  /** @type {Record<string, string>} */
  const words = data.words;
  /** @type {[name: string, label: string, plural: string][]} */
  const types = data.types;
  /**
   * A record: its anchor, title, type and language if that is not the document's; its HTML if it is
   * not in the document; and what it is searched by.
   * @typedef {{ at: string, title: string, type: number, language: string, html?: string,
   *   text?: string, keys?: string, head?: string }} Single
   */
  /** @type {Single[]} */
  let records = read(data.records ?? []);
  const found = byID("_found"), box = /** @type {HTMLInputElement} */ (byID("_q")), all = byID("_all");
  const payload = document.getElementById("_payload"), most = 40;
  const inline = /<\/?(?:a|abbr|b|bdi|code|del|em|i|mark|s|span|strong|sub|sup)\b[^>]*>/g;
  /** @type {Record<string, string>} */
  const signs = { amp: "&", lt: "<", gt: ">", quot: "\"" };

  /** @param {[string, string, number, string, string?][]} list */
  function read(list) {
    return list.map(([at, title, type, language, html]) => ({ at, title, type, language, html }));
  }

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} content
   */
  function make(name, attributes, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  /**
   * @param {string} key
   * @param {(string | number)[]} values
   */
  const say = (key, ...values) => words[key].replace(/\{(\d)\}/g, (_, place) => String(values[place]));

  /**
   * Returns the text of HTML that templates made. Blocks are apart, and parts of a word are not.
   * @param {string} html
   */
  const textOf = html => html.replace(inline, "").replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => signs[name] ?? "'").replace(/\s+/g, " ").trim();

  /** @type {Map<string, string>} */
  let titles = new Map();
  /**
   * Returns the HTML of a record with the words of its links: where they are the title of the record
   * behind the link, the file leaves them out.
   * @param {string} html
   */
  const filled = html => html.replace(/(<a [^>]*href="#([^"]*)"[^>]*>)<\/a>/g, (_, tag, at) =>
    `${tag}${escaped(titles.get(decodeURIComponent(at)) ?? "")}</a>`);
  /** @param {string} text */
  const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /**
   * Returns the keys of a text between blanks, compounds among them.
   * @param {string} text
   */
  const keysIn = text => ` ${wordsOf(text).map(({ form }) => fold(form)).join(" ")} `;

  /**
   * Prepares a record for the search.
   * @param {Single} record
   */
  function prepare(record) {
    if (record.keys) return;
    record.text = textOf(record.html ? filled(record.html) : document.getElementById(record.at)?.innerHTML ?? "");
    record.keys = keysIn(record.text);
    record.head = keysIn(record.title);
  }

  /**
   * Returns how well a record answers: words of the title count most, and whole words more than
   * beginnings. A record needs every word.
   * @param {Single} record
   * @param {string[]} keys
   */
  function score(record, keys) {
    let sum = 0;
    for (const key of keys) {
      const whole = ` ${key} `, start = ` ${key}`;
      const gain = record.head?.includes(whole) ? 12 : record.head?.includes(start) ? 8
        : record.keys?.includes(whole) ? 2 : record.keys?.includes(start) ? 1 : 0;
      if (!gain) return 0;
      sum += gain;
    }
    return sum;
  }

  /**
   * Returns the records with all words of a query, the best first. If no record has them, the
   * endings of long words are left out one letter after the other.
   * @param {string} query
   */
  function find(query) {
    let keys = [...new Set(keysOf(query.slice(0, 500)))].slice(0, 16);
    for (const record of records) prepare(record);
    for (let round = 0; keys.length; round++) {
      const hits = records.map(record => ({ record, score: score(record, keys) })).filter(hit => hit.score);
      hits.sort((a, b) => b.score - a.score);
      if (hits.length || round === 3) return { keys, hits: hits.map(hit => hit.record) };
      keys = keys.map(key => key.length > 4 ? key.slice(0, -1) : key);
    }
    return { keys, hits: [] };
  }

  /**
   * A text with the words that were searched for marked.
   * @param {string} text
   * @param {string[]} keys
   */
  function marked(text, keys) {
    const shown = excerpt(text, new Map(), keys), parts = [];
    let at = 0;
    for (const [from, to] of shown.ranges) {
      parts.push(shown.text.slice(at, from), make("mark", {}, shown.text.slice(from, to)));
      at = to;
    }
    return [...parts, shown.text.slice(at)];
  }

  /** @param {Single} record */
  const link = ({ at, title, language }) =>
    make("a", { class: "entry-title", href: "#" + encodeURI(at), lang: language, dir: language && "auto" }, title);

  function search() {
    const query = box.value.trim();
    found.replaceChildren();
    if (!query) return;
    const { keys, hits } = find(query);
    const count = hits.length === 1 ? say("js_search_count_one") : say("js_search_count", hits.length);
    if (!hits.length) {
      found.append(make("p", { class: "notice" }, say("js_search_none", query), " ", say("js_search_none_hint")));
      return;
    }
    found.append(make("h2", {}, count), make("ul", { class: "entries" }, ...hits.slice(0, most).map(record =>
      make("li", { class: "entry" }, link(record), " ", make("span", { class: "found-type" }, types[record.type][1]),
        make("p", { class: "entry-summary", lang: record.language, dir: "auto" }, ...marked(record.text ?? "", keys))))));
  }

  /** Shows what the address of the document names: a record, a list of a type, or the first screen. */
  function show() {
    const page = byID("_page"), name = decodeURIComponent(location.hash.slice(1));
    const record = records.find(({ at }) => name === at || name.startsWith(at + "--"));
    const type = types.findIndex(([type]) => name === "_list-" + type);
    if (record) page.innerHTML = filled(record.html ?? "");
    else if (type >= 0) page.replaceChildren(make("h2", {}, types[type][2]), make("ul", { class: "entries" },
      ...records.filter(record => record.type === type).map(record => make("li", { class: "entry" }, link(record)))));
    page.hidden = !record && type < 0;
    all.hidden = !page.hidden;
    for (const way of byID("_types").querySelectorAll("a"))
      way.toggleAttribute("aria-current", way.getAttribute("href") === "#" + name);
    if (page.hidden) return;
    found.replaceChildren();
    box.value = "";
    const target = document.getElementById(name) ?? page;
    target.scrollIntoView();
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  /** Opens the rest of the document. */
  async function open() {
    const rest = byID("_rest");
    if (typeof DecompressionStream !== "function") {
      rest.textContent = say("single_too_old");
      return;
    }
    rest.textContent = say("single_opening");
    try {
      const bytes = Uint8Array.from(atob(payload?.textContent ?? ""), sign => sign.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      records = read(await new Response(stream).json());
      titles = new Map(records.map(({ at, title }) => [at, title]));
    } catch {
      rest.textContent = say("single_damaged");
      return;
    }
    payload?.remove();
    rest.remove();
    const nav = byID("_types");
    nav.append(make("a", { href: "#_home" }, say("home")),
      ...types.map(([name, , plural]) => make("a", { href: "#_list-" + name }, plural)));
    nav.hidden = false;
    document.body.classList.add("is-open");
    addEventListener("hashchange", show);
    show();
    begin();
    prepareAll(0);
  }

  /**
   * Prepares records a few at a time, so that nobody waits for them.
   * @param {number} from
   */
  function prepareAll(from) {
    const end = performance.now() + 30;
    while (from < records.length && performance.now() < end) prepare(records[from++]);
    if (from < records.length) setTimeout(() => prepareAll(from), 5);
    else document.documentElement.dataset.search = "ready";
  }

  function begin() {
    byID("_search").hidden = false;
    let wait = 0;
    box.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(search, 80);
    });
    document.documentElement.dataset.state = "ready";
  }

  casebook.single = { find, textOf, keysIn };
  if (payload) open(); else begin();
})();
