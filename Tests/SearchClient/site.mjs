// Builds a site for the tests once, from the few records here, with the real program. CASEBOOK
// names the program; without it, the newest one in .build is used.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project } from "./client.mjs";

const model = `
types:
  story:
    folder: stories
    label: {en: Story, fr: Récit}
    plural: {en: Stories, fr: Récits}
    facet: true
    fields:
      summary: {kind: text, search: 3}
      places: {kind: term, from: [places], many: true, facet: true, search: 2, role: "schema:spatialCoverage", label: {en: Where, fr: Où}}
      outcome: {kind: term, from: [outcomes], facet: true, required: true, label: {en: Outcome, fr: Résultat}}
  term:
    folder: glossary
    page: list
    prior: 0.3
    autolink: true
    label: {en: Term, fr: Terme}
    plural: {en: Glossary, fr: Glossaire}
    fields: {}
`;
const vocabularies = {
  places: `terms:
  - {id: africa, label: {en: Africa, fr: Afrique}}
  - {id: kenya, label: {en: Kenya, fr: Kenya}, broader: africa}
  - {id: congo, label: {en: Democratic Republic of the Congo, fr: République démocratique du Congo}, also: {en: [DRC], fr: [RDC]}, broader: africa}
  - {id: peru, label: {en: Peru, fr: Pérou}}
`,
  outcomes: `ordered: true
terms:
  - {id: positive, label: {en: Positive, fr: Positif}}
  - {id: mixed, label: {en: Mixed, fr: Mitigé}}
`,
};
/** Each record: id, title, front matter, body. */
const records = [
  ["stories/patrol", "Firewood patrols", "places: [kenya]\noutcome: positive", "Patrols walked with women who gathered firewood. Attacks fell while the patrols lasted."],
  ["stories/market", "A market truce", "places: [congo]\noutcome: mixed", "Traders and armed groups agreed on market days. The agreement protected traders from both sides."],
  ["stories/exact", "Guards at a well", "places: [kenya, peru]\noutcome: positive", "People protect the well. They protect each other, and the groups that were armed left."],
  ["stories/stem", "Protection of a road", "places: [peru]\noutcome: mixed", "Protection, protection and again protection of the road; protecting travellers."],
  ["stories/prefix", "The protectorate", "outcome: mixed", "A protectorate was declared. The protectorate fell."],
  ["stories/words", "Other words for harm", "places: [congo]\noutcome: positive", "GBV was reported to the committee, who referred survivors to care."],
  ["stories/phrase", "Violence at home", "outcome: mixed", "Staff counted gender-based violence and named what was done about it."],
  ["stories/parted", "Talks at the river", "outcome: mixed", "A check-point schedule held for a season, and the organisation of ferries began."],
  ["stories/joined", "Talks at the bridge", "outcome: mixed", "The checkpoint was closed at once; no organization took part."],
  ["stories/cafe", "Résumé of a meeting", "outcome: mixed", "The résumé says that <b>markup</b> & constructor are plain words. Nothing else happened."],
  ["stories/cafe-plain", "To resume talks", "outcome: mixed", "They resume talks on Monday. __proto__ and toString are words too."],
  ["stories/arabic", "حماية المدنيين", "outcome: mixed", "جرت حماية المدنيين في السوق سنة ٢٠١٩"],
];
const terms = [["gbv", "Gender-based violence", "also: [GBV]"], ["patrol", "Patrol", ""]];

function program() {
  if (process.env.CASEBOOK) return process.env.CASEBOOK;
  const found = ["release", "debug"].map(kind => join(project, ".build", kind, "casebook")).filter(path => existsSync(path));
  return found.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/**
 * Returns the folder of a built site, or undefined if the program is not built.
 * @param {number} [more] records of filling
 */
export function buildSite(more = 0) {
  const casebook = program();
  if (!casebook) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "casebook-search-")), content = join(folder, "Content"), output = join(folder, "Site");
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["vocabularies", "stories", "glossary"]) mkdirSync(join(content, name), { recursive: true });
  writeFileSync(join(content, "casebook.yaml"), "title: Search\ndescription: For tests.\nlanguages: [en, fr]\ndefault_language: en\n");
  writeFileSync(join(content, "model.yaml"), model);
  for (const [name, text] of Object.entries(vocabularies)) writeFileSync(join(content, "vocabularies", `${name}.yaml`), text);
  for (const [id, title, front, body] of records) writeFileSync(join(content, `${id}.md`), `---\ntitle: ${JSON.stringify(title)}\n${front}\n---\n\n${body}\n`);
  for (const [id, title, front] of terms) writeFileSync(join(content, "glossary", `${id}.md`), `---\ntitle: ${title}\n${front}\n---\n\nA term: ${title}.\n`);
  writeFileSync(join(content, "glossary", "gbv.fr.md"), "---\ntitle: Violence basée sur le genre\nalso: [VBG]\n---\n\nUn terme.\n");
  for (let number = 0; number < more; number++)
    writeFileSync(join(content, "stories", `more-${number}.md`), `---\ntitle: Filling number ${number}\noutcome: mixed\n---\n\nFilling with unusual${number % 50} words, and committee ${number}.\n`);
  const result = spawnSync(casebook, ["build", "--content", content, "--templates", join(project, "Templates"), "--output", output], { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`casebook build: ${result.status}\n${result.stderr}`);
  return output;
}

/**
 * Returns the folder of a site of notes, each in one language, or undefined if the program is not
 * built.
 * @param {Record<string, string[][]>} notes
 */
export function buildNotes(notes) {
  const casebook = program();
  if (!casebook) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "casebook-notes-")), content = join(folder, "Content"), output = join(folder, "Site");
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(content, "notes"), { recursive: true });
  writeFileSync(join(content, "casebook.yaml"), `title: Notes\ndescription: For tests.\nlanguages: [${Object.keys(notes)}]\ndefault_language: en\n`);
  writeFileSync(join(content, "model.yaml"), "types:\n  note:\n    folder: notes\n    label: {en: Note}\n    plural: {en: Notes}\n    fields: {}\n");
  for (const [language, own] of Object.entries(notes))
    for (const [slug, title, body] of own)
      writeFileSync(join(content, "notes", `${slug}.${language}.md`), `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}\n`);
  const result = spawnSync(casebook, ["build", "--content", content, "--templates", join(project, "Templates"), "--output", output], { encoding: "utf8" });
  if (result.status > 1) throw new Error(`casebook build: ${result.status}\n${result.stderr}`);
  return output;
}
