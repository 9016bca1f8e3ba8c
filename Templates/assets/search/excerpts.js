// @ts-check
"use strict";
// Finds the words of a query in a text: to mark them, to choose an excerpt, and to measure how near
// they are to each other.
(() => {
  /** Matches a number in groups of three digits, an acronym with dots, or a word. */
  const wordLike = new RegExp("(?<![\\p{L}\\p{N}])\\d{1,3}(?:[,. \\u00A0\\u202F]\\d{3})+(?![\\p{L}\\p{N}])"
    + "|(?<![\\p{L}\\p{N}])\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}\\p{M}])"
    + "|[\\p{L}\\p{N}\\p{M}]+(?:['\\u2019\\u200C\\u200D][\\p{L}\\p{N}\\p{M}]+)*", "gu");
  const { keys: keysOf } = casebook.analysis, hyphen = /^[-\u2010\u2011]$/;
  /**
   * The length of an excerpt, in UTF-16 units; and the largest distance, in words, that counts as
   * near.
   */
  const length = 240, window = 8;

  /**
   * A word in a text: its start and end in UTF-16 units, its key, and the number of words before
   * it.
   * @typedef {[number, number, string, number]} Place
   */

  /** @type {Map<string, Place[]>} */
  const known = new Map();

  /**
   * Returns the words of a text in order. Words with hyphens between them come first as one word,
   * then one by one. Results are kept, because the same hits come back at each keystroke.
   * @param {string} text
   */
  function wordsOf(text) {
    const found = known.get(text) ?? [];
    if (known.has(text)) return found;
    /** @type {Place[]} */
    let parts = [];
    let count = 0;
    const add = () => {
      const whole = parts.map(([, , key]) => key).join("");
      if (parts.length > 1) found.push([parts[0][0], parts[parts.length - 1][1], whole, parts[0][3]]);
      found.push(...parts);
      parts = [];
    };
    for (const { 0: stretch, index = 0 } of text.matchAll(wordLike)) {
      const keys = keysOf(stretch), end = index + stretch.length;
      if (parts.length && (keys.length !== 1 || !hyphen.test(text.slice(parts[parts.length - 1][1], index)))) add();
      if (keys.length === 1) parts.push([index, end, keys[0], count++]);
      // A number in groups is found as a whole, and each group by itself.
      else if (/^\d/.test(stretch)) found.push([index, end, keys.join(""), count++]);
      else for (const key of keys) {
        // A run of text in a script without spaces contains many words.
        const start = index + Math.max(0, stretch.indexOf(key));
        found.push([start, Math.min(end, start + key.length), key, count++]);
      }
    }
    add();
    if (known.size > 300) known.clear();
    known.set(text, found);
    return found;
  }

  /**
   * Returns the words that were searched for, without those that lie within another one.
   * @param {string} text
   * @param {Map<string, unknown>} keys
   * @param {string[]} starts  beginnings of words
   */
  function matches(text, keys, starts) {
    let last = 0;
    return wordsOf(text).filter(([start, end, key]) => {
      const isMatch = start >= last && (keys.has(key) || starts.some(start => key.startsWith(start)));
      if (isMatch) last = end;
      return isMatch;
    });
  }

  /**
   * Returns the part of a text that shows the most different words of the query.
   * @param {string} text
   * @param {Map<string, unknown>} keys
   * @param {string[]} starts
   */
  function excerpt(text, keys, starts) {
    const found = matches(text, keys, starts);
    let from = 0, most = 0;
    for (const [start] of found) {
      const shown = found.filter(([begin, end]) => begin >= start && end <= start + length - 60);
      const seen = new Set(shown.map(([, , key]) => keys.get(key))).size;
      if (seen > most) { most = seen; from = start; }
    }
    from = from < 60 ? 0 : text.indexOf(" ", from - 50) + 1;
    const cut = from + length < text.length;
    const end = cut ? Math.max(text.lastIndexOf(" ", from + length), from + length - 30) : text.length;
    const lead = from ? "… " : "", shift = lead.length - from;
    /** @type {Span[]} */
    const ranges = found.filter(([start, stop]) => start >= from && stop <= end)
      .map(([start, stop]) => [start + shift, stop + shift]);
    return { text: lead + text.slice(from, end) + (cut ? " …" : ""),
      ranges };
  }

  /**
   * Measures how near those words stand to each other that are neighbours in the query. Each pair
   * counts the rarity of its more common word divided by their smallest distance in words, and half
   * of that in the wrong order. Returns the mean of all pairs that the query has.
   * @param {string[]} texts
   * @param {Map<string, number>} wordOf  the index of the query.s word, by key
   * @param {number[]} rarity
   */
  function nearness(texts, wordOf, rarity) {
    const best = new Float64Array(rarity.length);
    let start = 0;
    for (const text of texts) {
      /** For each word of the query, its latest position. */
      const last = [];
      let at = start;
      for (const [, , key, place] of wordsOf(text)) {
        const word = wordOf.get(key);
        at = start + place;
        if (word === undefined) continue;
        for (const other of [word - 1, word + 1]) {
          const rarer = Math.min(rarity[word], rarity[other]), pair = Math.min(word, other);
          const gain = rarer / (at - last[other]) / (other < word ? 1 : 2);
          if (at - last[other] <= window && gain > best[pair]) best[pair] = gain;
        }
        last[word] = at;
      }
      start = at + 1;
    }
    return best.reduce((sum, gain) => sum + gain, 0) * 2 / (rarity.length * (rarity.length - 1) || 1);
  }

  casebook.excerpts = { matches, excerpt, nearness };
})();
