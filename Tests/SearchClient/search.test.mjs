import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { client, clientReading } from "./client.mjs";
import { buildSite } from "./site.mjs";

const site = buildSite();
const check = site ? test : (name, run) => test(name, { skip: "casebook is not built: swift build, or name it in CASEBOOK" }, run);
const { casebook } = site ? client(site) : {};
const search = async (query, options = {}) => JSON.parse(JSON.stringify(await casebook.search(query, { language: "en", ...options })));
const ids = ({ hits }) => hits.map(({ id }) => id);

check("exact stands above stem above beginning, whatever the counts", async () => {
  const result = await search("protect", { explain: true });
  assert.equal(result.hits[0].id, "story/exact");
  const kinds = result.hits.map(({ why }) => why[0].match);
  assert.deepEqual([...new Set(kinds)], ["exact", "stem", "prefix"]);
  assert.deepEqual(ids(result).slice(-1), ["story/prefix"]);
});

check("an unfinished word finds what begins with it", async () => {
  assert.ok(ids(await search("firew")).includes("story/patrol"));
  assert.equal((await search("firew ")).suggestion === null, true);
});

check("a slip finds the word, and says so", async () => {
  for (const slip of ["firewod", "firewoood", "fierwood", "firewaod", "irewood"]) {
    const result = await search(`${slip} `);
    assert.equal(result.suggestion, "firewood", slip);
    assert.equal(result.hits[0]?.id, "story/patrol", slip);
  }
});

check("records with all words lead, others follow and say what they lack", async () => {
  const result = await search("traders firewood market");
  assert.equal(result.hits[0].id, "story/market");
  assert.deepEqual(result.hits[0].missing, ["firewood"]);
  assert.equal(result.complete, 0);
  assert.ok((await search("market traders")).complete > 0);
});

check("a phrase holds words together", async () => {
  assert.deepEqual(ids(await search(`"armed groups"`)), ["story/market"]);
  assert.deepEqual(ids(await search(`"protected traders"`)), ["story/market"]);
  const relaxed = await search(`"groups traders"`);
  assert.equal(relaxed.relaxed, true);
});

check("a word with a hyphen and without is one word", async () => {
  for (const query of ["checkpoint", "check-point"]) assert.deepEqual(ids(await search(query)).sort(), ["story/joined", "story/parted"], query);
  const [joined] = (await search("check-point", { explain: true })).hits.filter(({ id }) => id === "story/joined");
  assert.deepEqual(joined.why.map(({ match }) => match), ["compound", "compound"]);
  assert.deepEqual(joined.missing, []);
  assert.deepEqual(ids(await search(`"checkpoint schedule"`)), ["story/parted"]);
  assert.ok(!ids(await search("talks -check-point")).some(id => /joined|parted/.test(id)));
});

check("a compound is marked whole, and its parts where they alone were asked for", async () => {
  const marked = ({ hits: [{ excerpt, ranges }] }) => ranges.map(([from, to]) => excerpt.slice(from, to));
  assert.deepEqual(marked(await search("checkpoint schedule season")), ["check-point", "schedule", "season"]);
  assert.deepEqual(marked(await search("point schedule season")), ["point", "schedule", "season"]);
});

check("British and American spelling are one word, the one that was typed first", async () => {
  assert.deepEqual(ids(await search("organisation")), ["story/parted", "story/joined"]);
  assert.deepEqual(ids(await search("organization")), ["story/joined", "story/parted"]);
});

check("a word that differs by an ending alone is no slip", async () => {
  for (const query of ["protecte", "travellings", "roades"]) assert.equal((await search(query)).suggestion, null, query);
});

check("an exclusion takes records away", async () => {
  assert.ok(ids(await search("protection")).includes("story/stem"));
  assert.ok(!ids(await search("protection -travellers")).includes("story/stem"));
  assert.ok(!ids(await search(`groups -"armed groups"`)).includes("story/market"));
});

check("acronyms, their words and translations find each other", async () => {
  for (const query of ["GBV", "gender-based violence", "VBG", "violence basée sur le genre"]) {
    const found = ids(await search(query));
    assert.ok(found.includes("story/words") && found.includes("story/phrase"), `${query}: ${found}`);
  }
  assert.ok((await search("VBG")).synonyms[0].includes("GBV"));
  assert.ok(ids(await search("DRC")).includes("story/market"));
});

