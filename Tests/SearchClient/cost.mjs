// Measures the cost of a first query: gzipped bytes, and rounds of requests that wait for each
// other, over 200 queries of two or three words drawn from titles with a seed. Facet counts are not
// included, as on a page where no facet is open.
// node Tests/SearchClient/cost.mjs --site Site [--language en] [--queries 200] [--seed 7] [--json]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { client } from "./client.mjs";

const { values } = parseArgs({ options: { site: { type: "string" }, language: { type: "string", default: "en" },
  queries: { type: "string", default: "200" }, seed: { type: "string", default: "7" }, json: { type: "boolean", default: false } } });
if (!values.site) {
  console.error("usage: cost.mjs --site Site [--language en] [--queries 200] [--seed 7] [--json]");
  process.exit(64);
}
const { site, language } = values, folder = join(site, "search", language);
const sizes = new Map();
/** @param {string} path */
function gzipped(path) {
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(join(site, path)), { level: 6 }).length);
  return sizes.get(path);
}
// The client as it ships: the files that are loaded when a reader turns to a box.
const assets = readdirSync(join(site, "assets")), clientFiles = assets.filter(name => /^search(-page)?-[0-9a-f]+\.js$/.test(name));
const clientBytes = clientFiles.reduce((sum, name) => sum + gzipped(`assets/${name}`), 0);

let state = Number(values.seed);
const random = below => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >> 8) % below;
};
// Titles as the index has them, from the files of records.
const titles = [], chunks = readdirSync(join(folder, "d")).sort();
for (let drawn = 0; drawn < Math.min(400, chunks.length); drawn++) {
  const text = readFileSync(join(folder, "d", chunks[random(chunks.length)]), "utf8");
  for (const [, , title] of JSON.parse(text.slice(text.indexOf(",[") + 1, text.lastIndexOf(")")))) titles.push(title);
}

const bytes = [], rounds = [], requests = [], parts = {};
for (let done = 0; done < Number(values.queries);) {
  const words = titles[random(titles.length)].split(/\s+/).filter(word => word.length > 1), length = 2 + random(2);
  if (words.length < length) continue;
  done++;
  const start = random(words.length - length + 1), query = words.slice(start, start + length).join(" ");
  const { casebook, requests: asked } = client(site);
  // The round of a request is one more than the last round that had ended when the request began.
  let ended = 0, last = 0;
  const load = casebook.loadScript;
  casebook.loadScript = async url => {
    const round = ended + 1;
    last = Math.max(last, round);
    await load(url);
    await new Promise(resolve => setTimeout(resolve, 1));
    ended = Math.max(ended, round);
  };
  await casebook.search(query, { language, limit: 10 });
  let sum = clientBytes;
  for (const path of asked) {
    const size = gzipped(path), kind = path.match(/search\/[^/]+\/([a-z]+)/)[1];
    sum += size;
    parts[kind] = (parts[kind] ?? 0) + size;
  }
  bytes.push(sum);
  rounds.push(last);
  requests.push(asked.length);
}
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
const facets = readdirSync(join(folder, "x")).map(name => gzipped(`search/${language}/x/${name}`));
const files = readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".js"));
const entry = JSON.parse(readFileSync(join(folder, "index.js"), "utf8").match(/^[^{]*(\{.*\})/s)[1]);
const result = { records: entry.records, client: clientBytes, entry: gzipped(`search/${language}/index.js`),
  bytes: { p50: at(bytes, 0.5), p95: at(bytes, 0.95), most: Math.max(...bytes) },
  rounds: { p50: at(rounds, 0.5), p95: at(rounds, 0.95), most: Math.max(...rounds) }, requests: at(requests, 0.5),
  facets: facets.reduce((sum, size) => sum + size, 0), files: files.length,
  mean: Object.fromEntries(Object.entries(parts).map(([kind, sum]) => [kind, Math.round(sum / bytes.length)])) };
if (values.json) console.log(JSON.stringify(result));
else {
  console.log(`${result.records} records, ${result.files} files; client ${result.client}, entry ${result.entry} bytes gzipped`);
  console.log(`first query: p50 ${result.bytes.p50}, p95 ${result.bytes.p95}, most ${result.bytes.most} bytes`
    + ` (mean by kind: ${Object.entries(result.mean).map(([kind, size]) => `${kind} ${size}`).join(", ")})`);
  console.log(`rounds: p50 ${result.rounds.p50}, p95 ${result.rounds.p95}, most ${result.rounds.most}; requests: p50 ${result.requests}`);
  console.log(`facet counts of all fields: ${result.facets} bytes, ${(result.facets / result.records).toFixed(2)} a record`);
}
