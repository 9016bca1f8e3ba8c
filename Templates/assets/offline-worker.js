// @ts-check
/// <reference lib="webworker" />
"use strict";
// Shows a copy of the site when there is no network. Only a reader who keeps a copy registers this
// worker (offline.js), and it stores nothing itself. It stands at the root of the site, so that it
// sees nothing of other sites on the server.
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const { scope } = worker.registration, prefix = `casebook-offline ${scope} `, patience = 3000;
  /**
   * Matches names that contain a hash of their file. A file with such a name is the right one for a
   * page of any build.
   */
  const isNamedByContent = /^(assets|media)\/.*-[0-9a-f]{8,}\.\w+$|^search\/[^/]+\/[a-z]\//;

  /**
   * The name of the copy that was last in use. Once a newer copy is complete, this one is deleted,
   * and no file is found in it any more.
   */
  let inUse = "";

  /**
   * Returns a file of the copy in use, which is the oldest complete one.
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
   * Answers from the network, so that changed and withdrawn pages show at once; from the copy if
   * there is no network, or if it does not answer in time.
   * @param {Request} request
   * @param {string} path
   */
  async function current(request, path) {
    // `no-cache`: the browser's own cache may still hold a page of an earlier build.
    const answer = fetch(request, { cache: "no-cache" });
    /** @type {Promise<void>} */
    const late = new Promise(resolve => setTimeout(resolve, patience));
    const early = await Promise.race([answer.catch(() => {}), late]);
    return early && early.status < 500 ? early : await kept(path) ?? answer;
  }

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("fetch", event => {
    const { request } = event, address = request.url.replace(/[?#].*/, "");
    // A script that fetches a file is making a new copy, which must not be made from the old one.
    const isAsset = request.method === "GET" && request.destination && !request.headers.has("range");
    if (!isAsset || !address.startsWith(scope)) return;
    const path = address.slice(scope.length).replace(/(^|\/)$/, "$1index.html");
    event.respondWith(isNamedByContent.test(path)
      ? kept(path).then(answer => answer ?? fetch(request)) : current(request, path));
  });
})();
