// @ts-check
"use strict";
// casebook.search(query, options): a promise of what it finds.
(() => {
  const { Index, Search, factors, kinds, parameters, hash } = casebook.engine;
  const settings = { root: "", language: "" }, indexes = new Map();
  const nothing = { total: 0, complete: 0, hits: [], facets: {}, labels: {}, fields: {}, types: {}, words: [], found: { keys: [], starts: [] }, synonyms: [], suggestion: null,
    relaxed: false, problems: [] };
  /** In place of the kind by which a record has a word: it has not. */
  const absent = 255;

  /** @param {string} [language] */
  function indexFor(language = settings.language || globalThis.document?.documentElement.lang || "en") {
    const key = settings.root + " " + language, index = indexes.get(key) ?? new Index(settings.root, language);
    indexes.set(key, index);
    return index;
  }

  /** The best `most` of `records` by score, in order. @param {number[]} records @param {Float32Array} scores @param {number} most */
  function best(records, scores, most) {
    const top = [];
    for (const record of records) {
      if (top.length === most && !(scores[record] > scores[top[most - 1]])) continue;
      let at = Math.min(top.length, most - 1);
      for (; at > 0 && scores[top[at - 1]] < scores[record]; at--) top[at] = top[at - 1];
      top[at] = record;
    }
    return top;
  }

  /**
   * What each word gives to each record, and what else may stand in place of several words.
   * @param {any} search @param {any[]} resolved @param {any[]} others
   */
  function weigh(search, resolved, others) {
    const words = resolved.map(({ candidates }) => {
      const own = new Float32Array(search.entry.records), found = new Uint8Array(search.entry.records).fill(absent);
      search.add(candidates, own, found);
      return { own, found, rarity: Math.max(0, ...candidates.map(({ term }) => search.rarity(term.count))) };
    });
    for (const { from, to, term, kind, said } of others) {
      const named = words.slice(from, to), own = search.rarity(term.count);
      const rarity = named.reduce((sum, { rarity }) => sum + (rarity || own), 0);
      term.records.forEach((record, at) => {
        // What is said in the very words is scored as words are. Other words are as good as all of these, less a little.
        if (search.mask(term, at) === said) return;
        const score = rarity * search.weight(term, at) * factors[kind];
        if (score > named.reduce((sum, { own }) => sum + own[record], 0))
          for (const word of named) {
            word.own[record] = score / named.length;
            word.found[record] = kinds.indexOf(kind);
          }
      });
      for (const word of named) word.rarity ||= own;
    }
    return words;
  }

  /** @param {any} index @param {any} entry @param {string} text @param {any} options */
  async function run(index, entry, text, options) {
    const { filters = {}, facets = [], limit = 10, offset = 0, explain, prefix = true, ownFilters = true } = options;
    const search = new Search(index, entry), count = entry.records;
    const query = casebook.query.parse(text, name => {
      const lower = name.toLowerCase();
      for (const [id, { label }] of entry.fields) if (id.toLowerCase() === lower || label.toLowerCase() === lower) return id;
    });
    const wanted = query.units.filter(({ exclude }) => !exclude), words = wanted.flatMap(unit => unit.words);
    const open = prefix && /[\p{L}\p{N}\p{M}]$/u.test(text) && !wanted[wanted.length - 1]?.phrase;

    // All that this round needs is asked for at once.
    const [resolved, concepts, compounds, chosen, typed, values, unwanted] = await Promise.all([
      Promise.all(words.map((word, at) => search.resolve(word, open && at === words.length - 1))),
      search.concepts(words),
      search.compounds(query.compounds),
      Promise.all(Object.keys(filters).filter(field => filters[field]?.length).map(async field => ({ field, keep: await search.filtered(field, filters[field]) }))),
      Promise.all(query.filters.map(async ({ field, value, exclude }) => ({ exclude, keep: await search.filtered(field, [value], true) }))),
      Promise.all(facets.map(field => entry.fields.has(field) ? search.attempt(index.facet(field, entry), []) : [])),
      Promise.all(query.units.filter(({ exclude }) => exclude).map(({ words }) => Promise.all(words.map(word => search.resolve(word, false))))),
    ]);
    const others = [...compounds, ...concepts], weighed = weigh(search, resolved, others), heard = weighed.filter(({ rarity }) => rarity);

    const scores = new Float32Array(count), matched = new Uint8Array(count), covered = new Float32Array(count), worst = new Uint8Array(count);
    // Which records are in the result at all. Loops over all of them run at each keystroke: plain ones, on typed arrays.
    const isIn = new Uint8Array(count).fill(words.length ? 0 : 1), keepOnly = keep => { for (let record = 0; record < count; record++) if (!keep(record)) isIn[record] = 0; };
    for (const { own, found, rarity } of heard)
      for (let record = 0; record < count; record++) {
        const kind = found[record];
        if (kind === absent) continue;
        isIn[record] = 1;
        scores[record] += own[record];
        matched[record]++;
        covered[record] += rarity;
        if (kind > worst[record]) worst[record] = kind;
      }
    let relaxed = false, at = 0;
    for (const { phrase, words } of wanted) {
      const having = phrase && await search.phrase(resolved.slice(at, at += words.length));
      if (!phrase) at += words.length;
      else if (having.size) keepOnly(record => having.has(record));
      else relaxed = true;
    }
    for (const words of unwanted) {
      const having = words.length > 1 ? await search.phrase(words) : new Set(words[0].candidates.flatMap(({ kind, term }) => kind === "stem" ? [...term.records] : []));
      keepOnly(record => !having.has(record));
    }
    for (const { exclude, keep } of typed) keepOnly(record => !!keep[record] !== exclude);
    const within = but => chosen.reduce((is, { field, keep }) => field === but ? is : is.map((is, record) => is && keep[record]), isIn);
    const result = within(), records = [];

    const types = {}, whole = heard.reduce((sum, { rarity }) => sum + rarity, 0);
    let complete = 0;
    for (const { type, prior, first, end } of entry.types)
      for (let record = first; record < end; record++) {
        if (!result[record]) continue;
        records.push(record);
        if (matched[record] === heard.length) complete++;
        types[type] = (types[type] ?? 0) + 1;
        // One word is ranked by how it is met first: exactly, by stem, by beginning, by a slip; a thin type stays below all the same.
        if (words.length === 1) scores[record] = kinds.length - worst[record] + scores[record] / (1 + scores[record]);
        else if (whole) scores[record] *= 1 - parameters.missing * (1 - covered[record] / whole);
        scores[record] *= prior;
      }

    const counts = {};
    facets.forEach((field, at) => {
      const counted = ownFilters ? result : within(field), own = counts[field] = Object.create(null);
      for (const { id, records } of values[at]) {
        const sum = records.reduce((sum, record) => sum + counted[record], 0);
        if (sum) own[id] = sum;
      }
    });

    // Every form that stands for a word.
    const wordOf = new Map(), starts = resolved.filter(({ kind }) => kind === "prefix").map(({ word }) => word.key);
    const stand = (key, at) => wordOf.has(key) || wordOf.set(key, at);
    resolved.forEach(({ word, candidates }, at) => {
      stand(word.key, at);
      for (const { key, term } of candidates) for (const form of [key, ...term.forms ?? []]) stand(form, at);
    });
    // Of a name of several words the short ones, such as "and", are nothing to show.
    for (const { forms, from } of others)
      for (const form of forms) {
        const named = casebook.analysis.keys(form);
        for (const key of named) if (named.length === 1 || key.length > 3) stand(key, from);
      }

    // What nearly all records have is nothing to look for in a page.
    const found = { keys: [...wordOf].filter(([, at]) => weighed[at].rarity > parameters.telling).map(([key]) => key), starts };

    const near = heard.length > 1 ? parameters.nearness : 0;
    const hits = (await Promise.all(best(records, scores, offset + limit).slice(offset).map(async record => {
      const fragment = await search.attempt(index.fragment(record, entry), null);
      if (!fragment) return;
      const { text, ranges } = casebook.excerpts.excerpt(fragment.excerpt, wordOf, starts);
      const { prior, label } = entry.types.find(({ end }) => record < end);
      return { ...fragment, label, excerpt: text, ranges, titleRanges: casebook.excerpts.matches(fragment.title, wordOf, starts).map(range => range.slice(0, 2)),
        score: scores[record] + (near && near * prior * casebook.excerpts.nearness([fragment.title, fragment.excerpt], wordOf, weighed.map(({ rarity }) => rarity))),
        missing: words.filter((_, at) => weighed[at].found[record] === absent).map(({ form }) => form),
        ...explain && { why: words.map(({ form }, at) => ({ word: form, match: kinds[weighed[at].found[record]] ?? "missing", score: weighed[at].own[record] })) } };
    }))).filter(Boolean);
    // Within each ten, those whose words stand near each other move up: their text is at hand, and pages stay what they are.
    for (let at = 0; near && at < hits.length; at += 10) hits.splice(at, 10, ...hits.slice(at, at + 10).sort((a, b) => b.score - a.score));

    return {
      total: records.length, complete, hits, facets: counts, types, relaxed, found,
      labels: Object.fromEntries(facets.map((field, at) => [field, values[at].map(({ id, label, broader }) => ({ id, label, broader }))])),
      fields: Object.fromEntries([...entry.fields].map(([id, { label }]) => [id, label])),
      words: resolved.map(({ word, kind }) => ({ word: word.form, match: kind })),
      synonyms: concepts.map(({ forms, ordinal }) => forms.filter((_, at) => at !== ordinal)),
      suggestion: resolved.some(({ nearest }) => nearest) ? resolved.map(({ word, nearest }) => nearest ?? word.form).join(" ") : null,
      problems: search.problems,
    };
  }

  /** Whether the site has been built anew since an index was read; if so, the new one takes its place. @param {any} index */
  async function isOutdated(index) {
    const { root, language, id } = index.shards, fresh = new Index(root, language);
    // Past caches: the entry may be older than what is there.
    await fresh.entry(`?${Date.now()}`).catch(() => {});
    if (!fresh.shards.id || fresh.shards.id === id) return false;
    indexes.set(root + " " + language, fresh);
    return true;
  }

  /**
   * What a query finds. Never throws for what was typed; files that fail are told of in `problems`.
   * @param {string} query @param {any} [options]
   */
  async function search(query, options = {}) {
    for (let again = false; ; again = true) {
      const index = indexFor(options.language);
      const result = await index.entry().then(entry => run(index, entry, String(query ?? ""), options)).catch(error => {
        if (!(error instanceof casebook.ShardError)) throw error;
        return { ...nothing, problems: [{ file: error.file, kind: error.kind }] };
      });
      options.signal?.throwIfAborted();
      if (!result.problems.length || again || !await isOutdated(index)) return result;
    }
  }

  /** What is shown of records, by id: for lists, comparison and dossier. Ids that are not there are left out. @param {string[]} ids @param {any} [options] */
  async function records(ids, options = {}) {
    const index = indexFor(options.language), entry = await index.entry();
    const found = await Promise.all(ids.map(async id => {
      const [names, numbers] = entry.ids ? await index.shards.file(`i${hash(id) % entry.ids}`) : [[], []], at = names.indexOf(id);
      return at < 0 ? null : index.fragment(numbers[at], entry);
    }));
    return found.filter(Boolean);
  }

  Object.assign(casebook, { search, records, configure: changes => Object.assign(settings, changes) });
})();
