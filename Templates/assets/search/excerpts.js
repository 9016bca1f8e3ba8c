// @ts-check
"use strict";
// Where the words of a query stand in a text: to mark them, to choose what is shown, and to see how
// near they are.
(() => {
  /** A number in groups of three digits, an acronym with dots, or a word. */
  const wordLike = new RegExp("(?<![\\p{L}\\p{N}])\\d{1,3}(?:[,. \\u00A0\\u202F]\\d{3})+(?![\\p{L}\\p{N}])"
    + "|(?<![\\p{L}\\p{N}])\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}\\p{M}])"
    + "|[\\p{L}\\p{N}\\p{M}]+(?:['\\u2019\\u200C\\u200D][\\p{L}\\p{N}\\p{M}]+)*", "gu");
  const { keys: keysOf } = casebook.analysis, hyphen = /^[-\u2010\u2011]$/;
  /** Units of UTF-16 in an excerpt; words that may lie between two near ones. */
  const length = 240, window = 8;

  /**
   * A word in a text: where it begins and ends in UTF-16 units, its key, and how many words are
   * before it.
   * @typedef {[number, number, string, number]} Place
   */

  /** @type {Map<string, Place[]>} */
  const known = new Map();

  /**
   * The words of a text in order; what hyphens hold together comes first as one word. Hits come
   * back at each keystroke.
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
        // A stretch of a script without spaces holds many words.
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
   * Those of the words that were searched for, none within another.
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
   * The stretch of a text that shows most of what was found.
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
   * How near words stand that are neighbours in a query: for each two the rarity of the commoner
   * one over their least distance, twice as much in order; the mean of these.
   * @param {string[]} texts
   * @param {Map<string, number>} wordOf  by key
   * @param {number[]} rarity
   */
  function nearness(texts, wordOf, rarity) {
    const best = new Float64Array(rarity.length);
    let start = 0;
    for (const text of texts) {
      /** Where each word of the query was last. */
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
