// @ts-check
"use strict";
// Reads a query: words, "phrases", -exclusions and field:value. Every text is a valid query;
// nothing here throws.
(() => {
  const { words: wordsOf, fold } = casebook.analysis;
  const longest = 2000, mostWords = 64, isSigned = /[.+#]/, isOption = /^(?:-|[a-z]{1,2}$|[b-df-hj-np-tv-xz]{1,4}$)/;
  /**
   * Matches a minus after a blank, a name before a colon, and then words: in quotes, or up to a
   * blank.
   */
  const piece = /((?<!\S)-)?(?:([\p{L}\p{N}_-]+):)?(?:"([^"]*)"|([^\s"]+))|[^\s]/gu;

  /**
   * Splits a query into units of words, compounds and filters.
   * @param {string} text
   * @param {(name: string) => string | undefined} fieldNamed  the id for an id or a label
   * @returns {Query}
   */
  function parse(text, fieldNamed) {
    /** @type {Query} */
    const query = { units: [], compounds: [], filters: [] };
    const plain = String(text).slice(0, longest).replace(/[“”„«»＂]/g, '"');
    let left = mostWords, wanted = 0;
    for (const [, sign, name, quoted, bare] of plain.matchAll(piece)) {
      const value = quoted ?? bare;
      // "rm -rf" and "tar -xzf" have options. No word that a reader would exclude is so short or
      // has no vowel.
      const minus = sign && !(bare && isOption.test(bare.replace(/\)$/, "")));
      if (value === undefined) continue;
      const field = name && fieldNamed(name);
      if (field) {
        query.filters.push({ field, value, exclude: !!minus });
        continue;
      }
      /** @type {Word[]} */
      const words = [], compounds = [];
      for (const { form, parts } of wordsOf(name ? `${name} ${value}` : value)) {
        if (words.length === left) break;
        const word = { form, key: fold(form) };
        if (parts === 1) {
          const plain = words[words.length - 1];
          // The last character of a word in a script without spaces is contained in the pair before
          // it.
          if (isSigned.test(form)) words[words.length - 1] = { ...word, plain };
          continue;
        }
        const to = wanted + words.length;
        if (parts) compounds.push({ ...word, from: to - parts, to }); else words.push(word);
      }
      left -= words.length;
      if (!words.length) continue;
      const phrase = words.length > 1;
      const joined = compounds.map(word => ({ words: [word], exclude: true, phrase: false }));
      if (minus) query.units.push({ words, exclude: true, phrase }, ...joined);
      else if (quoted !== undefined && phrase) query.units.push({ words, exclude: false, phrase });
      else {
        for (const word of words) query.units.push({ words: [word], exclude: false, phrase: false });
        query.compounds.push(...compounds);
      }
      if (!minus) wanted += words.length;
    }
    return query;
  }

  casebook.query = { parse };
})();
