"""Books for Kiwix: sound by zimcheck, the same bytes by libzim, found and searched in kiwix-serve."""
import json
import os
import re
import struct
import subprocess
import unicodedata

import pytest

import kiwix
from watch import Watch

# Files that nobody can open in Kiwix.
LEFT_OUT = re.compile(r"data/.*|offline-worker\.js|404\.html|sitemap\.xml|manifest\.json")
WARDS = "Tests/WorkspaceTests/Fixtures/patient-safety/Content"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("kiwix")


@pytest.fixture(scope="module")
def french(folder):
    """A book in one language, and the folder of the same site."""
    return book(folder, "fr", "Content", "--language", "fr"), site(folder, "fr-site", "Content", "--languages", "fr")


@pytest.fixture(scope="module")
def wards(folder):
    """A book in all languages of a base with an address on the web."""
    options = ["--base-url", "https://wards.example/knowledge/"]
    return book(folder, "wards", WARDS, *options), site(folder, "wards-site", WARDS, *options)


def book(folder, name, *arguments):
    kiwix.make(folder / (name + ".zim"), *arguments)
    return folder / (name + ".zim")


def site(folder, name, content, *arguments):
    command = [os.environ["CASEBOOK_PROGRAM"], "build", "--content", content, "--templates", "Templates", "--output", folder / name]
    assert subprocess.run([*command, *arguments], capture_output=True).returncode <= 1
    return folder / name


@pytest.fixture(params=["french", "wards"])
def made(request):
    return request.getfixturevalue(request.param)


def test_zimcheck_finds_nothing(made):
    done = subprocess.run([kiwix.tool("zimcheck", "zim-tools"), "-A", made[0]], capture_output=True, text=True)
    assert "Overall Test Status: Pass" in done.stdout, done.stdout[-2000:]
    assert "[ERROR]" not in done.stdout and "[WARNING]" not in done.stdout, done.stdout[-2000:]


def test_each_entry_has_the_bytes_of_its_file(made):
    archive, root = kiwix.archive(made[0]), made[1]
    assert archive.check()
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and not path.name.startswith(".")}
    expected = {path: data for path, data in files.items() if not LEFT_OUT.fullmatch(path)}
    found = {path: bytes(entry.get_item().content) for path, entry in kiwix.items(archive) if archive.has_entry_by_path(path)}
    assert expected.items() <= found.items(), sorted(path for path in expected if found.get(path) != expected[path])[:5]
    own = {path for path in found if path not in expected and not path.startswith("~/")}
    # The names of metadata and of lists, in other namespaces, are no paths of content.
    assert own == {"manifest.json"}
    listed = json.loads(found["manifest.json"])["files"]
    assert listed.keys() == found.keys() - {"manifest.json"}


