import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clientReading } from "./client.mjs";

const { casebook } = clientReading(() => "");
const { vectors, bare } = JSON.parse(readFileSync(new URL("tokens.json", import.meta.url), "utf8"));

for (const { rule, text, forms, keys, compounds = [] } of vectors)
  test(rule, () => {
    const found = [...casebook.analysis.forms(text)];
    assert.deepEqual(found, forms);
    assert.deepEqual(found.map(casebook.analysis.fold), keys ?? forms);
    let before = 0;
    assert.deepEqual(Array.from(casebook.analysis.words(text)).flatMap(({ form, parts }) => parts ? [[form, parts, before]] : (before++, [])), compounds);
  });

for (const { language, bare: expected, forms } of bare)
  test(`${forms.join(", ")} without what stands before the word (${language})`, () => {
    for (const form of forms) assert.equal(casebook.analysis.bare(form, language), expected, form);
  });

test("slips are counted as letters more, fewer, other and swapped", () => {
  const { distance } = casebook.spelling;
  assert.equal(distance("patrol", "patrol", 2), 0);
  assert.equal(distance("patrol", "patorl", 2), 1);
  assert.equal(distance("patrol", "patrols", 2), 1);
  assert.equal(distance("patrol", "petral", 2), 2);
  assert.equal(distance("patrol", "control", 1), 2);
});

test("a query is words, phrases, exclusions and fields", () => {
  const named = name => ({ where: "places" })[name.toLowerCase()];
  const read = text => JSON.parse(JSON.stringify(casebook.query.parse(text, named)));
  const { units, filters } = read(`peace "armed groups" -market Where:"Ivory Coast" 12:30 -where:peru`);
  assert.deepEqual(units.map(({ words, exclude, phrase }) => [words.map(word => word.key).join(" "), exclude, phrase]),
    [["peace", false, false], ["armed groups", false, true], ["market", true, false], ["12", false, false], ["30", false, false]]);
  assert.deepEqual(filters, [{ field: "places", value: "Ivory Coast", exclude: false }, { field: "places", value: "peru", exclude: true }]);
  assert.deepEqual(read(`an "unclosed quote`).units.map(({ words }) => words[0].key), ["an", "unclosed", "quote"]);
  assert.deepEqual(read(`gender-based -- - "" :`).units.map(({ words }) => words[0].key), ["gender", "based"]);
  assert.deepEqual(read(`a -x-ray "no-go zone" cease-fire`).compounds, [{ form: "ceasefire", key: "ceasefire", from: 4, to: 6 }]);
});
