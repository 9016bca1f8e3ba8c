#!/usr/bin/env python3
"""Measures the cost of a first search on a slow line: bytes, requests, rounds, and time to the
first ten results, in Chromium with its cache off, beside Pagefind on Hugo's pages of the same
records.

    search_line.py CASEBOOK [--sizes 1000,10000] [--queries 20] [--write]

A reader has a page open and turns to the search. The line has 400 kbit/s and 400 ms of latency; the
server compresses. Each query begins in a new browser profile. The words are two or three of a
title.
"""
import argparse, contextlib, json, os, pathlib, random, shutil, statistics, subprocess, sys, time

from playwright.sync_api import sync_playwright

from bench import HERE, LARGE, Bench
from measure import run
from server import serve

LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
CASEBOOK = "async query => (await casebook.search(query, {limit: 10})).hits.length"
PAGEFIND = """async query => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(query);
  return (await Promise.all(found.results.slice(0, 10).map(result => result.data()))).length;
}"""


def first_search(browser, address, sent, script, query):
    """Runs one query as a reader who has just opened a page."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    asked, ended = {}, []
    # Counts the requests of the whole page, because Pagefind loads files in a worker. A request may
    # wait before it begins: a browser has six connections to a host.
    page.on("request", lambda request: asked.setdefault(request, time.time() * 1000))
    page.on("requestfinished", lambda request: ended.append(request))
    session.send("Network.emulateNetworkConditions", LINE)
    sent.clear()
    begin = time.perf_counter()
    hits = page.evaluate(script, query)
    seconds = time.perf_counter() - begin
    page.wait_for_timeout(50)
    done = [{"from": asked[request], "to": request.timing["startTime"] + request.timing["responseEnd"]} for request in ended]
    # The browser does not report the size of a worker's script; the server knows what it sent.
    found = {"bytes": sum(sent), "requests": len(sent), "rounds": rounds(done), "seconds": seconds, "hits": hits}
    context.close()
    return found


def keystrokes(browser, address, typed):
    """Returns the seconds from a letter to its answer, on a machine six times slower, while a
    reader types one query after another."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate(CASEBOOK, typed[0].split()[0])
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    waits = []
    for query in typed:
        for end in range(1, len(query) + 1):
            waits.append(page.evaluate("""async query => {
              const begin = performance.now();
              await casebook.search(query, {limit: 10});
              return (performance.now() - begin) / 1000;
            }""", query[:end]))
    context.close()
    return {"letters": len(waits), "median": statistics.median(waits), "p95": sorted(waits)[int(len(waits) * 0.95)], "most": max(waits)}


def rounds(requests):
    """A request belongs to the round after the last request that had ended before it began."""
    known = []
    for request in sorted(requests, key=lambda request: request["from"]):
        known.append((request["to"], 1 + max((number for end, number in known if end <= request["from"]), default=0)))
    return max((number for _, number in known), default=0)


def summary(searches):
    def high(values): return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
    return {"queries": len(searches), "without hits": sum(search["hits"] == 0 for search in searches)} | {
        name: {"median": statistics.median(search[name] for search in searches), "p95": high([search[name] for search in searches])}
        for name in ("bytes", "requests", "rounds", "seconds")}


def queries(site, count):
    titles = [record["titles"]["en"] for record in json.loads((site / "data/graph.json").read_bytes())["records"] if record["type"] == "case"]
    rng = random.Random(2)
    chosen = []
    while len(chosen) < count:
        words = sorted(set(rng.choice(titles).split()))
        if len(words) >= 3:
            chosen.append(" ".join(rng.sample(words, rng.choice((2, 3)))))
    return chosen


def measure(arguments, cases, browser):
    bench = Bench(arguments, cases)
    try:
        bench.work.mkdir(parents=True)
        subprocess.run([sys.executable, HERE / "corpus.py", bench.work, "--cases", str(cases)], check=True, capture_output=True)
        run(bench.build(bench.work / "site"))
        sides = [("Casebook", bench.work / "site", CASEBOOK)]
        programs = bench.programs()
        if "pagefind" in programs:
            public = bench.work / "public"
            run([programs["hugo"], "--quiet", "--source", bench.work / "hugo", "--destination", public, "--config", "hugo.toml", "--noBuildLock"])
            run([programs["pagefind"], "--site", public, "--quiet"])
            sides.append(("Pagefind", public, PAGEFIND))
        chosen = queries(bench.work / "site", arguments.queries)
        found = {name: [] for name, _, _ in sides}
        with contextlib.ExitStack() as stack:
            servers = []
            for name, folder, script in sides:
                address, sent, stop = serve(folder)
                stack.callback(stop)
                servers.append((name, address, sent, script))
            for number, query in enumerate(chosen):
                for name, address, sent, script in servers:
                    found[name].append(first_search(browser, address, sent, script, query))
                bench.say(f"query {number + 1} of {len(chosen)}: " + ", ".join(
                    f"{name} {searches[-1]['seconds']:.1f} s, {searches[-1]['bytes'] / 1000:.0f} kB, {searches[-1]['requests']} requests in {searches[-1]['rounds']} rounds"
                    for name, searches in found.items()))
            figures = {name: summary(searches) for name, searches in found.items()}
            # Casebook only: Pagefind searches in a worker, which the browser does not slow down.
            figures["Casebook"]["keystrokes"] = keystrokes(browser, servers[0][1], chosen[:5])
            bench.say("typing letter by letter: {letters} answers, median {median:.3f} s, 95 % {p95:.3f} s, most {most:.3f} s".format(**figures["Casebook"]["keystrokes"]))
        return figures
    finally:
        shutil.rmtree(bench.work, ignore_errors=True)


def show(cases, found):
    print(f"\nFirst search among {cases:,} cases, 400 kbit/s and 400 ms: median (95th percentile)")
    for name, figures in found.items():
        def two(key, scale=1, form=".0f"): return f"{figures[key]['median'] / scale:{form}} ({figures[key]['p95'] / scale:{form}})"
        print(f"  {name:10} {two('bytes', 1000)} kB, {two('requests')} requests, {two('rounds')} rounds, {two('seconds', 1, '.1f')} s"
              + (f"; {figures['without hits']} of {figures['queries']} found nothing" if figures["without hits"] else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casebook")
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--work", default="/dev/shm")
    parser.add_argument("--disk", default="/tmp")
    parser.add_argument("--only-casebook", action="store_true")
    parser.add_argument("--browser", default=shutil.which("chromium") or "chromium")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.browser, args=["--no-sandbox"])
        version = browser.version
        for cases in map(int, arguments.sizes.split(",")):
            found = measure(arguments, cases, browser)
            show(cases, found)
            if arguments.write:
                path = HERE / "results.json"
                results = json.loads(path.read_text()) if path.exists() else {}
                results.setdefault("line", {})[str(cases)] = {"browser": f"Chromium {version}", "found": found}
                path.write_text(json.dumps(results, indent=1) + "\n")
        browser.close()


if __name__ == "__main__":
    main()
