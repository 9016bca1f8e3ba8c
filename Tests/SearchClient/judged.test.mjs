import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { client, project } from "./client.mjs";
import { firstRank, judgedSet, ndcg } from "./judged.mjs";

const site = process.env.CASEBOOK_SITE, scifact = process.env.CASEBOOK_SCIFACT;
const skip = site ? false : "CASEBOOK_SITE names no site built from Content: Tests/SearchClient/run builds one";
const mean = list => list.reduce((sum, value) => sum + value, 0) / list.length;

/**
 * The gates stand just below the measured values. A change that costs more than a query or two must
 * explain why.
 */
const gates = { ndcg: 0.80, reciprocal: 0.91, inFirstThree: 0.95 };
/** The gates for nDCG@10 of each language. */
const languageGates = { en: 0.84, fr: 0.61, ar: 0.74, sw: 0.79 };

test("queries of practitioners are answered as well as before", { skip }, async t => {
  const { casebook } = client(site), set = judgedSet(), measured = [];
  for (const query of set) {
    const { hits } = await casebook.search(query.text, { language: query.language, limit: 20 });
    const found = [...hits].map(({ id }) => id);
    measured.push({ ...query, ndcg: ndcg(found, query.answers), rank: firstRank(found, query.answers) });
  }
  for (const { id, text, ndcg, rank } of measured) if (rank > 3 || ndcg < 0.4) t.diagnostic(`${id} "${text}": nDCG ${ndcg.toFixed(2)}, first answer at ${rank}`);
  for (const kind of [...new Set(set.map(({ kind }) => kind))]) {
    const own = measured.filter(query => query.kind === kind);
    t.diagnostic(`${kind}: ${own.length} queries, nDCG@10 ${mean(own.map(({ ndcg }) => ndcg)).toFixed(3)}`);
  }
  for (const [language, least] of Object.entries(languageGates)) {
    const own = mean(measured.filter(query => query.language === language).map(({ ndcg }) => ndcg));
    t.diagnostic(`${language}: nDCG@10 ${own.toFixed(3)}`);
    assert.ok(own >= least, `${language}: ${own.toFixed(3)} is below ${least}`);
  }
  const figures = { ndcg: mean(measured.map(({ ndcg }) => ndcg)), reciprocal: mean(measured.map(({ rank }) => 1 / rank)),
    inFirstThree: mean(measured.map(({ rank }) => Number(rank <= 3))) };
  t.diagnostic(`${set.length} queries: nDCG@10 ${figures.ndcg.toFixed(3)}, MRR ${figures.reciprocal.toFixed(3)}, first answer in the first three ${figures.inFirstThree.toFixed(3)}`);
  for (const [name, least] of Object.entries(gates)) assert.ok(figures[name] >= least, `${name}: ${figures[name].toFixed(3)} is below ${least}`);
  assert.deepEqual(measured.filter(({ rank }) => rank === Infinity).map(({ text }) => text), [], "no query is left without an answer in the first twenty");
});

test("the judged set names records that are there", { skip }, () => {
  const known = new Set(readFileSync(join(site, "data", "graph.json"), "utf8").match(/"[a-z]+\/[a-z0-9-]+"/g)?.map(id => id.slice(1, -1)));
  const gone = judgedSet().flatMap(({ answers }) => Object.keys(answers)).filter(id => !known.has(id));
  assert.deepEqual(gone, []);
});

/** Returns a generator that gives the same numbers everywhere. @param {number} seed */
function seeded(seed) {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

test("of a hundred single slips in words of titles 94 get the right word suggested, or another form of it", { skip }, async t => {
  const { casebook } = client(site), random = seeded(11), index = new casebook.index.Index("", "en"), entry = await index.entry();
  /** Returns the forms of the same word: those that find the same records. @param {string} word */
  const formsOf = async word => new Set((await new casebook.engine.Search(index, entry).resolve({ form: word, key: word }, false)).candidates
    .flatMap(({ term }) => [...term.forms]));
  const words = [...new Set(["cases", "lessons", "situations", "approaches", "frameworks", "checklists", "guidance"].flatMap(folder =>
    readdirSync(join(project, "Content", folder)).filter(name => /^[^.]+\.md$/.test(name)).flatMap(name =>
      readFileSync(join(project, "Content", folder, name), "utf8").match(/^title: (.*)$/m)?.[1].match(/[A-Za-z]{5,}/g) ?? [])))].map(word => word.toLowerCase());
  let tried = 0, right = 0, sister = 0, first = 0;
  const missed = [];
  while (tried < 400) {
    const word = words[random(words.length)], at = random(word.length), letter = String.fromCharCode(97 + random(26));
    const slip = [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + letter + word.slice(at + 1), word.slice(0, at) + (word[at + 1] ?? "") + word[at] + word.slice(at + 2)][random(4)];
    if (slip === word) continue;
    const { suggestion, words: [met], hits } = await casebook.search(slip, { language: "en", limit: 1 });
    const same = async () => (await formsOf(word)).has(suggestion);
    // A slip that makes another known word looks like no slip to the index.
    if (met.match === "exact" || met.match === "folded") continue;
    tried++;
    if (suggestion === word) right++;
    else if (suggestion && await same()) sister++;
    else missed.push(`${slip} for ${word}: ${suggestion}`);
    if (hits.length) first++;
  }
  for (const line of missed) t.diagnostic(line);
  t.diagnostic(`${tried} slips: the right word is suggested for ${(right / tried * 100).toFixed(1)} %, another form of it for ${(sister / tried * 100).toFixed(1)} %, something is found for ${(first / tried * 100).toFixed(1)} %`);
  assert.ok((right + sister) / tried >= 0.94, `${right} and ${sister} of ${tried}`);
});

test("a public collection is searched no worse than its other engines do", { skip: scifact ? false : "CASEBOOK_SCIFACT names no site: the collection is not beside the project" }, async t => {
  const { casebook } = client(scifact), folder = join(project, "..", "shared", "collections", "scifact"), answers = {};
  const lines = name => readFileSync(join(folder, name), "utf8").trim().split("\n").map(line => line.split("\t"));
  for (const [query, id, grade] of lines("qrels.tsv")) (answers[query] ??= {})[`doc/${id}`] = Number(grade);
  for (const [name, least] of [["queries.tsv", 0.705], ["queries-short.tsv", 0.57]]) {
    const scores = [];
    for (const [query, text] of lines(name)) {
      const { hits } = await casebook.search(text, { language: "en", limit: 10 });
      assert.ok(hits.length > 0, `"${text}" finds something`);
      scores.push(ndcg([...hits].map(({ id }) => id), answers[query]));
    }
    t.diagnostic(`${name}: nDCG@10 ${mean(scores).toFixed(4)} of ${scores.length} queries`);
    assert.ok(mean(scores) >= least, `${name}: ${mean(scores)}`);
  }
});
