"""Measures the cost of a keystroke on a slow machine.

keystrokes.py SITE [--slow 6] [--json]: types into the search page of SITE, a built folder, in
Chromium, and measures how long the page is blocked. A query is typed once to load its files,
cleared, and typed again letter by letter with the processor slowed down. Needs playwright and
Chromium. Fails above 100 ms at the 95th percentile.
"""
import argparse
import json
import pathlib
import re
import shutil
import sys

from playwright.sync_api import sync_playwright

QUERIES = ["protection", "women market", "armed groups"]
# The cost of a keystroke: the time from the letter until the page is idle again after showing its
# results, without the waiting in between.
MEASURE = """
() => {
  window.blocked = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => window.blocked.push(entry.duration))).observe({ type: "longtask" });
  const search = casebook.search;
  window.spent = [];
  casebook.search = async (...values) => {
    const start = performance.now(), result = await search(...values);
    window.spent.push(performance.now() - start);
    return result;
  };
}
"""


def percentile(values, share):
    return sorted(values)[max(0, -(-len(values) * share // 1).__int__() - 1)] if values else 0


def titles(site, language):
    """Returns words of titles in the index, so that any site can be measured."""
    folder = next(path for path in (site / "search" / language).iterdir() if path.is_dir())
    found = []
    for name in sorted(folder.glob("d*.js"))[:3]:
        text = name.read_text(encoding="utf-8")
        records = json.loads(text[text.index(",[") + 1:text.rindex(")")])
        found += [" ".join(re.findall(r"\w{4,}", record[2])[:2]).lower() for record in records]
    return [query for query in found if len(query) > 8][:4]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--slow", type=float, default=6)
    parser.add_argument("--limit", type=float, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    spent, blocked = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((options.site.resolve() / "search.html").as_uri())
        page.wait_for_selector(".hits .hit")
        page.evaluate(MEASURE)
        language = page.evaluate("document.documentElement.lang")
        session = page.context.new_cdp_session(page)
        field = page.locator("main input[type=search]")
        for query in QUERIES + titles(options.site, language):
            for slow in (1, options.slow):
                session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
                page.evaluate("() => { window.spent.length = 0; window.blocked.length = 0; }")
                field.fill("")
                for letter in query:
                    before = page.evaluate("window.spent.length")
                    field.press_sequentially(letter)
                    page.wait_for_function("count => window.spent.length > count", arg=before)
                    page.wait_for_timeout(60)
            spent += page.evaluate("window.spent")
            blocked += page.evaluate("window.blocked")
        browser.close()
    result = {"keystrokes": len(spent), "slow": options.slow, "search_p50": round(percentile(spent, 0.5)), "search_p95": round(percentile(spent, 0.95)),
              "longest_block": round(max(blocked, default=0)), "blocks_over_limit": sum(block > options.limit for block in blocked)}
    print(json.dumps(result) if options.json else
          f"{result['keystrokes']} keystrokes, processor {options.slow:g} times slower: search p50 {result['search_p50']} ms, "
          f"p95 {result['search_p95']} ms; longest block {result['longest_block']} ms, {result['blocks_over_limit']} over {options.limit:g} ms")
    return int(result["search_p95"] > options.limit)


if __name__ == "__main__":
    sys.exit(main())
