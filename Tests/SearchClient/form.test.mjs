import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { project } from "./client.mjs";

const folder = join(project, "Templates", "assets");
const scripts = readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".js"));

for (const config of ["tsconfig.json", "tsconfig.worker.json"])
  test(`every value in the scripts has the type that they say (${config})`, () => {
    const { error, stdout } = spawnSync("tsc", ["-p", join(project, "Tests", "SearchClient", config)], { encoding: "utf8" });
    assert.equal(error, undefined, "tsc is missing: Debian has it as node-typescript");
    assert.equal(stdout, "");
  });

test("no line of a script is longer than 120 characters", () => {
  const long = scripts.flatMap(name => readFileSync(join(folder, name), "utf8").split("\n")
    .flatMap((line, at) => line.length > 120 ? [`${name}:${at + 1}`] : []));
  assert.deepEqual(long, []);
});

test("no type of a script is any", () => {
  const untyped = scripts.filter(name => /@\w+ \{[^}]*\bany\b/.test(readFileSync(join(folder, name), "utf8")));
  assert.deepEqual(untyped, []);
});
