// The types that the scripts of the theme share, for `tsc --checkJs`. The manual's "Search format"
// describes the files of the index.

/** A typed word: its form, and the key by which it is looked up. */
interface Word {
  form: string; key: string;
  /** The word without its signs, as `c` for `c++`; it counts if no record has it with the signs. */
  plain?: Word;
}
/** Words that belong together: a phrase, an exclusion, or one plain word. */
interface Unit { words: Word[]; exclude: boolean; phrase: boolean }
/**
 * Words that punctuation joins to one word: the words `from` up to `to`, not counting those of
 * exclusions.
 */
interface Compound extends Word { from: number; to: number }
interface Query { units: Unit[]; compounds: Compound[]; filters: { field: string; value: string; exclude: boolean }[] }

/**
 * The number of records with a term, the records, the different sets of forms, the set of each
 * record, and weights of 5 bits.
 */
interface Postings { count: number; records: Uint32Array; masks: number[]; ranks: Uint16Array | null; weights: Uint8Array }
/**
 * Postings with the place of their positions: the file, the number of the term in it, all terms of
 * that file, and the keys of the term's forms.
 */
interface Term extends Postings { file: string; place: number; terms: Term[]; forms: string[] }
/**
 * A form of the index: its stem, a number or `[file, place]`, and its number among the forms of the
 * stem.
 */
interface Item { form: string; key: string; stem: number | [number, number]; ordinal: number; common: number; terms?: Term[] }
/**
 * A term that a typed word may stand for. `exact` and `folded` are masks of the forms that equal
 * the typed one, with diacritics and without.
 */
interface Candidate { term: Term; kind: string; exact: number; folded: number; key: string; scale: number }
interface Resolved { word: Word; candidates: Candidate[]; kind: string; nearest?: string }
/** Another way to write a part of the query. `said` is a mask of the form that the query has. */
interface Other { from: number; to: number; term: Term; kind: string; said: number; forms: string[]; ordinal: number;
  value?: FacetChoice }
/** A value of a facet: the place of its field in the entry, and its id. */
type FacetChoice = [field: number, id: string, isPlace?: 1] | 0;
/** A name: the keys of its words, its number among the forms of its set, and these forms. */
interface Name { name: string[]; ordinal: number; term: Term; forms: string[]; value: FacetChoice }
/** A value of a facet with its records, and the ids of the values that include it. */
interface FacetValue { id: string; label: string; broader: string[]; records: number[] }
interface TypeRange { type: string; label: string; prior: number; first: number; end: number }

/** The entry of an index as its file contains it. */
interface EntryFile {
  records: number; types: [string, number, number, string][]; fields: [id: string, label: string, types: string[], isOrdered?: 1][]; placed: number; chunk: number; ids: number;
  common: { forms: string; bits: string; packs: number[] }; synonyms: [number, string]; terms: string; forward: string; backward: string;
  /** For each kind of file, the hashes by number, three bytes each. */
  hashes: Record<string, string>;
}
/** The entry as the client keeps it. */
interface Entry {
  records: number; placed: number; chunk: number; ids: number; forms: Item[]; own: string[][]; packs: number[];
  types: TypeRange[]; fields: Map<string, { at: number; label: string; types: string[]; isOrdered: boolean }>; synonyms: { files: number; firstWords: Uint8Array };
  terms: string[]; forward: string[]; backward: string[];
}

/**
 * The fragment of a record. The values of a fact are `[label, sign?]`; the sign is there if the term
 * marks records.
 */
interface Fragment { id: string; type: string; url: string; title: string; excerpt: string; facts: Record<string, [string, string?][]> }
type Span = [from: number, to: number];
interface Hit extends Fragment {
  label: string; ranges: Span[]; titleRanges: Span[]; score: number; missing: string[];
  why?: { word: string; match: string; score: number }[];
}
interface Found { keys: string[]; starts: string[] }
/** A filter that words of the query name; `rest` is the query without these words. */
interface Offer { field: string; id: string; label: string; rest: string }
interface Problem { file: string; kind: string }
interface SearchOptions {
  filters?: Record<string, string[]>; facets?: string[]; limit?: number; offset?: number; language?: string; explain?: boolean;
  prefix?: boolean; stray?: boolean | "only"; ownFilters?: boolean; signal?: AbortSignal;
}
interface SearchResult {
  /**
   * `total` counts the records without stray ones, `stray` counts those. `hits` contain both unless
   * `stray` is false.
   */
  total: number; stray: number; offers: Offer[]; complete: number; hits: Hit[]; facets: Record<string, Record<string, number>>; types: Record<string, number>;
  labels: Record<string, { id: string; label: string; broader: string[] }[]>; fields: Record<string, string>;
  words: { word: string; match: string }[]; found: Found; synonyms: string[][]; suggestion: string | null; relaxed: boolean;
  problems: Problem[];
  /** The facets whose values have an order of their own: scales and years. */
  ordered: string[];
  /** The facets of the types that were found; those of the most records first. */
  useful: string[];
}
/**
 * One word of a query for all records: its score in each, the way in which each has it, and its
 * rarity.
 */
interface Weighed { own: Float32Array; found: Uint8Array; rarity: number }

type Attributes = Record<string,
  string | boolean | undefined | ((event: MouseEvent & { currentTarget: HTMLAnchorElement }) => unknown)>;

