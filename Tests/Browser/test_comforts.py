"""Appearance, copying, motion, and the way of the keyboard through a page."""
import pytest

import sites

DARK = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((a, b) => a + +b, 0) < 200"


@pytest.fixture(params=["from a folder", "over http"])
def place(request):
    """Returns the address of a page by its kind, from a folder or over http."""
    if request.param == "from a folder":
        return lambda kind: sites.one(kind).url
    server = request.getfixturevalue("server")
    return lambda kind: server + sites.one(kind).web_path


def choose(view, name):
    view.locator("#_theme").select_option(name)


def test_the_theme_follows_the_device_until_the_reader_chooses(place, tab):
    view = tab(offline=False, color_scheme="dark")
    view.goto(place("record-case"))
    assert view.evaluate(DARK)
    choose(view, "light")
    assert not view.evaluate(DARK)
    choose(view, "")
    assert view.evaluate(DARK)


def test_a_chosen_theme_is_remembered_only_if_the_reader_asks(place, tab):
    view = tab(offline=False, color_scheme="light")
    view.goto(place("record-case"))
    choose(view, "dark")
    assert view.evaluate(DARK)
    assert view.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    view.goto(place("record-lesson"))
    assert not view.evaluate(DARK)
    choose(view, "dark")
    view.get_by_label("Remember on this device").check()
    view.goto(place("home"))
    assert view.evaluate(DARK)
    choose(view, "")
    assert view.evaluate("localStorage.length") == 0


def test_a_citation_is_copied(place, tab):
    view = tab(offline=False)
    view.goto(place("record-case"))
    view.evaluate("navigator.clipboard && (navigator.clipboard.writeText = async text => { globalThis.copiedText = text; })")
    view.locator("details.cite summary").click()
    text = view.locator(".cite-text").first.inner_text()
    view.locator(".cite button").first.click()
    view.locator(".cite [role=status]:not(:empty)").first.wait_for()
    assert view.evaluate("globalThis.copiedText").strip() == text.strip()


@pytest.mark.parametrize("kind", ["home", "record-case", "index-lesson", "view-matrix", "search-page"])
def test_nothing_moves_for_those_who_asked_for_less_motion(kind, tab):
    view = tab(reduced_motion="reduce")
    view.goto(sites.one(kind).url)
    moving = view.evaluate("""() => [...document.querySelectorAll("*")].filter(element => {
      const style = getComputedStyle(element);
      return style.scrollBehavior === "smooth" || /[1-9]/.test(style.transitionDuration + style.animationDuration); }).map(e => e.outerHTML.slice(0, 80))""")
    assert not moving


# The element with the keyboard's focus: whether it was there before, comes later in the text than
# the last one, and can be seen.
FOCUSED = """() => {
  const visited = globalThis.visitedByKeyboard ??= [], last = visited[visited.length - 1];
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  if (element === document.body || visited.includes(element)) return null;
  visited.push(element);
  const inLine = [...element.querySelectorAll("*")].some(child => getComputedStyle(child).outlineStyle !== "none");
  return { isMarked: inLine || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
           isThere: box.bottom > 0 && box.top < innerHeight && (box.width > 1 || element instanceof SVGElement),
           isInOrder: !last || !!(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING), html: element.outerHTML.slice(0, 120) };
}"""
# The elements that a mouse can reach and that lead somewhere or do something.
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(element => {
  const box = element.getBoundingClientRect();
  return (box.width > 0 || box.height > 0) && element.checkVisibility() && element.tabIndex >= 0 && !element.disabled; }).length"""


@pytest.mark.parametrize("kind", ["record-case", "index-approach", "view-matrix", "view-map", "search-page"])
def test_the_keyboard_reaches_all_and_its_place_is_seen(kind, tab):
    view = tab(reduced_motion="reduce")  # what scrolls smoothly is not there at once
    view.goto(sites.one(kind).url)
    if kind == "search-page":
        view.locator(".hit").first.wait_for()
    view.locator("body").focus()
    reachable, visited = view.evaluate(REACHABLE), []
    view.keyboard.press("Tab")
    while focused := view.evaluate(FOCUSED):
        visited.append(focused)
        view.keyboard.press("Tab")
    wrong = [f"{name}: {focused['html']}" for focused in visited for name in ("isMarked", "isThere", "isInOrder") if not focused[name]]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert len(visited) == reachable


def test_the_first_tab_offers_to_skip_to_the_content(tab):
    view = tab()
    view.goto(sites.one("record-case").url)
    view.keyboard.press("Tab")
    link = view.locator("a.skip")
    box = link.bounding_box()
    assert link.evaluate("link => link === document.activeElement") and box["y"] >= 0 and box["x"] >= 0
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "_main"
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.closest('main') !== null")
