// @ts-check
"use strict";
/*
 * casebook.search(query, options) returns a promise of the result. It has five steps.
 *
 *   read      "women markets"              words, phrases, exclusions, filters
 *   match     women    women     exact     the terms of the index that each word stands for, with
 *             markets  market    stem      their postings
 *   rank      record 7:
 *             ┌─────────────── women ────────────────┐     ┌────────────── markets ──────────────┐
 *             rarity 3.1 × weight .8 × exact 1 = 2.48  +  rarity 2.0 × weight .5 × stem .94 = 0.94
 *             Rarity: the fewer records have the word, the higher. Weight: how much of the record
 *             is about the word (BM25F), from the index. If a record has a word in several ways,
 *             the best counts. The sum is multiplied by 1 − missing × (the share of rarity that
 *             the record lacks), and by the prior of its type.
 *   count     number of records, by type and by facet value
 *   present   the best records with their excerpts; within each ten, those whose words are
 *             neighbours move up
 */
(() => {
  const { factors, kinds, parameters } = casebook.engine, { Index: IndexFiles, hash } = casebook.index;
  const settings = { root: "", language: "" };
  /**
   * The indexes that were opened, by root and language.
   * @type {Map<string, Index>}
   */
  const indexes = new Map();
  /** The kind of a word that a record does not have. */
  const absent = 255;

  /** @param {string} [language] */
  function indexFor(language = settings.language || globalThis.document?.documentElement.lang || "en") {
    const key = settings.root + " " + language, index = indexes.get(key) ?? new IndexFiles(settings.root, language);
    indexes.set(key, index);
    return index;
  }

  /** @returns {SearchResult} */
  const nothing = () => ({
    total: 0, stray: 0, offers: [], complete: 0, hits: [], facets: {}, labels: {}, fields: {},
    ordered: [], types: {}, words: [],
    useful: [], found: { keys: [], starts: [] }, synonyms: [], suggestion: null, relaxed: false, problems: [],
  });

  // MARK: read

  /**
   * Reads the query: the words that records should have, and everything that excludes records.
   * @param {Entry} entry
   * @param {string} text
   * @param {boolean} prefix
   */
  function read({ fields }, text, prefix) {
    const query = casebook.query.parse(text, name => {
      const lower = name.toLowerCase();
      for (const [id, { label }] of fields) if (id.toLowerCase() === lower || label.toLowerCase() === lower) return id;
    });
    const wanted = query.units.filter(({ exclude }) => !exclude), words = wanted.flatMap(unit => unit.words);
    /** True if the last word may be unfinished. */
    const isOpen = prefix && /[\p{L}\p{N}\p{M}]$/u.test(text) && !wanted[wanted.length - 1]?.phrase;
    return { query, wanted, words, isOpen, isQuestion: /[?？؟]\s*$/.test(text) };
  }

  // MARK: match

  /**
   * Looks up everything that the index knows about a question. All files are requested at once: a
   * request that waits for another one costs a round.
   * @param {Search} search
   * @param {ReturnType<typeof read>} question
   * @param {SearchOptions} options
   */
  async function match(search, { query, wanted, words, isOpen }, { filters = {}, facets = [], limit = 10 }) {
    const { entry, index } = search, unwanted = query.units.filter(({ exclude }) => exclude);
    const chosen = Object.keys(filters).filter(field => filters[field]?.length);
    const [resolved, concepts, compounds, kept, typed, values, excluded] = await Promise.all([
      Promise.all(words.map((word, at) => search.resolve(word, isOpen && at === words.length - 1))),
      search.concepts(words),
      search.compounds(query.compounds),
      Promise.all(chosen.map(async field => ({ field, keep: await search.filtered(field, filters[field]) }))),
      Promise.all(query.filters.map(async ({ field, value, exclude }) =>
        ({ exclude, keep: await search.filtered(field, [value], true) }))),
      Promise.all(facets.map(field => search.attempt(index.facet(field, entry), []))),
      Promise.all(unwanted.map(({ words }) => Promise.all(words.map(word => search.resolve(word, false))))),
      limit ? search.attempt(index.shards.lead("d"), undefined) : undefined,
      query.units.some(({ phrase }) => phrase) ? search.attempt(index.shards.lead("p"), undefined) : undefined,
    ]);
    /**
     * For each phrase the records that have it; null if none has.
     * @type {(Set<number> | null)[]}
     */
    const phrases = [];
    let at = 0;
    for (const { phrase, words } of wanted) {
      const own = resolved.slice(at, at += words.length), having = phrase && await search.phrase(own);
      if (having) phrases.push(having.size ? having : null);
    }
    const apart = new Set(wanted.filter(({ phrase }) => phrase).length ? words.map((_, at) => at)
      : query.compounds.flatMap(({ from, to }) => Array.from({ length: to - from - 1 }, (_, at) => from + at)));
    const fieldIds = [...entry.fields.keys()];
    /** The place that the whole query names, if it names one: records that lie there come first. */
    const { value: alone } = concepts.find(({ from, to, value }) =>
      value && value[2] && !from && to === words.length) ?? {};
    const [joins, splits] = await Promise.all([search.joins(resolved, apart), search.splits(resolved)]);
    const without = await Promise.all(excluded.map(async words => words.length > 1 ? search.phrase(words)
      : new Set(words[0].candidates.flatMap(({ kind, term }) => kind === "stem" ? [...term.records] : []))));
    const written = [...compounds, ...joins, ...splits];
    const here = alone ? await search.filtered(fieldIds[alone[0]], [alone[1]]) : null;
    return { resolved, concepts, compounds: written, kept, typed, values, phrases, without, here };
  }

  /** @typedef {Awaited<ReturnType<typeof match>>} Matches */

  // MARK: rank

  /**
   * Returns the score of each word in each record. Compounds and synonyms can stand in place of
   * several words.
   * @param {Search} search
   * @param {Matches} matches
   * @param {Uint8Array} named  gets 2 for each record whose name is typed, 1 if it is one of its
   *   other names
   * @returns {Weighed[]}
   */
  function weigh(search, { resolved, compounds, concepts }, named) {
    const { records } = search.entry;
    const words = resolved.map(({ candidates }) => {
      const own = new Float32Array(records), found = new Uint8Array(records).fill(absent);
      search.add(candidates, own, found, named);
      return { own, found, rarity: Math.max(0, ...candidates.map(({ term }) => search.rarity(term.count))) };
    });
    for (const { from, to, term, kind, said } of [...compounds, ...concepts]) {
      const stretch = words.slice(from, to), own = search.rarity(term.count), factor = /** @type {Factor} */ (kind);
      const rarity = stretch.reduce((sum, { rarity }) => sum + (rarity || own), 0);
      term.records.forEach((record, at) => {
        // The query's own words were scored already. Compounds and synonyms count in place of all
        // their words, a little less.
        if (search.mask(term, at) === said) return;
        if (term.weights[at] > 29 && kind === "synonym")
          named[record] ||= 1;
        const score = rarity * search.weight(term, at) * factors[factor];
        if (score <= stretch.reduce((sum, { own }) => sum + own[record], 0)) return;
        for (const word of stretch) {
          word.own[record] = score / stretch.length;
          word.found[record] = kinds.indexOf(factor);
        }
      });
      for (const word of stretch) word.rarity ||= own;
    }
    return words;
  }

  /**
   * Computes the scores of all records, and which of them belong to the result. The loops over all
   * records run at each keystroke, so they are plain loops over typed arrays.
   * @param {Search} search
   * @param {ReturnType<typeof read>} question
   * @param {Matches} matches
   */
  function rank(search, { words }, matches) {
    const { entry } = search, { here, concepts } = matches, named = new Uint8Array(entry.records);
    const weighed = weigh(search, matches, named), heard = weighed.filter(({ rarity }) => rarity);
    const scores = new Float32Array(entry.records), covered = new Float32Array(entry.records);
    const matched = new Uint8Array(entry.records), worst = new Uint8Array(entry.records);
    const isIn = new Uint8Array(entry.records).fill(words.length ? 0 : 1);
    for (const { own, found, rarity } of heard)
      for (let record = 0; record < entry.records; record++) {
        const kind = found[record];
        if (kind === absent) continue;
        isIn[record] = 1;
        scores[record] += own[record];
        matched[record]++;
        covered[record] += rarity;
        if (kind > worst[record]) worst[record] = kind;
      }
    /** True if the query is a single word or the name of something. */
    const isOne = words.length === 1 || concepts.some(({ from, to }) => !from && to === words.length);
    // Records with the value lie in the place. The fewer they are, the more this tells.
    const lying = here?.reduce((sum, is) => sum + is, 0) ?? 0, lifted = Math.min(1, search.rarity(lying) / 4);
    if (here) for (let record = 0; record < entry.records; record++) isIn[record] ||= here[record];
    narrow(isIn, matches);
    const whole = heard.reduce((sum, { rarity }) => sum + rarity, 0);
    for (const { prior, first, end } of entry.types)
      for (let record = first; record < end; record++) {
        if (!isIn[record]) continue;
        // With a single word, records are ranked first by the way in which they have it (exactly,
        // by stem, by its beginning, by a slip), then by score. A type with a low prior still ranks
        // lower.
        const share = scores[record] / (1 + scores[record]), lift = here?.[record] ? lifted : 0;
        if (words.length === 1) scores[record] = kinds.length - (lift ? 0 : worst[record]) + share + lift;
        else if (lift) scores[record] = (scores[record] + whole * parameters.here) * (1 + lift / 2);
        else if (whole) scores[record] *= 1 - parameters.missing * (1 - covered[record] / whole);
        scores[record] *= prior;
        // A reader who types a name looks for the record with that name, whatever its prior.
        if (isOne) scores[record] += parameters.named * named[record];
      }
    /** @param {number} record */
    const deserves = record => words.length < 2 || isOne || covered[record] >= parameters.deserving * whole;
    return { weighed, heard, scores, matched, isIn, deserves };
  }

  /** @typedef {ReturnType<typeof rank>} Ranking */

  /**
   * Widens a question in whole sentences: adds what records have of the telling words of its best
   * hits. The page that answers the question may use other words.
   * @param {Search} search
   * @param {ReturnType<typeof read>} question
   * @param {Matches} matches
   * @param {Ranking} ranking
   */
  async function widen(search, { isQuestion }, matches, { heard, scores, isIn }) {
    if (!isQuestion || heard.length < parameters.widens) return;
    /** @type {number[]} */
    const all = [];
    isIn.forEach((is, record) => { if (is) all.push(record); });
    const models = await Promise.all(best(all, scores, parameters.models).map(record =>
      search.attempt(search.index.fragment(record, search.entry), /** @type {Fragment | null} */ (null))));
    const texts = models.flatMap(fragment => fragment ? [`${fragment.title} ${fragment.excerpt}`] : []);
    const more = await search.telling(texts, new Set(standing(matches).keys()));
    const sum = new Float32Array(search.entry.records), whole = heard.reduce((sum, { rarity }) => sum + rarity, 0);
    let most = 0;
    for (const { candidates } of more) {
      const own = new Float32Array(sum.length), found = new Uint8Array(sum.length).fill(absent);
      search.add(candidates, own, found);
      most += Math.max(0, ...candidates.map(({ term }) => search.rarity(term.count)));
      own.forEach((score, record) => sum[record] += score);
    }
    if (!most) return;
    for (const { prior, first, end } of search.entry.types)
      for (let record = first; record < end; record++)
        if (isIn[record]) scores[record] += parameters.widened * whole / most * sum[record] * prior;
  }

  /**
   * Removes the records that phrases, exclusions and typed filters do not allow.
   * @param {Uint8Array} isIn
   * @param {Matches} matches
   */
  function narrow(isIn, { phrases, without, typed }) {
    /** @param {(record: number) => boolean} keep */
    const keepOnly = keep => {
      for (let record = 0; record < isIn.length; record++) if (!keep(record)) isIn[record] = 0;
    };
    for (const having of phrases) if (having) keepOnly(record => having.has(record));
    for (const having of without) keepOnly(record => !having.has(record));
    for (const { exclude, keep } of typed) keepOnly(record => !!keep[record] !== exclude);
  }

  // MARK: count

  /**
   * Counts the records that remain after the chosen filters, by type and by facet value.
   * @param {Entry} entry
   * @param {Matches} matches
   * @param {Ranking} ranking
   * @param {SearchOptions} options
   */
  function count(entry, { kept, values }, { heard, matched, isIn, deserves }, { facets = [], ownFilters = true }) {
    /** @param {string} [but]  a field whose filter is ignored */
    const within = but => kept.reduce((is, { field, keep }) =>
      field === but ? is : is.map((is, at) => is && keep[at]), isIn);
    const result = within();
    /** @type {number[]} */
    const records = [], stray = [];
    const isAny = result.some((is, record) => is && deserves(record));
    /** @type {Record<string, number>} */
    const types = {};
    let complete = 0;
    for (const { type, first, end } of entry.types)
      for (let record = first; record < end; record++) {
        if (!result[record]) continue;
        if (isAny && !deserves(record)) {
          stray.push(record);
          isIn[record] = result[record] = 0;
          continue;
        }
        records.push(record);
        if (matched[record] === heard.length) complete++;
        types[type] = (types[type] ?? 0) + 1;
      }
    /** @type {SearchResult["facets"]} */
    const counts = {};
    facets.forEach((field, at) => {
      const counted = ownFilters ? result : within(field), own = counts[field] = Object.create(null);
      for (const { id, records } of values[at]) {
        const sum = records.reduce((sum, record) => sum + counted[record], 0);
        if (sum) own[id] = sum;
      }
    });
    return { records, stray, types, complete, counts };
  }

  // MARK: present

  /**
   * Returns the `most` best of `records`, ordered by score.
   * @param {number[]} records
   * @param {Float32Array} scores
   * @param {number} most
   */
  function best(records, scores, most) {
    if (!most) return [];
    /** @type {number[]} */
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
   * Returns every form that stands for a word of the query, with the index of that word.
   * @param {Matches} matches
   */
  function standing({ resolved, compounds, concepts }) {
    /** @type {Map<string, number>} */
    const wordOf = new Map();
    /**
     * Notes a form, unless an earlier word has it.
     * @param {string} key
     * @param {number} at
     */
    const stand = (key, at) => { if (!wordOf.has(key)) wordOf.set(key, at); };
    resolved.forEach(({ word, candidates }, at) => {
      stand(word.key, at);
      if (word.plain) stand(word.plain.key, at);
      for (const { key, term } of candidates) for (const form of [key, ...term.forms]) stand(form, at);
    });
    // The short words of a longer name, such as "and", are not worth marking.
    for (const { forms, from } of [...compounds, ...concepts])
      for (const form of forms) {
        const named = casebook.analysis.keys(form);
        for (const key of named) if (named.length === 1 || key.length > 3) stand(key, from);
      }
    return wordOf;
  }

  /**
   * Makes the hits of the best records. Pages of a result are cut from blocks of ten, which are the
   * same for every limit.
   * @param {Search} search
   * @param {ReturnType<typeof read>} question
   * @param {Matches} matches
   * @param {Ranking} ranking
   * @param {number[]} records
   * @param {SearchOptions} options
   */
  async function present(search, { words }, matches, { weighed, heard, scores }, records, options) {
    const { limit = 10, offset = 0, explain } = options, { entry, index } = search, wordOf = standing(matches);
    const starts = matches.resolved.filter(({ kind }) => kind === "prefix").map(({ word }) => word.key);
    const nearness = heard.length > 1 ? parameters.nearness : 0, rarities = weighed.map(({ rarity }) => rarity);
    const first = nearness ? offset - offset % 10 : offset;
    const last = nearness && limit ? Math.ceil((offset + limit) / 10) * 10 : offset + limit;

    /**
     * Makes one hit; null if its file fails.
     * @param {number} record
     * @returns {Promise<Hit | null>}
     */
    async function hit(record) {
      const fragment = await search.attempt(index.fragment(record, entry), /** @type {Fragment | null} */ (null));
      const type = entry.types.find(({ end }) => record < end);
      if (!fragment || !type) return null;
      const { text, ranges } = casebook.excerpts.excerpt(fragment.excerpt, wordOf, starts);
      const near = nearness && casebook.excerpts.nearness([fragment.title, fragment.excerpt], wordOf, rarities);
      return {
        ...fragment, label: type.label, excerpt: text, ranges,
        titleRanges: casebook.excerpts.matches(fragment.title, wordOf, starts).map(([from, to]) => [from, to]),
        score: scores[record] + nearness * type.prior * near + (isTitle(fragment.title) ? parameters.named : 0),
        missing: words.filter((_, at) => weighed[at].found[record] === absent).map(({ form }) => form),
        ...explain && { why: words.map(({ form }, at) =>
          ({ word: form, match: kinds[weighed[at].found[record]] ?? "missing", score: weighed[at].own[record] })) },
      };
    }

    const asked = words.map(({ key }) => key).join(" ");
    /** @param {string} title */
    const isTitle = title => nearness > 0 && casebook.analysis.keys(title).join(" ") === asked;
    /** @type {Hit[]} */
    const hits = [];
    const shown = best(records, scores, last).slice(first);
    for (const found of await Promise.all(shown.map(hit))) if (found) hits.push(found);
    // Within each ten, records whose words are near each other move up. Their texts are loaded
    // anyway, and the pages stay the same.
    for (let at = 0; nearness && at < hits.length; at += 10)
      hits.splice(at, 10, ...hits.slice(at, at + 10).sort((a, b) => b.score - a.score));
    // A word that nearly all records have is not worth marking in a page.
    const keys = [...wordOf].filter(([, at]) => weighed[at].rarity > parameters.telling).map(([key]) => key);
    return { hits: hits.slice(offset - first, offset - first + limit), found: { keys, starts } };
  }

  /**
   * Returns the filters that words of the query name, each with the query without these words.
   * @param {Entry} entry
   * @param {ReturnType<typeof read>} question
   * @param {Matches} matches
   * @param {SearchOptions} options
   */
  function offers({ fields }, { words }, { concepts }, { filters = {} }) {
    /** @type {Map<string, Offer>} */
    const found = new Map(), ids = [...fields.keys()];
    for (const { value, from, to, forms } of concepts) {
      if (!value || filters[ids[value[0]]]?.includes(value[1])) continue;
      const rest = [...words.slice(0, from), ...words.slice(to)].map(({ form }) => form).join(" ");
      found.set(value.join(" "), { field: ids[value[0]], id: value[1], label: forms[0], rest });
    }
    return [...found.values()];
  }

  /**
   * Answers a query from one index.
   * @param {Index} index
   * @param {Entry} entry
   * @param {string} text
   * @param {SearchOptions} options
   * @returns {Promise<SearchResult>}
   */
  async function answer(index, entry, text, options) {
    const search = new casebook.engine.Search(index, entry), question = read(entry, text, options.prefix ?? true);
    const matches = await match(search, question, options), { resolved, concepts, values } = matches;
    const ranking = rank(search, question, matches);
    await widen(search, question, matches, ranking);
    const { records, stray, types, complete, counts } = count(entry, matches, ranking, options);
    const shown = options.stray === "only" ? stray : options.stray === false ? records : [...records, ...stray];
    const { hits, found } = await present(search, question, matches, ranking, shown, options);
    return {
      total: records.length, stray: stray.length, complete, hits, facets: counts, types, found,
      offers: offers(entry, question, matches, options), relaxed: matches.phrases.includes(null),
      labels: Object.fromEntries((options.facets ?? []).map((field, at) =>
        [field, values[at].map(({ id, label, broader }) => ({ id, label, broader }))])),
      fields: Object.fromEntries([...entry.fields].map(([id, { label }]) => [id, label])),
      ordered: [...entry.fields].filter(([, { isOrdered }]) => isOrdered).map(([id]) => id),
      words: resolved.map(({ word, kind }) => ({ word: word.form, match: kind })),
      synonyms: concepts.filter(({ value }) => !value || value[0]).map(({ forms, ordinal }) =>
        forms.filter((_, at) => at !== ordinal)),
      suggestion: resolved.some(({ nearest }) => nearest)
        ? resolved.map(({ word, nearest }) => nearest ?? word.form).join(" ") : null,
      problems: search.problems, useful: useful(entry, types),
    };
  }

  /**
   * Returns the facets in the order of the number of found records whose type has them.
   * @param {Entry} entry
   * @param {Record<string, number>} found  the number of found records of each type
   */
  function useful({ fields }, found) {
    const counted = [...fields].map(([id, { types }]) =>
      ({ id, count: types.reduce((sum, type) => sum + (found[type] ?? 0), 0) }));
    const most = Math.max(...counted.map(({ count }) => count));
    // A facet that at most a tenth as many records may have as the most useful one narrows down
    // next to nothing.
    return counted.filter(({ count }) => count * 10 > most).sort((a, b) => b.count - a.count).map(({ id }) => id);
  }

  /**
   * Returns true if the site was built again after an index was read; the new index then takes its
   * place.
   * @param {Index} index
   */
  async function isOutdated(index) {
    const { root, language, id } = index.shards, fresh = new IndexFiles(root, language);
    // The query string makes the request pass by caches, which may hold an older entry.
    await fresh.entry(`?${Date.now()}`).catch(() => {});
    if (!fresh.shards.id || fresh.shards.id === id) return false;
    indexes.set(root + " " + language, fresh);
    return true;
  }

  /**
   * Searches. Never throws because of the query; `problems` lists the files that failed.
   * @param {string} query
   * @param {SearchOptions} [options]
   */
  async function search(query, options = {}) {
    for (let again = false; ; again = true) {
      const index = indexFor(options.language);
      const answered = index.entry().then(entry => answer(index, entry, String(query ?? ""), options));
      const result = await answered.catch(error => {
        if (!(error instanceof casebook.ShardError)) throw error;
        return { ...nothing(), problems: [{ file: error.file, kind: error.kind }] };
      });
      options.signal?.throwIfAborted();
      if (!result.problems.length || again || !await isOutdated(index)) return result;
    }
  }

  /**
   * Returns the fragments of records by their ids, for lists, comparison and dossier. Ids that do
   * not exist are left out.
   * @param {string[]} ids
   * @param {{ language?: string }} [options]
   */
  async function records(ids, options = {}) {
    const index = indexFor(options.language), entry = await index.entry();
    /** @param {string} id */
    async function record(id) {
      if (!entry.ids) return null;
      /** @type {[names: string[], numbers: number[]]} */
      const [names, numbers] = await index.shards.file(`i${hash(id) % entry.ids}`), at = names.indexOf(id);
      return at < 0 ? null : index.fragment(numbers[at], entry);
    }
    /** @type {Fragment[]} */
    const found = [];
    for (const fragment of await Promise.all(ids.map(record))) if (fragment) found.push(fragment);
    return found;
  }

  Object.assign(casebook, { search, records,
    configure: (/** @type {Partial<typeof settings>} */ changes) => Object.assign(settings, changes) });
})();
