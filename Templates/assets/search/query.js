// @ts-check
"use strict";
// Reads what somebody typed: words, "phrases", -exclusions and field:value. Anything is a query; nothing here throws.
(() => {
  const { forms, fold } = casebook.analysis;
  const longest = 2000, mostWords = 64;

  /**
   * @typedef {{ form: string, key: string }} Word
   * @typedef {{ words: Word[], exclude: boolean, phrase: boolean }} Unit
   * @typedef {{ units: Unit[], filters: { field: string, value: string, exclude: boolean }[] }} Query
   */

  /**
   * @param {string} text
   * @param {(name: string) => string | undefined} fieldNamed  the id of a field by id or label
   * @returns {Query}
   */
  function parse(text, fieldNamed) {
    /** @type {Query} */
    const query = { units: [], filters: [] };
    const plain = String(text).slice(0, longest).replace(/[“”„«»＂]/g, '"');
    let left = mostWords;
    for (const [, minus, name, quoted, bare] of plain.matchAll(/((?<![^\s(])-)?(?:([\p{L}\p{N}_-]+):)?(?:"([^"]*)"|([^\s"]+))|[^\s]/gu)) {
      const value = quoted ?? bare;
      if (value === undefined) continue;
      const field = name && fieldNamed(name);
      if (field) {
        query.filters.push({ field, value, exclude: !!minus });
        continue;
      }
      const words = forms(name ? `${name} ${value}` : value).slice(0, Math.max(0, left)).map(form => ({ form, key: fold(form) }));
      left -= words.length;
      if (!words.length) continue;
      if (minus || (quoted !== undefined && words.length > 1)) query.units.push({ words, exclude: !!minus, phrase: words.length > 1 });
      else for (const word of words) query.units.push({ words: [word], exclude: false, phrase: false });
    }
    return query;
  }

  casebook.query = { parse };
})();
