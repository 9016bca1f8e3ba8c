"""One page of each kind in Chromium: nothing fails, nothing leaves the site, nothing is wider than the window."""
import pytest

import sites

FOREIGN = ("casebook", "fr", "ar", "es", "sw")


class Watch:
    """What goes wrong in a tab: console, policy, requests that fail or go elsewhere."""

    def __init__(self, tab, home):
        self.faults, self.tab = [], tab
        tab.on("console", lambda message: message.type in ("error", "warning") and self.faults.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        tab.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url} ({request.failure})"))
        tab.on("response", lambda response: response.status >= 400 and self.faults.append(f"{response.status}: {response.url}"))
        tab.on("request", lambda request: request.url.startswith((home, "blob:")) or self.faults.append(f"left the site: {request.url}"))

    def expect_nothing(self):
        if self.faults:
            pytest.fail("\n".join(dict.fromkeys(self.faults)), pytrace=False)


def settle(tab):
    """Waits until a page that searches by itself has its answer."""
    if tab.locator("[data-casebook-results]").count():
        tab.locator(".search-status:not(:empty)").wait_for()


def too_wide(tab):
    """What sticks out of the window sideways: the elements that begin it, not all that lie in them."""
    return tab.evaluate("""() => {
      const root = document.scrollingElement, width = root.clientWidth;
      if (root.scrollWidth <= width) return [];
      const clips = element => { for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
        if (getComputedStyle(e).overflowX !== "visible") return true; return false; };
      const out = [...document.body.querySelectorAll("*")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > width + 1 || box.left < -1) && !clips(element); });
      const names = out.slice(-3).map(e => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${e.textContent.trim().slice(0, 40)}`);
      return [`${root.scrollWidth} px in a window of ${width}`, ...names];
    }""")


EVERY = [*sites.kinds("casebook"), *sites.kinds("wards")]


@pytest.mark.parametrize("page", EVERY, ids=str)
def test_a_page_opened_from_a_folder_is_quiet_and_fits_a_narrow_window(page, tab):
    view = tab()
    watch = Watch(view, (sites.FOLDER / page.site).as_uri())
    view.goto(page.url)
    settle(view)
    wide = too_wide(view)
    view.set_viewport_size({"width": 320, "height": 800})
    narrow = too_wide(view)
    watch.expect_nothing()
    assert not wide and not narrow, f"wide: {wide}, narrow: {narrow}"


@pytest.mark.parametrize("page", [*sites.kinds("casebook", "en"), *sites.kinds("wards", "en")], ids=str)
def test_a_page_in_a_sub_folder_of_a_server_is_quiet(page, tab, server):
    view = tab(offline=False)
    watch = Watch(view, f"{server}/intranet/{page.site}/")
    view.goto(server + page.web_path)
    settle(view)
    watch.expect_nothing()


def test_a_page_in_a_frame_of_the_same_server_works(tab, server):
    view = tab(offline=False)
    view.goto(f"{server}/intranet/casebook/data/graph.json")
    view.evaluate("address => { document.body.innerHTML = '<iframe></iframe>'; document.querySelector('iframe').src = address; }",
                  server + sites.one("search-page").web_path)
    frame = view.frame_locator("iframe")
    frame.locator("main input[type=search]").fill("patrols")
    assert frame.locator(".hit").first.inner_text()


@pytest.mark.parametrize("site", ["wards"])
def test_an_old_address_leads_to_the_new_one(site, tab):
    moved = [page for page in sites.pages(site).values() if page.kind == "redirect"]
    assert moved
    for page in moved:
        view = tab()
        view.goto(page.url)
        view.wait_for_url(lambda url: url != page.url)
        assert view.locator("h1").count() == 1 and "record" in view.locator("main > *").first.get_attribute("class")
