#!/usr/bin/env python3
"""Writes one made-up collection three times: for Casebook, for Hugo, and as its bodies alone.

    corpus.py OUT --cases 10000 [--seed 1]

OUT/casebook, OUT/hugo and OUT/bodies.md hold the same records; the same arguments give the same bytes. A case has about 3 kB: a front
matter with facets and relations, three sections, links in its text. One in forty is restricted, one in fifty is long, one in a
hundred has a table, a footnote, an alert. For each twenty cases there are a lesson and two sources, for forty an organisation,
for two hundred a framework. Hugo gets relations as taxonomies, its way to lists that lead back.
"""
import argparse, dataclasses, json, pathlib, random, re

from words import Words

PLACES = """AFG AGO BDI BFA CAF CIV CMR COD COL ECU EGY ERI ETH GHA GIN GTM HND HTI IDN IRN IRQ JOR KEN KHM LAO LBN LBR LBY LKA MDG MLI
MMR MOZ MRT NER NGA NPL PAK PER PHL RWA SDN SEN SLE SLV SOM SSD SYR TCD THA TLS TUN TZA UGA UKR VEN YEM ZMB ZWE""".split()
TERMS = {
    "methods": "early-warning accompaniment negotiation advocacy training safe-routes contingency-plans patrols reporting community-watch mediation".split(),
    "hazards": "abduction shelling looting explosives recruitment separation extortion blockade detention rumours fire night-raids landgrab assault".split(),
    "groups": "children women men older-people displaced returnees hosts farmers traders health-workers teachers people-with-disabilities".split(),
    "outcomes": "better mixed worse unchanged not-known".split(),
}
FOLDERS = {"case": "cases", "lesson": "lessons", "source": "sources", "organisation": "organisations", "framework": "frameworks"}


@dataclasses.dataclass
class Record:
    type: str
    number: int
    title: str
    summary: str
    # Links stand in the text as {{type/slug|text}}, or {{type/slug}} for the title of the target;
    # {{@source|locator}} is a citation.
    body: str
    facets: dict = dataclasses.field(default_factory=dict)
    period: tuple = ()
    links: dict = dataclasses.field(default_factory=dict)
    locators: dict = dataclasses.field(default_factory=dict)
    restricted: bool = False
    updated: str = ""

    @property
    def slug(self): return f"{self.type}-{self.number}"


