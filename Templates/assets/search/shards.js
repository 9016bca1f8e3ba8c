// @ts-check
"use strict";
// Fetches the files of an index as script elements, each once, and never takes one of another build.
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
   * The files of one build's index as they are asked for: the entry, which names the folder of all
   * others, comes first.
   */
  class Shards {
    /**
     * @param {string} root
     * @param {string} language
     */
    constructor(root, language) {
      this.root = root;
      this.language = language;
      this.id = "";
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
     * @param {string} [query]
     * @returns {Promise<Result>}
     */
    file(name, read = data => /** @type {Result} */ (/** @type {unknown} */ (data)), query = "") {
      let promise = /** @type {Promise<Result> | undefined} */ (this.files.get(name));
      if (!promise) {
        // The format says what a file of this name holds; what does not read so is broken.
        promise = this.fetch(name, query).then(data => read(/** @type {Data} */ (data))).catch(error => {
          this.files.delete(name);
          throw error instanceof ShardError ? error : new ShardError("broken", name);
        });
        this.files.set(name, promise);
      }
      return promise;
    }

    /**
     * @param {string} name
     * @param {string} query  asks caches for another copy
     * @returns {Promise<unknown>}
     */
    async fetch(name, query) {
      const key = `${this.language}/${name}`, isEntry = name === "index";
      // Only the entry may be there before it is asked for.
      let answer = take(key);
      if (!answer || query) {
        try {
          const folder = `${this.root}search/${this.language}/${isEntry ? "" : this.id + "/"}`;
          await casebook.loadScript(`${folder}${name}.js${query}`);
        } catch {
          throw new ShardError("missing", name);
        }
        answer = take(key);
      }
      if (!answer) throw new ShardError("broken", name);
      if (isEntry) this.id = answer.id;
      else if (answer.id !== this.id) throw new ShardError("other-build", name);
      return answer.data;
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
