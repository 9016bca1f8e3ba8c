// @ts-check
"use strict";
// casebook.search(query, options): a promise of what it finds.
(() => {
  const { Index, Search, factors, kinds, parameters, hash } = casebook.engine;

  /** @type {Map<string, any>} */
  const indexes = new Map();
  const settings = { root: "", language: "" };

  /** @param {{ root?: string, language?: string }} changes */
  function configure(changes) { Object.assign(settings, changes); }

  /** @param {string} [language] */
  function indexFor(language = settings.language || globalThis.document?.documentElement.lang || "en") {
    const key = settings.root + " " + language, index = indexes.get(key) ?? new Index(settings.root, language);
    indexes.set(key, index);
    return index;
  }

  /** The best `count` of `records`, in order. @param {number[]} records @param {(a: number, b: number) => number} before @param {number} count */
  function best(records, before, count) {
    if (records.length <= count * 4) return records.sort(before).slice(0, count);
    // A heap whose worst stands first.
    const heap = records.slice(0, count).sort((a, b) => before(b, a));
    for (let at = count; at < records.length; at++) {
      const record = records[at];
      if (before(record, heap[0]) >= 0) continue;
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= count) break;
        if (child + 1 < count && before(heap[child], heap[child + 1]) < 0) child++;
        if (before(record, heap[child]) >= 0) break;
        heap[place] = heap[child];
        place = child;
      }
      heap[place] = record;
    }
    return heap.sort(before);
  }

  /**
   * Where words of a text are among those that were found. Ranges are of UTF-16 units.
   * @param {string} text @param {Map<string, unknown>} keys @param {string[]} starts
   */
  function matches(text, keys, starts) {
    /** @type {[number, number, string][]} */
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['\u2019\u200C\u200D][\p{L}\p{N}\p{M}]+)*/gu)) {
      const words = casebook.analysis.forms(match[0]).map(casebook.analysis.fold);
      for (const word of words) {
        if (!keys.has(word) && !starts.some(start => word.startsWith(start))) continue;
        const inside = words.length > 1 ? match[0].toLowerCase().indexOf(word) : -1;
        if (inside >= 0) found.push([match.index + inside, match.index + inside + word.length, word]);
        else if (found[found.length - 1]?.[0] !== match.index) found.push([match.index, match.index + match[0].length, word]);
      }
    }
    return found;
  }

  /**
   * The stretch of a text that shows most of what was found, with its ranges.
   * @param {string} text @param {Map<string, unknown>} keys @param {string[]} starts @param {number} [length]
   */
  function excerpt(text, keys, starts, length = 240) {
    const found = matches(text, keys, starts);
    let from = 0, most = 0;
    for (const [start] of found) {
      const words = new Set();
      for (const [begin, end, word] of found) if (begin >= start && end <= start + length - 40) words.add(word);
      if (words.size > most) { most = words.size; from = start; }
    }
    from = from < 60 ? 0 : text.indexOf(" ", from - 50) + 1;
    let end = Math.min(text.length, from + length);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), from + length - 30);
    const lead = from > 0 ? "… " : "", shown = lead + text.slice(from, end) + (end < text.length ? " …" : "");
    const ranges = found.filter(([a, b]) => a >= from && b <= end).map(([a, b]) => [a - from + lead.length, b - from + lead.length]);
    return { text: shown, ranges };
  }

  /**
   * How near the words of a query stand to each other in a text: for each two that follow each other in the query, and less
   * for others, the rarer one's rarity over the distance.
   * @param {string[]} words  of the text @param {Map<string, number>} wordOf  by key @param {number[]} rarity
   */
  function nearness(words, wordOf, rarity) {
    const best = new Map(), recent = [];
    words.forEach((key, at) => {
      const word = wordOf.get(key);
      if (word === undefined) return;
      for (const [other, before] of recent) {
        if (other === word || at - before > parameters.window) continue;
        const pair = Math.min(word, other) * 64 + Math.max(word, other);
        const gain = Math.min(rarity[word], rarity[other]) / (at - before) * (word - other === 1 ? 1 : parameters.unordered);
        if (gain > (best.get(pair) ?? 0)) best.set(pair, gain);
      }
      recent.push([word, at]);
      if (recent.length > 8) recent.shift();
    });
    let sum = 0;
    for (const gain of best.values()) sum += gain;
    return sum;
  }

  /** @param {any} index @param {string} text @param {any} options */
  async function run(index, text, options) {
    const entry = await index.entry();
    const { filters = {}, facets = [], limit = 10, offset = 0, explain = false, prefix = true } = options;
    const search = new Search(index, entry, options), count = entry.records;
    const named = (/** @type {string} */ name) => {
      const lower = name.toLowerCase();
      if (lower === "type") return "type";
      for (const [id, { label }] of entry.fields) if (id.toLowerCase() === lower || label.toLowerCase() === lower) return id;
    };
    const query = casebook.query.parse(text, named);
    const wanted = query.units.filter((/** @type {any} */ unit) => !unit.exclude);
    const words = wanted.flatMap((/** @type {any} */ unit) => unit.words);
    const open = prefix && /[\p{L}\p{N}\p{M}]$/u.test(String(text)) && wanted.length && !wanted[wanted.length - 1].phrase;

    // All that this round needs is asked for at once.
    const ownFilters = Object.keys(filters).filter(field => filters[field]?.length);
    const [resolved, concepts, keeps, values, excluded] = await Promise.all([
      Promise.all(words.map((/** @type {any} */ word, /** @type {number} */ at) => search.resolve(word, open && at === words.length - 1))),
      search.concepts(words),
      Promise.all([
        ...ownFilters.map(async field => ({ field, keep: await search.filtered(field, filters[field]), not: false })),
        ...query.filters.map(async (/** @type {any} */ { field, value, exclude }) => ({ field: "", keep: await search.filtered(field, [value], true), not: exclude })),
      ]),
      Promise.all(facets.map((/** @type {string} */ field) => entry.fields.has(field) ? search.attempt(index.facet(field, entry), []) : [])),
      Promise.all(query.units.filter((/** @type {any} */ unit) => unit.exclude).map(async (/** @type {any} */ unit) =>
        ({ unit, words: await Promise.all(unit.words.map((/** @type {any} */ word) => search.resolve(word, false))) }))),
    ]);

    // What every record is given by each word, and by concepts in place of the words that name them.
    const scores = new Float32Array(count), matched = new Uint8Array(count), covered = new Float32Array(count), worst = new Uint8Array(count);
    const missing = new Map();
    const perWord = resolved.map((/** @type {any} */ { candidates }) => {
      const own = new Float32Array(count), found = new Uint8Array(count).fill(255);
      search.add(candidates, own, found);
      return { own, found };
    });
    for (const { from, to, term, ordinal } of concepts) {
      let rarity = 0;
      for (let at = from; at < to; at++)
        rarity += resolved[at].candidates.length ? Math.max(...resolved[at].candidates.map((/** @type {any} */ { term }) => search.rarity(term.count))) : search.rarity(term.count);
      for (let at = 0; at < term.count; at++) {
        const record = term.records[at], mask = term.masks[term.ranks ? term.ranks[at] : 0];
        // The record says it in other words: as good as all the words that were typed, less a little.
        if (mask === 1 << ordinal) continue;
        const score = rarity * (term.weights[at] + 0.5) / 32 * factors.synonym;
        let present = 0;
        for (let word = from; word < to; word++) present += perWord[word].own[record];
        if (score <= present) continue;
        for (let word = from; word < to; word++) {
          perWord[word].own[record] = score / (to - from);
          perWord[word].found[record] = 3;
        }
      }
    }
    let heard = 0, whole = 0;
    perWord.forEach(({ own, found }, /** @type {number} */ at) => {
      if (!resolved[at].candidates.length && !own.some(Boolean)) return;
      heard++;
      const rarity = Math.max(...resolved[at].candidates.map((/** @type {any} */ { term }) => search.rarity(term.count)), 0.1);
      whole += rarity;
      for (let record = 0; record < count; record++) {
        if (found[record] === 255) continue;
        scores[record] += own[record];
        matched[record]++;
        covered[record] += rarity;
        if (found[record] > worst[record]) worst[record] = found[record];
      }
    });

    // Which records are in the result at all.
    const inResult = new Uint8Array(count);
    for (let record = 0; record < count; record++) inResult[record] = !words.length || matched[record] > 0 ? 1 : 0;
    let relaxed = false, at = 0;
    for (const unit of wanted) {
      if (unit.phrase) {
        const having = await search.phrase(resolved.slice(at, at + unit.words.length));
        if (having.size) { for (let record = 0; record < count; record++) if (!having.has(record)) inResult[record] = 0; } else relaxed = true;
      }
      at += unit.words.length;
    }
    for (const { unit, words } of excluded) {
      const having = unit.phrase ? await search.phrase(words)
        : new Set(words.flatMap((/** @type {any} */ word) => word.candidates.filter((/** @type {any} */ { kind }) => kind === "stem").flatMap((/** @type {any} */ { term }) => [...term.records])));
      for (const record of having) inResult[record] = 0;
    }
    for (const { keep, not, field } of keeps)
      if (!field) for (let record = 0; record < count; record++) if (!!keep[record] === not) inResult[record] = 0;
    const unfiltered = inResult.slice();
    for (const { keep, field } of keeps)
      if (field) for (let record = 0; record < count; record++) if (!keep[record]) inResult[record] = 0;

    const records = [];
    let complete = 0;
    /** @type {Record<string, number>} */
    const types = {};
    for (const { type, prior, first, end } of entry.types)
      for (let record = first; record < end; record++) {
        if (!inResult[record]) continue;
        records.push(record);
        types[type] = (types[type] ?? 0) + 1;
        if (matched[record] === heard) complete++;
        scores[record] *= prior * (heard ? 1 - parameters.missing * (1 - covered[record] / whole) : 1);
      }
    // A query of one word is ranked by how it is met first: exactly, by stem, by beginning, by a slip.
    const before = words.length === 1
      ? (/** @type {number} */ a, /** @type {number} */ b) => worst[a] - worst[b] || scores[b] - scores[a] || a - b
      : (/** @type {number} */ a, /** @type {number} */ b) => scores[b] - scores[a] || a - b;
    const shown = best(records, before, offset + limit).slice(offset);

    /** @type {Record<string, Record<string, number>>} */
    const counts = {};
    facets.forEach((/** @type {string} */ field, /** @type {number} */ at) => {
      /** @type {Record<string, number>} */
      const own = Object.create(null);
      if (field === "type") Object.assign(own, types);
      let within = inResult;
      if (options.ownFilters === false) {
        within = unfiltered.slice();
        for (const { keep, field: other } of keeps) if (other && other !== field) for (let record = 0; record < count; record++) if (!keep[record]) within[record] = 0;
      }
      for (const { id, records } of values[at]) {
        let sum = 0;
        for (const record of records) sum += within[record];
        if (sum) own[id] = sum;
      }
      counts[field] = own;
    });

    // Every form that stands for a word, to be marked in titles and excerpts and to see how near words are.
    /** @type {Map<string, number>} */
    const wordOf = new Map();
    /** @type {string[]} */
    const starts = [];
    const stand = (/** @type {string} */ key, /** @type {number} */ at) => { if (!wordOf.has(key)) wordOf.set(key, at); };
    const sisters = new Map();
    for (const { stem, key } of entry.forms) sisters.set(`c${stem}`, [...sisters.get(`c${stem}`) ?? [], key]);
    resolved.forEach(({ word, candidates, kind }, at) => {
      stand(word.key, at);
      if (kind === "prefix") starts.push(word.key);
      for (const { key, term } of candidates) for (const form of [key, ...term.forms ?? sisters.get(term.id) ?? []]) stand(form, at);
    });
    for (const { forms, from } of concepts) for (const form of forms) for (const word of casebook.analysis.forms(form)) stand(casebook.analysis.fold(word), from);
    const rarities = resolved.map(({ candidates }) => Math.max(0, ...candidates.map((/** @type {any} */ { term }) => search.rarity(term.count))));
    const nearWeight = heard > 1 && heard <= parameters.nearWords ? parameters.nearness : 0;
    const hits = (await Promise.all(shown.map(async record => {
      const fragment = await search.attempt(index.fragment(record, entry), null);
      if (!fragment) return null;
      const part = excerpt(fragment.excerpt, wordOf, starts);
      const words = nearWeight ? casebook.analysis.forms(`${fragment.title} ${fragment.excerpt}`).map(casebook.analysis.fold) : [];
      const prior = entry.types.find((/** @type {any} */ { end }) => record < end).prior;
      /** @type {any} */
      const hit = { ...fragment, excerpt: part.text, ranges: part.ranges,
        titleRanges: matches(fragment.title, wordOf, starts).map(([from, to]) => [from, to]),
        score: scores[record] + prior * nearWeight * nearness(words, wordOf, rarities),
        missing: resolved.filter((_, at) => perWord[at].found[record] === 255).map(({ word }) => word.form) };
      if (explain) hit.why = resolved.map(({ word }, at) =>
        ({ word: word.form, match: kinds[perWord[at].found[record]] ?? "missing", score: perWord[at].own[record] }));
      return hit;
    }))).filter(Boolean);
    // Within each ten, those whose words stand near each other move up: their text is at hand, and pages stay as they are.
    if (nearWeight)
      for (let at = 0; at < hits.length; at += parameters.block) hits.splice(at, parameters.block, ...hits.slice(at, at + parameters.block).sort((a, b) => b.score - a.score));

    const mended = resolved.map((/** @type {any} */ { word, nearest }) => nearest ?? word.form);
    const suggestion = resolved.some((/** @type {any} */ { nearest }) => nearest) ? mended.join(" ") : null;
    return {
      total: records.length, complete: words.length ? complete : records.length, hits, facets: counts, types, suggestion, relaxed,
      labels: Object.fromEntries(facets.map((/** @type {string} */ field, /** @type {number} */ at) => [field, values[at].map((/** @type {any} */ { id, label, broader }) => ({ id, label, broader }))])),
      fields: Object.fromEntries([...entry.fields].map(([id, { label }]) => [id, label])),
      words: resolved.map((/** @type {any} */ { word, kind }) => ({ word: word.form, match: kind })),
      synonyms: concepts.map((/** @type {any} */ { forms, ordinal }) => forms.filter((/** @type {string} */ _, /** @type {number} */ at) => at !== ordinal)),
      problems: search.problems,
    };
  }

  /**
   * What a query finds. Never throws for what was typed; files that fail are told of in `problems`.
   * @param {string} query @param {any} [options]
   */
  async function search(query, options = {}) {
    for (let again = false; ; again = true) {
      const index = indexFor(options.language);
      try {
        const result = await run(index, query, options);
        options.signal?.throwIfAborted?.();
        return result;
      } catch (error) {
        if (!(error instanceof casebook.ShardError)) throw error;
        // The entry is of an older build than a shard: forget all, and read the new one past the cache.
        if (error.kind === "other-build" && !again) {
          index.shards.files.clear();
          const id = index.shards.id;
          await index.entry(`?${Date.now()}`).catch(() => {});
          if (index.shards.id !== id) continue;
        }
        return { total: 0, complete: 0, hits: [], facets: {}, types: {}, suggestion: null, relaxed: false, labels: {}, fields: {}, words: [],
          synonyms: [], problems: [{ file: error.file, kind: error.kind }] };
      }
    }
  }

  /** What is shown of records, by id: for lists, comparison and dossier. Ids that are not there are left out. @param {string[]} ids @param {any} [options] */
  async function records(ids, options = {}) {
    const index = indexFor(options.language), entry = await index.entry();
    const found = await Promise.all(ids.map(async id => {
      if (!entry.ids) return null;
      const [names, numbers] = await index.shards.file(`i${hash(id) % entry.ids}`);
      const at = names.indexOf(id);
      return at < 0 ? null : index.fragment(numbers[at], entry);
    }));
    return found.filter(Boolean);
  }

  Object.assign(globalThis.casebook, { search, records, configure });
})();
