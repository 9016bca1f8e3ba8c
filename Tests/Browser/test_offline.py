"""A copy of the whole site for use without a network, over http from this machine: offered,
used, replaced, removed."""
import hashlib
import json
import re
import shutil
import threading

import playwright.sync_api
import pytest

import sites
import web
from test_accessibility import expect_no_violation
from test_firefox import Window

STORED = """async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope), await indexedDB.databases(),
  localStorage.length, sessionStorage.length, document.cookie]"""
NOTHING = [[], [], [], 0, 0, ""]
CASE = "incidents/wrong-syringe.html"


class Handler(web.Handler):
    """Serves a folder that can change below /kept/, and another site beside it."""
    folder = None
    asked = []
    is_down = False

    def translate_path(self, path):
        path = path.split("?")[0].lstrip("/")
        return str(self.folder / path) if path.startswith(("kept/", "beside/")) else str(self.folder / "nothing")

    def do_GET(self):
        self.asked.append(self.path)
        if self.is_down:
            return self.close_connection_at_once()
        super().do_GET()

    def do_HEAD(self):
        if self.is_down:
            return self.close_connection_at_once()
        super().do_HEAD()

    def close_connection_at_once(self):
        self.close_connection = True
        self.connection.close()


class Host:
    """Gives a server of a copy of the small site. It can be silenced, and its files can be
    changed."""

    def __init__(self, folder):
        self.handler = type("Own", (Handler,), {"folder": folder, "asked": [], "is_down": False})
        self.folder, self.root = folder, folder / "kept"
        shutil.copytree(sites.FOLDER / "wards", self.root)
        shutil.copytree(sites.FOLDER / "wards", folder / "beside")
        self.server = web.Server(("127.0.0.1", 0), self.handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/kept/"

    def publish_another_build(self):
        """Writes what a new build would write: a case withdrawn, the first page changed, the
        index under another number."""
        home, index = self.root / "index.html", self.root / "search/en/index.js"
        (self.root / CASE).unlink()
        home.write_text(home.read_text().replace("</h1>", " anew</h1>", 1))
        index.write_text(re.sub(r'"(\w{6})"', '"012345"', index.read_text(), count=1))
        manifest = json.loads((self.root / "manifest.json").read_text())
        manifest["release"] = "next"
        manifest["files"] = {file.relative_to(self.root).as_posix(): {"size": file.stat().st_size, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
                             for file in sorted(self.root.rglob("*")) if file.is_file() and file.name != "manifest.json"}
        (self.root / "manifest.json").write_text(json.dumps(manifest))


@pytest.fixture
def host(tmp_path):
    host = Host(tmp_path)
    yield host
    host.server.shutdown()
    host.server.server_close()


def area(view):
    return view.locator("[data-casebook-offline]")


def press(view, name):
    area(view).get_by_role("button", name=name, exact=True).click()


def keep(view, url):
    view.goto(url)
    press(view, "Keep this site for offline use")
    press(view, "Store it on this device")
    area(view).get_by_text("is kept on this device").wait_for()


def files_kept(view):
    return view.evaluate("""async () => Promise.all((await caches.keys()).map(async name =>
      (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.replace(/^\\/kept\\//, ""))))""")


def files_of(host):
    return {file.relative_to(host.root).as_posix() for file in host.root.rglob("*") if file.is_file()}


def search(view, url, words):
    view.goto(url + "search.html")
    view.locator("main input[type=search]").fill(words)
    view.locator(".hit mark").first.wait_for()
    return view.locator(".hit a").all_text_contents()


def test_nothing_is_asked_for_or_stored_before_the_reader_says_so(host, tab):
    view = tab(offline=False)
    view.goto(host.url)
    area(view).get_by_role("button").wait_for()
    assert view.evaluate(STORED) == NOTHING and not any("offline-worker" in path or "manifest" in path for path in host.handler.asked)
    # The reader was told what it means and has not agreed.
    press(view, "Keep this site for offline use")
    area(view).get_by_text("whoever uses the device").wait_for()
    assert f"{len(files_of(host)) - 1} files" in area(view).get_by_role("status").inner_text()
    expect_no_violation(view)
    press(view, "Cancel")
    area(view).get_by_role("button", name="Keep this site").wait_for()
    assert view.evaluate(STORED) == NOTHING


def test_a_copy_is_the_whole_site_and_is_read_and_searched_without_a_server(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    assert [set(files) for files in files_kept(view)] == [files_of(host)]
    expect_no_violation(view)
    found = search(view, host.url, "syringe")
    host.handler.is_down = True
    view.goto(host.url)
    assert view.locator("h1").count() == 1 and view.locator("link[rel=stylesheet]").first.evaluate("link => link.sheet.cssRules.length")
    view.goto(host.url + CASE)
    assert view.locator("h1").count() == 1
    assert search(view, host.url, "syringe") == found
    # Without its last part, an address leads to the first page of the folder.
    view.goto(host.url + "incidents/")
    assert view.locator("h1").count() == 1


def test_a_worker_leaves_other_sites_of_the_server_alone(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    beside = host.url.replace("/kept/", "/beside/")
    view.goto(beside)
    area(view).get_by_role("button", name="Keep this site for offline use").wait_for()
    assert view.evaluate("navigator.serviceWorker.controller") is None
    host.handler.is_down = True
    with pytest.raises(playwright.sync_api.Error):
        view.goto(beside + CASE)


def test_a_page_that_was_withdrawn_is_gone_at_once_where_there_is_a_network(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    host.publish_another_build()
    assert view.goto(host.url + CASE).status == 404
    view.goto(host.url)
    assert view.locator("h1").inner_text().endswith("anew")
    assert search(view, host.url, "syringe")


def test_a_new_version_takes_the_place_of_the_old_one_whole(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    old = files_of(host)
    host.publish_another_build()
    view.goto(host.url)
    area(view).get_by_text(re.compile("There is a newer version .*next")).wait_for()
    assert [set(files) for files in files_kept(view)] == [old]
    del host.handler.asked[:]
    press(view, "Update the offline copy")
    area(view).get_by_text(re.compile("is kept on this device .*next")).wait_for()
    assert [set(files) for files in files_kept(view)] == [files_of(host)] and files_of(host) != old
    # Unchanged files were not fetched again.
    assert not any(path.endswith((".css", "search.html")) for path in host.handler.asked)
    host.handler.is_down = True
    view.goto(host.url)
    assert view.locator("h1").inner_text().endswith("anew")
    assert search(view, host.url, "syringe")
    with pytest.raises(playwright.sync_api.Error):
        view.goto(host.url + CASE)


def test_an_update_that_is_cut_short_leaves_the_old_copy_in_use(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    old = view.evaluate("caches.keys()")
    host.publish_another_build()
    # A file does not match the list: the server is just getting another build.
    (host.root / "index.html").write_text("<!DOCTYPE html><title>Log in</title>")
    view.goto(host.url + "search.html")
    press(view, "Update the offline copy")
    area(view).get_by_text("could not be completed").wait_for()
    host.handler.is_down = True
    view.goto(host.url)
    assert not view.locator("h1").inner_text().endswith("anew")
    view.goto(host.url + CASE)
    assert search(view, host.url, "syringe") and view.evaluate("caches.keys()")[:1] == old


def test_a_copy_that_is_cancelled_leaves_nothing(host, tab):
    view = tab(offline=False)
    # The first page never arrives, so that there is time to cancel.
    view.route("**/search.html", lambda route: None)
    view.goto(host.url)
    press(view, "Keep this site for offline use")
    press(view, "Store it on this device")
    assert re.match(r"\d+ of \d+ files, \d+ of \d+ MB", area(view).get_by_role("status").inner_text())
    view.wait_for_function("async () => (await caches.keys()).length")
    expect_no_violation(view)
    press(view, "Cancel")
    area(view).get_by_role("button", name="Keep this site").wait_for()
    assert view.evaluate(STORED) == NOTHING


def test_a_copy_that_broke_off_is_told_and_is_continued_or_removed(host, tab):
    view = tab(offline=False)
    (host.root / "search.html").rename(host.folder / "aside")
    view.goto(host.url)
    press(view, "Keep this site for offline use")
    press(view, "Store it on this device")
    area(view).get_by_text("could not be completed").wait_for()
    view.goto(host.url)
    area(view).get_by_text("the copy is not complete").wait_for()
    area(view).get_by_role("button", name="Remove the offline copy").wait_for()
    (host.folder / "aside").rename(host.root / "search.html")
    keep(view, host.url)
    assert [set(files) for files in files_kept(view)] == [files_of(host)]


def test_removing_a_copy_leaves_nothing_behind(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    view.goto(host.url + "fr/index.html")
    press(view, "Supprimer la copie hors ligne")
    area(view).get_by_text("a été supprimée").wait_for()
    assert view.evaluate(STORED) == NOTHING
    view.goto(host.url)
    assert view.evaluate(STORED) == NOTHING and view.evaluate("navigator.serviceWorker.controller") is None


def test_a_slow_server_is_waited_for_three_seconds(host, tab):
    view = tab(offline=False)
    keep(view, host.url)
    release, plain = threading.Event(), host.handler.do_GET
    host.handler.do_GET = lambda self: (release.wait(20), plain(self))
    try:
        view.goto(host.url + CASE, wait_until="domcontentloaded")
        assert view.locator("h1").count() == 1 and view.evaluate("performance.timing.responseStart - performance.timing.navigationStart") < 10_000
    finally:
        release.set()


def test_a_site_in_a_frame_or_in_a_folder_offers_nothing(host, tab):
    view = tab(offline=False)
    view.goto(sites.one("home").url)
    assert area(view).is_hidden()
    view.goto(host.url)
    area(view).get_by_role("button").wait_for()
    view.goto(host.url.replace("/kept/", "/portal.html?/kept/search.html"))
    framed = view.frame_locator("iframe").locator("[data-casebook-offline]")
    framed.wait_for(state="attached")
    view.wait_for_timeout(500)
    assert framed.is_hidden()


def test_firefox_keeps_a_copy_reads_and_searches_it_and_removes_it(host, firefox):
    window = Window(firefox)
    press = """return [...document.querySelectorAll("[data-casebook-offline] button")].filter(({ textContent }) => textContent === arguments[0])
      .map(button => (button.click(), true))[0]"""
    says = """return document.querySelector("[data-casebook-offline]").textContent.includes(arguments[0])"""
    firefox.navigate(host.url)
    window.until(press, "Keep this site for offline use")
    window.until(press, "Store it on this device")
    window.until(says, "is kept on this device", seconds=60)
    host.handler.is_down = True
    firefox.navigate(host.url + CASE)
    assert window.run("return document.querySelectorAll('h1').length + document.styleSheets.length") > 1
    firefox.navigate(host.url + "search.html")
    window.type("main input[type=search]", "syringe")
    window.until("return document.querySelectorAll('.hit mark').length")
    window.until(press, "Remove the offline copy")
    window.until(says, "has been removed")
    assert window.run("return caches.keys().then(async names => names.length + (await navigator.serviceWorker.getRegistrations()).length)") == 0
    firefox.navigate("about:blank")
    window.faults()
