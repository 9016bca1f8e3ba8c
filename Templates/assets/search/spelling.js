// @ts-check
"use strict";
// How far two words are apart, and which known words come near an unknown one.
(() => {
  /**
   * Slips between two words (a letter more, fewer, other, or two swapped), or `limit + 1` when
   * there are more.
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
   * How many slips a word of this length may have.
   * @param {string} word
   */
  const slips = word => word.length < 4 ? 0 : word.length < 8 ? 1 : 2;

  /**
   * The known words nearest to an unknown one: by slips or, where it may be an unseen form, by
   * their beginning.
   * @param {string} word
   * @param {Iterable<{ key: string, common: number }>} known  `common` grows with the number of records, 0 to 16
   * @param {number} most
   */
  function nearest(word, known, most) {
    const limit = slips(word), found = new Map();
    if (/\p{N}/u.test(word)) return [];
    for (const { key, common } of known) {
      if (key === word || found.has(key)) continue;
      // Slips at both ends at once are rare; most words are told apart by this alone.
      const isFar = key[0] !== word[0] && key[key.length - 1] !== word[word.length - 1];
      const slip = !limit || isFar ? limit + 1 : distance(word, key, limit);
      let shared = 0;
      while (shared < key.length && key[shared] === word[shared]) shared++;
      const kin = shared >= Math.max(5, word.length * 0.6) && key.length - shared <= 4 && word.length - shared <= 5;
      if (slip > limit && !kin) continue;
      // A letter left out or two swapped have few ways to happen, another letter or one too many
      // have twenty-five each; a slip at the first letter is rare; between equals the more common
      // word is the likelier one.
      const likely = key.length > word.length || (word[shared] === key[shared + 1] && word[shared + 1] === key[shared]);
      const cost = (slip <= limit ? slip * 2 : 5) + (likely ? 0 : 0.4) + (shared ? 0 : 0.2) - common / 24;
      found.set(key, { key, cost, typo: slip <= limit && !(kin && slip > 1) });
    }
    return [...found.values()].sort((a, b) => a.cost - b.cost || (a.key < b.key ? -1 : 1)).slice(0, most);
  }

  casebook.spelling = { distance, nearest };
})();
