// @ts-check
"use strict";
// Small comforts: appearance, copying, printing. Nothing is stored unless the reader asks for it.
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
    text.after(make("p", {}, button("copy", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent ?? "");
        status.textContent = say("copied");
      } catch {
        // Without the right to copy, the text is marked so that a key does it.
        getSelection()?.selectAllChildren(text);
      }
    }), " ", status));
  }
  document.querySelector(".cite")?.before(make("p", { class: "print" }, button("print", () => print())));
})();
