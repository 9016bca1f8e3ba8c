#!/usr/bin/env python3
"""Writes the manual's page of benchmarks, and its estimate for a million cases, from
Tests/Benchmarks/results.json."""
import json, pathlib

import growth
from bench import search_words

HERE = pathlib.Path(__file__).resolve().parent
MANUAL = HERE.parent.parent / "Documentation"
PAGE, GUIDE = MANUAL / "reference/benchmarks.md", MANUAL / "guides/past-one-machine.md"

HEAD = """---
title: Benchmarks
summary: "How fast and how large: builds beside the floor of the machine and beside other tools, and what a search costs on a slow line."
---

`make bench` measures this on your machine and prints it; `Tests/Benchmarks/run CASEBOOK --sizes 1000,10000,100000 --line --write` wrote this
page. [[past-one-machine]] says what follows for larger collections.

## What is measured

- **The records** are made up by `Tests/Benchmarks/corpus.py`, the same bytes each time: cases of 3 kB with facets, relations and links in their
  text, and for each hundred cases five lessons, ten sources, three organisations and a framework or two. Words are as frequent as in prose.
- **The floor** is what no generator can do without: one `cmark-gfm` process over all bodies, and `cp -r` of the site that was built, both on tmpfs. A build is
  meant to stay within twice of it.
- **Hugo and Pagefind** get the same records, with a plain theme: a page a case, indexes and terms by hundreds, and relations as taxonomies, whose pages lead back. In a second
  variant Hugo lists related pages too. Pagefind then indexes what Hugo wrote. Casebook does more in its build: it checks every link and rule, writes tables, a graph and SHA-256 sums,
  lists mentions, and its pages are larger. Hugo's shorter pages are in its favour.
- **Programs run one at a time, in turn**, so that a slow minute falls on all; figures are medians, with the least and the most where they matter. Memory is the most that a process had at its peak.
"""


def figure(value, digits=2): return f"{value:,.{digits}f}"


def builds(results):
    names = {"cmark": "floor: `cmark-gfm`", "copy": "floor: `cp -r`", "zeros": "one file of zeros as large as the site", "build": "**Casebook, full build**", "again": "Casebook, nothing changed", "check": "`casebook check`",
             "hugo": "Hugo", "hugo related": "Hugo with related pages", "pagefind": "Pagefind on Hugo's pages", "build on disk": "Casebook, full build, on disk", "copy on disk": "`cp -r` on disk"}
    for cases, result in sorted(results["builds"].items(), key=lambda pair: int(pair[0])):
        machine, sizes = result["machine"], result["sizes"]
        yield f"## {int(cases):,} cases\n"
        yield (f"{result['date']}, {machine['cpu']}, {machine['cores']} cores, {machine['memory']} GB, {machine['system']}. {sizes['records']:,} records in the edition, "
               f"{sizes['text'] / 1e6:.1f} MB of text.\n")
        yield "| | seconds | least to most | processor seconds | peak MB | runs |\n|---|--:|--:|--:|--:|--:|"
        for name, label in names.items():
            if use := result["figures"].get(name):
                yield f"| {label} | {figure(use['wall'])} | {figure(use['least'])} to {figure(use['most'])} | {figure(use['cpu'])} | {use['peak']:,.0f} | {use['runs']} |"
        yield "\n| ratio | |\n|---|--:|"
        for name, ratio in result["ratios"].items():
            yield f"| {name} | {figure(ratio)} |"
        yield "\n| what is written | files | MB | gzipped MB |\n|---|--:|--:|--:|"
        for name, label in (("site", "the site"), ("search", "of it the search index"), ("hugo", "Hugo's site and Pagefind's index"), ("pagefind", "of it Pagefind's index")):
            if size := sizes.get(name):
                yield f"| {label} | {size['files']:,} | {size['bytes'] / 1e6:.1f} | {size['gzipped'] / 1e6:.1f} |" if "gzipped" in size else f"| {label} | {size['files']:,} | {size['bytes'] / 1e6:.1f} | |"
        yield f"\nThe index is {100 * sizes['search']['gzipped'] / sizes['text']:.0f} % of the text, gzipped. `manifest.json` is {'the same' if result['same_at_any_width'] else '**not** the same'} with `--jobs 1` and `--jobs 2`."
        yield "Stages of a build, in milliseconds: " + ", ".join(f"{name} {time:,.0f}" for name, time in result["stages"].items()) + "."
        if result.get("preview"):
            yield "From saving a file to `serve`: " + ", ".join(f"{value * 1000:,.0f} ms {name}" for name, value in result["preview"].items()) + "."
        if result.get("search"):
            yield "\n" + search_words(result["search"])
        for note in result["notes"]:
            yield f"\n{note[0].upper() + note[1:]}."
        yield ""


