// @ts-check
"use strict";
// Keeps a copy of the whole site for use without a network, if the site was opened over https or
// from this machine. Nothing is fetched or stored before the reader agrees.
//
// A copy is one cache. Its name holds the hash of the manifest from which it was made, and the
// manifest is stored last: a cache with a manifest is complete. The oldest complete copy is in use;
// deleting it puts the next one in its place in one step. So two builds are never mixed.
(() => {
  const area = /** @type {HTMLElement | null} */ (document.querySelector("[data-casebook-offline]"));
  const isServed = location.protocol.startsWith("http") && isSecureContext && top === self;
  if (!area || !isServed || !navigator.serviceWorker) return;
  const base = new URL(area.dataset.casebookOffline || "./", location.href).href;
  const prefix = `casebook-offline ${base} `, list = "manifest.json";
  if (!location.href.startsWith(base)) return;
  const { make, number, language, say: sayOf, button: buttonOf } = casebook.dom;

  /**
   * The manifest of a build: its files by path, with sizes in bytes.
   * @typedef {{ release: string, files: Record<string, { size: number, sha256: string }> }} Manifest
   * @typedef {Manifest & { size: number, count: number, name: string, file: () => Response }} Build
   * @typedef {Manifest & { name: string, headers: Headers }} Copy
   */

  /**
   * Returns a text of the interface whose name begins with `offline_`.
   * @param {string} name
   * @param {...(string | number)} values
   */
  const say = (name, ...values) => sayOf("offline_" + name, ...values);
  /**
   * Makes a button with such a text.
   * @param {string} name
   * @param {() => unknown} press
   */
  const button = (name, press) => buttonOf("offline_" + name, press);
  /** @param {number} bytes */
  const megabytes = bytes => number(Math.ceil(bytes / 1e6));
  // The release keeps its own direction of writing (U+2068 and U+2069), whichever direction the
  // sentence has.
  const named = (/** @type {string} */ release) => `\u2068${release || "–"}\u2069`;
  const ours = async () => (await caches.keys()).filter(name => name.startsWith(prefix));

  const status = make("span", { role: "status", tabindex: "-1" }), actions = make("span");
  area.append(status, actions);

  /**
   * Shows a text and the buttons for the next step. The focus moves to the text, so that pressing a
   * key twice does not press the next button.
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
   * Fetches a file as the server has it now.
   * @param {string} path
   * @param {AbortSignal} [signal]
   * @param {string} [expected]
   */
  async function download(path, signal, expected) {
    // `no-store`: in the browser's own cache the file would remain after the copy is removed.
    const answer = await fetch(base + path, { cache: "no-store", signal }), bytes = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), headers = new Headers(answer.headers);
    const hash = [...digest].map(byte => byte.toString(16).padStart(2, "0")).join("");
    // A different hash means a file of another build, or a page that asks to log in.
    if (!answer.ok || expected && hash !== expected) throw new Error(path);
    // The stored bytes are already unpacked, and they answer every request.
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
   * Shows the present state: no copy, part of a copy, a copy, or a copy and a newer build.
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
    // The manifest is long. It is fetched only if the tag or the date that the server gives for it
    // has changed.
    const head = await fetch(base + list, { method: "HEAD", cache: "no-store" });
    /** @param {Headers} headers */
    const tag = headers => headers.get("etag") ?? headers.get("last-modified");
    if (!head.ok || tag(head.headers) && tag(head.headers) === tag(kept.headers)) return;
    const next = await newest();
    if (next.name !== kept.name) show(text + " " + say("newer", named(next.release)),
      button("update", () => copy(next, old)), button("remove", remove));
  }

  /**
   * Does the same as `look`, and ignores a browser that forbids it or a network that fails.
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
   * Deletes copies, and the worker too if no copy is left.
   * @param {(name: string) => boolean} isUnwanted
   */
  async function forget(isUnwanted) {
    for (const name of await ours()) if (isUnwanted(name)) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(base);
    if (registration?.scope === base && !(await ours()).length) await registration.unregister();
  }

  /**
   * Fetches the files that the present copy does not have, then puts the new copy in its place.
   * @param {Build} next
   * @param {Copy} [kept]
   */
  async function copy(next, kept) {
    const stop = new AbortController(), { signal } = stop;
    const bar = make("progress", { max: String(next.size), "aria-label": say("keep") });
    let isCancelled = false, count = 0, bytes = 0, told = -1;
    const tell = () => {
      bar.value = bytes;
      // Screen readers read the status aloud, so it changes only with every tenth of the bytes.
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
