// @ts-check
"use strict";
// An index as the client reads it, and what the words of a query stand for in it.
(() => {
  const { fold, keys } = casebook.analysis, { Bits, postings, positions, references, runs, words } = casebook.postings;

  /** All parameters of ranking. Exact words weigh 1; what follows is weaker, in this order. */
  const factors = { exact: 1, folded: 0.98, stem: 0.94, compound: 0.9, synonym: 0.85, prefix: 0.3, kin: 0.45, typo: 0.4 }, kinds = Object.keys(factors);
  /** `enough`: log2 of the records in which a word needs no longer ones; `missing`: what a record loses that has none of the words; `sure`: the rarity at which a guess counts no more; `telling`: the rarity of a word in four records of five. */
  const parameters = { prefixes: 8, enough: 6, candidates: 3, missing: 0.25, sure: 8, nearness: 1.2, telling: 0.2 };

  /**
   * @typedef {{ form: string, key: string }} Word
   * @typedef {{ term: any, kind: string, exact: number, folded: number, key: string, scale: number }} Candidate
   */

  /** First place in `list`, which is in order of `key`, that is not before `wanted`. @param {any[]} list @param {string} wanted */
  function lowerBound(list, wanted, key = item => item.key) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(list[middle]) < wanted) low = middle + 1; else high = middle;
    }
    return low;
  }

  /** FNV-1a over UTF-16 units. @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  }

  const reversed = text => [...text].reverse().join("");

  /** Forms with their stems, from coded text and bits. @param {string} text @param {any} bits */
  function items(text, bits) {
    const names = words(text), { found, known } = references(bits, names.length), own = Array.from({ length: known }, () => []);
    return { known, own, list: names.map((form, at) => {
      const key = fold(form);
      own[found[at].stem]?.push(key);
      return { form, key, ...found[at] };
    }) };
  }

  /** The number of the last of `bounds` that is not after `key`. @param {string[]} bounds @param {string} key */
  const slice = (bounds, key) => lowerBound(bounds, key + "\0", bound => bound) - 1;

  /** An index as the client keeps it: the entry, read once, and shards on demand. */
  class Index {
    /** @param {string} root @param {string} language */
    constructor(root, language) { this.shards = new casebook.Shards(root, language); }

    /** @param {string} [query]  asks caches for another copy */
    entry(query) {
      return this.shards.file("index", data => {
        const bits = new Bits(data.common.bits), { list, own, known } = items(data.common.forms, bits);
        const commonness = Array.from({ length: known }, () => bits.read(7) / 8);
        for (const item of list) item.common = commonness[item.stem];
        const ends = counts => { let end = 0; return counts.map(count => end += count); };
        return { ...data, forms: list, own, packs: ends(data.common.packs), synonyms: { files: data.synonyms[0], firstWords: new Bits(data.synonyms[1]).bytes },
          fields: new Map(data.fields.map(([id, label], at) => [id, { at, label }])),
          types: data.types.map(([type, prior, first, label], at) => ({ type, label, prior, first, end: data.types[at + 1]?.[2] ?? data.records })),
          terms: words(data.terms), forward: words(data.forward), backward: words(data.backward) };
      }, query);
    }

    /** A common stem by its number. @param {number} number @param {any} entry */
    async common(number, { packs: ends, own }) {
      const file = ends.findIndex(end => number < end), first = ends[file - 1] ?? 0;
      const terms = await this.shards.file("c" + file, data => this.terms(new Bits(data), ends[file] - first, "q" + file, at => own[first + at]));
      return terms[number - first];
    }

    /** @param {any} bits @param {number} count @param {string} file  of positions @param {(at: number) => string[]} own */
    terms(bits, count, file, own) {
      const terms = Array.from({ length: count }, () => postings(bits));
      terms.forEach((term, place) => Object.assign(term, { file, place, terms, forms: own(place) }));
      return terms;
    }

    /** The forms of rare stems in one file, with their postings. @param {number} number */
    rare(number) {
      return this.shards.file(`t${number}`, ([text, binary]) => {
        const bits = new Bits(binary), { list, own, known } = items(text, bits);
        bits.align();
        const terms = this.terms(bits, known, `p${number}`, at => own[at]);
        for (const item of list) Object.assign(item, { terms, common: Math.log2(terms[item.stem]?.count ?? 1) });
        return { list, terms };
      });
    }

    /**
     * Words of the slice for spelling that a key is in, or of the one that is next to it there.
     * @param {string} letter @param {string[]} bounds @param {string} key
     */
    async spellings(letter, bounds, key, beside = false) {
      const own = Math.max(0, slice(bounds, key)), read = number => bounds[number] === undefined ? [] : this.shards.file(letter + number, ([text, common]) =>
        words(text).map((word, at) => ({ word, key: letter === "r" ? reversed(word) : word, common: common.charCodeAt(at) - 97 })));
      const list = await read(own);
      return beside ? read(lowerBound(list, key, ({ word }) => word) * 2 < list.length ? own - 1 : own + 1) : list;
    }

    /** Names that mean the same, with their postings. @param {number} number */
    synonyms(number) {
      return this.shards.file(`s${number}`, ([names, shown, binary]) => {
        const bits = new Bits(binary), terms = this.terms(bits, shown.length, "", () => []);
        return names.map(([name, set, ordinal]) => ({ name: name.split(" "), ordinal, term: terms[set], forms: shown[set] }));
      });
    }

    /** The values of a field, each with the set of its records. @param {string} field @param {any} entry */
    facet(field, entry) {
      return this.shards.file(`x${entry.fields.get(field).at}`, ([values, binary]) => {
        const bits = new Bits(binary), own = values.map(() => runs(bits));
        return values.map(([id, label, broader = []], at) => {
          // All that is narrower, at any depth, counts here too.
          const open = new Set([at]);
          for (const value of open) values.forEach(([, , broader = []], down) => broader.includes(value) && open.add(down));
          return { id, label, broader: broader.map(up => values[up][0]), records: open.size > 1 ? [...new Set([...open].flatMap(value => own[value]))] : own[at] };
        });
      });
    }

    /** What is shown of a record. @param {number} number @param {any} entry */
    async fragment(number, { chunk }) {
      const [id, url, title, excerpt, facts] = (await this.shards.file(`d${Math.floor(number / chunk)}`))[number % chunk];
      return { id, type: id.slice(0, id.indexOf("/")), url, title, excerpt, facts };
    }
  }

  /** One search: what it has loaded, and what failed on the way. */
  class Search {
    /** @param {Index} index @param {any} entry */
    constructor(index, entry) {
      this.index = index;
      this.entry = entry;
      /** @type {{ file: string, kind: string }[]} */
      this.problems = [];
    }

    /** A promise's value, or `otherwise` with a note of the problem. @template T @param {Promise<T>} promise @param {T} otherwise */
    async attempt(promise, otherwise) {
      try {
        return await promise;
      } catch (error) {
        if (!(error instanceof casebook.ShardError)) throw error;
        if (!this.problems.some(({ file }) => file === error.file)) this.problems.push({ file: error.file, kind: error.kind });
        return otherwise;
      }
    }

    /** The postings that a known form stands for. @param {any} item @returns {Promise<any>} */
    async term({ stem, terms }) {
      if (Array.isArray(stem)) return (await this.index.rare(stem[0])).terms[stem[1]];
      return terms ? terms[stem] : this.index.common(stem, this.entry);
    }

    /** Those of `list` whose keys are, or begin with, this key. @param {any[]} list @param {string} key */
    among(list, key, begins = false) {
      const found = [];
      for (let at = lowerBound(list, key); list[at]?.key.startsWith(key) && (begins || list[at].key === key); at++) found.push(list[at]);
      return found;
    }

    /** The forms around a key that are not common. @param {string} key @returns {Promise<any[]>} */
    async rare(key) {
      const number = slice(this.entry.terms, key);
      return number < 0 ? [] : (await this.attempt(this.index.rare(number), { list: [], terms: [] })).list;
    }

    /** Items as candidates, those of one stem made one. @param {any[]} items @param {string} kind @param {Word} word */
    async candidates(items, kind, word, scale = 1) {
      /** @type {Map<any, Candidate>} */
      const found = new Map();
      const terms = await Promise.all(items.map(item => this.attempt(this.term(item), null)));
      items.forEach(({ key, form, ordinal }, at) => {
        const term = terms[at];
        if (!term) return;
        const candidate = found.get(term) ?? { term, kind, exact: 0, folded: 0, key, scale };
        candidate.folded |= 1 << ordinal;
        if (form === word.form) candidate.exact |= 1 << ordinal;
        found.set(term, candidate);
      });
      return [...found.values()];
    }

    /**
     * What a word may stand for. @param {Word} word @param {boolean} open  whether more of it may be to come
     * @returns {Promise<{ word: Word, candidates: Candidate[], kind: string, nearest?: string }>}
     */
    async resolve(word, open) {
      const { entry, index } = this, { key } = word, common = this.among(entry.forms, key), spellable = !common.length && key.length > 3;
      let kind = "unknown";
      // What more records have than anyone looks through needs no longer words besides.
      const isOpen = open && !common.some(({ common }) => common > parameters.enough);
      const spellings = beside => Promise.all(spellable ? [this.attempt(index.spellings("f", entry.forward, key, beside), []),
        this.attempt(index.spellings("r", entry.backward, reversed(key), beside), [])] : []);
      // All that is known to be needed is asked for at once: what waits for something else costs a round.
      const [rare, spelt, own] = await Promise.all([
        !common.length || isOpen ? this.rare(key) : [],
        spellings(false),
        this.candidates(common, "stem", word),
      ]);
      const candidates = [...own, ...await this.candidates(this.among(rare, key), "stem", word)];
      if (candidates.length) kind = candidates.some(({ exact }) => exact) ? "exact" : "folded";
      if (isOpen && key.length > 1) {
        const more = [...candidates.length ? [] : this.among(entry.forms, key, true), ...this.among(rare, key, true)].filter(item => item.key !== key);
        more.sort((a, b) => b.common - a.common);
        const begun = await this.candidates(more.slice(0, parameters.prefixes), "prefix", word);
        if (!candidates.length && begun.length) kind = "prefix";
        candidates.push(...begun.filter(({ term }) => !candidates.some(known => known.term === term)));
      }
      if (kind === "exact" || kind === "folded") return { word, candidates, kind };
      const nearest = spelt => casebook.spelling.nearest(key, [...entry.forms, ...rare, ...spelt.flat()], parameters.candidates);
      let near = nearest(spelt);
      // The right word may be just over the edge of a slice.
      if (!near.length) near = nearest(await spellings(true));
      const likeliest = near[0]?.typo ? near[0].key : undefined;
      if (candidates.length) return { word, candidates, kind, nearest: likeliest };
      const guesses = (await Promise.all(near.map(async ({ key, typo, cost }) => {
        const items = this.among(entry.forms, key);
        // What is further off than the nearest counts for less.
        return this.candidates(items.length ? items : this.among(await this.rare(key), key), typo ? "typo" : "kin", word, 1 / (1 + cost - near[0].cost));
      }))).flat();
      return { word, candidates: guesses, kind: guesses[0]?.kind ?? kind, nearest: likeliest };
    }

    /**
     * What stretches of the query may be written as besides. `said`: the form that the query itself has, as a mask.
     * @typedef {{ from: number, to: number, term: any, kind: string, said: number, forms: string[] }} Other
     */

    /** Words with hyphens between them as one word. @param {any[]} compounds @returns {Promise<Other[]>} */
    async compounds(compounds) {
      const found = await Promise.all(compounds.map(async word => {
        const common = this.among(this.entry.forms, word.key), items = common.length ? common : this.among(await this.rare(word.key), word.key);
        return (await this.candidates(items, "compound", word)).map(({ term, kind }) => ({ ...word, term, kind, said: 0, forms: term.forms }));
      }));
      return found.flat();
    }

    /** Concepts that stretches of the query name, with the place of that name among theirs. @param {Word[]} words @returns {Promise<(Other & { ordinal: number })[]>} */
    async concepts(words) {
      const { files, firstWords } = this.entry.synonyms;
      const found = await Promise.all(words.map(async ({ key }, from) => {
        const value = hash(key), place = value % (firstWords.length * 8);
        if (!(firstWords[place >> 3] & 128 >> place % 8)) return [];
        return (await this.attempt(this.index.synonyms(value % files), [])).filter(({ name }) => name.every((part, at) => words[from + at]?.key === part))
          .map(concept => ({ ...concept, kind: "synonym", said: 1 << concept.ordinal, from, to: from + concept.name.length }));
      }));
      return found.flat();
    }

    /** How rare a term is. @param {number} count */
    rarity(count) { return Math.log(1 + (this.entry.records - count + 0.5) / (count + 0.5)); }

    /** Which forms of a term a record has, by place in the postings. */
    mask({ masks, ranks }, at) { return masks[ranks ? ranks[at] : 0]; }
    weight({ weights }, at) { return (weights[at] + 0.5) / 32; }

    /**
     * Adds what a word's candidates give to each record: the best of them counts.
     * @param {Candidate[]} candidates @param {Float32Array} scores @param {Uint8Array} found  the kind by which each record has it
     */
    add(candidates, scores, found) {
      let least = Infinity;
      for (const { term, kind, exact, folded, scale } of [...candidates].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))) {
        const own = kind === "stem", rarity = scale * Math.min(this.rarity(term.count), own ? Infinity : parameters.sure);
        // What only begins like the word, or is near it, stays below all that has it.
        const ceiling = own || least === Infinity ? 1 : Math.min(1, least * 0.9 / (rarity * factors[kind]));
        const { masks, records, ranks, weights } = term, kindOf = masks.map(mask => own ? mask & exact ? 0 : mask & folded ? 1 : 2 : kinds.indexOf(kind));
        const worth = kindOf.map(kind => rarity * factors[kinds[kind]] * ceiling / 32);
        // A loop over most of all records, at each keystroke.
        for (let at = 0; at < records.length; at++) {
          const record = records[at], rank = ranks ? ranks[at] : 0, score = worth[rank] * (weights[at] + 0.5);
          if (own && score < least) least = score;
          if (score > scores[record]) scores[record] = score;
          if (kindOf[rank] < found[record]) found[record] = kindOf[rank];
        }
      }
    }

    /**
     * Records in which the words of a phrase stand one after the other: exactly as typed or, if there are none, by stem.
     * @param {Awaited<ReturnType<Search["resolve"]>>[]} words @returns {Promise<Set<number>>}
     */
    async phrase(words) {
      const { placed } = this.entry;
      // The commonest words have no positions: they are taken to be where the others leave room.
      const isPlaced = words.map(({ candidates }) => candidates.every(({ term }) => term.count <= placed)), lead = isPlaced.indexOf(true);
      for (const exact of [true, false]) {
        const having = words.map(({ candidates }) => new Set(candidates.flatMap(({ term, folded }) =>
          [...term.records].filter((_, at) => !exact || this.mask(term, at) & folded))));
        const all = new Set([...having[0]].filter(record => having.every(set => set.has(record))));
        if (!all.size) continue;
        if (lead < 0) return all;
        const places = await Promise.all(words.map(async ({ candidates }, at) => {
          /** @type {Map<number, Set<number>>} */
          const merged = new Map();
          for (const { term } of isPlaced[at] ? candidates : []) {
            const data = await this.attempt(this.index.shards.file(term.file), null), bits = data && new Bits(data);
            if (!data) continue;
            for (const other of term.terms.slice(0, term.place)) if (other.count <= placed) positions(bits, other, () => false);
            for (const [record, list] of positions(bits, term, record => all.has(record))) merged.set(record, new Set([...merged.get(record) ?? [], ...list]));
          }
          return merged;
        }));
        const found = new Set([...all].filter(record => [...places[lead].get(record) ?? []].some(place =>
          places.every((list, at) => !isPlaced[at] || list.get(record)?.has(place + at - lead)))));
        if (found.size) return found;
      }
      return new Set();
    }

    /** The records of a field's values that a filter names, by id or, as typed, by label. @param {string} field @param {string[]} wanted */
    async filtered(field, wanted, typed = false) {
      const keep = new Uint8Array(this.entry.records), plain = text => keys(text).join(" ");
      const values = this.entry.fields.has(field) ? await this.attempt(this.index.facet(field, this.entry), null) : [];
      if (!values) return keep.fill(1);
      for (const { id, label, records } of values)
        if (wanted.includes(id) || (typed && [id, label].some(name => plain(name) === plain(wanted[0])))) for (const record of records) keep[record] = 1;
      return keep;
    }
  }

  casebook.engine = { Index, Search, hash, factors, kinds, parameters };
})();
