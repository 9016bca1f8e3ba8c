// @ts-check
"use strict";
// The whole site for use without a network, over https or from this machine. Nothing is asked for or stored before the reader says so.
//
// A copy is one cache, named by the hash of the manifest that it was made from. The manifest is put into it last: a cache that has one
// is whole. The oldest whole copy is in use, and deleting it puts the next one in its place in one step: two builds are never mixed.
(() => {
  const area = /** @type {HTMLElement | null} */ (document.querySelector("[data-casebook-offline]"));
  if (!area || !location.protocol.startsWith("http") || !isSecureContext || top !== self || !navigator.serviceWorker) return;
  const base = new URL(area.dataset.casebookOffline || "./", location.href).href, prefix = `casebook-offline ${base} `, list = "manifest.json";
  if (!location.href.startsWith(base)) return;
  const words = globalThis.casebookWords ?? {}, language = document.documentElement.lang || undefined;
  const say = (/** @type {string} */ name, /** @type {any[]} */ ...values) => String(words["offline_" + name] ?? name).replace(/\{(\d)\}/g, (_, at) => values[at]);
  const number = (/** @type {number} */ value) => value.toLocaleString(language), megabytes = (/** @type {number} */ bytes) => number(Math.ceil(bytes / 1e6));
  // Whichever way the sentence runs, a release reads its own way.
  const named = (/** @type {string} */ release) => `\u2068${release || "–"}\u2069`;
  const ours = async () => (await caches.keys()).filter(name => name.startsWith(prefix));

  const status = document.createElement("span"), actions = document.createElement("span");
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  area.append(status, actions);

  /** Says something and offers what can be done. The keyboard goes on from what is said, so that a key pressed twice does not agree to it. @param {string} text @param {...Node} nodes */
  function show(text, ...nodes) {
    const hadFocus = actions.contains(document.activeElement);
    status.textContent = text;
    actions.replaceChildren(...nodes.flatMap(node => [node, " "]));
    if (hadFocus) status.focus();
  }

  /** @param {string} name @param {() => any} press */
  function button(name, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = say(name);
    button.addEventListener("click", press);
    return button;
  }

  /** A file as the server has it now. @param {string} path @param {AbortSignal} [signal] @param {string} [expected] */
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

  async function newest() {
    const { bytes, hash, file } = await download(list), { release, files } = JSON.parse(new TextDecoder().decode(bytes));
    const size = Object.values(files).reduce((sum, { size }) => sum + size, 0), count = Object.keys(files).length;
    return { release, files, size, count, name: prefix + hash, file };
  }

  /** Tells what is there now. @param {string} [note] */
  async function look(note = "") {
    const copies = await ours();
    /** @type {any} */
    let kept;
    for (const name of copies) {
      const answer = await caches.match(base + list, { cacheName: name });
      if (!answer) continue;
      if (kept) await caches.delete(kept.name);
      kept = { ...await answer.json(), name, headers: answer.headers };
    }
    if (!kept) return show(note || (copies.length ? say("partial") : ""), button("keep", offer), ...copies.length ? [button("remove", remove)] : []);
    const text = [note, say("kept", named(kept.release), new Date(kept.headers.get("date")).toLocaleDateString(language))].join(" ").trim();
    show(text, button("remove", remove));
    // The list is long: it is fetched only if the server does not call it by the same tag or date.
    const head = await fetch(base + list, { method: "HEAD", cache: "no-store" }), tag = (/** @type {Headers} */ of) => of.get("etag") ?? of.get("last-modified");
    if (!head.ok || tag(head.headers) && tag(head.headers) === tag(kept.headers)) return;
    const next = await newest();
    if (next.name !== kept.name) show(text + " " + say("newer", named(next.release)), button("update", () => copy(next, kept)), button("remove", remove));
  }

  /** As `look`, where the browser may forbid it or the network be gone. @param {string} [note] */
  const settle = note => look(note).catch(() => {});

  async function offer() {
    show("");
    try {
      const next = await newest();
      show(say("note", number(next.count), megabytes(next.size)), button("start", () => copy(next)), button("cancel", () => settle()));
    } catch {
      settle(say("failed"));
    }
  }

  /** Deletes copies and, where none is left, the worker. @param {(name: string) => boolean} isUnwanted */
  async function forget(isUnwanted) {
    for (const name of await ours()) if (isUnwanted(name)) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(base);
    if (registration?.scope === base && !(await ours()).length) await registration.unregister();
  }

  /** Fetches what the copy that is kept has not, then puts the new one in its place. @param {any} next @param {any} [kept] */
  async function copy(next, kept) {
    const stop = new AbortController(), { signal } = stop, bar = document.createElement("progress");
    bar.max = next.size;
    bar.setAttribute("aria-label", say("keep"));
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
        const cache = await caches.open(next.name), there = new Set((await cache.keys()).map(({ url }) => url)), waiting = Object.entries(next.files);
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
