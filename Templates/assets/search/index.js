// @ts-check
"use strict";
// Reads an index: the entry once, and every other file when it is needed.
(() => {
  const { fold } = casebook.analysis, { Bits, postings, references, runs, words } = casebook.postings;

  /**
   * Returns the first place in `list`, which is sorted by `key`, that does not come before
   * `wanted`.
   * @template Value
   * @param {Value[]} list
   * @param {string} wanted
   * @param {(value: Value) => string} key
   */
  function lowerBound(list, wanted, key) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(list[middle]) < wanted) low = middle + 1; else high = middle;
    }
    return low;
  }

  /**
   * Returns the FNV-1a hash, 32 bits, over UTF-16 units.
   * @param {string} text
   */
  function hash(text) {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  }

  /** @param {string} text */
  const reversed = text => [...text].reverse().join("");

  /**
   * Returns the number of the last of `bounds` that does not come after `key`, or -1.
   * @param {string[]} bounds
   * @param {string} key
   */
  const slice = (bounds, key) => lowerBound(bounds, key + "\0", bound => bound) - 1;

  /**
   * Returns the running sums: for each count, the sum of all counts up to it.
   * @param {number[]} counts
   */
  function ends(counts) {
    let end = 0;
    return counts.map(count => end += count);
  }

  /**
   * Reads forms with their stems, and collects the keys of each stem's forms.
   * @param {string} text
   * @param {Bits} bits
   */
  function items(text, bits) {
    const names = words(text), { found, known } = references(bits, names.length);
    /** @type {string[][]} */
    const own = Array.from({ length: known }, () => []);
    /** @type {Item[]} */
    const list = names.map((form, at) => {
      const key = fold(form), { stem } = found[at];
      if (typeof stem === "number") own[stem].push(key);
      return { form, key, common: 0, ...found[at] };
    });
    return { known, own, list };
  }

  /**
   * Reads the entry.
   * @param {EntryFile} data
   * @returns {Entry}
   */
  function readEntry(data) {
    const bits = new Bits(data.common.bits), { list, own, known } = items(data.common.forms, bits);
    const commonness = Array.from({ length: known }, () => bits.read(7) / 8);
    for (const item of list) item.common = commonness[Number(item.stem)];
    return {
      ...data, forms: list, own, packs: ends(data.common.packs),
      synonyms: { files: data.synonyms[0], firstWords: new Bits(data.synonyms[1]).bytes },
      fields: new Map(data.fields.map(([id, label, types, isOrdered], at) =>
        [id, { at, label, types, isOrdered: Boolean(isOrdered) }])),
      types: data.types.map(([type, prior, first, label], at) =>
        ({ type, label, prior, first, end: data.types[at + 1]?.[2] ?? data.records })),
      terms: words(data.terms), forward: words(data.forward), backward: words(data.backward),
    };
  }

  /**
   * Returns a value and all values that are narrower, at any depth: their records count for it too.
   * @param {[id: string, label: string, broader?: number[]][]} values
   * @param {number} at
   */
  function withNarrower(values, at) {
    const open = new Set([at]);
    for (const value of open) values.forEach(([, , broader = []], down) => broader.includes(value) && open.add(down));
    return open;
  }

  /** @implements {Index} */
  class IndexFiles {
    /**
     * @param {string} root
     * @param {string} language
     */
    constructor(root, language) { this.shards = new casebook.Shards(root, language); }

    /**
     * Loads the entry.
     * @param {string} [query]  a query string that makes caches fetch a new copy
     * @returns {Promise<Entry>}
     */
    entry(query) { return this.shards.file("index", readEntry, query); }

    /**
     * Returns a common stem by its number.
     * @param {number} number
     * @param {Entry} entry
     */
    async common(number, { packs, own }) {
      const file = packs.findIndex(end => number < end), first = packs[file - 1] ?? 0;
      /** @param {string} data */
      const read = data => this.terms(new Bits(data), packs[file] - first, "q" + file, at => own[first + at]);
      return (await this.shards.file("c" + file, read))[number - first];
    }

    /**
     * Reads the postings of several stems.
     * @param {Bits} bits
     * @param {number} count
     * @param {string} file  the file of their positions
     * @param {(at: number) => string[]} own
     */
    terms(bits, count, file, own) {
      /** @type {Term[]} */
      const terms = [];
      for (let place = 0; place < count; place++)
        terms.push({ ...postings(bits), file, place, terms, forms: own(place) });
      return terms;
    }

    /**
     * Loads the forms and the postings of the rare stems in one file.
     * @param {number} number
     */
    rare(number) {
      return this.shards.file(`t${number}`, (/** @type {[string, string]} */ [text, binary]) => {
        const bits = new Bits(binary), { list, own, known } = items(text, bits);
        bits.align();
        const terms = this.terms(bits, known, `p${number}`, at => own[at]);
        for (const item of list) {
          item.terms = terms;
          if (typeof item.stem === "number") item.common = Math.log2(terms[item.stem].count || 1);
        }
        return { list, terms };
      });
    }

    /**
     * Loads the words of the spelling file that would hold a key; with `beside`, those of the
     * nearer neighbour of this file.
     * @param {string} letter
     * @param {string[]} bounds
     * @param {string} key
     * @returns {Promise<Spelt[]>}
     */
    async spellings(letter, bounds, key, beside = false) {
      const own = Math.max(0, slice(bounds, key));
      /** @param {[string, string]} data */
      const spelt = ([text, common]) => words(text).map((word, at) =>
        ({ word, key: letter === "r" ? reversed(word) : word, common: common.charCodeAt(at) - 97 }));
      /** @param {number} number */
      const read = async number => bounds[number] === undefined ? [] : this.shards.file(letter + number, spelt);
      const list = await read(own);
      return beside ? read(lowerBound(list, key, ({ word }) => word) * 2 < list.length ? own - 1 : own + 1) : list;
    }

    /**
     * Loads names with the same meaning, and their postings.
     * @param {number} number
     * @returns {Promise<Name[]>}
     */
    synonyms(number) {
      /** @param {[[name: string, set: number, ordinal: number][], string[][], string, FacetChoice[]]} data */
      const read = ([names, shown, binary, values]) => {
        const terms = this.terms(new Bits(binary), shown.length, "", () => []);
        return names.map(([name, set, ordinal]) =>
          ({ name: name.split(" "), ordinal, term: terms[set], forms: shown[set], value: values[set] }));
      };
      return this.shards.file(`s${number}`, read);
    }

    /**
     * Loads the values of a field, each with its records.
     * @param {string} field
     * @param {Entry} entry
     * @returns {Promise<FacetValue[]>}
     */
    async facet(field, entry) {
      const place = entry.fields.get(field)?.at;
      if (place === undefined) return [];
      /** @param {[[id: string, label: string, broader?: number[]][], string]} data */
      const read = ([values, binary]) => {
        const bits = new Bits(binary), own = values.map(() => runs(bits));
        return values.map(([id, label, broader = []], at) => {
          const all = [...withNarrower(values, at)].flatMap(value => own[value]);
          return { id, label, broader: broader.map(up => values[up][0]), records: [...new Set(all)] };
        });
      };
      return this.shards.file(`x${place}`, read);
    }

    /**
     * Loads the fragment of a record: the texts that results show.
     * @param {number} number
     * @param {Entry} entry
     * @returns {Promise<Fragment>}
     */
    async fragment(number, { chunk }) {
      /** @type {[string, string, string, string, Fragment["facts"]][]} */
      const records = await this.shards.file(`d${Math.floor(number / chunk)}`);
      const [id, url, title, excerpt, facts] = records[number % chunk];
      return { id, type: id.slice(0, id.indexOf("/")), url, title, excerpt, facts };
    }
  }

  casebook.index = { Index: IndexFiles, hash, lowerBound, slice, reversed };
})();