check("diacritics do not matter, but their word comes first", async () => {
  assert.deepEqual(ids(await search("resume")).slice(0, 2), ["story/cafe-plain", "story/cafe"]);
  assert.deepEqual(ids(await search("résumé")).slice(0, 2), ["story/cafe", "story/cafe-plain"]);
});

check("Arabic is found without its vowel marks and with other digits", async () => {
  assert.equal((await search("حِماية المدنيين")).hits[0].id, "story/arabic");
  assert.equal((await search("2019")).hits[0].id, "story/arabic");
});

check("filters take any of the values of a field and all of the fields", async () => {
  const both = await search("", { filters: { places: ["kenya", "peru"] } });
  assert.deepEqual(ids(both).sort(), ["story/exact", "story/patrol", "story/stem"]);
  assert.deepEqual(ids(await search("", { filters: { places: ["kenya", "peru"], outcome: ["mixed"] } })), ["story/stem"]);
  assert.deepEqual(ids(await search("", { filters: { places: ["africa"] } })).length, 4);
  assert.deepEqual(ids(await search("", { filters: { places: ["nowhere"] } })), []);
  assert.deepEqual(ids(await search("Where:Kenya outcome:positive well")).slice(0, 1), ["story/exact"]);
});

check("facets count the whole result, and what is narrower counts for what is broader", async () => {
  const { facets, total } = await search("", { facets: ["places", "outcome", "type"], limit: 1 });
  assert.equal(total, 14);
  assert.deepEqual(facets.places, { africa: 4, congo: 2, kenya: 2, peru: 2 });
  assert.deepEqual(facets.outcome, { positive: 3, mixed: 9 });
  const { ordered, labels, hits } = await search("", { facets: ["outcome"], filters: { outcome: ["mixed"] }, limit: 1 });
  assert.ok(ordered.includes("outcome") && !ordered.includes("places"), "a scale has an order, places have none");
  assert.deepEqual(labels.outcome.map(({ id }) => id), ["positive", "mixed"], "the order of the vocabulary, not of the counts");
  assert.deepEqual(hits[0].facts.outcome, [["Mixed", "2/2"]], "the second of two steps");
  const narrowed = await search("", { facets: ["outcome"], filters: { outcome: ["positive"] } });
  assert.deepEqual(narrowed.facets.outcome, { positive: 3 });
  const own = await search("", { facets: ["outcome"], filters: { outcome: ["positive"] }, ownFilters: false });
  assert.deepEqual(own.facets.outcome, { positive: 3, mixed: 9 });
});

check("a thin record does not bury a case, unless it is what was typed", async () => {
  assert.equal((await search("patrols")).hits[0].id, "story/patrol");
  assert.equal((await search("patrol")).hits[0].id, "term/patrol");
  assert.equal((await search("GBV")).hits[0].id, "term/gbv");
  assert.equal((await search("VBG")).hits[0].id, "term/gbv");
});

check("a place typed alone lifts what lies there, and the words of a filter are offered as one", async () => {
  const { hits, offers } = await search("DRC ");
  assert.deepEqual(hits.slice(0, 2).map(({ id }) => id).sort(), ["story/market", "story/words"]);
  assert.deepEqual(offers, [{ field: "places", id: "congo", label: "Democratic Republic of the Congo", rest: "" }]);
  const mixed = await search("positive patrols in Kenya");
  assert.deepEqual(mixed.offers.map(({ field, id, rest }) => [field, id, rest]),
    [["outcome", "positive", "patrols in kenya"], ["places", "kenya", "positive patrols in"]]);
});

check("records with a stray word are behind the others and not in the count", async () => {
  const result = await search("traders agreed on market days with a committee", { stray: false });
  assert.equal(result.hits[0].id, "story/market");
  assert.ok(result.stray > 0 && !ids(result).includes("story/words"));
  const all = await search("traders agreed on market days with a committee", { limit: 20 });
  assert.ok(ids(all).includes("story/words"));
  assert.equal(all.hits.length, result.total + result.stray);
});

