// Runs queries and prints the results as lines of a TREC run:
// node Tests/SearchClient/trec.mjs --site Site --queries queries.tsv --limit 100 [--language en]
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { client } from "./client.mjs";

const { values } = parseArgs({
  options: { site: { type: "string" }, queries: { type: "string" }, limit: { type: "string", default: "100" }, language: { type: "string", default: "en" } },
});
if (!values.site || !values.queries) {
  console.error("usage: trec.mjs --site Site --queries queries.tsv [--limit 100] [--language en]");
  process.exit(64);
}
const { casebook } = client(values.site);
const lines = [];
for (const line of readFileSync(values.queries, "utf8").split("\n")) {
  if (!line.trim()) continue;
  const [id, text] = line.split("\t");
  const { hits } = await casebook.search(text, { language: values.language, limit: Number(values.limit) });
  // Tools sort a run by its scores. The scores of two blocks of ten overlap, so the printed scores
  // are ranks counted from the end.
  hits.forEach((hit, at) => lines.push(`${id} Q0 ${hit.id.slice(hit.id.indexOf("/") + 1)} ${at + 1} ${hits.length - at} casebook`));
}
process.stdout.write(lines.join("\n") + "\n");
