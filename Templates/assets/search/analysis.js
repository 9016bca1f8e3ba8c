// @ts-check
"use strict";
// Turns text into words, by the rules in the manual's "Search analysis". Sources/Search/Analysis
// has the same rules, and Tests/SearchClient/tokens.json tests both.
(() => {
  const elisions = new Set(("l d j m t s c n qu jusqu lorsqu puisqu quoiqu presqu entr dell nell sull dall all "
    + "coll degl negl sugl dagl agl gl un quell quest bell sant tutt senz dov com cos anch ch v").split(" "));
  const apostrophe = "['`\u02B9\u02BB\u02BC\u2018\u2019\u201B\u2032]";
  const start = `(?!${apostrophe})[\\p{L}\\p{N}]`, inner = `(?!${apostrophe})[\\p{L}\\p{N}\\p{M}]`;
  const hyphen = "[-\u2010\u2011]", aHyphen = new RegExp(hyphen), anApostrophe = new RegExp(apostrophe, "u");
  const dropped = new RegExp("[\xAD\u034F\u0640\u0670\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5"
    + "\u05C7\u0610-\u061A\u061C\u064B-\u0652"
    + "\u0656-\u065F\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u180B-\u180E\u200C-\u200F"
    + "\u202A-\u202E\u2060-\u206F"
    + "\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]", "gu");
  const zeros = [0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
    0xED0, 0xF20, 0x1040,
    0x1090, 0x17E0, 0x1810];
  const unspaced = "[\u0E01-\u0E4E\u0E80-\u0ECF\u0EDC-\u0EDF\u1000-\u103F\u1050-\u108F\u109A-"
    + "\u109F\u1780-\u17D3\u17DC\u17DD"
    + "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303C\u3041-\u30FF\u31F0-\u31FF\u3400-\u4DBF"
    + "\u4E00-\u9FFF\uA9E0-\uA9FF"
    + "\uAA60-\uAA7F\uF900-\uFAFF\u{20000}-\u{3FFFF}]";
  const run = new RegExp(`(?:${unspaced}\\p{M}*)+|(?:(?!${unspaced})[^]\\p{M}*)+`, "gu");
  const isUnspaced = new RegExp(`^${unspaced}`, "u");
  /** Matches one letter of an acronym that is written with dots. */
  const single = `(?!${apostrophe}|${unspaced})\\p{L}(?!${inner})`;
  const word = new RegExp(
    `${single}(?:\\.${single})+|`
    + `(?:(?:co|re|e)${hyphen}(?=(?!${apostrophe})\\p{L}))?${start}(?:${inner})*`
    + `(?:${apostrophe}(?=${start})(?:${inner})+)*`, "gu");
  const joint = new RegExp(`${hyphen}|\\.`), group = /\d{3}(?![\p{L}\p{N}\p{M}])/uy;
  const signs = /(?:\+\+|#)(?![\p{L}\p{N}\p{M}+#])/uy;
  /** Matches a text with a letter, and with none of a script without spaces. */
  const isLettered = new RegExp(`^(?=.*\\p{L})(?!.*${unspaced})`, "u");
  const foldedMarks = /[\u0300-\u036F\u0653-\u0655\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]/g;
  /** @type {Record<string, string>} */
  const foldedLetters = { "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l",
    "ŋ": "n", "œ": "oe",
    "ŧ": "t", "ƙ": "k", "ƴ": "y", "ɓ": "b", "ɔ": "o", "ɗ": "d", "ə": "e", "ɛ": "e", "ґ": "г",
    "\u0629": "\u0647", "\u0649": "\u064A",
    "\u0671": "\u0627", "\u06A9": "\u0643", "\u06AA": "\u0643", "\u06BE": "\u0647", "\u06C1": "\u0647",
    "\u06C3": "\u0647",
    "\u06CC": "\u064A", "\u06D5": "\u0647" };
  const letters = new RegExp(`[${Object.keys(foldedLetters).join("")}]`, "g");

  /** @param {string} text */
  function normalize(text) {
    const lower = text.normalize("NFKC").toLowerCase();
    if (/^[\0-\x7F]*$/.test(lower)) return lower;
    return lower.replace(dropped, "").replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/\p{Nd}/gu, digit => {
      const code = digit.codePointAt(0) ?? 0, zero = zeros.find(zero => code >= zero && code < zero + 10);
      return zero ? String(code - zero) : digit;
    }).normalize("NFC");
  }

  /**
   * Returns the text that a pattern matches at a place, if it does.
   * @param {RegExp} pattern  a sticky pattern
   * @param {string} text
   * @param {number} at
   */
  function stands(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  }

  /**
   * Returns the words of a text in order, in lower case and with their diacritics. A compound
   * (words held together by hyphens, dots or groups of digits) stands once more as one word after
   * its parts, and `parts` is their number. If `parts` is 1, the word is the one before it with its
   * signs, as in `c++`, or the last character of that word.
   * @param {string} text
   * @returns {{ form: string, parts: number }[]}
   */
  function words(text) {
    /** @type {{ form: string, parts: number }[]} */
    const found = [];
    const plain = normalize(text);
    let first = 0, parts = 0, start = 0, end = -2, isNumber = false;

    /** Adds the compound of the words since `first`, or the word with its signs. */
    function join() {
      const form = found.slice(first).map(({ form }) => form).join("");
      const isWhole = parts > 0 && found.length === first + parts;
      if (isWhole && parts > 1) {
        const isWord = [...form].length <= 40 && (isNumber || isLettered.test(form)) && !isUnspaced.test(form);
        if (isWord) found.push({ form, parts });
      } else if (isWhole && /^\p{L}/u.test(form)) {
        const sign = stands(signs, plain, end);
        if (sign) found.push({ form: form + sign, parts: 1 });
        else if (plain[start - 1] === "." && !/[\p{L}\p{N}\p{M}.]/u.test(plain[start - 2] ?? " "))
          found.push({ form: "." + form, parts: 1 });
      }
      first = found.length;
      parts = 0;
    }

    for (const { 0: match, index = 0 } of plain.matchAll(word)) {
      const sign = index === end + 1 ? plain[end] : "", isDecimal = sign === "." && /\d/.test(plain[index]);
      /** @type {boolean} */
      const goesOn = isNumber && /[,. ]/.test(sign) && !!stands(group, plain, index);
      const isJoined = goesOn || joint.test(sign) && (!isNumber || parts === 1 && !isDecimal);
      if (!isJoined || !parts) {
        join();
        start = index;
      }
      parts++;
      end = index + match.length;
      const joined = match.replace(aHyphen, "").replaceAll(".", "").split(anApostrophe);
      if (joined.length > 1 && [...joined[1]].length > 1 && elisions.has(joined[0])) joined.shift();
      if (joined.length > 1 && joined[joined.length - 1] === "s") joined.pop();
      addPieces(joined.join(""), found);
      isNumber = parts > 1 ? goesOn : found.length === first + 1 && /^\d{1,3}$/.test(found[first].form);
    }
    join();
    return found;
  }

  /**
   * Adds a word, or the pairs of characters of a word in a script without spaces.
   * @param {string} whole
   * @param {{ form: string, parts: number }[]} found
   */
  function addPieces(whole, found) {
    for (const piece of whole.match(run) ?? []) {
      if (!isUnspaced.test(piece)) {
        found.push({ form: [...piece].slice(0, 40).join(""), parts: 0 });
        continue;
      }
      const units = piece.match(/\P{M}\p{M}*/gu) ?? [];
      if (units.length === 1) found.push({ form: units[0], parts: 0 });
      for (let at = 1; at < units.length; at++) found.push({ form: units[at - 1] + units[at], parts: 0 });
      // Every other character begins a pair. The last one is added alone, so that a search for it
      // finds the word.
      if (units.length > 1) found.push({ form: units[units.length - 1], parts: 1 });
    }
  }

  /**
   * Returns the words of a text without compounds.
   * @param {string} text
   */
  const forms = text => words(text).filter(({ parts }) => !parts).map(({ form }) => form);

  /**
   * Returns the key by which a form is looked up: without diacritics, and with one letter in place
   * of several that people type alike.
   * @param {string} form
   */
  function fold(form) {
    if (/^[\0-\x7F]*$/.test(form)) return form;
    return form.normalize("NFKD").replace(foldedMarks, "").replace(letters, letter => foldedLetters[letter])
      .normalize("NFC");
  }

  /** @type {Record<string, (word: string) => string>} */
  const bareRules = {
    // Removes the article, alone or together with "and", "so", "with", "like" or "for" before it.
    ar: word => word.replace(/^(?:ال(?=..)|[وف](?:[بك]?ال|لل)(?=...)|(?:[بك]ال|لل)(?=...))/, ""),
    // Removes the one-letter words "and", "the", "in", "like", "to", "from" and "that", as long as
    // three letters remain.
    he: word => word.replace(/^[והבכלמש]+(?=...)/, ""),
    // Removes the class of a noun, which differs between singular and plural.
    sw: word => /^(?:m|wa|mi)..$/.test(word) ? word.slice(-2)
      : word.replace(/^(?:mwa|wa|mw|mi|ki|vi|ch|vy|ma|ji|m)(?=...)/, "").replace(/^namke$/, "nawake"),
  };

  /**
   * Returns a word without what its language writes in front of it.
   * @param {string} form
   * @param {string} language
   */
  function bare(form, language) {
    const rule = bareRules[language];
    for (let word = form; ; form = word) if (!rule || (word = rule(form)) === form) return form;
  }

  /** @param {string} text */
  const keys = text => forms(text).map(fold);

  globalThis.casebook = Object.assign(globalThis.casebook ?? {}, { analysis: { words, forms, fold, keys, bare } });
})();
