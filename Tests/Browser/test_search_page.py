"""The search page in Chromium, from a folder and over http."""
import re
import urllib.parse

import pytest

import sites
from watch import Watch, too_wide

FOUND_BY_MANY = "community"  # a word of more records than one page of results holds


@pytest.fixture(params=["from a folder", "over http"])
def view(request, tab):
    """Opens the search page and waits for its answer; `view.watch` has its faults,
    `view.addresses` the addresses it visited."""
    page = sites.one("search-page")
    home = (sites.FOLDER / page.site).as_uri() if request.param == "from a folder" else request.getfixturevalue("server")
    view = tab(offline=request.param == "from a folder")
    view.watch, view.addresses = Watch(view, home), []
    view.on("framenavigated", lambda frame: view.addresses.append(frame.url))
    view.goto(page.url if request.param == "from a folder" else home + page.web_path)
    status(view).wait_for()
    yield view
    view.watch.expect_nothing()


def status(view):
    return view.locator(".search-status:not(:empty)")


def number(view):
    """Returns the number of records that the page says it has found."""
    return int(re.search(r"\d+", status(view).inner_text().replace(",", ""))[0])


def search(view, query):
    """Types a query and waits until its own answer is shown."""
    view.locator("main input[type=search]").fill(query)
    total = view.evaluate("query => casebook.search(query).then(result => result.total)", query)
    view.wait_for_function("query => history.state?.search?.query === query", arg=query)
    if total:
        view.wait_for_function("total => parseInt(document.querySelector('.search-status').textContent.replace(/\\D/g, '')) === total", arg=total)
    else:
        view.locator(".search-notes", has_text="Try fewer").wait_for()
    return total


def titles(view):
    return view.locator(".hit h2").all_inner_texts()


def test_results_come_while_typing_and_their_number_is_announced(view):
    total = search(view, "patrols")
    assert total > 1 and titles(view)
    assert view.locator("main [role=status]").first.inner_text() == f"{total} records"
    assert view.locator(".hit mark").first.inner_text().lower().startswith("patrol")
    title = titles(view)[0]
    view.locator(".hit a").first.click()
    assert view.locator("h1").inner_text() == title


def test_a_word_in_capitals_with_a_slip_still_finds(view):
    assert search(view, "PATROLLS")
    assert view.locator(".search-notes").inner_text() or titles(view)


def test_more_results_are_shown_when_asked_for(view):
    search(view, FOUND_BY_MANY)
    first = titles(view)
    view.get_by_role("button", name="Show more").click()
    view.wait_for_function("count => document.querySelectorAll('.hit').length > count", arg=len(first))
    assert titles(view)[:len(first)] == first


def test_a_facet_narrows_the_results_to_its_count(view):
    before = search(view, FOUND_BY_MANY)
    box = view.locator(".search-filters label", has_text="Lesson").first
    count = int(box.locator(".count").inner_text())
    assert 0 < count < before
    box.locator("input").check()
    view.wait_for_function("count => parseInt(document.querySelector('.search-status').textContent) === count", arg=count)
    assert set(view.locator(".hit .hit-type").all_inner_texts()) == {"Lesson"}
    assert view.evaluate("document.activeElement.matches('.search-filters input:checked')"), "the keyboard stays where it was"
    view.locator(".search-filters input:checked").click()
    view.wait_for_function("count => parseInt(document.querySelector('.search-status').textContent) === count", arg=before)


def test_the_steps_of_a_scale_stand_in_their_order_whatever_their_counts(view):
    search(view, FOUND_BY_MANY)
    facet = view.locator(".search-filters details", has_text="Confidence")
    facet.locator("summary").click()
    facet.locator("label").first.wait_for()
    shown = [re.sub(r"[\d\s]+$", "", text).strip() for text in facet.locator("label").all_inner_texts()]
    counts = [int(text) for text in facet.locator(".count").all_inner_texts()]
    assert shown == [step for step in ("Very low", "Low", "Moderate", "High") if step in shown] and len(shown) > 1
    assert counts != sorted(counts, reverse=True), "the order of the counts would be the same"


