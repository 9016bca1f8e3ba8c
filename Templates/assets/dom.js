// @ts-check
"use strict";
// Functions that every script of a page needs: elements, the words of the interface, storage,
// addresses. This script runs before all others.
(() => {
  const language = document.documentElement.lang || undefined;
  // Made once: making a formatter takes longer than all else that a keystroke does.
  const numbers = new Intl.NumberFormat(language);
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-casebook-search]");
  /** The folder of the page's language; the addresses of records are relative to it. */
  const home = form?.action.replace(/[^/]*$/, "") ?? "";

  /**
   * Returns a number as the language of the page writes it.
   * @param {number} value
   */
  const number = value => numbers.format(value);

  /**
   * Returns a text of the interface, with values in place of `{0}`, `{1}` and so on.
   * @param {string} name
   * @param {...(string | number)} values
   */
  const say = (name, ...values) =>
    String(globalThis.casebookWords?.[name] ?? name).replace(/\{(\d)\}/g, (_, at) => String(values[at]));

  /**
   * Makes an element. An attribute that is a function listens to the event of its name. The value
   * `true` makes an attribute without a value; `false` and `undefined` make none. Children that are
   * `null` are left out.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Attributes} [attributes]
   * @param {...(Node | string | null)} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, /** @type {EventListener} */ (value));
      else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children) if (child !== null) element.append(child);
    return element;
  }

  /**
   * Makes a button with a text of the interface on it.
   * @param {string} text
   * @param {() => unknown} click
   */
  const button = (text, click) => make("button", { type: "button", class: "button", click }, say(text));

  /**
   * Returns the result of `use` with a storage; null if the browser forbids storage, as some do on
   * `file://`.
   * @template Result
   * @param {"localStorage" | "sessionStorage"} name
   * @param {(store: Storage) => Result} use
   * @returns {Result | null}
   */
  function stored(name, use) {
    try { return use(globalThis[name]); } catch { return null; }
  }

  /**
   * Copies a link and says so. If the browser forbids copying, shows the link instead.
   * @param {string} link
   * @param {Element} status
   * @param {string} question
   */
  async function copyLink(link, status, question) {
    try {
      await navigator.clipboard.writeText(link);
      status.textContent = say("copied");
    } catch {
      prompt(question, link);
    }
  }

  /**
   * Returns attributes for the language of a text that is not translated, and for its own direction
   * of writing; none if the text is in the language of the page.
   * @param {Fragment} record
   */
  const tongueOf = record => record.facts.language ? { lang: record.facts.language[0][0], dir: "auto" } : {};

  /**
   * Returns a step of a scale, as the theme's `scale` partial writes it: no bars where they are too many to
   * count at a glance.
   * @param {number} step
   * @param {number} count
   * @returns {(Node | string)[]}
   */
  const scale = (step, count) => [
    ...Array.from({ length: count > 10 ? 0 : count }, (_, at) =>
      make("i", { class: at < step ? "bar bar-on" : "bar" })),
    " ", make("span", { class: "scale" }, say("scale", number(step), number(count))),
  ];

  /**
   * Returns the first facts of a record, as the theme's partial `entry` writes them: a fact with a
   * sign becomes a mark. A sign is a shape, a step as `2/4`, both, or empty.
   * @param {Fragment} record
   * @param {Record<string, string>} labels  the labels of fields
   * @param {string} [but]  a text that is already shown and is left out
   * @returns {(Node | string)[]}
   */
  function factLine({ facts }, labels, but) {
    const told = Object.entries(facts).filter(([name]) => name !== "summary" && name !== "language");
    // Marks stand before other facts, as in the theme's lists.
    const marks = told.filter(([, values]) => values[0]?.[1] !== undefined);
    const shown = [...marks, ...told.filter(fact => !marks.includes(fact))].slice(0, 4);
    return shown.flatMap(([name, values]) => {
      const text = values.map(([label]) => label).join(", "), sign = values[0]?.[1];
      if (!text || text === but) return [];
      const [, shape, step, count] = /^(\w*?) ?(?:(\d+)\/(\d+))?$/.exec(sign ?? "") ?? [];
      return [" ", make("span", { class: sign === undefined ? "entry-fact" : shape ? `mark mark-${shape}` : "mark" },
        labels[name] ? make("span", { class: "mark-label" }, `${labels[name]}: `) : null,
        text, ...step ? scale(Number(step), Number(count)) : [])];
    });
  }

  globalThis.casebook = Object.assign(globalThis.casebook ?? {}, {
    dom: { language, form, home, number, say, make, button, stored, copyLink, tongueOf, factLine },
  });
})();
