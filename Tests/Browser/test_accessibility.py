"""axe-core finds no fault on any kind of page: light, dark, right to left, narrow."""
import functools

import pytest

import sites
from watch import settle

ENGLISH = [*sites.kinds("casebook", "en"), *sites.kinds("wards", "en")]
ARABIC = sites.kinds("casebook", "ar")
# The first entries stand for all entries of one template: axe would need half a minute for a
# thousand.
THIN_OUT = """() => {
  for (const parent of document.querySelectorAll("main, main *")) {
    const seen = {};
    for (const child of [...parent.children]) {
      const kind = child.tagName + " " + child.className;
      seen[kind] = (seen[kind] ?? 0) + 1;
      if (seen[kind] > 6 && /^(ARTICLE|SECTION|LI|TR|DIV|DD)$/.test(child.tagName)) child.remove();
    }
  }
}"""


@functools.cache
def axe():
    from axe_playwright_python.sync_playwright import Axe
    return Axe()


@pytest.fixture(scope="module")
def view(open_tab):
    return open_tab()


def open_page(view, page):
    view.emulate_media(color_scheme="light")
    view.set_viewport_size({"width": 1280, "height": 900})
    view.goto(page.url)
    settle(view)
    view.evaluate(THIN_OUT)


@pytest.fixture(scope="module", params=ENGLISH, ids=str)
def opened(request, view):
    """Opens a page of a kind once for all tests that use it; light and wide at first."""
    open_page(view, request.param)
    return view


def expect_no_violation(view, *rules):
    """Runs every rule, including the one for the size of targets (off by default), or only the
    named rules."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    if rules:
        options = {"resultTypes": ["violations"], "runOnly": list(rules)}
    found = axe().run(view, options=options).response["violations"]
    if found:
        pytest.fail("\n".join(f"{rule['id']} ({rule['help']}): {len(rule['nodes'])} times, such as {rule['nodes'][0]['html'][:200]} "
                              f"{rule['nodes'][0].get('failureSummary', '')[:300]}" for rule in found), pytrace=False)


def test_axe_finds_nothing_in_a_wide_window(opened):
    expect_no_violation(opened)


def test_axe_finds_enough_contrast_in_the_dark(opened):
    """The dark theme changes only colours, so only the rules about colours run again."""
    opened.emulate_media(color_scheme="dark")
    expect_no_violation(opened, "color-contrast", "link-in-text-block")


def test_axe_finds_nothing_in_320_pixels(opened):
    opened.set_viewport_size({"width": 320, "height": 800})
    opened.emulate_media(color_scheme="light")
    menu = opened.locator("details.menu summary")
    if menu.is_visible():
        menu.click()
    expect_no_violation(opened)


@pytest.mark.parametrize("page", ARABIC, ids=str)
def test_axe_finds_nothing_from_right_to_left(page, view):
    open_page(view, page)
    assert view.evaluate("getComputedStyle(document.body).direction") == "rtl"
    expect_no_violation(view)