interface Dom {
  language: string | undefined; form: HTMLFormElement | null; home: string;
  number(value: number): string;
  say(name: string, ...values: (string | number)[]): string;
  make<Name extends keyof HTMLElementTagNameMap>(
    name: Name, attributes?: Attributes, ...children: (Node | string | null)[]): HTMLElementTagNameMap[Name];
  button(text: string, click: () => unknown): HTMLButtonElement;
  stored<Result>(name: "localStorage" | "sessionStorage", use: (store: Storage) => Result): Result | null;
  copyLink(link: string, status: Element, question: string): Promise<void>;
  tongueOf(record: Fragment): { lang?: string; dir?: string };
  factLine(record: Fragment, labels: Record<string, string>, but?: string): (Node | string)[];
}

interface Bits { bytes: Uint8Array; at: number; bit(): number; read(count: number): number; gamma(): number; rice(k: number): number; align(): void }
interface Shards {
  root: string; language: string; id: string; files: Map<string, Promise<unknown>>;
  file<Data, Result = Data>(name: string, read?: (data: Data) => Result, query?: string): Promise<Result>;
  lead(letter: string): Promise<void>;
}
interface Index {
  shards: Shards;
  entry(query?: string): Promise<Entry>;
  common(number: number, entry: Entry): Promise<Term>;
  rare(number: number): Promise<{ list: Item[]; terms: Term[] }>;
  spellings(letter: string, bounds: string[], key: string, beside?: boolean): Promise<Spelt[]>;
  synonyms(number: number): Promise<Name[]>;
  facet(field: string, entry: Entry): Promise<FacetValue[]>;
  fragment(number: number, entry: Entry): Promise<Fragment>;
}
interface Spelt { word?: string; key: string; common: number }
interface Search {
  index: Index; entry: Entry; problems: Problem[];
  attempt<Value>(promise: Promise<Value>, otherwise: Value): Promise<Value>;
  resolve(word: Word, open: boolean): Promise<Resolved>;
  compounds(compounds: Compound[]): Promise<Other[]>;
  joins(words: Resolved[], joined: Set<number>): Promise<Other[]>;
  splits(words: Resolved[]): Promise<Other[]>;
  telling(texts: string[], known: Set<string>): Promise<Resolved[]>;
  concepts(words: Word[]): Promise<Other[]>;
  rarity(count: number): number;
  mask(term: Term, at: number): number;
  weight(term: Term, at: number): number;
  add(candidates: Candidate[], scores: Float32Array, found: Uint8Array, named?: Uint8Array): void;
  phrase(words: Resolved[], isExact?: boolean): Promise<Set<number>>;
  filtered(field: string, wanted: string[], typed?: boolean): Promise<Uint8Array>;
}
type Factor = "exact" | "folded" | "stem" | "compound" | "synonym" | "part" | "prefix" | "kin" | "typo";

interface Client {
  analysis: {
    words(text: string): { form: string; parts: number }[]; forms(text: string): string[]; fold(form: string): string;
    keys(text: string): string[]; bare(form: string, language: string): string;
  };
  postings: {
    Bits: new (base64: string) => Bits; postings(bits: Bits): Postings;
    positions(bits: Bits, term: Postings, wanted: (record: number) => boolean): Map<number, number[]>;
    runs(bits: Bits): number[]; words(text: string): string[];
    references(bits: Bits, count: number): { found: { stem: number | [number, number]; ordinal: number }[]; known: number };
  };
  spelling: {
    distance(a: string, b: string, limit: number): number;
    nearest(word: string, known: Iterable<Spelt>, most: number): { key: string; cost: number; typo: boolean }[];
  };
  query: { parse(text: string, fieldNamed: (name: string) => string | undefined): Query };
  excerpts: {
    matches(text: string, keys: Map<string, unknown>, starts: string[]): [number, number, string, number][];
    excerpt(text: string, keys: Map<string, number>, starts: string[]): { text: string; ranges: Span[] };
    nearness(texts: string[], wordOf: Map<string, number>, rarity: number[]): number;
  };
  index: {
    Index: new (root: string, language: string) => Index; hash(text: string): number;
    lowerBound<Value>(list: Value[], wanted: string, key: (value: Value) => string): number;
    slice(bounds: string[], key: string): number; reversed(text: string): string;
  };
  engine: {
    Search: new (index: Index, entry: Entry) => Search; factors: Record<Factor, number>; kinds: Factor[];
    parameters: Record<"prefixes" | "parts" | "splits" | "deserving" | "enough" | "candidates" | "missing" | "sure" | "named" | "widens" | "wider" | "models" | "widened" | "here" | "nearness" | "telling", number>;
  };
  Shards: new (root: string, language: string) => Shards;
  ShardError: new (kind: string, file: string) => Error & Problem;
  dom: Dom;
  /** In one document with everything in it: what its search is made of. */
  single: {
    find(query: string): { keys: string[]; hits: { at: string; title: string }[] };
    textOf(html: string): string; keysIn(text: string): string;
  };
  /** The query that was typed on the page before. */
  asked: string;
  loadScript(url: string): Promise<void>;
  carry(kind: string, value: string): void;
  /** Every file of an index calls this. */
  shard(id: string, name: string, data: unknown): void;
  configure?: (changes: { root?: string; language?: string }) => void;
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  records(ids: string[], options?: { language?: string }): Promise<Fragment[]>;
  mark(found: Found): void;
}

declare var casebook: Client;
/** Not in every browser. */
declare var DecompressionStream: (new (format: string) => ReadableWritablePair<Uint8Array, Uint8Array>) | undefined;
/** The words of the interface, by key. */
declare var casebookWords: Record<string, string> | undefined;
/** The paths of the search client's scripts, from the root of the site, separated by spaces. */
declare var casebookSearch: string | undefined;
