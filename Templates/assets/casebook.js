// @ts-check
"use strict";
// Small comforts: appearance, copying, printing. Nothing is stored unless the reader asks for it.
(() => {
  const root = document.documentElement, key = "casebook-theme";
  const words = globalThis.casebookWords ?? {};
  const say = (/** @type {string} */ name) => String(words[name] ?? name);

  /** Storage may be forbidden: by the browser, or on file://. @param {(store: Storage) => any} use */
  const stored = use => { try { return use(localStorage); } catch { return null; } };

  /** @param {string} name @param {Record<string, any>} attributes @param {...(Node | string)} children */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [name, value] of Object.entries(attributes)) typeof value === "function" ? element.addEventListener(name, value) : element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const theme = stored(store => store.getItem(key)) ?? "";
  const wear = (/** @type {string} */ name) => name ? root.dataset.theme = name : delete root.dataset.theme;
  wear(theme);

  const settings = document.getElementById("_settings");
  if (settings) {
    const select = /** @type {HTMLSelectElement} */ (make("select", { id: "_theme", change: () => apply() },
      ...["auto", "light", "dark"].map(name => make("option", { value: name === "auto" ? "" : name }, say("theme_" + name)))));
    const keep = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", change: () => apply() }));
    select.value = theme;
    keep.checked = theme !== "";
    const apply = () => {
      wear(select.value);
      stored(store => keep.checked && select.value ? store.setItem(key, select.value) : store.removeItem(key));
    };
    settings.append(make("span", { class: "theme" }, make("label", { for: "_theme" }, say("theme")), " ", select),
      make("label", { class: "theme" }, keep, " " + say("theme_remember")));
  }

  // On a narrow page a source unfolds where it is cited; pressed once more, its link is followed.
  for (const citation of document.querySelectorAll(".citation")) citation.addEventListener("click", event => {
    const source = citation.querySelector("span");
    if (!source || getComputedStyle(source).clipPath === "none") return;
    event.preventDefault();
    citation.classList.add("is-open");
  });

  // What can be cited can be copied.
  for (const text of document.querySelectorAll(".cite-text")) {
    const status = make("span", { role: "status" });
    text.after(make("p", {}, make("button", { type: "button", class: "button", click: async () => {
      try {
        await navigator.clipboard.writeText(text.textContent ?? "");
        status.textContent = say("copied");
      } catch {
        // Without the right to copy, the text is marked so that a key does it.
        getSelection()?.selectAllChildren(text);
      }
    } }, say("copy")), " ", status));
  }
  document.querySelector(".cite")?.before(make("p", { class: "print" },
    make("button", { type: "button", class: "button", click: () => print() }, say("print"))));
})();
