// @ts-check
/// <reference lib="webworker" />
"use strict";
// Shows a copy of the site where there is no network. It is registered only by a reader who keeps
// one (offline.js) and stores nothing itself. It stands at the root of the site, so that it sees
// nothing of other sites on the server.
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const { scope } = worker.registration, prefix = `casebook-offline ${scope} `, patience = 3000;
  /** Names that follow their content: whatever build a page is of, what it asks for by such a name is its own. */
  const isNamedByContent = /^(assets|media)\/.*-[0-9a-f]{8,}\.\w+$|^search\/[^/]+\/[a-z]\//;

  /**
   * The copy that was in use when last seen. Once a newer one is whole, this one is deleted, and
   * finds nothing any more.
   */
  let inUse = "";

  /**
   * A file of the copy in use, the oldest that is whole.
   * @param {string} path
   */
  async function kept(path) {
    const within = (/** @type {string} */ cacheName, name = path) => caches.match(scope + name, { cacheName });
    const answer = inUse && await within(inUse);
    if (answer) return answer;
    for (const name of await caches.keys())
      if (name.startsWith(prefix) && await within(name, "manifest.json")) {
        inUse = name;
        return within(name);
      }
  }

  /**
   * From the network, so that what was changed or withdrawn shows at once; from the copy where there is
   * none or it is slow.
   * @param {Request} request
   * @param {string} path
   */
  async function current(request, path) {
    // The browser's own store may still hold a page of another build.
    const answer = fetch(request, { cache: "no-cache" });
    /** @type {Promise<void>} */
    const late = new Promise(resolve => setTimeout(resolve, patience));
    const early = await Promise.race([answer.catch(() => {}), late]);
    return early && early.status < 500 ? early : await kept(path) ?? answer;
  }

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("fetch", event => {
    const { request } = event, address = request.url.replace(/[?#].*/, "");
    // What a script fetches for itself is for a new copy, and not to be taken from the old one.
    const isAsset = request.method === "GET" && request.destination && !request.headers.has("range");
    if (!isAsset || !address.startsWith(scope)) return;
    const path = address.slice(scope.length).replace(/(^|\/)$/, "$1index.html");
    event.respondWith(isNamedByContent.test(path)
      ? kept(path).then(answer => answer ?? fetch(request)) : current(request, path));
  });
})();
