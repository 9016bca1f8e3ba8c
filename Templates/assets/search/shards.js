// @ts-check
"use strict";
// Fetches the files of an index as script elements, each once. A file is named by a hash of what it
// holds, and the entry leads to the hashes of all: whatever build wrote a file, it is taken only if
// it is the one that the entry means.
(() => {
  /** Why a file could not be used: "missing", "broken" (it ended early) or "other-build". */
  class ShardError extends Error {
    /**
     * @param {string} kind
     * @param {string} file
     */
    constructor(kind, file) {
      super(`${file}: ${kind}`);
      this.kind = kind;
      this.file = file;
    }
  }

  /**
   * What scripts have said and nobody has taken, by name.
   * @type {Map<string, { id: string, data: unknown }>}
   */
  const said = new Map();
  /** @param {string} name */
  const take = name => {
    const answer = said.get(name);
    said.delete(name);
    return answer;
  };

  /**
   * Hashes by number, three bytes each; `together`: how many neighbours have one.
   * @typedef {{ bytes: Uint8Array, together: number }} Hashes
   */

  /**
   * @param {string} base64
   * @returns {Hashes}
   */
  const hashes = (base64, together = 1) => ({ bytes: new casebook.postings.Bits(base64).bytes, together });

  /** The files of an index as they are asked for: the entry, which leads to all others, comes first. */
  class Shards {
    /**
     * @param {string} root
     * @param {string} language
     */
    constructor(root, language) {
      this.root = root;
      this.language = language;
      this.id = "";
      /**
       * By the letter of their kind.
       * @type {Record<string, Hashes>}
       */
      this.hashes = {};
      /** @type {Map<string, Promise<unknown>>} */
      this.files = new Map();
    }

    /**
     * A file's data as `read` makes it, from memory after the first time. A failure is forgotten,
     * so that it can be tried again.
     * @template Data
     * @template [Result=Data]
     * @param {string} name
     * @param {(data: Data) => Result} [read]
     * @param {string} [query]  asks caches for another copy
     * @returns {Promise<Result>}
     */
    file(name, read = data => /** @type {Result} */ (/** @type {unknown} */ (data)), query = "") {
      let promise = /** @type {Promise<Result> | undefined} */ (this.files.get(name));
      if (!promise) {
        // The format says what a file of this name holds; what does not read so is broken.
        const fetched = name === "index" ? this.fetchEntry(query) : this.fetch(name);
        promise = fetched.then(data => read(/** @type {Data} */ (data))).catch(error => {
          this.files.delete(name);
          throw error instanceof ShardError ? error : new ShardError("broken", name);
        });
        this.files.set(name, promise);
      }
      return promise;
    }

    /**
     * Fetches what leads to a kind of files, if it is not in the entry.
     * @param {string} letter
     */
    async lead(letter) {
      if (this.hashes[letter]) return;
      if (letter === "d") await this.file("m0", (/** @type {[number, string]} */ [together, packed]) => {
        this.hashes.d = hashes(packed, together);
      });
      else await this.file("n0", (/** @type {[string, string]} */ [rare, common]) => {
        Object.assign(this.hashes, { p: hashes(rare), q: hashes(common) });
      });
    }

    /**
     * @param {string} query
     * @returns {Promise<unknown>}
     */
    async fetchEntry(query) {
      const key = `${this.language}/index`;
      // The entry may be there before it is asked for.
      let answer = query ? undefined : take(key);
      if (!answer) answer = await this.run(`index.js${query}`, "index");
      this.id = answer.id;
      const { hashes: packed } = /** @type {EntryFile} */ (answer.data);
      for (const [letter, base64] of Object.entries(packed)) this.hashes[letter] = hashes(base64);
      return answer.data;
    }

    /**
     * @param {string} name
     * @returns {Promise<unknown>}
     */
    async fetch(name) {
      const letter = name[0], number = Number(name.slice(1));
      await this.lead(letter);
      const { bytes, together } = this.hashes[letter], at = 3 * Math.floor(number / together);
      const hash = [...bytes.subarray(at, at + 3)].map(byte => byte.toString(16).padStart(2, "0")).join("");
      const answer = await this.run(`${letter}/${number}-${hash}.js`, name);
      if (answer.id !== hash) throw new ShardError("other-build", name);
      return answer.data;
    }

    /**
     * What a script of the index says.
     * @param {string} path
     * @param {string} name
     */
    async run(path, name) {
      try {
        await casebook.loadScript(`${this.root}search/${this.language}/${path}`);
      } catch {
        throw new ShardError("missing", name);
      }
      const answer = take(`${this.language}/${name}`);
      if (!answer) throw new ShardError("broken", name);
      return answer;
    }
  }

  Object.assign(casebook, {
    Shards, ShardError,
    /**
     * Called by each file of an index.
     * @param {string} id
     * @param {string} name
     * @param {unknown} data
     */
    shard(id, name, data) { said.set(name, { id, data }); },
  });
})();
