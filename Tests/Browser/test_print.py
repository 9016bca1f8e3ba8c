"""Printed pages: the text without navigation, with the release in the foot, on as few sheets as
it needs."""
import re
import shutil
import subprocess

import pytest

import sites


@pytest.fixture(scope="module")
def printed(open_tab, tmp_path_factory):
    """Gives a function that prints a page on A4 and returns the text of each sheet."""
    if not shutil.which("pdftotext"):
        pytest.skip("there is no pdftotext (Debian's poppler-utils)")
    view, folder = open_tab(), tmp_path_factory.mktemp("print")

    def print_page(page, before=None):
        view.goto(page.url)
        if before:
            before(view)
        file = folder / "page.pdf"
        view.pdf(path=file, format="A4", prefer_css_page_size=True)
        text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout
        return text.rstrip("\f").split("\f")

    return print_page


def words(text):
    return re.sub(r"\s+", " ", text)


def test_a_printed_case_has_its_text_and_release_and_no_navigation(printed):
    page = sites.one("record-case")
    seen = {}

    def look(view):
        seen["title"] = view.locator("h1").inner_text()
        seen["navigation"] = view.locator("header.top nav a").all_text_contents()
        seen["last"] = view.locator(".works-cited li").last.inner_text()

    text = words(" ".join(printed(page, look)))
    assert words(seen["title"]) in text and words(seen["last"])[:30] in text
    assert re.search(r"Release:? 2026-11", text), "the release is on paper too"
    assert "CC-BY-4.0" in text
    for name in ("Skip to the content", "Menu", "Back to the top", "Appearance", "Add to dossier", "Search everything here", "Print", "العربية", "Kiswahili"):
        assert name not in text, name
    assert len(seen["navigation"]) > 5


def test_the_address_of_a_source_is_printed(printed):
    found = {}
    text = "".join(printed(sites.one("record-case"), lambda view: found.update(
        links=view.locator(".works-cited a[href^=http]").evaluate_all("all => all.map(link => link.getAttribute('href'))"))))
    for link in found["links"][:3]:
        assert link in re.sub(r"\s+", "", text)


def test_an_address_that_is_its_own_text_is_printed_once(tab):
    view = tab()
    view.goto(sites.one("record-case").url)
    view.emulate_media(media="print")
    content = view.evaluate("""() => {
      const fact = document.createElement("div");
      fact.className = "fact";
      fact.innerHTML = '<dt>Page</dt><dd><a href="https://a.example/b">https://a.example/b</a></dd>';
      document.querySelector("main dl").append(fact);
      return getComputedStyle(fact.querySelector("a"), "::after").content;
    }""")
    assert content == "none"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_checklist_fits_one_sheet_and_has_a_place_to_sign(language, printed):
    faults, seen = [], {}

    def look(view):
        view.emulate_media(media="print")
        seen["items"], seen["place to sign"] = view.locator(".ticks > li").count(), view.locator(".sign").is_visible()
        view.emulate_media(media=None)

    pages = [page for page in sites.pages("casebook").values() if (page.kind, page.language) == ("record-checklist", language)]
    assert pages
    for page in pages:
        sheets = printed(page, look)
        if len(sheets) > 1:
            faults.append(f"{page.path}: {len(sheets)} sheets; the last begins with {sheets[-1].strip()[:80]!r}")
        faults += [f"{page.path}: no {name}" for name, value in {**seen, "release": "2026-11" in "".join(sheets)}.items() if not value]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.mark.parametrize("kind", ["view-matrix", "view-timeline", "view-map"])
def test_a_printed_figure_is_as_wide_as_the_sheet(kind, tab):
    view = tab(width=665)  # A4 without its margins
    view.emulate_media(media="print")
    view.goto(sites.one(kind).url)
    assert view.evaluate("() => document.scrollingElement.scrollWidth") <= 665
    cut = view.locator(".figure-scroll").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => [e.scrollWidth, e.clientWidth])")
    assert not cut, "what can be scrolled on a screen is cut on paper"


def test_paper_is_white_and_ink_is_black_in_the_dark_too(tab):
    view = tab(color_scheme="dark")
    view.goto(sites.one("record-case").url)
    view.emulate_media(media="print", color_scheme="dark")
    style = view.evaluate("() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; }")
    assert style[0] == "rgb(0, 0, 0)" and style[1] in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
