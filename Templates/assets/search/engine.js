// @ts-check
"use strict";
// Finds the terms of an index that the words of a query stand for, and the records that have them.
(() => {
  const { keys } = casebook.analysis, { Bits, positions } = casebook.postings;
  const { hash, lowerBound, slice, reversed } = casebook.index;

  /** The factor for each way in which a record can have a word, the strongest first. */
  const factors = {
    exact: 1, folded: 0.98, stem: 0.94, compound: 0.9, synonym: 0.85, part: 0.6, prefix: 0.3, kin: 0.45, typo: 0.4,
  };
  const kinds = /** @type {Factor[]} */ (Object.keys(factors));
  const endings = /^(?:e?s|e|x|e?n|e?d|ing)?$/;
  /**
   * Returns true if two words differ only by an ending.
   * @param {string} a
   * @param {string} b
   */
  function isInflected(a, b) {
    let shared = 0;
    while (shared < a.length && a[shared] === b[shared]) shared++;
    return shared > 3 && endings.test(a.slice(shared)) && endings.test(b.slice(shared));
  }

  /** Languages that write compounds as one word. */
  const compounding = /^(?:de|nl|sv|da|nb|nn|no|fi|is)\b/;
  /** Matches a single character of a script without spaces. */
  const scripts = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"].map(name => `\\p{Script=${name}}`);
  const isCharacter = new RegExp(`^[${scripts.join("")}]\\p{M}*$`, "u");
  const parameters = {
    /** The most words that an unfinished word may become. */
    prefixes: 8,
    /** The most compounds of which a word may be a part. */
    parts: 24,
    /** A word in more records than this is not split in two. */
    splits: 32,
    /**
     * The binary logarithm of a number of records: a word in more of them is not taken for the
     * beginning of longer words.
     */
    enough: 6,
    /** The most known words that may stand for an unknown one. */
    candidates: 3,
    /** The share of its score that a record would lose if it had none of the words. */
    missing: 0.25,
    /** A record with less than this share of the rarity of all words is stray. */
    deserving: 0.4,
    /** The highest rarity of a guess. */
    sure: 8,
    nearness: 1.2,
    /**
     * A question of at least `widens` words is widened by `wider` words of its `models` best hits.
     * Together these words count `widened` times as much as the question.
     */
    widens: 5,
    wider: 8,
    models: 4,
    widened: 0.2,
    /** The share of a place's rarity that a record gets because it lies there. */
    here: 0.2,
    /** The score that a record gets if its name was typed: more than any other score. */
    named: 100,
    /**
     * The rarity of a word that is in four of five records; more common words are not marked in a
     * page.
     */
    telling: 0.2,
  };

  /**
   * One search: it knows the index, and collects the problems on the way.
   * @implements {Search}
   */
  class Reading {
    /**
     * @param {Index} index
     * @param {Entry} entry
     */
    constructor(index, entry) {
      this.index = index;
      this.entry = entry;
      /** @type {Problem[]} */
      this.problems = [];
    }

    /**
     * Returns the value of a promise. If a file fails, notes the problem and returns `otherwise`.
     * @template Value
     * @param {Promise<Value>} promise
     * @param {Value} otherwise
     */
    async attempt(promise, otherwise) {
      try {
        return await promise;
      } catch (error) {
        if (!(error instanceof casebook.ShardError)) throw error;
        const { file, kind } = error;
        if (!this.problems.some(problem => problem.file === file)) this.problems.push({ file, kind });
        return otherwise;
      }
    }

    /**
     * Returns the postings of a known form.
     * @param {Item} item
     * @returns {Promise<Term>}
     */
    async term({ stem, terms }) {
      if (typeof stem !== "number") return (await this.index.rare(stem[0])).terms[stem[1]];
      return terms ? terms[stem] : this.index.common(stem, this.entry);
    }

    /**
     * Returns the items of `list` whose key is `key` or, with `begins`, begins with it.
     * @param {Item[]} list
     * @param {string} key
     */
    among(list, key, begins = false) {
      const found = [];
      for (let at = lowerBound(list, key, item => item.key); list[at]?.key.startsWith(key); at++) {
        if (!begins && list[at].key !== key) break;
        found.push(list[at]);
      }
      return found;
    }

    /**
     * Returns the rare forms near a key: those of the file that would hold it.
     * @param {string} key
     */
    async rare(key) {
      const number = slice(this.entry.terms, key);
      return number < 0 ? [] : (await this.attempt(this.index.rare(number), { list: [], terms: [] })).list;
    }

    /**
     * Returns the forms with this key, common or rare.
     * @param {string} key
     */
    async known(key) {
      const common = this.among(this.entry.forms, key);
      return common.length ? common : this.among(await this.rare(key), key);
    }

    /**
     * Makes candidates of items; the items of one stem become one candidate.
     * @param {Item[]} items
     * @param {string} kind
     * @param {Word} word
     */
    async candidates(items, kind, word, scale = 1) {
      /** @type {Map<Term, Candidate>} */
      const found = new Map();
      /** @type {Term | null} */
      const none = null;
      const terms = await Promise.all(items.map(item => this.attempt(this.term(item), none)));
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
     * Returns known words near an unknown one, from the files in order and spelt backwards; with
     * `beside`, from the files next to these.
     * @param {string} key
     * @param {boolean} beside
     */
    async spellings(key, beside) {
      const { index, entry } = this;
      return (await Promise.all([this.attempt(index.spellings("f", entry.forward, key, beside), []),
        this.attempt(index.spellings("r", entry.backward, reversed(key), beside), [])])).flat();
    }

    /**
     * Finds the terms that a word may stand for: the word itself; longer words, if it is `open`;
     * otherwise similar words.
     * @param {Word} word
     * @param {boolean} open  true if the word may be unfinished
     * @returns {Promise<Resolved>}
     */
    async resolve(word, open) {
      if (!word.plain) return this.resolvePlain(word, open);
      const signed = await this.candidates(await this.known(word.key), "stem", word);
      return signed.length ? { word, candidates: signed, kind: "exact" } : this.resolvePlain(word.plain, open);
    }

    /**
     * Returns forms that lead to the same word even if no record has the typed form: the form
     * without what its language writes in front of it; and for a single character of a script
     * without spaces, the pairs that begin with it.
     * @param {Word} word
     */
    async alike({ form, key }) {
      if (isCharacter.test(key))
        return [...this.among(this.entry.forms, key, true), ...this.among(await this.rare(key), key, true)];
      const bare = casebook.analysis.fold(casebook.analysis.bare(form, this.index.shards.language));
      return bare === key ? [] : this.known(bare);
    }

    /**
     * Returns the most common words that contain a word at their start or end, for languages that
     * write compounds as one word.
     * @param {string} key
     * @param {Spelt[]} spelt  words near it, in order and spelt backwards
     */
    async wholes(key, spelt) {
      /** @param {string} other */
      const isWhole = other => other.length > key.length + 2 && (other.endsWith(key) || other.startsWith(key));
      const common = this.entry.forms.filter(item => isWhole(item.key));
      const rare = [...new Map(spelt.filter(item => isWhole(item.key)).map(item => [item.key, item])).values()];
      rare.sort((a, b) => b.common - a.common);
      const found = await Promise.all(rare.slice(0, parameters.parts).map(item => this.known(item.key)));
      return [...common, ...found.flat()].slice(0, 2 * parameters.parts);
    }

    /**
     * Finds the terms that a word without signs may stand for.
     * @param {Word} word
     * @param {boolean} open
     * @returns {Promise<Resolved>}
     */
    async resolvePlain(word, open) {
      const isCompounding = compounding.test(this.index.shards.language) && word.key.length > 4;
      const { key } = word, common = this.among(this.entry.forms, key), isSpellable = !common.length && key.length > 3;
      // If a word is in more records than anyone reads through, longer words are not needed.
      const isOpen = open && !common.some(({ common }) => common > parameters.enough);
      // Everything that is surely needed is requested at once: a request that waits for another one
      // costs a round.
      const [rare, spelt, own, alike] = await Promise.all([
        !common.length || isOpen ? this.rare(key) : [],
        isSpellable || isCompounding ? this.spellings(key, false) : [],
        this.candidates(common, "stem", word),
        this.alike(word),
      ]);
      const candidates = [...own, ...await this.candidates(this.among(rare, key), "stem", word)];
      /** @param {Candidate[]} more */
      const add = more => candidates.push(...more.filter(({ term }) => !candidates.some(known => known.term === term)));
      add((await this.candidates(alike, "stem", word)).map(candidate => ({ ...candidate, exact: 0, folded: 0 })));
      if (isCompounding) add(await this.candidates(await this.wholes(key, [...spelt, ...rare]), "part", word));
      const kind = !candidates.length ? "unknown" : candidates.some(({ exact }) => exact) ? "exact" : "folded";
      if (kind !== "unknown" && !isOpen) return { word, candidates, kind };
      if (isOpen && key.length > 1) candidates.push(...await this.begun(word, rare, candidates));
      if (kind !== "unknown") return { word, candidates, kind };
      /** @param {Spelt[]} spelt */
      const nearest = spelt =>
        casebook.spelling.nearest(key, [...this.entry.forms, ...rare, ...spelt], parameters.candidates);
      let near = nearest(spelt);
      // The right word may stand just beyond the end of the file.
      if (!near.length && isSpellable) near = nearest(await this.spellings(key, true));
      const likeliest = near[0]?.typo && !isInflected(key, near[0].key) ? near[0].key : undefined;
      if (candidates.length) return { word, candidates, kind: "prefix", nearest: likeliest };
      const guesses = (await Promise.all(near.map(async ({ key, typo, cost }) =>
        // A guess counts for less, the further it is behind the nearest one.
        this.candidates(await this.known(key), typo ? "typo" : "kin", word, 1 / (1 + cost - near[0].cost))))).flat();
      return { word, candidates: guesses, kind: guesses[0]?.kind ?? kind, nearest: likeliest };
    }

    /**
     * Returns the most common words that begin with an unfinished word.
     * @param {Word} word
     * @param {Item[]} rare
     * @param {Candidate[]} known
     */
    async begun(word, rare, known) {
      const { key } = word, common = known.length ? [] : this.among(this.entry.forms, key, true);
      const longer = [...common, ...this.among(rare, key, true)].filter(item => item.key !== key);
      longer.sort((a, b) => b.common - a.common);
      const begun = await this.candidates(longer.slice(0, parameters.prefixes), "prefix", word);
      return begun.filter(({ term }) => !known.some(other => other.term === term));
    }

    /**
     * Finds words with hyphens between them as one word.
     * @param {Compound[]} compounds
     * @returns {Promise<Other[]>}
     */
    async compounds(compounds) {
      const found = await Promise.all(compounds.map(async word => {
        const candidates = await this.candidates(await this.known(word.key), "compound", word);
        return candidates.map(({ term, kind }) => ({ ...word, term, kind, said: 0, ordinal: 0, forms: term.forms }));
      }));
      return found.flat();
    }

    /**
     * Finds the concepts that parts of the query name, with the number of that name among the names
     * of the concept.
     * @param {Word[]} words
     * @returns {Promise<Other[]>}
     */
    async concepts(words) {
      const { files, firstWords } = this.entry.synonyms;
      const found = await Promise.all(words.map(async ({ key }, from) => {
        const value = hash(key), place = value % (firstWords.length * 8);
        if (!(firstWords[place >> 3] & 128 >> place % 8)) return [];
        const names = await this.attempt(this.index.synonyms(value % files), []);
        return names.filter(({ name }) => name.every((part, at) => words[from + at]?.key === part)).map(named =>
          ({ ...named, kind: "synonym", said: 1 << named.ordinal, from, to: from + named.name.length }));
      }));
      return found.flat();
    }

    /**
     * Returns words that tell most about some texts and that the question lacks. This is the
     * relevance model RM3 (Abdul-Jaleel and others, TREC 2004), limited to words of the entry,
     * which need no further request.
     * @param {string[]} texts  the texts of the best hits
     * @param {Set<string>} known  keys of the words of the question and of their other forms
     * @returns {Promise<Resolved[]>}
     */
    async telling(texts, known) {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const text of texts) for (const key of new Set(keys(text))) counts.set(key, (counts.get(key) ?? 0) + 1);
      const { forms, records } = this.entry;
      const found = [...counts].flatMap(([key, count]) => {
        const [item] = known.has(key) || count < 2 ? [] : this.among(forms, key);
        // The entry holds the binary logarithm of a word's number of records.
        return item ? [{ key, gain: count * Math.max(0, Math.log2(records) - item.common - 2) }] : [];
      });
      found.sort((a, b) => b.gain - a.gain || (a.key < b.key ? -1 : 1));
      return Promise.all(found.slice(0, parameters.wider).map(({ key }) => this.resolve({ form: key, key }, false)));
    }

    /**
     * Returns true if a word can be looked up without another file.
     * @param {string} key
     */
    isAtHand(key) {
      const { terms, forms } = this.entry;
      return this.among(forms, key).length > 0 || this.index.shards.files.has("t" + slice(terms, key));
    }

    /**
     * Finds neighbouring words that are written as one word elsewhere: *cease fire* as *ceasefire*,
     * *timed out* as *timeout*.
     * @param {Resolved[]} words
     * @param {Set<number>} joined  indexes of words that are not joined to the next one
     * @returns {Promise<Other[]>}
     */
    async joins(words, joined) {
      const found = await Promise.all(words.slice(1).map(async ({ word: { key } }, from) => {
        const { word: before, candidates } = words[from];
        if (joined.has(from) || before.key.length + key.length < 4) return [];
        const forms = candidates.filter(({ kind }) => kind === "stem").flatMap(({ term }) => term.forms);
        const keys = [...new Set([before.key, ...forms])].slice(0, 8).map(form => form + key);
        // Loading one more file would slow down every query of two words. A joined word most often
        // stands in the same file as its first part.
        const known = keys.filter(key => this.isAtHand(key));
        const items = (await Promise.all(known.map(key => this.known(key)))).flat();
        const whole = { form: before.form + words[from + 1].word.form, key: keys[0] };
        return (await this.candidates(items, "compound", whole)).map(({ term, kind }) =>
          ({ from, to: from + 2, term, kind, said: 0, ordinal: 0, forms: term.forms }));
      }));
      return found.flat();
    }

    /**
     * Finds a word that is written as two words elsewhere: *timeout* as *time out* and *timed out*.
     * Positions tell where the two are neighbours.
     * @param {Resolved[]} words
     * @returns {Promise<Other[]>}
     */
    async splits(words) {
      if (words.length > 1) return [];
      const found = await Promise.all(words.map(async ({ word: { key, form }, candidates }, from) => {
        const count = candidates.reduce((sum, { kind, term }) => kind === "stem" ? sum + term.count : sum, 0);
        if (key.length < 6 || count > parameters.splits || /\p{N}/u.test(key) || key !== form) return [];
        for (let at = 3; at <= key.length - 2; at++) {
          const parts = [key.slice(0, at), key.slice(at)];
          if (!parts.every(part => this.isAtHand(part))) continue;
          const pair = await Promise.all(parts.map(async part => {
            const word = { form: part, key: part };
            return { word, kind: "exact", candidates: await this.candidates(await this.known(part), "stem", word) };
          }));
          if (!pair.every(({ candidates }) => candidates.length)) continue;
          const records = Uint32Array.from([...await this.phrase(pair, false)].sort((a, b) => a - b));
          if (!records.length) continue;
          const weights = new Uint8Array(records.length).fill(16), { length: count } = records;
          const term = { records, count, weights, masks: [1], ranks: null, terms: [], file: "", place: 0,
            forms: parts };
          return [{ from, to: from + 1, term, kind: "compound", said: 0, ordinal: 0, forms: parts }];
        }
        return [];
      }));
      return found.flat();
    }

    /**
     * Returns the rarity of a term: the inverse document frequency of BM25.
     * @param {number} count
     */
    rarity(count) { return Math.log(1 + (this.entry.records - count + 0.5) / (count + 0.5)); }

    /**
     * Returns the forms of a term that a record has, one bit each; `at` is the place of the record
     * in the postings.
     * @param {Postings} term
     * @param {number} at
     */
    mask({ masks, ranks }, at) { return masks[ranks ? ranks[at] : 0]; }

    /**
     * Returns the weight of a term in a record, between 0 and 1; `at` is the place of the record in
     * the postings.
     * @param {Postings} term
     * @param {number} at
     */
    weight({ weights }, at) { return (weights[at] + 0.5) / 32; }

    /**
     * Adds the scores of a word to the records. In each record, the best candidate counts.
     * @param {Candidate[]} candidates
     * @param {Float32Array} scores
     * @param {Uint8Array} found  the kind of the word in each record
     * @param {Uint8Array} [named]  gets 2 for each record whose name is the word, 1 if it is one of
     *   its other names
     */
    add(candidates, scores, found, named) {
      let least = Infinity;
      /** @param {Candidate} candidate */
      const rank = ({ kind }) => kinds.indexOf(/** @type {Factor} */ (kind));
      for (const candidate of [...candidates].sort((a, b) => rank(a) - rank(b))) {
        const { term, kind, exact, folded, scale } = candidate, own = kind === "stem";
        const rarity = scale * Math.min(this.rarity(term.count), own ? Infinity : parameters.sure);
        // A record that has only a longer or a similar word scores lower than every record that has
        // the word itself.
        const most = rarity * factors[/** @type {Factor} */ (kind)];
        const ceiling = own || least === Infinity ? 1 : Math.min(1, least * 0.9 / most);
        const { masks, records, ranks, weights } = term;
        const kindOf = masks.map(mask => own ? mask & exact ? 0 : mask & folded ? 1 : 2 : rank(candidate));
        const worth = kindOf.map(kind => rarity * factors[kinds[kind]] * ceiling / 32);
        // This loop runs over most records at each keystroke.
        for (let at = 0; at < records.length; at++) {
          const record = records[at], set = ranks ? ranks[at] : 0, score = worth[set] * (weights[at] + 0.5);
          if (own && score < least) least = score;
          if (score > scores[record]) scores[record] = score;
          if (kindOf[set] < found[record]) found[record] = kindOf[set];
          if (named && weights[at] > 29 && kindOf[set] < 2) named[record] = Math.max(named[record], weights[at] - 29);
        }
      }
    }

    /**
     * Returns the positions of a word's terms in some records, by record.
     * @param {Resolved} word
     * @param {Set<number>} records
     */
    async places({ candidates }, records) {
      const { placed } = this.entry;
      /** @type {Map<number, Set<number>>} */
      const merged = new Map();
      for (const { term } of candidates) {
        const data = await this.attempt(this.index.shards.file(term.file), /** @type {string | null} */ (null));
        if (!data) continue;
        const bits = new Bits(data);
        for (const other of term.terms.slice(0, term.place))
          if (other.count <= placed) positions(bits, other, () => false);
        for (const [record, list] of positions(bits, term, record => records.has(record)))
          merged.set(record, new Set([...merged.get(record) ?? [], ...list]));
      }
      return merged;
    }

    /**
     * Returns the records in which the words of a phrase follow each other: in the typed forms or,
     * if no record has these or `isExact` is false, by stem.
     * @param {Resolved[]} words
     * @returns {Promise<Set<number>>}
     */
    async phrase(words, isExact = true) {
      const { placed } = this.entry;
      // The most common words have no positions. They are taken to be where the other words leave
      // room.
      const isPlaced = words.map(({ candidates }) => candidates.every(({ term }) => term.count <= placed));
      const lead = isPlaced.indexOf(true);
      for (const exact of isExact ? [true, false] : [false]) {
        const having = words.map(({ candidates }) => new Set(candidates.flatMap(({ term, folded }) =>
          [...term.records].filter((_, at) => !exact || this.mask(term, at) & folded))));
        const all = new Set([...having[0]].filter(record => having.every(set => set.has(record))));
        if (!all.size) continue;
        if (lead < 0) return all;
        const places = await Promise.all(words.map((word, at) => isPlaced[at] ? this.places(word, all) : null));
        /**
         * Returns true if every word stands where it would be in a phrase whose word `lead` is at
         * `place`.
         * @param {number} record
         * @param {number} place
         */
        const isPhrase = (record, place) =>
          places.every((list, at) => !list || list.get(record)?.has(place + at - lead));
        const found = new Set([...all].filter(record =>
          [...places[lead]?.get(record) ?? []].some(place => isPhrase(record, place))));
        if (found.size) return found;
      }
      return new Set();
    }

    /**
     * Returns 1 for each record with a value that a filter names: by id or, if it was typed, by
     * label too. All records get 1 if the file fails.
     * @param {string} field
     * @param {string[]} wanted
     */
    async filtered(field, wanted, typed = false) {
      const keep = new Uint8Array(this.entry.records);
      /** @param {string} text */
      const plain = text => keys(text).join(" ");
      const values = await this.attempt(this.index.facet(field, this.entry), /** @type {FacetValue[] | null} */ (null));
      if (!values) return keep.fill(1);
      for (const { id, label, records } of values) {
        const isWanted = wanted.includes(id) || typed && [id, label].some(name => plain(name) === plain(wanted[0]));
        if (isWanted) for (const record of records) keep[record] = 1;
      }
      return keep;
    }
  }

  casebook.engine = { Search: Reading, factors, kinds, parameters };
})();
