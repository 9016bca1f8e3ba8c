// @ts-check
"use strict";
// A type's index narrowed in place. Its terms are links to their own pages until somebody opens a facet; then they are boxes to
// tick. What is found comes from the search index, so this works without a server.
(() => {
  const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-casebook-list]"));
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-casebook-search]"));
  const facets = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".index details[data-facet]")]);
  if (!list || !form || !facets.length) return;
  const words = globalThis.casebookWords ?? {}, most = 200, language = form.dataset.language;
  const home = form.action.replace(/[^/]*$/, ""), whole = [...list.children], pages = /** @type {HTMLElement | null} */ (document.querySelector(".pages"));
  const count = /** @type {HTMLElement} */ (document.querySelector(".page-count")), all = count.textContent;
  const number = (/** @type {number} */ value) => value.toLocaleString(document.documentElement.lang || undefined);
  const say = (/** @type {string} */ name, /** @type {any} */ value) => String(words[name] ?? name).replace("{0}", value);
  count.setAttribute("role", "status");

  /** @param {string} name @param {Record<string, any>} attributes @param {...(Node | string)} children */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [name, value] of Object.entries(attributes)) typeof value === "function" ? element.addEventListener(name, value) : element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** @type {Record<string, Map<string, { item: HTMLElement, box: HTMLInputElement, count: Element | null, first: string | null }>>} */
  const boxes = {};
  const clear = make("button", { type: "button", class: "button", click: () => {
    for (const facet of Object.values(boxes)) for (const { box } of facet.values()) box.checked = false;
    run();
  } }, say("filter_clear", ""));
  clear.hidden = true;
  facets[0].parentElement?.append(clear);

  for (const facet of facets) facet.addEventListener("toggle", () => {
    const field = facet.dataset.facet ?? "";
    if (boxes[field]) return;
    const known = boxes[field] = new Map();
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (facet.querySelectorAll("li[data-id]"))) {
      const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", change: run })), count = item.querySelector(".count");
      item.replaceChildren(make("label", {}, box, " " + (item.querySelector("a")?.textContent ?? ""), " ", ...count ? [count] : []));
      known.set(item.dataset.id, { item, box, count, first: count?.textContent ?? null });
    }
  });

  let asked = 0;
  async function run() {
    const mine = ++asked;
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const facet of facets) {
      const field = facet.dataset.facet ?? "", chosen = [...boxes[field] ?? []].filter(([, { box }]) => box.checked).map(([id]) => id);
      if (chosen.length) filters[field] = chosen;
      facet.classList.toggle("facet-chosen", chosen.length > 0);
    }
    const isWhole = !Object.keys(filters).length;
    clear.hidden = isWhole;
    const type = list?.dataset.casebookList ?? "", fields = Object.keys(boxes);
    const result = await casebook.search("", { language, limit: most, filters: { type: [type], ...filters }, facets: fields, ownFilters: false });
    if (mine !== asked) return;
    for (const field of fields) for (const [id, { item, box, count, first }] of boxes[field]) {
      const left = result.facets[field]?.[id] ?? 0;
      if (count) count.textContent = isWhole ? first : number(left);
      item.hidden = !isWhole && !left && !box.checked;
    }
    count.textContent = isWhole ? all : result.problems.length ? say("search_problem", "") : result.total === 1 ? say("search_count_one", 1) : say("search_count", number(result.total));
    if (pages) pages.hidden = !isWhole;
    const shown = result.hits.sort((/** @type {any} */ a, /** @type {any} */ b) => a.title.localeCompare(b.title, language));
    list?.replaceChildren(...isWhole ? whole : shown.map(entry));
    document.dispatchEvent(new Event("casebook-list"));
  }

  /** A record as the page's own list has it. @param {any} hit */
  function entry(hit) {
    const known = whole.find(item => /** @type {HTMLElement} */ (item).dataset.id === hit.id);
    if (known) return known;
    const line = make("p", { class: "entry-line" });
    for (const [name, values] of Object.entries(hit.facts).filter(([name]) => !/^(summary|language)$|#$/.test(name)).slice(0, 4)) {
      const id = hit.facts[name + "#"]?.[0];
      line.append(make("span", { class: id ? `mark mark-of-${name} mark-${id}` : "entry-fact" }, values.join(", ")), " ");
    }
    return make("li", { class: "entry", "data-id": hit.id }, make("a", { class: "entry-title", href: home + hit.url, dir: "auto" }, hit.title), line,
      make("p", { class: "entry-summary", dir: "auto" }, hit.facts.summary?.[0] ?? ""));
  }
})();