def test_a_library_learns_what_it_shows(french, wards):
    archive = kiwix.archive(french[0])
    tell = {name: archive.get_metadata(name) for name in archive.metadata_keys}
    assert tell["Language"] == b"fra" and tell["Title"].decode() == "Protéger les civils"
    assert len(tell["Description"].decode()) <= 80 and len(tell["LongDescription"]) > len(tell["Description"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", tell["Date"].decode()) and tell["Name"].decode().endswith("_fr_all")
    assert tell["License"] and tell["Creator"] and tell["Publisher"] and tell["Scraper"].startswith(b"casebook ")
    icon = tell["Illustration_48x48@1"]
    assert icon[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", icon[16:24]) == (48, 48)
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.get_metadata("Counter").decode().count("=") >= 4
    both = kiwix.archive(wards[0])
    assert both.get_metadata("Language") == b"eng,fra"
    assert both.get_metadata("Source") == b"https://wards.example/knowledge/"


def suggested(archive, query, most=2000):
    suggestion = pytest.importorskip("libzim.suggestion", reason="there is no libzim (PyPI)")
    paths = suggestion.SuggestionSearcher(archive).suggest(query).getResults(0, most)
    return [archive.get_entry_by_path(path).get_item().path for path in paths]


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def test_every_record_is_found_by_every_word_of_its_title(french):
    archive, root = kiwix.archive(french[0]), french[1]
    records = json.loads((root / "data/graph.json").read_text(encoding="utf-8"))["records"]
    asked = 0
    for record in records:
        title = record["titles"].get("fr") or record["titles"][record["language"]]
        path, _, anchor = record["url"].partition("#")
        # Short words that are in every other text have no titles, but where a title begins with them.
        words = [word for word in re.findall(r"[^\W_]+", title[:200]) if len(word) > 4]
        for word in words:
            for form in {word, word.lower(), plain(word).lower()} | (set() if word.isupper() else {word.capitalize()}):
                found = suggested(archive, form)
                wanted = [path] if not anchor else ["~/" + path.rpartition("/")[0] + "/" + anchor + ".html"]
                assert set(wanted) & set(found), f"{form} does not find {title}"
                asked += 1
    assert asked > 5000


def test_names_and_acronyms_find_their_records(french):
    archive = kiwix.archive(french[0])
    for query in ["GANE", "gane", "groupes armés non ét", "rebelles", "Rebelles", "NSAG", "nsag"]:
        assert "approaches/engaging-armed-groups.html" in suggested(archive, query), query
    assert suggested(archive, "Rechercher") == ["search.html"]
    # Short words that are in every other text: of each title only the first.
    assert len(suggested(archive, "dans ")) < 5


def test_a_title_leads_to_a_record_among_others(french, tab):
    doors = [path for path, _ in kiwix.items(kiwix.archive(french[0])) if path.startswith("~/glossary/")]
    assert len(doors) > 100
    with kiwix.serving(french[0]) as address:
        view = tab(offline=False)
        view.goto(f"{address}/fr/{doors[0]}")
        view.wait_for_url("**/glossary/*.html#*")
        assert view.locator(":target").count() == 1


def use(view, watch=None, frame=None):
    """Reads a page, searches and filters as a reader does."""
    page = frame or view
    page.locator("h1").first.wait_for()
    page.locator("a", has_text="Enseignements").locator("visible=true").first.click()
    page.locator(".page-index h1").wait_for()
    page.locator(".top a, .top summary, .foot a", has_text="Rechercher").locator("visible=true").first.click()
    page.locator("main input[type=search]").fill("groupes armés")
    page.locator(".search-status", has_text=re.compile(r"\d")).wait_for()
    page.locator(".hit mark").first.wait_for()
    total = int(re.sub(r"\D", "", page.locator(".search-status").inner_text()))
    box = page.locator(".search-filters label", has_text="Études de cas").first
    count = int(box.locator(".count").inner_text())
    assert 0 < count < total
    box.locator("input").check()
    page.locator(".search-status", has_text=re.compile(rf"^\D*{count}\D")).wait_for()
    page.locator(".hit a").first.click()
    page.locator(".page-record h1").wait_for()
    if watch:
        watch.expect_nothing()


def test_pages_search_and_facets_work_in_kiwix_serve(french, tab):
    with kiwix.serving(french[0], "--nosearchbar") as address:
        view = tab(offline=False)
        watch = Watch(view, address)
        view.goto(f"{address}/fr/index.html")
        use(view, watch)


def test_and_under_the_policy_of_newer_servers(french, tab):
    with kiwix.serving(french[0], "--nosearchbar") as old, kiwix.newer(old) as address:
        view = tab(offline=False)
        watch = Watch(view, address)
        view.goto(f"{address}/viewer/fr/index.html")
        use(view, frame=view.frame_locator("iframe"))
        # The browser warns of the policy itself.
        watch.faults = [fault for fault in watch.faults if "allow-scripts and allow-same-origin" not in fault]
        watch.expect_nothing()


def test_and_with_the_bar_that_an_old_server_puts_into_pages(french, tab):
    with kiwix.serving(french[0]) as address:
        view = tab(offline=False)
        view.goto(f"{address}/fr/index.html")
        # The policy of a page refuses the scripts in the markup of that bar: those faults are not ours.
        use(view)
