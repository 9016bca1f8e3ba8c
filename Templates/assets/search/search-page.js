// @ts-check
"use strict";
// The search page, and the suggestions of the box on every other page: elements made with textContent, never HTML.
(() => {
  // Without what finds there is nothing to show; the next turn to a box tries again.
  if (!casebook.configure) return;
  const words = globalThis.casebookWords ?? {};
  /** @param {string} key @param {...(string | number)} values */
  const say = (key, ...values) => String(words[key] ?? key).replace(/\{(\d)\}/g, (_, at) => String(values[at]));
  // Made once: each costs more than all else that a keystroke shows.
  const tongue = document.documentElement.lang || undefined, numbers = new Intl.NumberFormat(tongue), { compare } = new Intl.Collator(tongue);
  const number = (value) => numbers.format(value);

  /** @param {string} name @param {Record<string, any>} [attributes] @param {...(Node | string | null)} children */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter(child => child !== null));
    return element;
  }

  /** A text with what was found marked. @param {string} text @param {number[][]} ranges */
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

  /** Follows a hit to another page in this window with what found it, if anything did, for that page to mark. @param {any} found */
  const follow = ({ keys, starts }) => (event) => {
    const isHere = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.currentTarget.pathname !== location.pathname;
    if (isHere && keys.length + starts.length) casebook.carry("mark", JSON.stringify({ keys: keys.slice(0, 60), starts }));
  };

  /** Marks words in this page until the reader has seen enough of it. @param {{ keys: string[], starts: string[] }} found  as a search gives it */
  function mark({ keys, starts }) {
    const main = document.querySelector("main"), wanted = new Map(keys.map(key => [key, 0])), texts = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("svg, script, button, select, form, nav")) texts.push(walker.currentNode);
    let count = 0;
    for (const text of texts) {
      const ranges = casebook.excerpts.matches(text.data, wanted, starts);
      if (ranges.length) text.replaceWith(marked(text.data, ranges));
      count += ranges.length;
    }
    if (!count) return;
    const note = make("p", { class: "found-words" }, make("span", { role: "status" }, say("search_marked")), " ",
      make("button", { type: "button", class: "button", click: () => {
        note.remove();
        for (const word of main.querySelectorAll("mark")) word.replaceWith(...word.childNodes);
        main.normalize();
      } }, say("search_unmark")));
    main.prepend(note);
  }

  /** What a hit says of itself in one line: its type, and its first facts as the model has them. @param {any} hit */
  function facts(hit) {
    const line = make("p", { class: "hit-facts" }, make("span", { class: "hit-type" }, hit.label));
    for (const [name, values] of Object.entries(hit.facts).filter(([name]) => !/^(summary|language)$|#$/.test(name)).slice(0, 4)) {
      const id = hit.facts[name + "#"]?.[0];
      // A kind of lesson that is called a lesson says nothing more.
      if (values.join() !== hit.label) line.append(" ", make("span", { class: id ? `mark mark-of-${name} mark-${id}` : `hit-fact hit-${name}` }, values.join(", ")));
    }
    return line;
  }

  /** What is not translated is in the original's language, and runs in its direction. @param {any} hit */
  const tongueOf = hit => hit.facts.language ? { lang: hit.facts.language[0], dir: "auto" } : {};

  /** @type {NodeListOf<HTMLFormElement>} */
  const boxes = document.querySelectorAll("form[data-casebook-search]");
  /** @type {HTMLElement | null} */
  const area = document.querySelector("[data-casebook-results]");
  const { root = "", language } = boxes[0].dataset;
  /** Where the language's own folder is: addresses of hits count from there. */
  const home = boxes[0].action.replace(/[^/]*$/, "");
  casebook.configure({ root, language });
  casebook.mark = mark;

  /** A box: the best titles while typing. @param {HTMLFormElement} form @param {number} at */
  function box(form, at) {
    const input = form.querySelector("input");
    const list = make("ul", { role: "listbox", id: `_suggestions-${at}`, class: "suggestions", hidden: true, "aria-label": say("search_results") });
    const status = make("p", { class: "visually-hidden", role: "status" });
    form.append(list, status);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
      input.setAttribute(name, value);
    let asked = 0, active = -1, timer = 0;
    const choose = (next) => {
      const options = [...list.children];
      active = options.length ? (next + options.length) % options.length : -1;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", options[active].id);
    };
    const close = () => {
      asked++;
      clearTimeout(timer);
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const suggest = async () => {
      const mine = ++asked, text = input.value;
      if (!text.trim()) return close();
      const result = await casebook.search(text, { limit: 6 });
      if (mine !== asked) return;
      list.replaceChildren(...result.hits.map((hit, place) => make("li",
        { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" },
        make("a", { href: home + hit.url, tabindex: "-1", click: follow(result.found), ...tongueOf(hit) }, marked(hit.title, hit.titleRanges)), " ", make("span", { class: "hit-type" }, hit.label))));
      list.hidden = !result.hits.length;
      active = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = counted(result.total);
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 100); });
    input.addEventListener("keydown", event => {
      if (event.key === "Escape") { if (!list.hidden) event.preventDefault(); close(); }
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
        event.preventDefault();
        choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        list.children[active].querySelector("a")?.click();
      }
    });
    form.addEventListener("focusout", event => { if (!form.contains((event.relatedTarget))) close(); });
    list.addEventListener("mousedown", event => event.preventDefault());
    // Something may have been typed before this was here; else the entry is fetched meanwhile.
    if (form.contains(document.activeElement)) input.value ? suggest() : casebook.search("", { limit: 0 });
  }

  const counted = (total) => total === 1 ? say("search_count_one") : say("search_count", number(total));

  /** The search page. @param {HTMLFormElement} form @param {HTMLElement} area */
  function page(form, area) {
    const input = form.querySelector("input"), step = 10;
    /** @type {{ query: string, filters: Record<string, string[]>, shown: number, grouped?: boolean }} */
    let state = { query: "", filters: {}, shown: step };
    const status = make("p", { class: "search-status", role: "status" }), notes = make("div", { class: "search-notes" });
    const list = make("ol", { class: "hits" }), narrow = make("div", { class: "search-filters", role: "group", "aria-label": say("search_filters") });
    const more = make("button", { type: "button", hidden: true, click: () => { state.shown += step; run(); } }, say("search_more"));
    const copy = make("button", { type: "button", class: "quiet", click: async () => {
      const hash = new URLSearchParams({ q: state.query });
      for (const [field, values] of Object.entries(state.filters)) for (const value of values) hash.append(`f.${field}`, value);
      if (state.grouped) hash.append("by", "kind");
      const link = `${location.href.replace(/#.*/, "")}#${hash}`;
      try { await navigator.clipboard.writeText(link); status.textContent = say("search_copied"); } catch { prompt(say("search_copy"), link); }
    } }, say("search_copy"));
    const groups = make("button", { type: "button", class: "quiet", hidden: true, click: () => { state.grouped = !state.grouped; run(); } });
    // On a small screen what was found comes before what narrows it.
    const isWide = matchMedia("(min-width: 60em)").matches, isOpen = new Set(isWide ? ["type"] : []);
    area.replaceChildren(status, notes, make("div", { class: "search-columns" },
      isWide ? narrow : make("details", { class: "search-narrow" }, make("summary", {}, say("search_filters")), narrow), make("div", {}, groups, list, more, copy)));
    let asked = 0, timer = 0;

    function read() {
      const hash = new URLSearchParams(location.hash.slice(1));
      if (hash.has("q") || [...hash.keys()].some(key => key.startsWith("f."))) {
        state = { query: hash.get("q") ?? "", filters: {}, shown: step, grouped: hash.get("by") === "kind" };
        for (const [key, value] of hash) if (key.startsWith("f.")) (state.filters[key.slice(2)] ??= []).push(value);
        history.replaceState({ search: state }, "", location.pathname + location.search);
      } else if (casebook.asked) state.query = casebook.asked;
      else if (history.state?.search) state = history.state.search;
      // Something may have been typed before this was here.
      else state.query = input.value;
      casebook.asked = "";
      input.value = state.query;
      for (const field of Object.keys(state.filters)) isOpen.add(field);
    }

    async function run() {
      const mine = ++asked;
      list.setAttribute("aria-busy", "true");
      history.replaceState({ search: state }, "");
      const facets = [...isOpen, ...state.grouped && !isOpen.has("type") ? ["type"] : []], { query, filters, shown } = state, find = options => casebook.search(query, { language, filters, ...options });
      const result = await find({ limit: shown, facets, ownFilters: false }), kinds = Object.keys(result.types);
      // The best few of each kind: what one kind has most of hides none of the others.
      const grouped = state.grouped && kinds.length > 1 ? await Promise.all(kinds.map(type => find({ limit: 3, filters: { ...filters, type: [type] } }))) : [];
      if (mine === asked) show(result, grouped.sort((a, b) => b.hits[0]?.score - a.hits[0]?.score));
    }

    /** @param {any} hit @param {any} result @param {string} level  of its heading */
    const item = (hit, result, level) => make("li", { class: `hit hit-of-${hit.type}` },
      make(level, {}, make("a", { href: home + hit.url, click: follow(result.found), ...tongueOf(hit) }, marked(hit.title, hit.titleRanges))), facts(hit),
      make("p", { class: "hit-excerpt", ...tongueOf(hit) }, marked(hit.excerpt, hit.ranges)),
      hit.missing.length && result.complete ? make("p", { class: "hit-missing" }, say("search_missing", hit.missing.join(", "))) : null);

    /** The best of one kind, and a way to all of it. @param {any} result @param {any[]} labels */
    const group = (result, labels) => make("li", { class: "hits-of-kind" }, make("h2", {}, labels.find(({ id }) => id === result.hits[0].type)?.label ?? result.hits[0].label),
      make("ol", { class: "hits" }, ...result.hits.map(hit => item(hit, result, "h3"))),
      result.total > result.hits.length ? make("button", { type: "button", class: "quiet", click: () => {
        Object.assign(state, { filters: { ...state.filters, type: [result.hits[0].type] }, grouped: false });
        isOpen.add("type");
        run();
      } }, say("search_all", number(result.total))) : null);

    /** @param {any} result @param {any[]} grouped  the best of each kind, if they are to be shown by kind */
    function show(result, grouped) {
      list.setAttribute("aria-busy", "false");
      // What could not be read is no answer: the notice says so.
      status.textContent = result.problems.length && !result.total ? "" : result.total || !state.query.trim() ? counted(result.total) : say("search_none", state.query);
      const missing = result.words.filter(({ match }) => match === "unknown").map(({ word }) => word).join(", ");
      notes.replaceChildren(...[
        // What only begins a word is still being typed.
        result.suggestion && result.words.some(({ match }) => match === "typo") && make("p", {}, ...between(say("search_suggestion", "\0"),
          make("button", { type: "button", class: "link", click: () => { input.value = state.query = result.suggestion; run(); } }, result.suggestion))),
        result.total > 0 && !result.complete && make("p", {}, say("search_partial")),
        missing && make("p", {}, say("search_unknown", missing)),
        result.relaxed && make("p", {}, say("search_phrase")),
        result.synonyms.length && make("p", {}, say("search_also", [...new Set(result.synonyms.flat())].slice(0, 6).join(", "))),
        result.problems.length && make("p", { class: "notice" }, say("search_problem"), " ",
          make("button", { type: "button", click: run }, say("search_retry"))),
        !result.total && !result.problems.length && make("p", {}, say("search_none_hint")),
      ].filter(Boolean));
      list.replaceChildren(...grouped.length ? grouped.filter(({ hits }) => hits.length).map(kind => group(kind, result.labels.type ?? [])) : result.hits.map(hit => item(hit, result, "h2")));
      groups.hidden = !result.fields.type || Object.keys(result.types).length < 2;
      groups.textContent = say(grouped.length ? "search_ungroup" : "search_group");
      more.hidden = grouped.length > 0 || result.total <= state.shown;
      // Where nothing is found there is nothing to narrow, only something to drop.
      narrow.replaceChildren(...Object.entries(result.fields).filter(([field]) => result.total || state.filters[field]).map(([field, label]) => facet(field, (label), result)));
    }

    /** @param {string} text @param {Node} node */
    function between(text, node) {
      const [before, after = ""] = text.split("\0");
      return [before, node, after];
    }

    /** A facet: closed until it is asked for, since its counts are a file of their own. @param {string} field @param {string} label @param {any} result */
    function facet(field, label, result) {
      const chosen = state.filters[field] ?? [], counts = result.facets[field] ?? {};
      const values = (result.labels[field] ?? []).filter(({ id }) => counts[id] || chosen.includes(id))
        .sort((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0) || compare(a.label, b.label));
      const details = make("details", { open: isOpen.has(field), toggle: () => {
        if (details.open === isOpen.has(field)) return;
        if (isOpen.has(field)) isOpen.delete(field); else { isOpen.add(field); run(); }
      } }, make("summary", {}, label), ...values.slice(0, 40).map(({ id, label }) => {
        const box = make("input", { type: "checkbox", checked: chosen.includes(id), id: `_f-${field}-${id}`, change: () => {
          const kept = chosen.filter(other => other !== id);
          state.filters = { ...state.filters, [field]: box.checked ? [...kept, id] : kept };
          if (!state.filters[field].length) delete state.filters[field];
          state.shown = step;
          run().then(() => document.getElementById(box.id)?.focus());
        } });
        return make("label", {}, box, ` ${label} `, make("span", { class: "count" }, number(counts[id] ?? 0)));
      }));
      return details;
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { state.query = input.value; state.shown = step; run(); }, 150);
    });
    form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(timer); state.query = input.value; state.shown = step; run(); });
    addEventListener("hashchange", () => { read(); run(); });
    read();
    run();
  }

  boxes.forEach((form, at) => area && form.closest("main") ? page(form, area) : box(form, at));
})();
