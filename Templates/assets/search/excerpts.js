// @ts-check
"use strict";
// Where the words of a query stand in a text: to mark them, to choose what is shown, and to see how near they are.
(() => {
  const wordLike = /[\p{L}\p{N}\p{M}]+(?:['\u2019\u200C\u200D][\p{L}\p{N}\p{M}]+)*/gu;
  const { keys: keysOf } = casebook.analysis;
  /** Units of UTF-16 in an excerpt; words that may lie between two near ones. */
  const length = 240, window = 8;

  /** @type {Map<string, [number, number, string][]>} */
  const known = new Map();

  /** The words of a text: where each begins and ends in UTF-16 units, and its key. Hits come back at each keystroke. @param {string} text */
  function wordsOf(text) {
    const found = known.get(text) ?? [];
    if (known.has(text)) return found;
    for (const { 0: stretch, index } of text.matchAll(wordLike))
      for (const key of keysOf(stretch)) {
        // A stretch of a script without spaces holds many words.
        const inside = Math.max(0, stretch.indexOf(key)), end = stretch.length > key.length * 2 ? inside + key.length : stretch.length;
        found.push([index + inside, index + end, key]);
      }
    if (known.size > 300) known.clear();
    known.set(text, found);
    return found;
  }

  /** Those of the words that were searched for. @param {string} text @param {Map<string, unknown>} keys @param {string[]} starts  beginnings of words */
  const matches = (text, keys, starts) => wordsOf(text).filter(([, , key]) => keys.has(key) || starts.some(start => key.startsWith(start)));

  /** The stretch of a text that shows most of what was found. @param {string} text @param {Map<string, unknown>} keys @param {string[]} starts */
  function excerpt(text, keys, starts) {
    const found = matches(text, keys, starts);
    let from = 0, most = 0;
    for (const [start] of found) {
      const seen = new Set(found.filter(([begin, end]) => begin >= start && end <= start + length - 60).map(([, , key]) => keys.get(key))).size;
      if (seen > most) { most = seen; from = start; }
    }
    from = from < 60 ? 0 : text.indexOf(" ", from - 50) + 1;
    const cut = from + length < text.length, end = cut ? Math.max(text.lastIndexOf(" ", from + length), from + length - 30) : text.length;
    const lead = from ? "… " : "", shift = lead.length - from;
    return { text: lead + text.slice(from, end) + (cut ? " …" : ""),
      ranges: found.filter(([start, stop]) => start >= from && stop <= end).map(([start, stop]) => [start + shift, stop + shift]) };
  }

  /**
   * How near words stand: for each two of them the rarity of the commoner one over the least distance, twice as much in order.
   * @param {string[]} texts @param {Map<string, number>} wordOf  by key @param {number[]} rarity
   */
  function nearness(texts, wordOf, rarity) {
    const best = new Map();
    let recent = [];
    texts.flatMap(wordsOf).forEach(([, , key], at) => {
      const word = wordOf.get(key);
      if (word === undefined) return;
      recent = recent.filter(([, before]) => at - before <= window);
      for (const [other, before] of recent) {
        const pair = Math.min(word, other) * 64 + Math.max(word, other);
        const gain = word === other ? 0 : Math.min(rarity[word], rarity[other]) / (at - before) / (word - other === 1 ? 1 : 2);
        best.set(pair, Math.max(gain, best.get(pair) ?? 0));
      }
      recent.push([word, at]);
    });
    return [...best.values()].reduce((sum, gain) => sum + gain, 0);
  }

  casebook.excerpts = { matches, excerpt, nearness };
})();