check("pages of a result follow each other", async () => {
  const all = ids(await search("", { limit: 14 }));
  const parts = [...ids(await search("", { limit: 5 })), ...ids(await search("", { limit: 5, offset: 5 })), ...ids(await search("", { limit: 5, offset: 10 }))];
  assert.deepEqual(parts, all);
});

check("ranges mark what was found", async () => {
  const [hit] = (await search("protect travellers")).hits.filter(({ id }) => id === "story/stem");
  const marked = hit.ranges.map(([from, to]) => hit.excerpt.slice(from, to).toLowerCase());
  assert.ok(marked.includes("travellers") && marked.includes("protection"), marked.join());
  assert.deepEqual(hit.titleRanges.map(([from, to]) => hit.title.slice(from, to)), ["Protection"]);
});

check("records are there by id, for lists and comparison", async () => {
  const found = await casebook.records(["story/market", "story/none", "term/gbv"], { language: "en" });
  assert.deepEqual([...found].map(({ id }) => id), ["story/market", "term/gbv"]);
  assert.match(found[1].url, /glossary\/index\.html#/);
});

check("each language has its own index", async () => {
  const french = await casebook.search("violence basée", { language: "fr" });
  assert.ok(french.total > 0);
});

const strange = ["", " ", "a".repeat(10_000), "mot ".repeat(3000), "the of and", "?!… ---", `"unbalanced`, `""`, "\u202eabc\u202c", "🙂🙂", "__proto__",
  "constructor", "toString:valueOf", "__proto__:x", "<img src=x onerror=alert(1)>", "-", "-the", "type:", ":", "\0", "\ud800", "a:b:c", "*", "\\", "%00", "(((", "水"];
check("anything may be typed", async () => {
  for (const query of strange) {
    const result = await search(query, { facets: ["places", "__proto__", "nothing"], filters: { constructor: ["x"], places: [] } });
    assert.equal(typeof result.total, "number", query);
    const open = await search(query);
    assert.ok(Array.isArray(open.hits), query);
  }
  assert.equal((await search("constructor")).hits[0].id, "story/cafe");
  assert.equal((await search("proto")).hits[0].id, "story/cafe-plain");
  for (const query of [undefined, null, 42]) assert.equal(typeof (await search(query)).total, "number");
});

function failing(change) {
  return clientReading(url => change(url, readFileSync(join(site, url.replace(/\?.*/, "")), "utf8"))).casebook;
}

check("a missing or cut file is told of, the rest is shown, and it is tried again", async () => {
  for (const break_ of [() => { throw new Error("404"); }, (_, text) => text.slice(0, text.length / 2)]) {
    let broken = true;
    const casebook = failing((url, text) => broken && /\/[dq]\//.test(url) ? break_(url, text) : text);
    const result = await casebook.search("patrols", { language: "en" });
    assert.ok(result.problems.length > 0 && result.total > 0);
    broken = false;
    const again = await casebook.search("patrols", { language: "en" });
    assert.equal(again.problems.length, 0);
    assert.ok(again.hits.length > 0);
  }
  const none = failing(() => { throw new Error("404"); });
  const result = await none.search("patrols", { language: "en" });
  assert.deepEqual([result.total, result.problems[0].kind], [0, "missing"]);
});

check("a file of another build is never used", async () => {
  const foreign = text => text.replace(/"[0-9a-f]{6}"/, `"012345"`);
  const mixed = failing((url, text) => /\/[ct]\//.test(url) ? foreign(text) : text);
  const refused = await mixed.search("patrols", { language: "en" });
  assert.deepEqual([refused.total, refused.problems[0].kind], [0, "other-build"]);
  // The entry may come from a cache: it belongs to the build before, whose files are gone.
  const old = text => foreign(text).replace(/"(t|c)":"\w+"/g, `"$1":"AAAA"`);
  const renewed = failing((url, text) => /index\.js$/.test(url) ? old(text) : text);
  const found = await renewed.search("patrols", { language: "en" });
  assert.ok(found.hits.length > 0, "an entry that is older than its shards is read anew");
});
