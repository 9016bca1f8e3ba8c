"""axe-core finds nothing on any kind of page: light, dark, right to left, narrow."""
import functools

import pytest

import sites
from test_pages import settle

ENGLISH = [*sites.kinds("casebook", "en"), *sites.kinds("wards", "en")]
ARABIC = sites.kinds("casebook", "ar")


@functools.cache
def axe():
    from axe_playwright_python.sync_playwright import Axe
    return Axe()


def expect_no_violation(view, *rules):
    """Runs every rule, that of the size of targets (off by default) too, or those that are named."""
    settle(view)
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    if rules:
        options = {"resultTypes": ["violations"], "runOnly": list(rules)}
    found = axe().run(view, options=options).response["violations"]
    if found:
        pytest.fail("\n".join(f"{rule['id']} ({rule['help']}): {len(rule['nodes'])} times, such as {rule['nodes'][0]['html'][:200]} "
                              f"{rule['nodes'][0].get('failureSummary', '')[:300]}" for rule in found), pytrace=False)


@pytest.mark.parametrize("page", ENGLISH, ids=str)
def test_axe_finds_nothing_in_the_light(page, tab):
    view = tab(color_scheme="light")
    view.goto(page.url)
    expect_no_violation(view)


@pytest.mark.parametrize("page", ARABIC, ids=str)
def test_axe_finds_nothing_from_right_to_left(page, tab):
    view = tab()
    view.goto(page.url)
    assert view.evaluate("getComputedStyle(document.body).direction") == "rtl"
    expect_no_violation(view)


@pytest.mark.parametrize("page", ENGLISH, ids=str)
def test_axe_finds_nothing_in_320_pixels(page, tab):
    view = tab(width=320)
    view.goto(page.url)
    menu = view.locator("details.menu summary")
    if menu.is_visible():
        menu.click()
    expect_no_violation(view)


@pytest.mark.parametrize("page", ENGLISH, ids=str)
def test_axe_finds_enough_contrast_in_the_dark(page, tab):
    """The dark changes colours and nothing else, so only the rules of colour run again."""
    view = tab(color_scheme="dark")
    view.goto(page.url)
    expect_no_violation(view, "color-contrast", "link-in-text-block")
