// @ts-check
"use strict";
// What every script of a page needs: elements, the words of the interface, storage, addresses. It
// runs before all others.
(() => {
  const language = document.documentElement.lang || undefined;
  // Made once: each costs more than all else that a keystroke shows.
  const numbers = new Intl.NumberFormat(language);
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-casebook-search]");
  /** Where the folder of the page's language is: addresses of hits count from there. */
  const home = form?.action.replace(/[^/]*$/, "") ?? "";

  /**
   * A number as the page's language writes it.
   * @param {number} value
   */
  const number = value => numbers.format(value);

  /**
   * A text of the interface, with values in place of `{0}`, `{1}` and so on.
   * @param {string} name
   * @param {...(string | number)} values
   */
  const say = (name, ...values) =>
    String(globalThis.casebookWords?.[name] ?? name).replace(/\{(\d)\}/g, (_, at) => String(values[at]));

  /**
   * An element. A function among the attributes listens to the event of that name; `true` is an
   * attribute without a value; `false` and `undefined` are none. Children that are `null` are left
   * out.
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
   * A button that is named by a text of the interface.
   * @param {string} text
   * @param {() => unknown} click
   */
  const button = (text, click) => make("button", { type: "button", class: "button", click }, say(text));

  /**
   * What `use` makes of a storage, or null: a browser may forbid storage, above all on `file://`.
   * @template Result
   * @param {"localStorage" | "sessionStorage"} name
   * @param {(store: Storage) => Result} use
   * @returns {Result | null}
   */
  function stored(name, use) {
    try { return use(globalThis[name]); } catch { return null; }
  }

  /**
   * Copies a link and says so; where copying is forbidden, shows it.
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
   * The language of a text that is not translated; it runs in its own direction.
   * @param {Fragment} record
   */
  const tongueOf = record => record.facts.language ? { lang: record.facts.language[0][0], dir: "auto" } : {};

  /**
   * The first facts of a record, as the theme's `entry` partial writes them: marks where a fact has
   * an id.
   * @param {Fragment} record
   * @param {Record<string, string>} labels  of fields
   * @param {string} [but]  a text that is shown already
   * @returns {(Node | string)[]}
   */
  function factLine({ facts }, labels, but) {
    const shown = Object.entries(facts).filter(([name]) => name !== "summary" && name !== "language").slice(0, 4);
    return shown.flatMap(([name, values]) => {
      const text = values.map(([label]) => label).join(", "), id = values[0]?.[1];
      if (!text || text === but) return [];
      return [" ", make("span", { class: id ? `mark mark-of-${name} mark-${id}` : `entry-fact entry-${name}` },
        labels[name] ? make("span", { class: "mark-label" }, `${labels[name]}: `) : null,
        make("span", { class: "mark-text" }, text))];
    });
  }

  globalThis.casebook = Object.assign(globalThis.casebook ?? {}, {
    dom: { language, form, home, number, say, make, button, stored, copyLink, tongueOf, factLine },
  });
})();
