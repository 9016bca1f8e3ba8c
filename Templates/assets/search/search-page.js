// @ts-check
"use strict";
// The search page, and the suggestions under the box of every other page. Elements are made with
// textContent, never with HTML.
(() => {
  // If the client did not load, there is nothing to show. The next turn to a box tries again.
  if (!casebook.configure) return;
  const { make, say, number, button, copyLink, tongueOf, factLine, home, language: tongue } = casebook.dom;
  const { compare } = new Intl.Collator(tongue);

  /**
   * Returns a text with the found words marked.
   * @param {string} text
   * @param {number[][]} ranges
   */
  function marked(text, ranges) {
    const parts = document.createDocumentFragment();
    let end = 0;
    for (const [from, to] of ranges) {
      if (from < end) continue;
      parts.append(text.slice(end, from), make("mark", {}, text.slice(from, to)));
      end = to;
    }
    parts.append(text.slice(end));
    return parts;
  }

  /**
   * Follows a hit to another page in this window, and hands over the words that found it, so that
   * the page can mark them.
   * @param {Found} found
   */
  const follow = ({ keys, starts }) => (/** @type {MouseEvent & { currentTarget: HTMLAnchorElement }} */ event) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
      || event.currentTarget.pathname === location.pathname;
    if (isElsewhere || !keys.length && !starts.length) return;
    casebook.carry("mark", JSON.stringify({ keys: keys.slice(0, 60), starts }));
  };

  /**
   * Marks words in this page until the reader takes the marks away.
   * @param {Found} found  the field `found` of a search result
   */
  function mark({ keys, starts }) {
    const main = document.querySelector("main"), wanted = new Map(keys.map(key => [key, 0]));
    if (!main) return;
    /** @type {Text[]} */
    const texts = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (!text.parentElement?.closest("svg, script, button, select, form, nav")) texts.push(text);
    }
    let count = 0;
    for (const text of texts) {
      const ranges = casebook.excerpts.matches(text.data, wanted, starts);
      if (ranges.length) text.replaceWith(marked(text.data, ranges.map(([from, to]) => [from, to])));
      count += ranges.length;
    }
    if (!count) return;
    const note = make("p", { class: "found-words" }, make("span", { role: "status" }, say("search_marked")), " ",
      button("search_unmark", () => {
        note.remove();
        for (const word of main.querySelectorAll("mark")) word.replaceWith(...word.childNodes);
        main.normalize();
      }));
    main.prepend(note);
  }

  /**
   * Makes a link to a hit, with the found words marked in its title.
   * @param {Hit} hit
   * @param {Found} found
   * @param {Attributes} [more]
   */
  const linkTo = (hit, found, more) =>
    make("a", { href: home + hit.url, click: follow(found), ...more, ...tongueOf(hit) },
      marked(hit.title, hit.titleRanges));

  /** @param {number} total */
  const counted = total => total === 1 ? say("search_count_one") : say("search_count", number(total));

  /** @type {NodeListOf<HTMLFormElement>} */
  const boxes = document.querySelectorAll("form[data-casebook-search]");
  /** @type {HTMLElement | null} */
  const area = document.querySelector("[data-casebook-results]");
  const { root = "", language } = boxes[0].dataset;
  casebook.configure({ root, language });
  casebook.mark = mark;

  /**
   * Sets up a box on any page: it suggests the best titles while the reader types.
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {number} at
   */
  function box(form, input, at) {
    const list = make("ul", { role: "listbox", id: `_suggestions-${at}`, class: "suggestions", hidden: true,
      "aria-label": say("search_results") });
    const status = make("p", { class: "unseen", role: "status" });
    form.append(list, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    let asked = 0, active = -1, timer = 0;

    /** @param {number} next */
    function choose(next) {
      const options = [...list.children];
      active = options.length ? (next + options.length) % options.length : -1;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", options[active].id);
    }

    function close() {
      asked++;
      clearTimeout(timer);
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    async function suggest() {
      const mine = ++asked, text = input.value;
      if (!text.trim()) return close();
      const result = await casebook.search(text, { limit: 6, stray: false });
      if (mine !== asked) return;
      list.replaceChildren(...result.hits.map((hit, place) =>
        make("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" },
          linkTo(hit, result.found, { tabindex: "-1" }), " ", make("span", { class: "hit-type" }, hit.label))));
      list.hidden = !result.hits.length;
      active = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = counted(result.total);
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 100); });
    input.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        if (!list.hidden) event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
        event.preventDefault();
        choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        list.children[active].querySelector("a")?.click();
      }
    });
    form.addEventListener("focusout", event => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close();
    });
    list.addEventListener("mousedown", event => event.preventDefault());
    // The reader may have typed before this script ran. If not, the entry is loaded meanwhile.
    if (form.contains(document.activeElement)) input.value ? suggest() : casebook.search("", { limit: 0 });
  }

  /**
   * Sets up the search page.
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {HTMLElement} area
   */
  function page(form, input, area) {
    const step = 10;
    /** @typedef {{ query: string, filters: Record<string, string[]>, shown: number, grouped?: boolean }} State */
    /** @type {State} */
    let state = { query: "", filters: {}, shown: step };
    let asked = 0, timer = 0;

    const status = make("p", { class: "search-status", role: "status" });
    const notes = make("div", { class: "search-notes" });
    const list = make("ol", { class: "hits" }), stray = make("div");
    const narrow = make("div", { class: "search-filters", role: "group", "aria-label": say("search_filters") });
    const more = make("button", { type: "button", hidden: true,
      click: () => { state.shown += step; run(); } }, say("search_more"));
    const copy = make("button", { type: "button", class: "quiet", click: () =>
      copyLink(link(), status, say("search_copy")) }, say("search_copy"));
    const groups = make("button", { type: "button", class: "quiet", hidden: true,
      click: () => { state.grouped = !state.grouped; run(); } });
    // On a small screen the results come before the filters.
    const isWide = matchMedia("(min-width: 60em)").matches, isOpen = new Set(isWide ? ["type"] : []);
    const side = isWide ? narrow
      : make("details", { class: "search-narrow" }, make("summary", {}, say("search_filters")), narrow);
    area.replaceChildren(status, notes,
      make("div", { class: "search-columns" }, side, make("div", {}, groups, list, more, stray, copy)));

    /** Returns this search as a link. Nowhere else does a search stand in an address. */
    function link() {
      const hash = new URLSearchParams({ q: state.query });
      for (const [field, values] of Object.entries(state.filters))
        for (const value of values) hash.append(`f.${field}`, value);
      if (state.grouped) hash.append("by", "kind");
      return `${location.href.replace(/#.*/, "")}#${hash}`;
    }

    /** Takes the search from a link, from the page before, or from the entry of the history. */
    function read() {
      const hash = new URLSearchParams(location.hash.slice(1));
      if (hash.has("q") || [...hash.keys()].some(key => key.startsWith("f."))) {
        state = { query: hash.get("q") ?? "", filters: {}, shown: step, grouped: hash.get("by") === "kind" };
        // A field in a link may be called `constructor`.
        const fields = [...new Set(hash.keys())].filter(key => key.startsWith("f."));
        state.filters = Object.fromEntries(fields.map(key => [key.slice(2), hash.getAll(key)]));
        history.replaceState({ search: state }, "", location.pathname + location.search);
      } else if (casebook.asked) state.query = casebook.asked;
      else if (history.state?.search) state = history.state.search;
      // The reader may have typed before this script ran.
      else state.query = input.value;
      casebook.asked = "";
      input.value = state.query;
      for (const field of Object.keys(state.filters)) isOpen.add(field);
    }

    async function run() {
      const mine = ++asked, { query, filters, shown } = state;
      list.setAttribute("aria-busy", "true");
      history.replaceState({ search: state }, "");
      const facets = new Set(state.grouped ? [...isOpen, "type"] : isOpen);
      /** @param {SearchOptions} options */
      const find = options => casebook.search(query, { language, filters, stray: false, ...options });
      const result = await find({ limit: shown, facets: [...facets], ownFilters: false });
      const kinds = Object.keys(result.types);
      // Shows the best few of each kind, so that a kind with many records does not hide the others.
      const grouped = !state.grouped || kinds.length < 2 ? []
        : await Promise.all(kinds.map(type => find({ limit: 3, filters: { ...filters, type: [type] } })));
      const found = grouped.filter(({ hits }) => hits.length).sort((a, b) => b.hits[0].score - a.hits[0].score);
      if (mine === asked) show(result, found);
    }

    /**
     * Makes the element of a hit.
     * @param {Hit} hit
     * @param {SearchResult} result
     * @param {"h2" | "h3"} level  the level of its heading
     */
    const item = (hit, result, level) => make("li", { class: "hit" },
      make(level, {}, linkTo(hit, result.found)),
      make("p", { class: "hit-facts" }, make("span", { class: "hit-type" }, hit.label),
        // If the kind of a record has the same label as its type, the fact says nothing more and is
        // left out.
        ...factLine(hit, result.fields, hit.label)),
      make("p", { class: "hit-excerpt", ...tongueOf(hit) }, marked(hit.excerpt, hit.ranges)),
      !hit.missing.length || !result.complete ? null
        : make("p", { class: "hit-missing" }, say("search_missing", hit.missing.join(", "))));

    /**
     * Makes an element with the best hits of one kind, and a button for all of them.
     * @param {SearchResult} result
     * @param {{ id: string, label: string }[]} kinds
     */
    function group(result, kinds) {
      const { hits, total } = result, [{ type, label }] = hits;
      const all = make("button", { type: "button", class: "quiet", click: () => {
        Object.assign(state, { filters: { ...state.filters, type: [type] }, grouped: false });
        isOpen.add("type");
        run();
      } }, say("search_all", number(total)));
      return make("li", { class: "hits-of-kind" }, make("h2", {}, kinds.find(({ id }) => id === type)?.label ?? label),
        make("ol", { class: "hits" }, ...hits.map(hit => item(hit, result, "h3"))), total > hits.length ? all : null);
    }

    /**
     * Makes the notes about a result: suggestions, unknown words, offers of filters, problems.
     * @param {SearchResult} result
     */
    function remarks({ total, words, suggestion, complete, relaxed, synonyms, offers, problems }) {
      /** @type {Node[]} */
      const said = [];
      /**
       * Adds a note.
       * @param {string} name
       * @param {...(string | number)} values
       */
      const tell = (name, ...values) => said.push(make("p", {}, say(name, ...values)));
      // A word that longer words begin with may still be unfinished, so there is no suggestion for
      // it.
      if (suggestion && words.some(({ match }) => match === "typo")) {
        const [before, after = ""] = say("search_suggestion", "\0").split("\0");
        said.push(make("p", {}, before, make("button", { type: "button", class: "link",
          click: () => { input.value = state.query = suggestion; run(); } }, suggestion), after));
      }
      if (total && !complete) tell("search_partial");
      const unknown = words.filter(({ match }) => match === "unknown").map(({ word }) => word);
      if (unknown.length) tell("search_unknown", unknown.join(", "));
      if (relaxed) tell("search_phrase");
      if (synonyms.length) tell("search_also", [...new Set(synonyms.flat())].slice(0, 3).join(", "));
      if (offers.length) said.push(make("p", { class: "search-offers" }, say("search_offer"), ...offers.flatMap(offer =>
        [" ", make("button", { type: "button", class: "quiet", click: () => take(offer) }, offer.label)])));
      if (problems.length) said.push(make("p", { class: "notice" }, say("search_problem"), " ",
        make("button", { type: "button", click: run }, say("search_retry"))));
      else if (!total) tell("search_none_hint");
      return said;
    }

    /**
     * Filters by the value that words of the query name, and removes these words from the query.
     * @param {Offer} offer
     */
    function take({ field, id, rest }) {
      const filters = { ...state.filters, [field]: [...state.filters[field] ?? [], id] };
      Object.assign(state, { query: rest, filters, shown: step });
      input.value = rest;
      isOpen.add(field);
      run();
    }

    /**
     * Makes a fold with the stray records: those that have only a small part of the query. They are
     * loaded when the reader opens it.
     * @param {SearchResult} result
     */
    function aside(result) {
      const more = make("ol", { class: "hits" });
      const details = make("details", { class: "search-stray", toggle: async () => {
        if (!details.open || more.firstChild) return;
        const { query, filters } = state;
        const { hits } = await casebook.search(query,
          { language, filters, stray: "only", limit: 20 });
        more.replaceChildren(...hits.map(hit => item(hit, result, "h2")));
      } }, make("summary", {}, say("search_stray", number(result.stray))), more);
      return details;
    }

    /**
     * Shows a result.
     * @param {SearchResult} result
     * @param {SearchResult[]} grouped  the best of each kind; empty to show the hits of `result`
     */
    function show(result, grouped) {
      const { total, problems, fields, types } = result;
      list.setAttribute("aria-busy", "false");
      // If files failed and nothing was found, the notice says so, and not "no results".
      status.textContent = problems.length && !total ? ""
        : total || !state.query.trim() ? counted(total) : say("search_none", state.query);
      notes.replaceChildren(...remarks(result));
      list.replaceChildren(...grouped.length ? grouped.map(kind => group(kind, result.labels.type ?? []))
        : result.hits.map(hit => item(hit, result, "h2")));
      groups.hidden = !fields.type || Object.keys(types).length < 2;
      groups.textContent = say(grouped.length ? "search_ungroup" : "search_group");
      more.hidden = grouped.length > 0 || total <= state.shown;
      stray.replaceChildren(...result.stray && !grouped.length ? [aside(result)] : []);
      // If nothing was found, no facet can narrow the result; only chosen filters are shown, so
      // that they can be removed.
      const shown = new Set([...total ? result.useful : [], ...Object.keys(state.filters)]);
      const known = [...shown].filter(field => fields[field]);
      narrow.replaceChildren(...known.map(field => facet(field, fields[field], result)));
    }

    /**
     * Makes a facet. It is closed until the reader opens it, because its counts are a file of their
     * own.
     * @param {string} field
     * @param {string} label
     * @param {SearchResult} result
     */
    function facet(field, label, result) {
      const chosen = state.filters[field] ?? [], counts = result.facets[field] ?? {};
      const values = (result.labels[field] ?? []).filter(({ id }) => counts[id] || chosen.includes(id));
      const best = [...values].sort((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0) || compare(a.label, b.label))
        .slice(0, 40);
      // The steps of a scale and years stand in their own order.
      const shown = result.ordered.includes(field) ? values.filter(value => best.includes(value)) : best;

      /** @param {{ id: string, label: string }} value */
      function option({ id, label }) {
        const isChosen = chosen.includes(id), name = `_f-${field}-${id}`;
        const box = make("input", { type: "checkbox", checked: isChosen, id: name, change: () => {
          const kept = chosen.filter(other => other !== id);
          state.filters = { ...state.filters, [field]: box.checked ? [...kept, id] : kept };
          if (!state.filters[field].length) delete state.filters[field];
          state.shown = step;
          run().then(() => document.getElementById(box.id)?.focus());
        } });
        return make("label", {}, box, ` ${label} `, make("span", { class: "count" }, number(counts[id] ?? 0)));
      }

      const details = make("details", { open: isOpen.has(field), toggle: () => {
        if (details.open === isOpen.has(field)) return;
        if (isOpen.delete(field)) return;
        isOpen.add(field);
        run();
      } }, make("summary", {}, label), ...shown.map(option));
      return details;
    }

    /** Searches for the text in the box. */
    function ask() {
      clearTimeout(timer);
      state.query = input.value;
      state.shown = step;
      run();
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
    form.addEventListener("submit", event => { event.preventDefault(); ask(); });
    addEventListener("hashchange", () => { read(); run(); });
    read();
    run();
  }

  boxes.forEach((form, at) => {
    const input = form.querySelector("input");
    if (!input) return;
    if (area && form.closest("main")) page(form, input, area); else box(form, input, at);
  });
})();
