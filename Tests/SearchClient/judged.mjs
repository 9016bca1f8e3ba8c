// Queries with graded answers, and measures of how well a client answers them.
import { readFileSync } from "node:fs";

const read = name => readFileSync(new URL(name, import.meta.url), "utf8").split("\n").filter(line => line.trim()).map(line => line.split("\t"));

/**
 * The project's own queries, as practitioners type them. Answers were graded by reading the
 * content: 3 is the answer, 2 is good help, 1 is related.
 */
export function judgedSet() {
  const answers = {};
  for (const [query, id, grade] of read("judged/qrels.tsv")) (answers[query] ??= {})[id] = Number(grade);
  return read("judged/queries.tsv").map(([id, language, kind, text]) => ({ id, language, kind, text, answers: answers[id] }));
}

/**
 * Returns nDCG at 10 with the grades as gains, as trec_eval computes it.
 * @param {string[]} found
 * @param {Record<string, number>} answers
 */
export function ndcg(found, answers) {
  const gain = grades => grades.slice(0, 10).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
  return gain(found.map(id => answers[id] ?? 0)) / gain(Object.values(answers).sort((a, b) => b - a));
}

/**
 * Returns the rank of the first answer of any grade, or Infinity.
 * @param {string[]} found
 * @param {Record<string, number>} answers
 */
export const firstRank = (found, answers) => (found.findIndex(id => answers[id]) + 1) || Infinity;
