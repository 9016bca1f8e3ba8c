"""Measures the cost of a case in collections of several sizes, built in turn: runs at different
hours do not tell how a build grows."""
import collections, datetime, json, pathlib, shutil, subprocess, sys, time

import machine
from measure import CMARK, bytes_below, median, run

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
# In each round, small collections are built several times, so that their median does not depend on
# one moment.
ROUNDS, CASES_A_ROUND, MOST_A_ROUND = 5, 30_000, 5
# A virtual machine returns the memory of the last size to its host. This takes a while and disturbs
# the next build.
SECONDS_OF_REST = 5


def measure_growth(arguments, sizes, work):
    """Returns the uses of the build and of both parts of its floor, and the speed of handing out
    memory, by size and program."""
    uses = {cases: collections.defaultdict(list) for cases in sizes}
    try:
        for cases in sizes:
            subprocess.run([sys.executable, HERE / "corpus.py", work / str(cases), "--cases", str(cases)], check=True, capture_output=True)
        for number in range(ROUNDS):
            for cases in sizes:
                shutil.rmtree(work / "site", ignore_errors=True)
                time.sleep(SECONDS_OF_REST)
                for _ in range(max(1, min(MOST_A_ROUND, CASES_A_ROUND // cases))):
                    for name, use in once(arguments, work, work / str(cases)):
                        uses[cases][name].append(use)
            print(f"{time.strftime('%H:%M:%S')}  growth, round {number + 1} of {ROUNDS}: " + ", ".join(
                f"{uses[cases]['build'][-1].wall / cases * 1000:.3f} ms a case of {cases:,}" for cases in sizes), flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return {"date": datetime.date.today().isoformat(), "machine": machine.describe(),
            "sizes": {str(cases): {name: median(found) for name, found in named.items()} for cases, named in uses.items()}}


def once(arguments, work, corpus):
    site, copy, zeros = work / "site", work / "copy", work / "zeros"
    shutil.rmtree(site, ignore_errors=True)
    yield "cmark", run([*CMARK, corpus / "bodies.md"], output=work / "bodies.html")
    yield "build", run([arguments.casebook, "build", "--content", corpus / "casebook", "--templates", PROJECT / "Templates", "--output", site, "--jobs", str(arguments.jobs)])
    size = bytes_below(site)
    yield "copy", run(["cp", "-r", site, copy])
    shutil.rmtree(copy)
    yield "zeros", run(["head", "-c", size, "/dev/zero"], output=zeros)
    zeros.unlink()


def table(growth):
    """Returns a Markdown table that compares each size with the smallest."""
    first = None
    yield "| cases | build, ms a case | to the smallest | least to most | floor, ms a case | to the smallest | build to floor | zeros, ms a case | peak, MB | runs |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for cases, uses in sorted(growth["sizes"].items(), key=lambda pair: int(pair[0])):
        each = {name: use["wall"] / int(cases) * 1000 for name, use in uses.items()}
        each["floor"] = each["cmark"] + each["copy"]
        first = first or each
        build = uses["build"]
        yield (f"| {int(cases):,} | {each['build']:.3f} | {each['build'] / first['build']:.2f} | {build['least'] / int(cases) * 1000:.3f} to {build['most'] / int(cases) * 1000:.3f} | {each['floor']:.3f} | "
               f"{each['floor'] / first['floor']:.2f} | {each['build'] / each['floor']:.2f} | {each['zeros']:.3f} | {build['peak']:,.0f} | {build['runs']} |")
