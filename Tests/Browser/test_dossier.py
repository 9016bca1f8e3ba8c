"""Records are picked in a list, compared, and put together as one document: from a folder and
over http."""
import urllib.parse

import pytest

import sites
from test_search_page import copied
from watch import Watch, too_wide


@pytest.fixture(params=["from a folder", "over http"])
def view(request, tab):
    """Opens the list of cases and picks the first two."""
    page = sites.one("index-case")
    is_file = request.param == "from a folder"
    view = tab(offline=is_file)
    watch = Watch(view, (sites.FOLDER / page.site).as_uri() if is_file else request.getfixturevalue("server"))
    view.goto(page.url if is_file else request.getfixturevalue("server") + page.web_path)
    for at in range(2):
        view.locator(".entry .pick").nth(at).click()
    yield view
    watch.expect_nothing()


def picked(view):
    return view.locator(".entry", has=view.locator(".pick[aria-pressed=true]"))


def button(view, name):
    return view.locator("aside.dossier").get_by_role("button", name=name, exact=True)


def test_picks_are_counted_aloud_and_stored_nowhere(view):
    assert view.locator("aside.dossier [role=status]").inner_text() == "2 in your dossier"
    assert picked(view).count() == 2
    assert view.evaluate("localStorage.length + sessionStorage.length") == 0 and "#" not in view.url
    picked(view).first.locator(".pick").click()
    assert view.locator("aside.dossier [role=status]").inner_text() == "1 in your dossier"


def test_two_cases_stand_side_by_side(view):
    titles = picked(view).locator(".entry-title").all_inner_texts()
    button(view, "Compare").click()
    table = view.locator("table.compared")
    table.wait_for()
    assert table.locator("thead th").all_inner_texts() == titles
    names = table.locator("tbody th").all_inner_texts()
    assert {"Outcome", "Places"} & set(names) and len(names) == len(set(names)) > 3
    assert view.evaluate("document.activeElement.tagName") == "H1"
    assert view.locator("main:visible").count() == 1
    view.set_viewport_size({"width": 320, "height": 700})
    assert not too_wide(view)
    view.get_by_role("button", name="Close").click()
    assert view.locator(".entry").first.is_visible() and not table.count()


def test_the_dossier_is_one_document_with_facts_and_links(view):
    titles = picked(view).locator(".entry-title").all_inner_texts()
    button(view, "Your dossier").click()
    sheets = view.locator("article.sheet")
    sheets.first.wait_for()
    assert sheets.locator("h2").all_inner_texts() == titles
    assert all(sheet.locator(".summary").inner_text() and sheet.locator("dt").count() > 2 for sheet in sheets.all())
    sheets.locator("h2 a").first.click()
    view.wait_for_function("title => document.querySelector('h1').textContent === title", arg=titles[0])


def test_a_link_to_the_dossier_is_made_when_asked_for(view, tab):
    titles = picked(view).locator(".entry-title").all_inner_texts()
    link = copied(view, lambda: button(view, "Copy a link to this dossier").click())
    ids = picked(view).evaluate_all("all => all.map(entry => entry.dataset.id)")
    assert urllib.parse.unquote(link.partition("#")[2]) == "dossier=" + ",".join(ids)
    other = tab(offline=link.startswith("file:"))
    other.goto(link)
    other.locator("article.sheet").first.wait_for()
    assert other.locator("article.sheet h2").all_inner_texts() == titles and "#" not in other.url


def test_picks_last_as_long_as_the_tab_if_the_reader_asks(view):
    view.get_by_label("Keep it while this tab is open").check()
    view.reload()
    assert picked(view).count() == 2
    button(view, "Empty the dossier").click()
    view.get_by_label("Keep it while this tab is open").uncheck(force=True) if view.locator("aside.dossier").is_visible() else None
    view.reload()
    assert picked(view).count() == 0


def test_a_link_to_records_that_are_not_there_is_no_error(tab):
    view = tab()
    watch = Watch(view, sites.FOLDER.as_uri())
    view.goto(sites.one("index-case").url + "#dossier=case/none,__proto__,%E0%A4%A,<b>")
    view.locator("h1:visible").wait_for()
    view.evaluate("casebook.records(['case/none', '__proto__'])")
    watch.expect_nothing()