def test_a_hit_shows_the_step_of_its_scale_and_says_it(view):
    search(view, FOUND_BY_MANY)
    view.locator(".search-filters label", has_text="Lesson").locator("input").first.check()
    mark = view.locator(".hit .mark", has_text="Low").first
    mark.wait_for()
    assert mark.locator(".bar").count() == 4 and re.fullmatch(r"[12] of 4", mark.locator(".scale").text_content())
    assert mark.locator(".bar-on").count() == int(mark.locator(".scale").text_content()[0])
    # Bars say it to the eye, words to the ear.
    assert mark.locator(".scale").bounding_box()["width"] <= 1


def test_enter_searches_again_and_keeps_what_was_chosen(view):
    search(view, FOUND_BY_MANY)
    view.locator(".search-filters label", has_text="Lesson").locator("input").first.check()
    view.locator(".hit-type", has_text="Lesson").first.wait_for()
    view.evaluate("document.body.dataset.isSame = ''")
    view.locator("main input[type=search]").press("Enter")
    view.wait_for_load_state()
    status(view).wait_for()
    assert view.locator("body[data-is-same]").count(), "the page is not loaded again"
    assert view.locator(".search-filters input:checked").count() == 1


def test_another_facet_opens_by_keyboard_and_counts(view):
    search(view, FOUND_BY_MANY)
    facet = view.locator(".search-filters details:not([open])").first
    name = facet.locator("summary").inner_text()
    facet.locator("summary").focus()
    view.keyboard.press("Enter")
    values = view.locator(".search-filters details[open]", has=view.locator("summary", has_text=name)).locator("label .count")
    values.first.wait_for()
    assert all(int(text) > 0 for text in values.all_inner_texts())


def test_back_returns_to_the_same_results_and_no_address_has_the_query(view):
    search(view, "patrols")
    before, found = titles(view), number(view)
    view.locator(".hit a").nth(1).click()
    view.locator(".record h1").wait_for()
    view.go_back()
    status(view).wait_for()
    view.locator(".hit").first.wait_for()
    assert view.locator("main input[type=search]").input_value() == "patrols"
    assert (titles(view), number(view)) == (before, found)
    assert not [address for address in view.addresses if {"?", "#"} & set(address)]


def test_the_page_of_a_hit_marks_what_was_searched_for_until_it_is_asked_not_to(view):
    search(view, "the patrols")
    view.locator(".hit a").first.click()
    view.locator(".found-words").wait_for()
    marks = {text.lower() for text in view.locator("main mark").all_inner_texts()}
    assert "patrols" in marks and "the" not in marks
    text = view.locator("main").text_content()
    view.get_by_role("button", name="Remove the marks").click()
    assert not view.locator("main mark, .found-words").count()
    assert view.locator("main").text_content() == text.replace("The words you searched for are marked. Remove the marks", "")
    assert view.evaluate("window.name") == ""
    view.reload()
    assert not view.locator("main mark").count()
    assert not [address for address in view.addresses if {"?", "#"} & set(address)]


def test_results_can_be_grouped_by_kind_and_one_kind_be_shown_whole(view):
    total = search(view, "patrols")
    view.get_by_role("button", name="Group by kind").click()
    view.locator(".hits-of-kind").first.wait_for()
    kinds = view.locator(".hits-of-kind > h2").all_inner_texts()
    assert len(kinds) > 2 and len(set(kinds)) == len(kinds)
    assert all(group.locator(".hit").count() <= 3 for group in view.locator(".hits-of-kind").all())
    assert number(view) == total
    whole = view.get_by_role("button", name=re.compile("Show all")).first
    own = int(re.search(r"\d+", whole.inner_text())[0])
    whole.click()
    view.wait_for_function("own => parseInt(document.querySelector('.search-status').textContent) === own", arg=own)
    assert not view.locator(".hits-of-kind").count() and len(set(view.locator(".hit .hit-type").all_inner_texts())) == 1


def test_where_nothing_was_searched_for_a_hit_brings_nothing_to_mark(view):
    asked = []
    view.locator(".hit a").first.wait_for()
    view.on("request", lambda request: asked.append(request.url))
    view.locator(".hit a").first.click()
    view.locator(".record h1, main h1").first.wait_for()
    view.wait_for_load_state()
    assert not view.locator("main mark, .found-words").count() and not [url for url in asked if "/search-" in url]


