// Words as people type them, in several languages, against words as writers write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./client.mjs";
import { buildNotes } from "./site.mjs";

/** For each language: slug, title, text. */
const notes = {
  en: [
    ["acronym", "A dotted name", "The U.N. came, and H.I.V. was treated by N.G.O.s in town."],
    ["plain", "An acronym", "The UN came, and HIV was treated."],
    ["number", "A number", "A sum of 350,000 was paid to 10,000 people."],
    ["digits", "Digits alone", "A sum of 350000 was paid."],
    ["blanks", "Digits in groups", "A sum of 350 000 was paid."],
    ["timeout", "One word", "The timeout was over."],
    ["time-out", "Two words", "They took time out of the talks."],
    ["timed-out", "Another form", "The request timed out yesterday."],
    ["hyphen", "With a hyphen", "A time-out was called."],
    ["truce", "A truce", "The cease fire held."],
    ["truce-one", "Another truce", "The ceasefire held."],
    ["node", "A program", "It runs on node.js and was told of on the web."],
    ["c", "Plain C", "Written in C by hand."],
    ["cpp", "More of it", "Written in C++ by hand."],
    ["csharp", "Sharper", "Written in C# by hand."],
    ["net", "A platform", "It needs .NET to run, and a net to fish."],
    ["command", "Deleting", "Never type rm -rf here, nor rm alone."],
    ["other", "Other", "An rm that deletes one file."],
    ["water", "Water", "Short."],
    ["river", "Of the river", "Water, water and water; the water of the river is water."],
  ],
  fr: [["fr-water", "De l’eau", "L’autorité parle d’eau et d’indépendance. Le viol est un crime."], ["fr-truce", "Une trêve", "L’accord a été violé."]],
  it: [["it-water", "Dell’acqua", "L’acqua c’è: nell’inverno un’altra dell’uomo."]],
  ar: [["ar-one", "حماية", "جرت حماية المدنيين والأطفال في المدينة وبالقرية."], ["ar-two", "أخرى", "وصل مدنيين إلى قرية مع أطفال."]],
  he: [["he-one", "מסע", "נסענו ובירושלים ראינו את השוק."]],
  sw: [["sw-one", "Watoto", "Watoto walikuja kutoka vijiji na wanawake; matukio mawili."], ["sw-two", "Mtoto", "Mtoto mmoja wa kijiji, mwanamke na tukio."]],
  de: [["de-one", "Ein Abkommen", "Das Waffenstillstandsabkommen hielt, die Zivilbevölkerung kam zurück."]],
  zh: [["zh-one", "生命", "水是生命，我们喝水"]],
};
const site = buildNotes(notes), { casebook } = site ? client(site) : {};
const check = site ? test : (name, run) => test(name, { skip: "casebook is not built" }, run);
const find = async (query, language = "en") => [...(await casebook.search(query, { language, limit: 20 })).hits].map(({ id }) => id.slice(5));

/** The records that each query must find; in the order of `first` if one is given. */
const cases = [
  ["en", "UN", ["acronym", "plain"]], ["en", "U.N.", ["acronym", "plain"]], ["en", "HIV", ["acronym", "plain"]], ["en", "H.I.V.", ["acronym", "plain"]],
  ["en", "350,000", ["number", "digits", "blanks"]], ["en", "350000", ["number", "digits", "blanks"]], ["en", "350 000", ["number", "digits", "blanks"]],
  ["en", "350.000", ["number", "digits", "blanks"]], ["en", "10000", ["number"]],
  ["en", "timeout", ["timeout", "time-out", "timed-out", "hyphen"]], ["en", "time out", ["timeout", "time-out", "timed-out", "hyphen"]],
  ["en", "time-out", ["timeout", "time-out", "hyphen"]], ["en", "timed out", ["timeout", "time-out", "timed-out", "hyphen"]],
  ["en", "ceasefire", ["truce", "truce-one"]], ["en", "cease fire", ["truce", "truce-one"]], ["en", "cease-fire", ["truce", "truce-one"]],
  ["en", "nodejs", ["node"]], ["en", "node.js", ["node"]], ["en", "node js", ["node"]],
  ["fr", "eau", ["fr-water"]], ["fr", "l'eau", ["fr-water"]], ["fr", "indépendance", ["fr-water"]], ["fr", "d'autorité", ["fr-water"]],
  ["it", "acqua", ["it-water"]], ["it", "uomo", ["it-water"]], ["it", "inverno", ["it-water"]], ["it", "altra", ["it-water"]],
  ["ar", "مدنيين", ["ar-one", "ar-two"]], ["ar", "المدنيين", ["ar-one", "ar-two"]], ["ar", "للمدنيين", ["ar-one", "ar-two"]],
  ["ar", "أطفال", ["ar-one", "ar-two"]], ["ar", "قرية", ["ar-one", "ar-two"]], ["ar", "القرية", ["ar-one", "ar-two"]],
  ["he", "ירושלים", ["he-one"]], ["he", "בירושלים", ["he-one"]], ["he", "שוק", ["he-one"]],
  ["sw", "mtoto", ["sw-one", "sw-two"]], ["sw", "watoto", ["sw-one", "sw-two"]], ["sw", "kijiji", ["sw-one", "sw-two"]],
  ["sw", "mwanamke", ["sw-one", "sw-two"]], ["sw", "tukio", ["sw-one", "sw-two"]], ["sw", "matukio", ["sw-one", "sw-two"]],
  ["de", "Abkommen", ["de-one"]], ["de", "Bevölkerung", ["de-one"]], ["de", "Waffenstillstand", ["de-one"]],
  ["zh", "水", ["zh-one"]], ["zh", "命", ["zh-one"]], ["zh", "喝", ["zh-one"]],
];
for (const [language, query, expected] of cases)
  for (const typed of [query, query + " "])
    check(`"${typed}" (${language}) finds ${expected.join(", ")}`, async () => {
      const found = await find(typed, language);
      assert.deepEqual(expected.filter(id => !found.includes(id)), [], `found ${found}`);
    });

check("a word with its signs comes before the word without", async () => {
  assert.equal((await find("C++"))[0], "cpp");
  assert.equal((await find("C#"))[0], "csharp");
  assert.equal((await find(".NET"))[0], "net");
  assert.ok((await find("C")).includes("c"));
  assert.ok((await find("C ")).includes("c"));
});

check("options of a command are words, and exclusions are not", async () => {
  for (const query of ["rm -rf", `"rm -rf"`, "(rm -rf)", "type rm -rf here"]) assert.equal((await find(query))[0], "command", query);
  assert.ok(!(await find("rm -deletes")).includes("other"));
});

check("a crime is not what befalls a truce", async () => {
  assert.deepEqual(await find("viol ", "fr"), ["fr-water"]);
  assert.deepEqual(await find("violée ", "fr"), ["fr-truce"]);
});

check("an exact title of one word comes first", async () => {
  assert.equal((await find("water"))[0], "water");
  assert.equal((await find("Water "))[0], "water");
});

check("the first three are the same whatever the limit", async () => {
  for (const query of ["the water of the river", "time out of the talks", "written in C by hand"]) {
    const whole = (await casebook.search(query, { language: "en", limit: 20 })).hits.slice(0, 3).map(({ id }) => id);
    for (const limit of [3, 5, 10]) {
      const { hits } = await casebook.search(query, { language: "en", limit });
      assert.deepEqual([...hits].slice(0, 3).map(({ id }) => id), [...whole], `${query}, ${limit}`);
    }
  }
});