def make(cases, seed):
    """Makes all records, lessons and sources first. Each record has a generator of its own: the
    tenth case can be made without the ninth."""
    words = Words(random.Random(f"{seed} words"), cases)
    counts = {"lesson": max(4, cases // 20), "source": max(4, cases // 10), "organisation": max(4, cases // 40),
              "framework": max(3, cases // 200), "case": cases}
    titles = {f"{kind}-{n}": words.title(random.Random(f"{seed} title {kind} {n}")) for kind in counts for n in range(counts[kind])}
    for kind in counts:
        for number in range(counts[kind]):
            rng = random.Random(f"{seed} {kind} {number}")
            record = Record(kind, number, titles[f"{kind}-{number}"], words.sentence(rng)[:-1], "")
            if kind == "case":
                fill_case(record, rng, words, counts)
            else:
                record.body = "\n\n".join(prose(rng, words, 520, []))
                if kind == "lesson":
                    record.facets = {"methods": [rng.choice(TERMS["methods"])]}
                    if number and rng.random() < 0.06:
                        record.links = {"contradicts": [f"lesson-{rng.randrange(number)}"]}
            yield record, titles


def fill_case(record, rng, words, counts):
    def some(kind, least, most): return sorted({f"{kind}-{rng.randrange(counts[kind])}" for _ in range(rng.randint(least, most))})
    def terms(name, most): return sorted(rng.sample(TERMS[name], rng.randint(1, most)))
    year = rng.randint(1996, 2024)
    record.period = (year, year + rng.randint(0, 4))
    record.updated = f"{year + 1}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    record.restricted = record.number % 40 == 17
    record.facets = {"places": sorted(rng.sample(PLACES, rng.choice((1, 1, 1, 2)))), "methods": terms("methods", 3),
                     "hazards": terms("hazards", 3), "groups": terms("groups", 3), "outcome": [rng.choice(TERMS["outcomes"])]}
    sources = some("source", 1, 2)
    record.links = {"lessons": some("lesson", 0 if record.number % 10 == 0 else 1, 4), "organisations": some("organisation", 0, 3),
                    "frameworks": some("framework", 0, 1), "sources": sources}
    if record.number % 10 == 0:
        record.links["lessons"] = []
    record.locators = {source: f"p. {rng.randint(1, 120)}" for source in sources}
    asides = [f"Compare {{{{case-{rng.randrange(counts['case'])}}}}}.", f"Another road was [taken elsewhere](case-{rng.randrange(counts['case'])}.md).",
              f"It follows {{{{framework-{rng.randrange(counts['framework'])}|a known framework}}}}.",
              f"So it is reported {{{{@{sources[0]}|p. {rng.randint(1, 120)}}}}}."]
    paragraphs = prose(rng, words, 2250 * (6 if record.number % 50 == 9 else 1), asides)
    third = max(1, len(paragraphs) // 3)
    blocks = ["## Situation", *paragraphs[:third], "## What was done", *paragraphs[third:2 * third],
              "\n".join(f"- **{words.pick(rng, 1)[0]}** {words.sentence(rng)}" for _ in range(2)), "## What changed", *paragraphs[2 * third:]]
    match record.number % 100:
        case 1: blocks.append("| sign | before | after |\n|---|--:|--:|\n" + "\n".join(
            f"| {words.pick(rng, 1)[0]} | {rng.randint(1, 90)} | {rng.randint(1, 90)} |" for _ in range(6)))
        case 31: blocks.append(f"{words.sentence(rng)[:-1]}.[^1]\n\n[^1]: {words.sentence(rng)}")
        case 61: blocks.append(f"> [!WARNING]\n> {words.sentence(rng)}")
    record.body = "\n\n".join(blocks)


def prose(rng, words, size, asides):
    paragraphs, length = [], 0
    while length < size:
        paragraphs.append(" ".join(words.sentence(rng) for _ in range(rng.randint(2, 6))))
        length += len(paragraphs[-1])
    for aside in asides:
        paragraphs[rng.randrange(len(paragraphs))] += " " + aside
    return paragraphs


LINK = re.compile(r"\{\{(@?)([a-z]+)-(\d+)(?:\|([^}]*))?\}\}")


class CasebookFolder:
    def __init__(self, root, cases):
        self.root = root
        for name in [*FOLDERS.values(), "vocabularies"]:
            (root / name).mkdir(parents=True)
        (root / "casebook.yaml").write_text(
            f"title: A made-up collection of {cases} cases\npublisher: Nobody\nlicence: CC0-1.0\nrelease: bench\nlanguages: [en]\n"
            "editions:\n  public: {shows: [public]}\n  staff: {shows: [public, restricted]}\n")
        for name, ids in TERMS.items():
            (root / "vocabularies" / f"{name}.yaml").write_text(
                "terms:\n" + "".join(f"  - {{id: {i}, label: {i.replace('-', ' ').capitalize()}}}\n" for i in ids))
        model = ["types:"]
        for kind, folder in FOLDERS.items():
            model += [f"  {kind}:", f"    folder: {folder}", f"    label: {kind.capitalize()}", f"    plural: {folder.capitalize()}",
                      "    fields:", "      summary: {kind: text, required: true, max: 400, search: 3}"]
            if kind == "case":
                model += [f"      {name}: {{kind: term, from: [{vocabulary}], many: true, required: true, facet: true}}" for name, vocabulary in
                          (("places", "countries"), ("methods", "methods"), ("hazards", "hazards"), ("groups", "groups"))]
                model += ["      outcome: {kind: term, from: [outcomes], required: true, facet: true}", "      period: {kind: period, facet: true}",
                          "      lessons: {kind: reference, to: [lesson], many: true, inverse: evidence}",
                          "      organisations: {kind: reference, to: [organisation], many: true, inverse: cases}",
                          "      frameworks: {kind: reference, to: [framework], many: true, inverse: cases}",
                          "      sources: {kind: reference, to: [source], many: true, required: publish, inverse: cited_by, role: citation, fields: {locator: {kind: text}}}"]
            if kind == "lesson":
                model += ["      methods: {kind: term, from: [methods], many: true, facet: true}",
                          "      contradicts: {kind: reference, to: [lesson], many: true, symmetric: true}"]
        (root / "model.yaml").write_text("\n".join(model) + "\n")

    def write(self, record, titles):
        lines = ["---", f'title: "{record.title}"', f"sensitivity: {'restricted' if record.restricted else 'public'}", f"summary: {record.summary.replace(',', '')}"]
        for name, ids in record.facets.items():
            lines.append(f"{name}: {ids[0]}" if name == "outcome" else f"{name}: [{', '.join(ids)}]")
        if record.period:
            lines.append(f"period: {{start: {record.period[0]}, end: {record.period[1]}}}")
        for name, slugs in record.links.items():
            if name == "sources":
                lines += ["sources:", *(f'  - {{to: {slug}, locator: "{record.locators[slug]}"}}' for slug in slugs)]
            elif slugs:
                lines.append(f"{name}: [{', '.join(slugs)}]")
        if record.updated:
            lines.append(f"updated: {record.updated}")
        (self.root / FOLDERS[record.type] / f"{record.slug}.md").write_text("\n".join([*lines, "---", "", self.body(record), ""]))

    @staticmethod
    def body(record):
        def link(match):
            cite, kind, number, text = match.groups()
            if cite:
                return f"[@{kind}-{number}, {text}]"
            return f"[[{kind}-{number}|{text}]]" if text else f"[[{kind}-{number}]]"
        return LINK.sub(link, record.body)


class HugoFolder:
    """Writes cases as pages. Lessons, sources, organisations and frameworks become terms of
    taxonomies with texts of their own, so that their pages list the cases that name them."""

    def __init__(self, root):
        self.root = root / "content"
        (self.root / "cases").mkdir(parents=True)

    def write(self, record, titles):
        front = {"title": record.title, "description": record.summary, "draft": record.restricted}
        for name, ids in [*record.facets.items(), *record.links.items()]:
            # The lessons that a lesson contradicts are a list of its own, not a taxonomy.
            front[name] = ids
        if record.locators:
            front["locators"] = record.locators
        if record.period:
            front["period"] = list(record.period)
        if record.updated:
            front["date"] = record.updated
        if record.type == "case":
            path = self.root / "cases" / f"{record.slug}.md"
        else:
            path = self.root / FOLDERS[record.type] / record.slug / "_index.md"
            path.parent.mkdir(parents=True)
        path.write_text(json.dumps(front, indent=1) + "\n\n" + self.body(record, titles) + "\n")

    @staticmethod
    def body(record, titles):
        def link(match):
            cite, kind, number, text = match.groups()
            name = f"{kind}-{number}"
            shown = f"{titles[name]}, {text}" if cite else text or titles[name]
            return f"[{shown}](../../{FOLDERS[kind]}/{name}/)"
        return re.sub(r"\((case-\d+)\.md\)", r"(../../cases/\1/)", LINK.sub(link, record.body))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    casebook, hugo = CasebookFolder(arguments.out / "casebook", arguments.cases), HugoFolder(arguments.out / "hugo")
    count = size = 0
    with open(arguments.out / "bodies.md", "w") as bodies:
        for record, titles in make(arguments.cases, arguments.seed):
            casebook.write(record, titles)
            hugo.write(record, titles)
            if not record.restricted:
                bodies.write(casebook.body(record) + "\n\n")
            count, size = count + 1, size + len(record.body)
    print(f"{count} records, {size / 1e6:.1f} MB of text")


if __name__ == "__main__":
    main()
