// @ts-check
"use strict";
// Where the words of a query stand in a text: to mark them, to choose what is shown, and to see how near they are.
(() => {
  const wordLike = /[\p{L}\p{N}\p{M}]+(?:['\u2019\u200C\u200D][\p{L}\p{N}\p{M}]+)*/gu;
  const { keys: keysOf } = casebook.analysis;
  /** Units of UTF-16 in an excerpt; words that may lie between two near ones. */
  const length = 240, window = 8;

  /**
   * Ranges of UTF-16 units with the key of what stands there.
   * @param {string} text @param {Map<string, unknown>} keys @param {string[]} starts  beginnings that were searched for
   * @returns {[number, number, string][]}
   */
  function matches(text, keys, starts) {
    const found = [];
    for (const { 0: stretch, index } of text.matchAll(wordLike))
      for (const key of keysOf(stretch)) {
        if (!keys.has(key) && !starts.some(start => key.startsWith(start))) continue;
        // A stretch of a script without spaces holds many words.
        const inside = Math.max(0, stretch.indexOf(key)), end = stretch.length > key.length * 2 ? inside + key.length : stretch.length;
        found.push([index + inside, index + end, key]);
      }
    return found;
  }

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
   * @param {string} text @param {Map<string, number>} wordOf  by key @param {number[]} rarity
   */
  function nearness(text, wordOf, rarity) {
    const best = new Map();
    let recent = [];
    keysOf(text).forEach((key, at) => {
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
