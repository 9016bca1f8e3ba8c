// @ts-check
"use strict";
// The whole site for use without a network, over https or from this machine. Nothing is asked for
// or stored before the reader says so.
//
// A copy is one cache, named by the hash of the manifest that it was made from. The manifest is put
// into it last: a cache that has one is whole. The oldest whole copy is in use, and deleting it
// puts the next one in its place in one step: two builds are never mixed.
(() => {
  const area = /** @type {HTMLElement | null} */ (document.querySelector("[data-casebook-offline]"));
  const isServed = location.protocol.startsWith("http") && isSecureContext && top === self;
  if (!area || !isServed || !navigator.serviceWorker) return;
  const base = new URL(area.dataset.casebookOffline || "./", location.href).href;
  const prefix = `casebook-offline ${base} `, list = "manifest.json";
  if (!location.href.startsWith(base)) return;
  const { make, number, language, say: sayOf, button: buttonOf } = casebook.dom;

  /**
   * What a build says of itself: its files by path.
   * @typedef {{ release: string, files: Record<string, { size: number, sha256: string }> }} Manifest
   * @typedef {Manifest & { size: number, count: number, name: string, file: () => Response }} Build
   * @typedef {Manifest & { name: string, headers: Headers }} Copy
   */

  /**
   * @param {string} name
   * @param {...(string | number)} values
   */
  const say = (name, ...values) => sayOf("offline_" + name, ...values);
  /**
   * @param {string} name
   * @param {() => unknown} press
   */
  const button = (name, press) => buttonOf("offline_" + name, press);
  /** @param {number} bytes */
  const megabytes = bytes => number(Math.ceil(bytes / 1e6));
  // Whichever way the sentence runs, a release reads its own way.
  const named = (/** @type {string} */ release) => `\u2068${release || "–"}\u2069`;
  const ours = async () => (await caches.keys()).filter(name => name.startsWith(prefix));

  const status = make("span", { role: "status", tabindex: "-1" }), actions = make("span");
  area.append(status, actions);

  /**
   * Says something and offers what can be done. The keyboard goes on from what is said, so that a
   * key pressed twice does not agree to it.
   * @param {string} text
   * @param {...Node} nodes
   */
  function show(text, ...nodes) {
    const hadFocus = actions.contains(document.activeElement);
    status.textContent = text;
    actions.replaceChildren(...nodes.flatMap(node => [node, " "]));
    if (hadFocus) status.focus();
  }

  /**
   * A file as the server has it now.
   * @param {string} path
   * @param {AbortSignal} [signal]
   * @param {string} [expected]
   */
  async function download(path, signal, expected) {
    // Past the browser's own store, where it would stay when the copy is removed.
    const answer = await fetch(base + path, { cache: "no-store", signal }), bytes = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), headers = new Headers(answer.headers);
    const hash = [...digest].map(byte => byte.toString(16).padStart(2, "0")).join("");
    // A file of another build, or a page to log in at.
    if (!answer.ok || expected && hash !== expected) throw new Error(path);
    // The bytes are unpacked, and answer any request.
    for (const name of ["vary", "content-encoding", "content-length"]) headers.delete(name);
    headers.set("date", new Date().toUTCString());
    return { bytes, hash, file: () => new Response(bytes, { headers }) };
  }

  /** @returns {Promise<Build>} */
  async function newest() {
    const { bytes, hash, file } = await download(list);
    /** @type {Manifest} */
    const { release, files } = JSON.parse(new TextDecoder().decode(bytes));
    const size = Object.values(files).reduce((sum, { size }) => sum + size, 0), count = Object.keys(files).length;
    return { release, files, size, count, name: prefix + hash, file };
  }

  /**
   * Tells what is there now.
   * @param {string} [note]
   */
  async function look(note = "") {
    const copies = await ours();
    /** @type {Copy | undefined} */
    let kept;
    for (const name of copies) {
      const answer = await caches.match(base + list, { cacheName: name });
      if (!answer) continue;
      if (kept) await caches.delete(kept.name);
      kept = { ...await answer.json(), name, headers: answer.headers };
    }
    const { length } = copies;
    if (!kept) return show(note || (length ? say("partial") : ""), button("keep", offer),
      ...length ? [button("remove", remove)] : []);
    const made = new Date(kept.headers.get("date") ?? "").toLocaleDateString(language), old = kept;
    const text = [note, say("kept", named(kept.release), made)].join(" ").trim();
    show(text, button("remove", remove));
    // The list is long: it is fetched only if the server does not call it by the same tag or date.
    const head = await fetch(base + list, { method: "HEAD", cache: "no-store" });
    /** @param {Headers} headers */
    const tag = headers => headers.get("etag") ?? headers.get("last-modified");
    if (!head.ok || tag(head.headers) && tag(head.headers) === tag(kept.headers)) return;
    const next = await newest();
    if (next.name !== kept.name) show(text + " " + say("newer", named(next.release)),
      button("update", () => copy(next, old)), button("remove", remove));
  }

  /**
   * As `look`, where the browser may forbid it or the network be gone.
   * @param {string} [note]
   */
  const settle = note => look(note).catch(() => {});

  async function offer() {
    show("");
    try {
      const next = await newest();
      show(say("note", number(next.count), megabytes(next.size)),
        button("start", () => copy(next)), button("cancel", () => settle()));
    } catch {
      settle(say("failed"));
    }
  }

  /**
   * Deletes copies and, where none is left, the worker.
   * @param {(name: string) => boolean} isUnwanted
   */
  async function forget(isUnwanted) {
    for (const name of await ours()) if (isUnwanted(name)) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(base);
    if (registration?.scope === base && !(await ours()).length) await registration.unregister();
  }

  /**
   * Fetches what the copy that is kept has not, then puts the new one in its place.
   * @param {Build} next
   * @param {Copy} [kept]
   */
  async function copy(next, kept) {
    const stop = new AbortController(), { signal } = stop;
    const bar = make("progress", { max: String(next.size), "aria-label": say("keep") });
    let isCancelled = false, count = 0, bytes = 0, told = -1;
    const tell = () => {
      bar.value = bytes;
      // Screen readers say it aloud, so not for each file.
      const tenth = Math.floor(10 * bytes / next.size);
      if (tenth === told) return;
      told = tenth;
      status.textContent = say("progress", number(count), number(next.count), megabytes(bytes), megabytes(next.size));
    };
    show("", bar, button("cancel", () => {
      isCancelled = true;
      stop.abort();
    }));
    tell();
    try {
      await navigator.locks.request(prefix, { signal }, async () => {
        await navigator.serviceWorker.register(base + "offline-worker.js", { scope: base });
        for (const name of await ours()) if (name !== next.name && name !== kept?.name) await caches.delete(name);
        const cache = await caches.open(next.name), waiting = Object.entries(next.files);
        const there = new Set((await cache.keys()).map(({ url }) => url));
        const fetchSome = async () => {
          for (let file; !signal.aborted && (file = waiting.pop());) {
            const [path, { size, sha256 }] = file, url = base + path;
            const same = kept?.files[path]?.sha256 === sha256 && await caches.match(url, { cacheName: kept.name });
            if (!there.has(url)) await cache.put(url, same || (await download(path, signal, sha256)).file());
            count++;
            bytes += size;
            tell();
          }
        };
        const ends = await Promise.allSettled(Array.from({ length: 6 }, () => fetchSome().catch(error => {
          stop.abort();
          throw error;
        })));
        if (isCancelled) await forget(name => name !== kept?.name);
        if (signal.aborted) throw ends;
        await cache.put(base + list, next.file());
        if (kept) await caches.delete(kept.name);
      });
      settle();
    } catch {
      settle(isCancelled ? "" : say("failed"));
    }
  }

  async function remove() {
    show("");
    await navigator.locks.request(prefix, () => forget(() => true));
    settle(say("removed"));
  }

  look().catch(() => {}).then(() => area.hidden = !actions.firstChild);
})();
