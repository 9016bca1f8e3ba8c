"""Without JavaScript everything can be read and reached, and the search box says where to go
instead."""
import pytest

import sites


@pytest.fixture
def plain(tab):
    return tab(java_script_enabled=False)


@pytest.mark.parametrize("kind", ["home", "record-case", "record-lesson", "index-case", "list-term", "view-matrix", "term-page"])
def test_a_page_can_be_read(kind, plain):
    plain.goto(sites.one(kind).url)
    assert plain.locator("h1").is_visible()
    assert plain.locator("main a:visible").count() > 3
    assert not plain.locator("main [hidden]").count(), "what only a script would show is not there"


def test_the_search_page_says_so_and_leads_to_the_lists(plain):
    plain.goto(sites.one("search-page").url)
    assert "needs JavaScript" in plain.locator("[data-casebook-results]").inner_text()
    link = plain.locator("nav.browse a", has_text="Case stud")
    link.click()
    assert plain.locator(".entry").first.is_visible()


def test_the_box_leads_to_the_search_page_and_puts_nothing_into_the_address(plain):
    plain.goto(sites.one("record-case").url)
    box = plain.locator("input[type=search]:visible")
    if box.count():
        box.fill("patrols")
        box.press("Enter")
        plain.wait_for_url("**/search.html*")
        assert "needs JavaScript" in plain.locator("[data-casebook-results]").inner_text()
        assert "patrols" not in plain.url


def test_the_menu_of_a_narrow_window_opens(plain):
    plain.set_viewport_size({"width": 320, "height": 700})
    plain.goto(sites.one("record-case").url)
    plain.locator("details.menu summary").click()
    plain.locator("details.menu a", has_text="Lessons").click()
    assert plain.locator(".entry").first.is_visible()


def test_an_old_address_leads_on_without_script(plain):
    moved = next(page for page in sites.pages("wards").values() if page.kind == "redirect")
    plain.goto(moved.url)
    plain.wait_for_url(lambda url: url != moved.url)
    assert plain.locator(".record h1").is_visible()
