// @ts-check
"use strict";
// Measures the distance of two words, and finds the known words nearest to an unknown one.
(() => {
  /**
   * Returns the number of slips between two words (a letter more, a letter fewer, another letter,
   * or two letters swapped), or `limit + 1` if there are more: the optimal string alignment
   * distance.
   * @param {string} a
   * @param {string} b
   * @param {number} limit
   */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > limit) return limit + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /**
   * Returns the number of slips that a word may have: 0, 1 from four letters on, 2 from eight
   * letters on.
   * @param {string} word
   */
  const slips = word => word.length < 4 ? 0 : word.length < 8 ? 1 : 2;

  /**
   * Returns the known words nearest to an unknown one: by slips or, if it may be an unknown form of
   * a known word, by a common beginning.
   * @param {string} word
   * @param {Iterable<{ key: string, common: number }>} known  words; `common` is the binary
   *   logarithm of the number of records, 0 to 16
   * @param {number} most
   */
  function nearest(word, known, most) {
    const limit = slips(word), found = new Map();
    if (/\p{N}/u.test(word)) return [];
    for (const { key, common } of known) {
      if (key === word || found.has(key)) continue;
      // Slips at both ends at once are rare. This test alone excludes most words.
      const isFar = key[0] !== word[0] && key[key.length - 1] !== word[word.length - 1];
      const slip = !limit || isFar ? limit + 1 : distance(word, key, limit);
      let shared = 0;
      while (shared < key.length && key[shared] === word[shared]) shared++;
      const kin = shared >= Math.max(5, word.length * 0.6) && key.length - shared <= 4 && word.length - shared <= 5;
      if (slip > limit && !kin) continue;
      // There is one way to leave out a letter or to swap two, but there are 25 ways to type
      // another letter or one too many. A slip in the first letter is rare. Of equally near words,
      // the more common one is more likely.
      const likely = key.length > word.length || (word[shared] === key[shared + 1] && word[shared + 1] === key[shared]);
      const cost = (slip <= limit ? slip * 2 : 5) + (likely ? 0 : 0.4) + (shared ? 0 : 0.2) - common / 24;
      found.set(key, { key, cost, typo: slip <= limit && !(kin && slip > 1) });
    }
    return [...found.values()].sort((a, b) => a.cost - b.cost || (a.key < b.key ? -1 : 1)).slice(0, most);
  }

  casebook.spelling = { distance, nearest };
})();
