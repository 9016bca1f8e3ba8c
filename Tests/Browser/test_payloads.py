"""Whatever a writer writes, in whatever field, syntax, file name or setting: nothing of it runs, loads or leads elsewhere. The policy
that each page carries is taken out first, so that nothing but the pages themselves prevents it."""
import csv
import io
import json
import os
import pathlib
import re
import subprocess

import pytest

import payloads

# What is true of an open page on which nothing of the content is markup.
LOOK = """() => {
  const found = [], elements = document.querySelectorAll("*");
  const forbidden = new Set(["iframe", "frame", "object", "embed", "base", "applet", "math", "style", "x", "portal", "frameset", "plaintext", "xmp", "marquee", "noscript"]);
  for (const element of elements) {
    const name = element.localName;
    if (forbidden.has(name)) found.push(`<${name}>`);
    if (name === "script" && !/^application\\/|^text\\/plain/.test(element.type) && !/\\/(assets|search)\\/[\\w\\/.-]+\\.js$/.test(element.src)) found.push(`script ${element.outerHTML.slice(0, 90)}`);
    if (name === "link" && element.href && !element.href.startsWith("file:") && element.rel !== "canonical" && element.rel !== "alternate") found.push(`link ${element.href}`);
    if (name === "meta" && /refresh/i.test(element.httpEquiv)) found.push("refresh");
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || attribute.name === "style" || attribute.name === "srcdoc") found.push(`${name} ${attribute.name}`);
      if (/^(href|src|action|formaction|data|xlink:href|poster)$/i.test(attribute.name) && name !== "meta") {
        let address;
        try { address = new URL(attribute.value, document.baseURI); } catch { continue; }
        if (!["http:", "https:", "mailto:", "tel:", "file:"].includes(address.protocol)) found.push(`${attribute.name}=${attribute.value}`);
        else if (address.protocol === "file:" && !address.href.startsWith(ROOT)) found.push(`outside ${attribute.value}`);
        else if (/^http/.test(address.protocol) && name !== "a" && name !== "link") found.push(`${name} asks ${address.host}`);
      }
    }
  }
  if (Object.prototype.polluted || ({}).ran) found.push("a prototype");
  return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site without its policy, and the payloads."""
    folder = tmp_path_factory.mktemp("payloads")
    texts = payloads.write(folder / "Content")
    run = subprocess.run([os.environ["CASEBOOK_PROGRAM"], "build", "--content", "Content", "--output", "Site", "--format", "json"], cwd=folder, capture_output=True, timeout=300)
    assert run.returncode == 1 and (folder / "Site/manifest.json").exists(), run.stderr[-2000:]
    for finding in json.loads(run.stderr):
        assert finding["code"] and finding["line"] > 0
    taken = 0
    for page in (folder / "Site").rglob("*.html"):
        text, count = re.subn(r"<meta http-equiv=.Content-Security-Policy. [^>]*>", "", page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")
        taken += count
    assert taken > 300
    return folder / "Site", texts


@pytest.fixture
def view(site, tab):
    """A tab that tells of all that runs or asks elsewhere; `view.faults` has it."""
    view = tab(offline=False)
    view.faults = []
    home = site[0].as_uri()
    view.context.expose_function("ran", lambda *_: view.faults.append("something ran"))
    view.on("dialog", lambda dialog: (view.faults.append("a dialog"), dialog.dismiss()))
    view.on("pageerror", lambda error: view.faults.append(f"uncaught: {error}"))
    view.on("request", lambda request: request.url.startswith((home, "blob:", "about:")) or view.faults.append(f"asked {request.url[:120]}"))
    view.on("popup", lambda popup: view.faults.append("a window"))
    yield view
    if view.faults:
        pytest.fail("\n".join(dict.fromkeys(view.faults)), pytrace=False)


def look(view, root):
    found = view.evaluate(LOOK.replace("ROOT", json.dumps(root.as_uri())))
    if found:
        view.faults.append(f"{view.url[-80:]}: {', '.join(dict.fromkeys(found))[:400]}")


def test_there_are_at_least_300():
    assert len(payloads.all_payloads()) >= 300


def test_nothing_runs_on_any_page(site, view):
    root, _ = site
    # The page for missing addresses leads to the site's own, the pages to start from lead to the home pages, and a page in French
    # without a translation is the English one.
    pages = [page for page in sorted(root.rglob("*.html")) if page.name != "404.html" and not page.name.startswith("0-")]
    pages = [page for page in pages if "/fr/" not in page.as_posix() or page.match("n*0.html") or not page.match("n*.html") and not page.match("by-*/*")]
    assert len(pages) > 600
    for page in pages:
        view.goto(page.as_uri(), wait_until="load")
        if "http-equiv=\"refresh\"" not in page.read_text(encoding="utf-8"):
            assert view.url.partition("#")[0] == page.as_uri(), "a page led elsewhere"
            look(view, root)


def test_the_search_page_shows_payloads_and_takes_them_as_queries(site, view):
    root, texts = site
    view.goto((root / "search.html").as_uri())
    view.locator(".search-status:not(:empty)").wait_for()
    shown = view.evaluate("""async queries => {
      const box = document.querySelector("main input[type=search]"), wait = ms => new Promise(done => setTimeout(done, ms));
      let shown = 0;
      for (const query of queries) {
        box.value = query;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        const { total } = await casebook.search(query);
        for (let tries = 0; tries < 40 && history.state?.search?.query !== query; tries++) await wait(5);
        await wait(10);
        if (total && document.querySelector(".hit")) shown++;
      }
      return shown;
    }""", [f"word{number}" for number in range(0, len(texts), 2)] + texts)
    assert shown > len(texts) / 2
    look(view, root)


def test_links_to_searches_filters_and_dossiers_hold_payloads(site, view):
    root, texts = site
    view.goto((root / "search.html").as_uri())
    view.evaluate("""async texts => {
      const wait = ms => new Promise(done => setTimeout(done, ms));
      for (const text of texts) {
        location.hash = new URLSearchParams({ q: text, "f.kind": text, ["f." + text]: text, by: text });
        await wait(4);
      }
    }""", texts)
    look(view, root)
    view.goto((root / "notes/index.html").as_uri() + "#dossier=" + ",".join(f"note%2Fn{number}" for number in range(len(texts))))
    view.locator("article.sheet").first.wait_for()
    assert view.locator("article.sheet").count() > 100
    look(view, root)
    for text in texts[::12]:
        address = (root / "notes/index.html").as_uri() + "#dossier=" + "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "replace"))
        view.goto("about:blank")
        view.goto(address)
        view.locator("h1:visible").first.wait_for()
        look(view, root)


def test_suggestions_and_filters_of_a_list_show_payloads(site, view):
    root, texts = site
    view.goto((root / "notes/n0.html").as_uri())
    view.locator("input[type=search]:visible").focus()
    for text in [f"word{number}" for number in range(0, len(texts), 30)] + texts[::20]:
        view.locator("input[role=combobox]").fill(text)
        view.wait_for_timeout(60)
        look(view, root)
    view.goto((root / "notes/index.html").as_uri())
    for box in view.locator("main input[type=checkbox]:visible").all()[:12]:
        box.check()
        box.uncheck()
    look(view, root)


def test_tables_and_citations_keep_to_their_formats(site):
    root, texts = site
    for name in ("note", "item"):
        rows = list(csv.reader(io.StringIO((root / f"data/{name}.csv").read_text(encoding="utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1 and len(rows) > len(texts) / 5
        for cell in (cell.strip().lstrip("\u200b\u00a0\ufeff") for row in rows for cell in row):
            assert not cell.startswith(tuple("=+-@＝＋－＠")), cell
    assert json.loads((root / "data/graph.json").read_text(encoding="utf-8"))
    seen = 0
    for page in sorted(root.glob("notes/n*.html")):
        cited = re.findall(r'<pre class="cite-text">(.*?)</pre>', page.read_text(encoding="utf-8"), re.S)
        if len(cited) != 4:
            continue
        seen += 1
        _, bibtex, csl, ris = (re.sub(r"&(lt|gt|amp|quot|#39);", lambda m: {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "#39": "'"}[m[1]], text) for text in cited)
        assert json.loads(csl)
        assert all(re.match(r"[A-Z][A-Z0-9]  -( |$)", line) for line in ris.strip().split("\n")), ris
        assert sum(line.startswith("TY  - ") for line in ris.split("\n")) == 1
        depth = 0
        for at, character in enumerate(bibtex):
            if character in "{}" and bibtex[at - 1] != "\\":
                depth += 1 if character == "{" else -1
                assert depth > 0 or at >= len(bibtex.rstrip()) - 1, bibtex
        assert depth == 0 and bibtex.count("\n@") == 0, bibtex
    assert seen >= 300
