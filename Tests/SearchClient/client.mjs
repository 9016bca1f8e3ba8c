// Runs the files of the search client in node, with a folder in place of a web site.
import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

export const project = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const files = ["analysis", "postings", "shards", "query", "spelling", "index", "engine", "search", "excerpts"];

/**
 * Returns a new client. `read` returns the text of a script by its path in the site.
 * @param {(path: string) => string} read
 */
export function clientReading(read) {
  const context = vm.createContext({ atob, console });
  for (const file of files) {
    const path = join(project, "Templates", "assets", "search", `${file}.js`);
    new vm.Script(readFileSync(path, "utf8"), { filename: path }).runInContext(context);
  }
  const { casebook } = context;
  const requests = [];
  casebook.loadScript = async url => {
    requests.push(url);
    vm.runInContext(read(url), context, { filename: url });
  };
  return { casebook, requests, context };
}

/** @param {string} site */
export function client(site) { return clientReading(url => readFileSync(join(site, url.replace(/\?.*/, "")), "utf8")); }
