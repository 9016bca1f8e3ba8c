// @ts-check
"use strict";
// Narrows the list of a type without leaving the page. The terms of a facet are links to their own
// pages until a reader opens the facet; then they become boxes to tick. The results come from the
// search index, so this works without a server.
(() => {
  const { make, button, say, number, factLine, tongueOf, form, home } = casebook.dom, most = 200;
  /** @type {HTMLElement | null} */
  const list = document.querySelector("[data-casebook-list]");
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const facets = document.querySelectorAll(".index details[data-facet]");
  if (!list || !form || !facets.length) return;
  const { language } = form.dataset, type = list.dataset.casebookList ?? "", whole = [...list.children];
  /** @type {HTMLElement | null} */
  const pages = document.querySelector(".pages");
  const count = /** @type {HTMLElement} */ (document.querySelector(".page-count")), all = count.textContent;
  count.setAttribute("role", "status");

  /**
   * A term of an opened facet; `first` is its count in the whole list.
   * @typedef {{ item: HTMLElement, box: HTMLInputElement, count: Element | null, first: string | null }} Box
   */

  /**
   * The boxes of each field that was opened, by id.
   * @type {Map<string, Map<string, Box>>}
   */
  const boxes = new Map();
  const clear = button("filter_clear", () => {
    for (const facet of boxes.values()) for (const { box } of facet.values()) box.checked = false;
    run();
  });
  clear.hidden = true;
  facets[0].parentElement?.append(clear);

  for (const facet of facets) facet.addEventListener("toggle", () => {
    const field = facet.dataset.facet ?? "";
    if (boxes.has(field)) return;
    /** @type {Map<string, Box>} */
    const known = new Map();
    boxes.set(field, known);
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (facet.querySelectorAll("li[data-id]"))) {
      const box = make("input", { type: "checkbox", change: run }), count = item.querySelector(".count");
      item.replaceChildren(
        make("label", {}, box, " " + (item.querySelector("a")?.textContent ?? ""), " ", count));
      known.set(item.dataset.id ?? "", { item, box, count, first: count?.textContent ?? null });
    }
  });

  /** Returns the ids of the ticked boxes, by field. */
  function chosen() {
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const facet of facets) {
      const field = facet.dataset.facet ?? "";
      const ids = [...boxes.get(field) ?? []].filter(([, { box }]) => box.checked).map(([id]) => id);
      if (ids.length) filters[field] = ids;
      facet.classList.toggle("facet-chosen", ids.length > 0);
    }
    return filters;
  }

  let asked = 0;
  async function run() {
    const mine = ++asked, filters = chosen(), isWhole = !Object.keys(filters).length;
    clear.hidden = isWhole;
    const result = await casebook.search("", { language, limit: most, filters: { type: [type], ...filters },
      facets: [...boxes.keys()], ownFilters: false });
    if (mine !== asked) return;
    for (const [field, terms] of boxes) for (const [id, { item, box, count, first }] of terms) {
      const left = result.facets[field]?.[id] ?? 0;
      if (count) count.textContent = isWhole ? first : number(left);
      item.hidden = !isWhole && !left && !box.checked;
    }
    count.textContent = isWhole ? all : told(result);
    if (pages) pages.hidden = !isWhole;
    const shown = result.hits.sort((a, b) => a.title.localeCompare(b.title, language));
    list?.replaceChildren(...isWhole ? whole : shown.map(hit => entry(hit, result)));
    document.dispatchEvent(new Event("casebook-list"));
  }

  /** @param {SearchResult} result */
  const told = ({ problems, total }) => problems.length ? say("search_problem")
    : total === 1 ? say("search_count_one") : say("search_count", number(total));

  /**
   * Returns a record as the page's own list shows it: the element of the list if it is there, or
   * else a new one.
   * @param {Hit} hit
   * @param {SearchResult} result
   */
  const entry = (hit, { fields }) =>
    whole.find(item => /** @type {HTMLElement} */ (item).dataset.id === hit.id) ??
    make("li", { class: "entry", "data-id": hit.id },
      make("a", { class: "entry-title", href: home + hit.url, ...tongueOf(hit) }, hit.title),
      make("p", { class: "entry-line" }, ...factLine(hit, fields)),
      make("p", { class: "entry-summary", ...tongueOf(hit) }, hit.facts.summary?.[0][0] ?? ""));
})();
