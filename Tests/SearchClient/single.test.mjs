// The search of one document reads text as the big search does: the same vectors hold for both.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const read = name => readFileSync(new URL("../../Templates/" + name, import.meta.url), "utf8");
const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Runs the scripts of a document that holds these records: `[anchor, title, html]`. */
function opened(records) {
  const elements = { _data: { textContent: JSON.stringify({ words: {}, types: [["note", "Note", "Notes"]],
    records: records.map(([at, title]) => [at, title, 0, ""]) }) } };
  for (const [at, , html] of records) elements[at] = { innerHTML: html };
  for (const id of ["_found", "_q", "_all", "_search"]) elements[id] = { addEventListener() {} };
  const document = { getElementById: id => elements[id] ?? null, documentElement: { dataset: {} } };
  const context = vm.createContext({ document });
  for (const name of ["assets/search/analysis.js", "assets/search/excerpts.js", "articles/single.js"])
    vm.runInContext(read(name), context);
  return query => Array.from(context.casebook.single.find(query).hits, hit => hit.at);
}

const { vectors } = JSON.parse(readFileSync(new URL("tokens.json", import.meta.url), "utf8"));

for (const { rule, text, forms, compounds = [] } of vectors)
  test(`a document is found by each word: ${rule}`, () => {
    const find = opened([["a", "Other", "<p>qqq</p>"], ["b", "One", `<p>${escaped(text)}</p>`]]);
    for (const word of [...forms, ...compounds.map(([form]) => form)])
      assert.deepEqual(find(word), ["b"], word);
    if (forms.length) assert.deepEqual(find(text), ["b"], text);
  });

test("titles come before texts, whole words before beginnings, and every word is needed", () => {
  const find = opened([["start", "A", "<p>patrols by night</p>"], ["whole", "B", "<p>a patrol by night</p>"], ["title", "Patrol", "<p>by night</p>"],
    ["none", "C", "<p>night</p>"]]);
  assert.deepEqual(find("patrol night"), ["title", "whole", "start"]);
  assert.deepEqual(find("night patrol zebra"), []);
});

test("where no record has a word, its ending is left out", () => {
  const find = opened([["a", "A", "<p>a civilian</p>"], ["b", "B", "<p>other</p>"]]);
  assert.deepEqual(find("civilians"), ["a"]);
  assert.deepEqual(find("civilianly"), ["a"]);
  assert.deepEqual(find("civilisation"), []);
  assert.deepEqual(find("ab"), [], "short words are left as they are");
});

test("parts of a word are together, blocks are apart, and nothing in markup is found", () => {
  const find = opened([["a", "A", "<dl><dt>Out</dt><dd>come</dd></dl><p>po<em>liti</em>cal &amp; &quot;x&quot;</p><a href=\"#zebra\">y</a>"]]);
  assert.deepEqual(find("political"), ["a"]);
  for (const word of ["outcome", "zebra", "href", "amp"]) assert.deepEqual(find(word), [], word);
});

test("whatever is typed, there is an answer", () => {
  const find = opened([["a", "A", "<p>one two</p>"]]);
  for (const query of ["", " ", "\"", "-", "<b>", "(((", "\\", "one".repeat(2000), "a ".repeat(500), "\u{1F600}", "\uD800"])
    assert.ok(Array.isArray(find(query)), query);
});