def how_it_grows(results):
    if "growth" not in results:
        return
    found = results["growth"]
    yield ("## How it grows\n\nCost of a case at each size, and how it compares with the smallest: 1.00 is linear. The sizes are built in turn within a quarter of an hour, with "
           "`--growth`. The floor stands beside it, since it grows as well, and with it what it takes to write zeros to one file on tmpfs, as many as the site has bytes: memory that "
           f"nobody has used lately is slow on a virtual machine, which gets it from its host page by page. {found['date']}, {found['machine']['cpu']}, {found['machine']['system']}.\n")
    yield from growth.table(found)
    yield "\nThe tables below are from runs of their own, with other programs in turn; [[past-one-machine]] carries figures on to a million."
    yield ""


MILLION = "## What a million cases would cost"


def million(results):
    """Returns the slope between the two largest sizes, continued; for the guide that asks when
    files are no longer the answer."""
    sizes = sorted(map(int, results["builds"]))
    if len(sizes) < 2:
        return
    low, high = (results["builds"][str(cases)] for cases in sizes[-2:])
    yield f"Measured ([[benchmarks]]), and carried on along the slope from {low['cases']:,} to {high['cases']:,} cases. **The last column is reckoned, not measured.**\n"
    yield f"| | {low['cases']:,} | {high['cases']:,} | a thousand more | 1,000,000 |\n|---|--:|--:|--:|--:|"
    # Builds that take turns give a better slope than runs at different hours.
    in_turn = results.get("growth", {}).get("sizes", {})
    def build(result): return in_turn.get(str(result["cases"]), result["figures"])["build"]
    rows = [("build, seconds", lambda r: build(r)["wall"], 1), ("memory at its peak, MB", lambda r: build(r)["peak"], 0),
            ("files", lambda r: r["sizes"]["site"]["files"], 0), ("site, MB", lambda r: r["sizes"]["site"]["bytes"] / 1e6, 0),
            ("search index, gzipped MB", lambda r: r["sizes"]["search"]["gzipped"] / 1e6, 1)]
    if low.get("search") and high.get("search"):
        rows += [("first query, kB, 95th percentile", lambda r: r["search"]["bytes"]["p95"] / 1000, 0),
                 ("counts of all facets, kB", lambda r: r["search"]["facets"] / 1000, 0)]
    for name, get, digits in rows:
        slope = (get(high) - get(low)) / (high["cases"] - low["cases"])
        yield f"| {name} | {figure(get(low), digits)} | {figure(get(high), digits)} | {figure(slope * 1000, 2)} | {figure(get(high) + slope * (1_000_000 - high['cases']), digits)} |"
    yield ""


def write_million(results):
    lines, text = list(million(results)), GUIDE.read_text()
    if lines:
        begin = text.index(MILLION) + len(MILLION)
        GUIDE.write_text(text[:begin] + "\n\n" + "\n".join(lines) + text[text.index("\n## ", begin):])


def line(results):
    if "line" not in results:
        return
    yield "## A first search on a slow line\n"
    browser = next(iter(results["line"].values()))["browser"]
    yield (f"{browser} with its cache off, 400 kbit/s and 400 ms of latency, a server that zips. Somebody has a page open and searches for two or three words of a title: the search client, the index and "
           "what is shown of the first ten hits. Median, and 95th percentile in brackets.\n")
    yield "| cases | | kB | requests | rounds | seconds |\n|--:|---|--:|--:|--:|--:|"
    for cases, result in sorted(results["line"].items(), key=lambda pair: int(pair[0])):
        for name, found in result["found"].items():
            def two(key, scale=1, digits=0): return f"{found[key]['median'] / scale:.{digits}f} ({found[key]['p95'] / scale:.{digits}f})"
            yield f"| {int(cases):,} | {name} | {two('bytes', 1000)} | {two('requests')} | {two('rounds')} | {two('seconds', 1, 1)} |"
    yield "\nA round is a set of requests that wait for no other; the client itself is the first.\n"
    yield ("Letter by letter, with the processor slowed down six times and the first word's files there, an answer takes: "
           + "; ".join(f"{figure(found['keystrokes']['median'] * 1000, 0)} ms at {int(cases):,} cases (95th percentile {figure(found['keystrokes']['p95'] * 1000, 0)}, most {figure(found['keystrokes']['most'] * 1000, 0)})"
                       for cases, result in sorted(results["line"].items(), key=lambda pair: int(pair[0])) if "keystrokes" in (found := result["found"]["Casebook"])) + ".\n")


def main():
    results = json.loads((HERE / "results.json").read_text())
    parts = [HEAD, *how_it_grows(results), *builds(results), *line(results)]
    PAGE.write_text("\n".join(parts).rstrip() + "\n")
    write_million(results)
    print(f"wrote {PAGE} and a section of {GUIDE}")


if __name__ == "__main__":
    main()
