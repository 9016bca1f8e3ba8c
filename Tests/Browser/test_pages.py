"""One page of each kind in each language, in Chromium: no errors, and no wider than the window."""
import pytest

import sites
from watch import Watch, settle, too_wide

EVERY = [*sites.kinds("casebook"), *sites.kinds("wards")]
ENGLISH = [page for page in EVERY if page.language == "en"]


@pytest.fixture(scope="module")
def from_folder(open_tab):
    view = open_tab()
    return view, Watch(view, "file:")


@pytest.fixture(scope="module")
def from_server(open_tab, server):
    view = open_tab(offline=False)
    return view, Watch(view, server)


@pytest.mark.parametrize("page", EVERY, ids=str)
def test_a_page_opened_from_a_folder_is_quiet_and_fits_a_window_of_320_pixels(page, from_folder):
    """A window of this width is what remains when 1280 pixels are magnified four times."""
    view, watch = from_folder
    watch.faults, watch.home = [], (sites.FOLDER / page.site).as_uri()
    view.set_viewport_size({"width": 1280, "height": 900})
    view.goto(page.url)
    settle(view)
    wide = too_wide(view)
    view.set_viewport_size({"width": 320, "height": 800})
    narrow = too_wide(view)
    watch.expect_nothing()
    if wide or narrow:
        pytest.fail(f"wide: {wide}, narrow: {narrow}", pytrace=False)


@pytest.mark.parametrize("page", ENGLISH, ids=str)
def test_a_page_in_a_sub_folder_of_a_server_is_quiet(page, from_server, server):
    view, watch = from_server
    watch.faults, watch.home = [], f"{server}/intranet/{page.site}/"
    view.goto(server + page.web_path)
    settle(view)
    watch.expect_nothing()


def test_a_page_in_a_frame_of_the_same_server_works(tab, server):
    view = tab(offline=False)
    view.goto(f"{server}/portal.html?{sites.one('search-page').web_path}")
    frame = view.frame_locator("iframe")
    frame.locator("main input[type=search]").fill("patrols")
    frame.locator(".hit a").first.click()
    frame.locator(".record h1").wait_for()


def test_an_old_address_leads_to_the_new_one(tab):
    moved = [page for page in sites.pages("wards").values() if page.kind == "redirect"]
    assert moved
    for page in moved:
        view = tab()
        view.goto(page.url)
        view.wait_for_url(lambda url: url != page.url)
        assert view.locator("h1").count() == 1 and "record" in view.locator("main > *").first.get_attribute("class")


def test_the_first_file_of_a_folder_leads_to_the_home_page_in_its_language(tab):
    starts = [page for page in sites.pages("casebook").values() if page.kind == "start"]
    assert len(starts) == 5 and all("/" not in page.path and page.path.startswith("0-") for page in starts)
    for page in starts:
        view = tab()
        view.goto(page.url)
        view.wait_for_url(lambda url: url.endswith("/index.html"))
        assert view.locator("html").get_attribute("lang") == page.language


def test_the_language_switch_stays_on_the_record(tab):
    view = tab()
    view.goto(sites.one("record-case").url)
    name = view.url.rpartition("/")[2]
    for code, direction in (("ar", "rtl"), ("sw", "ltr"), ("en", "ltr")):
        view.locator(f"nav.languages:visible a[hreflang={code}]").click()
        view.wait_for_url(lambda url: ("/ar/" in url, "/sw/" in url) == (code == "ar", code == "sw"))
        assert view.url.endswith("/cases/" + name)
        root = view.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (code, direction)
        assert view.locator("nav.languages:visible a[aria-current]").get_attribute("hreflang") == code


@pytest.mark.parametrize("lost", ["*.css", "*"])
def test_a_page_that_lost_its_style_sheet_first_says_to_unpack_the_folder(lost, tab):
    view = tab()
    view.route(f"**/assets/{lost}", lambda route: route.abort())
    view.goto(sites.one("record-case").url)
    note = view.locator(".unstyled-note")
    assert note.is_visible() and "unpack the whole folder" in note.inner_text()
    others = view.locator("body > :not(.unstyled-note)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(box => box.height).map(box => box.top)")
    assert note.bounding_box()["y"] < min(others)


def test_the_note_about_a_lost_style_sheet_is_hidden_where_there_is_one(tab):
    view = tab()
    view.goto(sites.one("record-case").url)
    assert not view.locator(".unstyled-note").is_visible()
