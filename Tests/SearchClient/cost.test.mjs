// Checks the sizes that the manual promises, on a smaller collection. The figures for 10,000
// records are in "Search format".
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { project } from "./client.mjs";

const { CASEBOOK: casebook } = process.env, skip = casebook ? false : "CASEBOOK names no program";
const folder = casebook && mkdtempSync(join(tmpdir(), "casebook-cost-")), site = folder && join(folder, "Site");

/**
 * The figures measured with a thousand cases, with a little room; bytes are gzipped. With so few
 * cases, packs of words are as large as with ten thousand but hold a larger part of all words, and
 * the values of each facet are shared among fewer records.
 */
const budgets = { client: 17_000, page: 5_000, firstQuery: 102_000, rounds: 3, facetsPerRecord: 7.5, indexPerText: 0.53 };

const files = (folder, ending) => readdirSync(folder, { recursive: true }).filter(name => name.endsWith(ending)).map(name => join(folder, name));
const gzipped = paths => paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 6 }).length, 0);

test("the index and its client cost what the manual says", { skip }, t => {
  try {
    const content = join(folder, "casebook");
    const made = spawnSync("python3", [join(project, "Tests", "Benchmarks", "corpus.py"), folder, "--cases", "1000"], { encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    const built = spawnSync(casebook, ["build", "--content", content, "--templates", join(project, "Templates"), "--output", site], { encoding: "utf8" });
    assert.ok(built.status <= 1, built.stderr);
    const measured = spawnSync("node", [join(project, "Tests", "SearchClient", "cost.mjs"), "--site", site, "--json"], { encoding: "utf8" });
    const { records, bytes, rounds, facets } = JSON.parse(measured.stdout);
    const assets = name => readdirSync(join(site, "assets")).filter(file => name.test(file)).map(file => join(site, "assets", file));
    const text = files(content, ".md").reduce((sum, path) => sum + readFileSync(path).length, 0);
    const figures = { client: gzipped(assets(/^search-[0-9a-f]+\.js$/)), page: gzipped(assets(/^search-page-/)), firstQuery: bytes.p95,
      rounds: rounds.most, facetsPerRecord: facets / records, indexPerText: gzipped(files(join(site, "search"), ".js")) / text };
    t.diagnostic(JSON.stringify(figures));
    for (const [name, most] of Object.entries(budgets)) assert.ok(figures[name] <= most, `${name}: ${figures[name]} is over ${most}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
