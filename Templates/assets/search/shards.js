// @ts-check
"use strict";
// Loads the files of an index as script elements, each once. The name of a file holds a hash of its
// content, and the entry leads to the hashes of all files. A file is accepted only if it has the
// hash that the entry gives, whichever build wrote it.
(() => {
  /**
   * A file that could not be used; its kind is "missing", "broken" (it ended early) or
   * "other-build".
   */
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
   * The data that scripts have passed to `shard` and that were not taken yet, by name.
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
   * The hashes of files by number, three bytes each; `together` is the number of neighbouring files
   * that share a hash.
   * @typedef {{ bytes: Uint8Array, together: number }} Hashes
   */

  /**
   * @param {string} base64
   * @returns {Hashes}
   */
  const hashes = (base64, together = 1) => ({ bytes: new casebook.postings.Bits(base64).bytes, together });

  /** The files of an index. The entry must be loaded first: it leads to all others. */
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
       * The hashes of each kind of file, by its letter.
       * @type {Record<string, Hashes>}
       */
      this.hashes = {};
      /** @type {Map<string, Promise<unknown>>} */
      this.files = new Map();
    }

    /**
     * Returns the data of a file, as `read` returns it; from memory after the first time. A failure
     * is not kept, so that the next call tries again.
     * @template Data
     * @template [Result=Data]
     * @param {string} name
     * @param {(data: Data) => Result} [read]
     * @param {string} [query]  a query string that makes caches fetch a new copy
     * @returns {Promise<Result>}
     */
    file(name, read = data => /** @type {Result} */ (/** @type {unknown} */ (data)), query = "") {
      let promise = /** @type {Promise<Result> | undefined} */ (this.files.get(name));
      if (!promise) {
        // The format says what a file of this name contains. If it cannot be read so, it is broken.
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
     * Loads the hashes of a kind of files, if the entry does not have them.
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
     * Loads the entry, and takes the hashes from it.
     * @param {string} query
     * @returns {Promise<unknown>}
     */
    async fetchEntry(query) {
      const key = `${this.language}/index`;
      // The entry may have been loaded before it is needed.
      let answer = query ? undefined : take(key);
      if (!answer) answer = await this.run(`index.js${query}`, "index");
      this.id = answer.id;
      const { hashes: packed } = /** @type {EntryFile} */ (answer.data);
      for (const [letter, base64] of Object.entries(packed)) this.hashes[letter] = hashes(base64);
      return answer.data;
    }

    /**
     * Loads any other file, and checks its hash.
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
     * Runs a script of the index, and returns what it passes to `shard`.
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
     * Every file of an index calls this function.
     * @param {string} id
     * @param {string} name
     * @param {unknown} data
     */
    shard(id, name, data) { said.set(name, { id, data }); },
  });
})();