def test_a_hit_opened_beside_the_search_leaves_nothing_to_mark_here(view):
    search(view, "patrols")
    with view.context.expect_page() as opened:
        view.locator(".hit a").first.click(modifiers=["ControlOrMeta"])
    opened.value.close()
    assert view.evaluate("window.name") == ""


def test_a_link_to_the_search_is_made_when_asked_for(view, tab):
    search(view, "patrols")
    view.locator(".search-filters label", has_text="Case stud").locator("input").first.check()
    view.locator(".hit-type", has_text="Case study").first.wait_for()
    view.wait_for_function("() => [...document.querySelectorAll('.hit')].every(hit => hit.querySelector('.hit-type').textContent === 'Case study')")
    found, link = titles(view), copied(view, lambda: view.get_by_role("button", name="Copy a link").click())
    assert urllib.parse.parse_qs(link.partition("#")[2]) == {"q": ["patrols"], "f.type": ["case"]}
    other = tab(offline=link.startswith("file:"))
    other.goto(link)
    other.locator(".hit").first.wait_for()
    assert titles(other) == found
    assert "#" not in other.url, "the link has done its work: the address is that of the page"


def copied(view, click):
    """Returns the text that a button copies; if the clipboard is closed, the text that it shows
    for copying by hand."""
    shown = []
    view.once("dialog", lambda dialog: (shown.append(dialog.default_value), dialog.dismiss()))
    view.evaluate("navigator.clipboard && (navigator.clipboard.writeText = async text => { globalThis.copiedText = text; })")
    click()
    return view.wait_for_function("text => globalThis.copiedText ?? text", arg=shown[0] if shown else None).json_value()


def test_a_query_without_a_hit_gets_a_friendly_answer(view):
    assert search(view, "zzqxqxzz") == 0
    assert status(view).inner_text() == "Nothing found for “zzqxqxzz”."
    assert view.locator(".search-notes").is_visible()
    assert view.locator("nav.browse a").first.is_visible()


NASTY = {
    "ten thousand characters": "word " * 2_000, "one word of ten thousand": "a" * 10_000, "a thousand quotes": '"' * 1_000, "a prototype": "__proto__",
    "a constructor": "constructor toString hasOwnProperty", "a field of none": "__proto__:x type: :case", "an element": "<img src=x onerror=alert(1)>",
    "a script": "\"'><script>alert(1)</script>", "marks of direction": "\u202epatrols\u202c \u200f\u200e\u2066x\u2069", "half a pair": "\ud83d patrols \ude00",
    "an expression": "(.*)+$ [a-z \\", "nothing": " \t\u00a0\u200b", "signs": "!!! --- ??? -", "zero": "patrols\0\ufffe",
}


def test_no_query_is_an_error(view):
    dialogs = []
    view.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name, query in NASTY.items():
        # The value is set from code points, because half of a surrogate pair cannot be sent as
        # text.
        view.evaluate("""codes => { const input = document.querySelector("main input[type=search]");
          input.value = String.fromCharCode(...codes); input.dispatchEvent(new Event("input")); }""", utf16(query))
        view.evaluate("casebook.search(document.querySelector('main input[type=search]').value)")
        view.wait_for_function("""() => history.state.search.query === document.querySelector("main input[type=search]").value""")
        assert not view.locator("main img, main script").count() and not dialogs, name
        assert not too_wide(view), name
    search(view, "patrols")
    assert titles(view), "the page still works"


def utf16(text):
    raw = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(raw[at:at + 2], "little") for at in range(0, len(raw), 2)]


def test_a_filter_that_words_name_is_one_button_away(view):
    search(view, "negative checkpoints")
    view.locator(".search-offers").get_by_role("button", name="Negative").click()
    view.wait_for_function("() => history.state?.search?.filters?.outcome?.[0] === 'negative'")
    assert view.locator("main input[type=search]").input_value() == "checkpoints"
    view.locator(".search-filters input:checked").first.wait_for()


def test_records_with_a_stray_word_are_folded_away(view):
    search(view, "officials refuse to discuss protection")
    fold = view.locator(".search-stray")
    assert fold.locator(".hit").count() == 0
    fold.locator("summary").click()
    fold.locator(".hit").first.wait_for()
