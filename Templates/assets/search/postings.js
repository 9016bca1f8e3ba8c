// @ts-check
"use strict";
// Decodes the formats of the manual's "Search format": bits, postings, positions, runs, and words
// of which each says how much it shares with the one before.
(() => {
  class Bits {
    /** @param {string} base64 */
    constructor(base64) {
      const binary = atob(base64);
      this.bytes = new Uint8Array(binary.length);
      for (let at = 0; at < binary.length; at++) this.bytes[at] = binary.charCodeAt(at);
      this.at = 0;
    }
    bit() {
      const byte = this.bytes[this.at >> 3];
      if (byte === undefined) throw new RangeError("cut off");
      return byte >> (7 - (this.at++ & 7)) & 1;
    }
    /** @param {number} count */
    read(count) {
      let value = 0;
      while (count-- > 0) value = value * 2 + this.bit();
      return value;
    }
    gamma() {
      let low = 0;
      while (!this.bit()) low++;
      return 2 ** low + this.read(low);
    }
    /** @param {number} parameter */
    rice(parameter) {
      let high = 0;
      while (this.bit()) high++;
      return high * 2 ** parameter + this.read(parameter);
    }
    align() { this.at = (this.at + 7) & ~7; }
  }

  /**
   * Reads weights. Fewer than four are 5 bits each; more are a mean and distances from it, in the
   * order 0, −1, 1, −2, 2 …
   * @param {Bits} bits
   * @param {number} count
   * @param {(at: number, weight: number) => void} set
   */
  function readWeights(bits, count, set) {
    const few = count < 4, mean = few ? 0 : bits.read(5), parameter = few ? 0 : bits.read(2);
    for (let at = 0; at < count; at++) {
      const code = few ? bits.read(5) * 2 : bits.rice(parameter);
      set(at, mean + (code & 1 ? -(code + 1) / 2 : code / 2));
    }
  }

  /**
   * Reads the postings of a term.
   * @param {Bits} bits
   * @returns {Postings}
   */
  function postings(bits) {
    const count = bits.gamma() - 1, records = new Uint32Array(count), weights = new Uint8Array(count);
    /** @type {number[]} */
    const masks = [];
    let ranks = null;
    if (count > 0) {
      for (let left = bits.gamma(); left > 0; left--) masks.push(bits.gamma());
      if (masks.length > 1) {
        const parameter = bits.read(3);
        ranks = new Uint16Array(count);
        for (let at = 0; at < count; at++) ranks[at] = bits.rice(parameter);
      }
      const parameter = bits.read(5);
      for (let at = 0, next = 0; at < count; at++) next = 1 + (records[at] = next + bits.rice(parameter));
      if (bits.bit()) {
        weights.fill(bits.read(5));
        /** @type {number[]} */
        const places = [];
        let left = bits.gamma();
        const step = bits.read(5);
        for (let next = 0; left > 0; left--) next = 1 + (places[places.length] = next + bits.rice(step));
        readWeights(bits, places.length, (at, weight) => weights[places[at]] = weight);
      } else readWeights(bits, count, (at, weight) => weights[at] = weight);
    }
    bits.align();
    return { count, records, masks, ranks, weights };
  }

  /**
   * Reads the positions of a term. Returns those of the records that are `wanted`, by record.
   * @param {Bits} bits
   * @param {Postings} term
   * @param {(record: number) => boolean} wanted
   */
  function positions(bits, term, wanted) {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    if (term.count > 0) {
      const parameter = bits.read(5);
      for (const record of term.records) {
        const places = [];
        let place = 0;
        for (let left = bits.gamma(); left > 0; left--) places.push(place += bits.rice(parameter));
        if (wanted(record)) found.set(record, places);
      }
    }
    bits.align();
    return found;
  }

  /**
   * Reads the records of a facet's value.
   * @param {Bits} bits
   */
  function runs(bits) {
    const found = [];
    let left = bits.gamma() - 1;
    if (left > 0) {
      const skips = bits.read(5), lengths = bits.read(5);
      for (let next = 0; left > 0; left--) {
        next += bits.rice(skips);
        for (let more = lengths < 31 ? bits.rice(lengths) : 0; more >= 0; more--) found.push(next++);
      }
    }
    return found;
  }

  /**
   * Decodes sorted words: `AceaseFfireCdar` is *cease*, *ceasefire*, *cedar*.
   * @param {string} text
   * @returns {string[]}
   */
  function words(text) {
    let last = "";
    return (text.match(/[A-Z][^A-Z]*/g) ?? []).map(part =>
      last = last.slice(0, part.charCodeAt(0) - 65) + part.slice(1));
  }

  /**
   * Reads the stem of each form, and the form's number among the forms of its stem. A stem of
   * another file is `[file, place]`.
   * @param {Bits} bits
   * @param {number} count
   */
  function references(bits, count) {
    let known = 0;
    const found = [];
    for (; count > 0; count--) {
      /** @type {number | [number, number]} */
      let stem = 0;
      if (!bits.bit()) stem = known++;
      else if (!bits.bit()) stem = known - bits.gamma();
      else stem = [bits.gamma() - 1, bits.gamma() - 1];
      found.push({ stem, ordinal: bits.gamma() - 1 });
    }
    return { found, known };
  }

  casebook.postings = { Bits, postings, positions, runs, words, references };
})();
