"""The search box of every page, in Chromium: suggestions by keyboard, and the way to the search
page."""
import pytest

import sites
from watch import Watch, too_wide

COMBOBOX = "input[role=combobox]"


@pytest.fixture(params=["from a folder", "over http"])
def view(request, tab):
    page = sites.one("record-lesson")
    is_file = request.param == "from a folder"
    home = (sites.FOLDER / page.site).as_uri() if is_file else request.getfixturevalue("server")
    view = tab(offline=is_file)
    watch = Watch(view, home)
    view.goto(page.url if is_file else home + page.web_path)
    view.locator("input[type=search]:visible").focus()
    view.locator(COMBOBOX).wait_for()
    yield view
    watch.expect_nothing()


def suggestions(view):
    options = view.locator("[role=listbox] [role=option]")
    options.first.wait_for()
    return options


def active(view):
    """Returns the suggestion that the keyboard is on, as screen readers see it."""
    return view.evaluate("""() => {
      const named = document.querySelector("input[role=combobox]").getAttribute("aria-activedescendant");
      const chosen = [...document.querySelectorAll("[role=listbox]:not([hidden]) [aria-selected=true]")];
      return chosen.length > 1 || (chosen[0]?.id ?? null) !== named ? "chosen and named differ" : chosen[0]?.querySelector("a").textContent ?? null;
    }""")


def test_the_keyboard_alone_chooses_a_suggestion_and_opens_it(view):
    view.keyboard.type("patrol")
    titles = [option.locator("a").inner_text() for option in suggestions(view).all()]
    assert view.locator(COMBOBOX).get_attribute("aria-expanded") == "true" and active(view) is None
    moves = [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowDown", 0)]
    for key, expected in moves:
        view.keyboard.press(key)
        assert active(view) == titles[expected]
    view.keyboard.press("Enter")
    view.wait_for_function("title => document.querySelector('h1').textContent === title", arg=titles[0])


def test_the_index_is_asked_for_together_with_the_client(tab):
    view, held = tab(), []
    view.route("**/assets/search-*.js", lambda route: held.append(route))
    view.goto(sites.one("record-lesson").url)
    with view.expect_request("**/search/*/index.js"):
        view.locator("input[type=search]:visible").focus()
    assert len(held) == 2
    for route in held:
        route.continue_()
    view.locator(COMBOBOX).wait_for()
    view.keyboard.type("patrol")
    assert suggestions(view).count() > 0


def test_a_suggestion_on_this_very_page_leaves_no_words_for_the_next_one(tab):
    view = tab()
    view.goto((sites.FOLDER / "casebook/glossary/index.html").as_uri())
    view.locator("input[type=search]:visible").focus()
    view.locator(COMBOBOX).wait_for()
    title = view.evaluate("casebook.search('', { filters: { type: ['term'] }, limit: 1 }).then(({ hits: [hit] }) => hit.title)")
    view.keyboard.type(f"{title} type:term ")
    here = view.locator("[role=option] a[href*='glossary/index.html#']").first
    here.wait_for()
    here.click()
    assert "#" in view.url and view.evaluate("window.name") == ""


def test_the_number_found_is_announced(view):
    view.keyboard.type("patrol")
    suggestions(view)
    assert "records" in view.locator("form[role=search] [role=status]").inner_text()


def test_escape_closes_the_suggestions_and_keeps_the_words(view):
    view.keyboard.type("patrol")
    suggestions(view)
    view.keyboard.press("ArrowDown")
    view.keyboard.press("Escape")
    box = view.locator(COMBOBOX)
    assert not view.locator("[role=listbox]").is_visible()
    assert box.input_value() == "patrol" and active(view) is None
    assert (box.get_attribute("aria-expanded"), box.get_attribute("aria-activedescendant")) == ("false", None)


def test_leaving_the_box_closes_the_suggestions(view):
    view.keyboard.type("patrol")
    suggestions(view)
    view.keyboard.press("Tab")
    view.keyboard.press("Tab")
    view.locator("[role=listbox]").wait_for(state="hidden")


def test_enter_leads_to_the_search_page_with_the_words_beside_the_address(view):
    view.keyboard.type("armed groups")
    view.keyboard.press("Enter")
    view.wait_for_url("**/search.html")
    view.locator(".hit").first.wait_for()
    assert view.locator("main input[type=search]").input_value() == "armed groups"
    assert view.evaluate("window.name") == "", "no other site is told what was looked for"


def test_suggestions_fit_a_narrow_window(view):
    view.set_viewport_size({"width": 320, "height": 700})
    view.keyboard.type("community protection")
    suggestions(view)
    assert not too_wide(view)
    box = view.locator("[role=listbox]").bounding_box()
    assert 0 <= box["x"] and box["x"] + box["width"] <= 320


def test_the_box_searches_its_own_language(tab):
    view = tab()
    view.goto(sites.one("record-case", "ar").url)
    view.locator("input[type=search]:visible").focus()
    view.locator(COMBOBOX).wait_for()
    view.keyboard.type("دوريات")
    assert "/ar/" in suggestions(view).first.locator("a").evaluate("link => link.href")
