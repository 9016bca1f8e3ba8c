// @ts-check
"use strict";
// casebook.search: what a query finds, in which order, and why.
(() => {
  const { forms, fold } = casebook.analysis;
  const { Bits } = casebook.postings;

  /** All parameters of ranking. Exact words weigh 1; what follows is weaker, in this order. */
  const factors = { exact: 1, folded: 0.98, stem: 0.94, synonym: 0.85, prefix: 0.3, kin: 0.45, typo: 0.4 };
  const kinds = ["exact", "folded", "stem", "synonym", "prefix", "kin", "typo"];
  const parameters = { prefixes: 8, candidates: 3, missing: 0.25, sure: 8, window: 8, unordered: 0.5, nearness: 0.4, nearWords: 4, block: 10 };

  /**
   * @typedef {import("./query.js").Word} Word
   * @typedef {{ term: any, kind: string, exact: number, folded: number, key: string, scale: number }} Candidate
   * @typedef {{ filters?: Record<string, string[]>, facets?: string[], limit?: number, offset?: number, language?: string,
   *   explain?: boolean, ownFilters?: boolean, prefix?: boolean, signal?: AbortSignal }} Options
   */

  /** First place in `list` at which `key(item) >= wanted`. @param {any[]} list @param {string} wanted @param {(item: any) => string} key */
  function lowerBound(list, wanted, key) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(list[middle]) < wanted) low = middle + 1; else high = middle;
    }
    return low;
  }

  /** @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  }

  const reversed = (/** @type {string} */ text) => [...text].reverse().join("");
  const ranges = (/** @type {any} */ set) => set.types.map((/** @type {any} */ [type, prior, first], /** @type {number} */ at) =>
    ({ type, prior, first, end: set.types[at + 1]?.[2] ?? set.records }));

  /** An index as the client keeps it: the entry, read once, and shards on demand. */
  class Index {
    /** @param {string} root @param {string} language */
    constructor(root, language) {
      this.shards = new casebook.Shards(root, language);
    }

    /** @param {string} [query]  asks caches for another copy */
    entry(query) {
      return this.shards.file("index", data => {
        const names = casebook.postings.words(data.common.forms), bits = new Bits(data.common.bits);
        const { found, known } = casebook.postings.references(bits, names.length);
        const commonness = Array.from({ length: known }, () => bits.read(7) / 8);
        const packs = [];
        let start = 0;
        for (const count of data.common.packs) packs.push([start, start += count]);
        const concepts = [];
        start = 0;
        for (const count of data.concepts) concepts.push([start, start += count]);
        const fields = new Map();
        data.fields.forEach(([id, label], /** @type {number} */ at) => fields.set(id, { at, label }));
        return {
          records: data.records, placed: data.placed, chunk: data.chunk, ids: data.ids, fields, packs, concepts, types: ranges(data),
          forms: names.map((form, at) => ({ form, key: fold(form), ...found[at], common: commonness[Number(found[at].stem)] })),
          terms: casebook.postings.words(data.terms), forward: casebook.postings.words(data.forward),
          backward: casebook.postings.words(data.backward),
        };
      }, query);
    }

    /** The stem of a pack of common ones or of concepts. @param {string} letter @param {number[][]} packs @param {number} stem */
    async packed(letter, packs, stem) {
      const file = packs.findIndex(([, end]) => stem < end), [first, end] = packs[file];
      const terms = await this.shards.file(letter + file, data => {
        const bits = new Bits(data);
        return Array.from({ length: end - first }, () => casebook.postings.postings(bits));
      });
      return Object.assign(terms[stem - first], { id: letter + stem, file: `q${file}`, place: stem - first, terms });
    }

    /** The forms of rare stems in one file, with their postings. @param {number} number */
    rare(number) {
      return this.shards.file(`t${number}`, ([text, binary]) => {
        const names = casebook.postings.words(text), bits = new Bits(binary);
        const { found, known } = casebook.postings.references(bits, names.length);
        bits.align();
        const terms = Array.from({ length: known }, () => casebook.postings.postings(bits));
        terms.forEach((term, place) => Object.assign(term, { id: `t${number}.${place}`, file: `p${number}`, place, terms }));
        const items = names.map((form, at) => {
          const { stem } = found[at];
          return { form, key: fold(form), ...found[at], common: Array.isArray(stem) ? 0 : Math.log2(terms[stem].count) };
        });
        items.forEach(({ stem, key }) => { if (!Array.isArray(stem)) (terms[stem].forms ??= []).push(key); });
        return { items, terms };
      });
    }

    /** The number of the last of `bounds` that is not after `key`. @param {string[]} bounds @param {string} key */
    slice(bounds, key) {
      const place = lowerBound(bounds, key, bound => bound);
      return bounds[place] === key ? place : place - 1;
    }

    /** Words of a slice for spelling. @param {string} letter @param {string[]} bounds @param {string} key */
    async spellings(letter, bounds, key) {
      const number = this.slice(bounds, key);
      if (!bounds.length) return [];
      return this.shards.file(letter + Math.max(0, number), ([text, common]) => casebook.postings.words(text).map((word, at) =>
        ({ key: letter === "r" ? reversed(word) : word, common: common.charCodeAt(at) - 97 })));
    }

    /** The values of a field, each with the set of its records. @param {string} field @param {any} entry */
    facet(field, entry) {
      return this.shards.file(`x${entry.fields.get(field).at}`, ([values, binary]) => {
        const bits = new Bits(binary), own = values.map(() => casebook.postings.runs(bits));
        /** @type {number[][]} */
        const narrower = values.map(() => []);
        values.forEach(([, , broader = []], /** @type {number} */ at) => { for (const up of broader) narrower[up].push(at); });
        return values.map(([id, label], /** @type {number} */ at) => {
          const open = [at], seen = new Set(open);
          for (const value of open) for (const down of narrower[value]) if (!seen.has(down)) { seen.add(down); open.push(down); }
          const records = open.length === 1 ? own[at] : [...new Set(open.flatMap(value => own[value]))];
          return { id, label, broader: (values[at][2] ?? []).map((/** @type {number} */ up) => values[up][0]), records };
        });
      });
    }

    /** What is shown of a record. @param {number} number @param {any} entry */
    async fragment(number, entry) {
      const chunk = Math.floor(number / entry.chunk);
      const [id, url, title, excerpt, facts] = (await this.shards.file(`d${chunk}`))[number % entry.chunk];
      return { id, type: id.slice(0, id.indexOf("/")), url, title, excerpt, facts };
    }
  }

  /** One search: what it has loaded, and what failed on the way. */
  class Search {
    /** @param {Index} index @param {any} entry @param {Options} options */
    constructor(index, entry, options) {
      this.index = index;
      this.entry = entry;
      this.options = options;
      /** @type {{ file: string, kind: string }[]} */
      this.problems = [];
    }

    /** A promise's value, or `otherwise` with a note of the problem. @template T @param {Promise<T>} promise @param {T} otherwise */
    async attempt(promise, otherwise) {
      try {
        return await promise;
      } catch (error) {
        if (!(error instanceof casebook.ShardError)) throw error;
        if (error.kind === "other-build") throw error;
        if (!this.problems.some(({ file }) => file === error.file)) this.problems.push({ file: error.file, kind: error.kind });
        return otherwise;
      }
    }

    /** The postings that a known form stands for. @param {any} item @returns {Promise<any>} */
    async term(item) {
      if (Array.isArray(item.stem)) return (await this.index.rare(item.stem[0])).terms[item.stem[1]];
      return item.terms ? item.terms[item.stem] : this.index.packed("c", this.entry.packs, item.stem);
    }

    /** All forms in `items` with this key. @param {any[]} items @param {string} key */
    same(items, key) {
      const found = [];
      for (let at = lowerBound(items, key, item => item.key); items[at]?.key === key; at++) found.push(items[at]);
      return found;
    }

    /** The forms around a key that are not common. @param {string} key @returns {Promise<any[]>} */
    async rareItems(key) {
      const number = this.index.slice(this.entry.terms, key);
      if (number < 0) return [];
      const shard = await this.attempt(this.index.rare(number), { items: [], terms: [] });
      return shard.items.map((/** @type {any} */ item) => ({ ...item, terms: shard.terms }));
    }

    /** Items as candidates, those of one stem made one. @param {any[]} items @param {string} kind @param {Word} word */
    async candidates(items, kind, word) {
      /** @type {Map<any, Candidate>} */
      const found = new Map();
      const terms = await Promise.all(items.map(item => this.attempt(this.term(item), null)));
      items.forEach((item, at) => {
        const term = terms[at];
        if (!term) return;
        const known = found.get(term) ?? { term, kind, exact: 0, folded: 0, key: item.key, scale: 1 };
        const bit = 1 << item.ordinal;
        if (kind === "stem") {
          known.folded |= bit;
          if (item.form === word.form) known.exact |= bit;
        } else known.folded |= bit;
        found.set(term, known);
      });
      return [...found.values()];
    }

    /**
     * What a word may stand for. @param {Word} word @param {boolean} open  whether more of it may be to come
     * @returns {Promise<{ word: Word, candidates: Candidate[], kind: string, nearest?: string }>}
     */
    async resolve(word, open) {
      const { entry, index } = this;
      const common = this.same(entry.forms, word.key);
      const needsRare = !common.length || open;
      const spellable = !common.length && word.key.length > 3;
      const [rare, forward, backward] = await Promise.all([
        needsRare ? this.rareItems(word.key) : [],
        spellable ? this.attempt(index.spellings("f", entry.forward, word.key), []) : [],
        spellable ? this.attempt(index.spellings("r", entry.backward, reversed(word.key)), []) : [],
      ]);
      const items = [...common, ...this.same(rare, word.key)];
      const found = await this.candidates(items, "stem", word);
      const kind = !found.length ? "unknown" : found.some(({ exact }) => exact) ? "exact" : "folded";
      if (open && word.key.length > 1) {
        const starts = [];
        for (const list of found.length ? [rare] : [entry.forms, rare])
          for (let at = lowerBound(list, word.key, item => item.key); list[at]?.key.startsWith(word.key); at++)
            if (list[at].key !== word.key) starts.push(list[at]);
        starts.sort((a, b) => b.common - a.common);
        const prefixes = (await this.candidates(starts.slice(0, parameters.prefixes), "prefix", word))
          .filter(({ term }) => !found.some(known => known.term === term));
        found.push(...prefixes);
        if (kind === "unknown" && prefixes.length) return { word, candidates: found, kind: "prefix" };
      }
      if (found.length) return { word, candidates: found, kind };
      const near = casebook.spelling.nearest(word.key, [...entry.forms, ...rare, ...forward, ...backward], parameters.candidates);
      const candidates = (await Promise.all(near.map(async ({ key, typo, cost }) => {
        const items = [...this.same(entry.forms, key)];
        if (!items.length) items.push(...this.same(await this.rareItems(key), key));
        const found = await this.candidates(items, typo ? "typo" : "kin", word);
        // What is further off than the nearest counts for less.
        for (const candidate of found) candidate.scale = 1 / (1 + Math.max(0, cost - near[0].cost));
        return found;
      }))).flat();
      return { word, candidates, kind: candidates.length ? candidates[0].kind : "unknown", nearest: near[0]?.typo ? near[0].key : undefined };
    }

    /**
     * Concepts that stretches of the query name. @param {Word[]} words
     * @returns {Promise<{ from: number, to: number, term: any, ordinal: number, forms: string[] }[]>}
     */
    async concepts(words) {
      const found = [];
      if (!this.entry.concepts.length) return [];
      for (let from = 0; from < words.length; from++) {
        const [list, shown] = await this.attempt(this.index.shards.file(`s${hash(words[from].key) % 16}`), [[], {}]);
        for (const [key, concept, ordinal] of list) {
          const parts = key.split(" ");
          if (!parts.every((/** @type {string} */ part, /** @type {number} */ at) => words[from + at]?.key === part)) continue;
          const term = await this.attempt(this.index.packed("k", this.entry.concepts, concept), null);
          if (term) found.push({ from, to: from + parts.length, term, ordinal, forms: shown[concept] ?? [] });
        }
      }
      return found;
    }

    /** How rare a term is. @param {number} count */
    rarity(count) { return Math.log(1 + (this.entry.records - count + 0.5) / (count + 0.5)); }

    /**
     * Adds what a word's candidates give to each record: the best of them counts.
     * @param {Candidate[]} candidates @param {Float32Array} scores @param {Uint8Array} kindsFound
     */
    add(candidates, scores, kindsFound) {
      const ordered = [...candidates].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
      let least = Infinity;
      for (const candidate of ordered) {
        const { term, kind, scale } = candidate;
        const own = kind === "stem" || kind === "synonym";
        // What only begins like the word, or is near it, stays below all that has it.
        const rarity = Math.min(this.rarity(term.count), own ? Infinity : parameters.sure) * scale;
        const ceiling = own || least === Infinity ? 1 : Math.min(1, least * 0.9 / (rarity * factors[kind]));
        const byMask = term.masks.map((/** @type {number} */ mask) => own && kind === "stem"
          ? mask & candidate.exact ? 0 : mask & candidate.folded ? 1 : 2 : kinds.indexOf(kind));
        for (let at = 0; at < term.count; at++) {
          const record = term.records[at], found = byMask[term.ranks ? term.ranks[at] : 0];
          const score = rarity * (term.weights[at] + 0.5) / 32 * factors[kinds[found]] * ceiling;
          if (own && score < least) least = score;
          if (score > scores[record]) scores[record] = score;
          if (found < kindsFound[record]) kindsFound[record] = found;
        }
      }
    }

    /**
     * Records in which the words of a phrase stand one after the other: exactly as typed or, if there are none, by stem.
     * @param {Awaited<ReturnType<Search["resolve"]>>[]} words @returns {Promise<Set<number>>}
     */
    async phrase(words) {
      if (words.some(({ candidates }) => !candidates.length)) return new Set();
      for (const exact of [true, false]) {
        /** @type {Set<number> | null} */
        let both = null;
        for (const { candidates } of words) {
          const having = new Set();
          for (const { term, folded } of candidates)
            for (let at = 0; at < term.count; at++)
              if ((!exact || term.masks[term.ranks ? term.ranks[at] : 0] & folded) && (!both || both.has(term.records[at]))) having.add(term.records[at]);
          both = having;
        }
        const wanted = /** @type {Set<number>} */ (both);
        // The commonest words have no positions: they are taken to be where the others leave room.
        const isPlaced = words.map(({ candidates }) => candidates.every(({ term }) => term.count <= this.entry.placed));
        const lead = isPlaced.indexOf(true);
        if (lead < 0) return wanted;
        const places = await Promise.all(words.map(async ({ candidates }, at) => {
          /** @type {Map<number, Set<number>>} */
          const merged = new Map();
          if (!isPlaced[at]) return merged;
          for (const { term } of candidates) {
            const found = await this.attempt(this.index.shards.file(term.file).then(data => {
              const bits = new Bits(data);
              for (let at = 0; at < term.place; at++) if (term.terms[at].count <= this.entry.placed) casebook.postings.positions(bits, term.terms[at], () => false);
              return casebook.postings.positions(bits, term, record => wanted.has(record));
            }), new Map());
            for (const [record, list] of found) for (const place of list) merged.set(record, (merged.get(record) ?? new Set()).add(place));
          }
          return merged;
        }));
        const found = new Set();
        for (const record of wanted)
          for (const place of places[lead].get(record) ?? [])
            if (places.every((list, at) => !isPlaced[at] || list.get(record)?.has(place + at - lead))) { found.add(record); break; }
        if (found.size) return found;
      }
      return new Set();
    }

    /** The records of a field's values that a filter names. @param {string} field @param {string[]} wanted @param {boolean} [typed] */
    async filtered(field, wanted, typed = false) {
      const keep = new Uint8Array(this.entry.records);
      if (field === "type") {
        for (const { type, first, end } of this.entry.types) if (wanted.includes(type)) keep.fill(1, first, end);
        return keep;
      }
      if (!this.entry.fields.has(field)) return keep;
      const values = await this.attempt(this.index.facet(field, this.entry), null);
      if (!values) return keep.fill(1);
      const same = (/** @type {string} */ text) => forms(text).map(fold).join(" ");
      const typedAs = wanted.map(same);
      for (const { id, label, records } of values)
        if (wanted.includes(id) || (typed && (typedAs.includes(same(id)) || typedAs.includes(same(label))))) for (const record of records) keep[record] = 1;
      return keep;
    }
  }

  globalThis.casebook.engine = { Index, Search, hash, factors, kinds, parameters };
})();
