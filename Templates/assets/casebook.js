// @ts-check
"use strict";
// Appearance, copying and printing. Nothing is stored unless the reader asks for it.
(() => {
  const { make, button, say, stored } = casebook.dom, root = document.documentElement, key = "casebook-theme";

  const theme = stored("localStorage", store => store.getItem(key)) ?? "";
  /** @param {string} name */
  const wear = name => name ? root.dataset.theme = name : delete root.dataset.theme;
  wear(theme);

  const settings = document.getElementById("_settings");
  if (settings) {
    const select = make("select", { id: "_theme", change: () => apply() },
      ...["auto", "light", "dark"].map(name =>
        make("option", { value: name === "auto" ? "" : name }, say("theme_" + name))));
    const keep = make("input", { type: "checkbox", change: () => apply() });
    select.value = theme;
    keep.checked = theme !== "";
    const apply = () => {
      wear(select.value);
      const isKept = keep.checked && select.value;
      stored("localStorage", store => isKept ? store.setItem(key, select.value) : store.removeItem(key));
    };
    settings.append(
      make("span", { class: "theme" }, make("label", { for: "_theme" }, say("theme")), " ", select),
      make("label", { class: "theme" }, keep, " " + say("theme_remember")));
  }

  // In a narrow window the source of a citation is folded. The first press on the citation unfolds
  // it; the next one follows its link.
  for (const citation of document.querySelectorAll(".citation")) citation.addEventListener("click", event => {
    const source = citation.querySelector("span");
    if (!source || getComputedStyle(source).clipPath === "none") return;
    event.preventDefault();
    citation.classList.add("is-open");
  });

  // Every text that can be cited gets a button to copy it.
  for (const text of document.querySelectorAll(".cite-text")) {
    const status = make("span", { role: "status" });
    text.after(make("p", {}, button("copy", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent ?? "");
        status.textContent = say("copied");
      } catch {
        // If the browser forbids copying, the text is selected, so that the reader can copy it with
        // a key.
        getSelection()?.selectAllChildren(text);
      }
    }), " ", status));
  }
  document.querySelector(".cite")?.before(make("p", { class: "print" }, button("print", () => print())));
})();
