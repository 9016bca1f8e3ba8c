// Changes one sentence in one record, and checks how many files of the index change, and how many
// bytes they have.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { project } from "./client.mjs";

const { CASEBOOK: casebook, CASEBOOK_SITE: site } = process.env;
const skip = casebook && site ? false : "CASEBOOK and CASEBOOK_SITE name no program and no site: Tests/SearchClient/run does";

/** Returns the files of all indexes by path. @param {string} folder */
const indexes = folder => readdirSync(join(folder, "search"), { recursive: true }).filter(name => name.endsWith(".js"));

test("a sentence that is changed in one case renames what it changed and nothing else", { skip }, t => {
  const folder = mkdtempSync(join(tmpdir(), "casebook-change-")), content = join(folder, "Content"), changed = join(folder, "Site");
  try {
    cpSync(join(project, "Content"), content, { recursive: true });
    const path = join(content, "cases", "car-protection-working-group.md");
    const text = readFileSync(path, "utf8"), body = text.indexOf("\n---\n", 4) + 5, end = text.indexOf(". ", body);
    writeFileSync(path, `${text.slice(0, end)}, and one sentence is another${text.slice(end)}`);
    const built = spawnSync(casebook, ["build", "--content", content, "--templates", join(project, "Templates"), "--output", changed],
      { encoding: "utf8" });
    assert.ok(existsSync(join(changed, "manifest.json")), built.stderr);
    const before = indexes(site), after = indexes(changed), there = new Set(before);
    const read = (root, path) => readFileSync(join(root, "search", path));
    const kept = after.filter(path => there.has(path) && !/^[^/]+\/index\.js$/.test(path));
    assert.deepEqual(kept.filter(path => !read(site, path).equals(read(changed, path))), [], "one name, one content");
    const others = after.filter(path => !kept.includes(path)), bytes = others.reduce((sum, path) => sum + read(changed, path).length, 0);
    const gzipped = others.reduce((sum, path) => sum + gzipSync(read(changed, path)).length, 0);
    const kinds = {};
    for (const path of others) kinds[path.split("/")[1].slice(0, 1)] = (kinds[path.split("/")[1].slice(0, 1)] ?? 0) + 1;
    t.diagnostic(`${others.length} of ${after.length} files of all languages are others, ${bytes} bytes, ${gzipped} gzipped: ${JSON.stringify(kinds)}`);
    assert.ok(bytes <= 1_200_000, `${bytes} bytes`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
