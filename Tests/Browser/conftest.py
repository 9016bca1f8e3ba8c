"""The two browsers, the web server and the HTML checker. Each is started once, and only if the
machine has it."""
import pathlib
import shutil

import pytest

import checker
import sites
import web

CHROMIUM, FIREFOX = "/usr/bin/chromium", shutil.which("firefox-esr")


def pytest_sessionstart(session):
    if not (sites.FOLDER / "casebook/index.html").exists():
        pytest.exit("there are no sites to test: Tests/Browser/run CASEBOOK builds them", 2)


def pytest_collection_modifyitems(items):
    """The HTML checker takes half a minute: it runs beside the other tests, and its own test
    comes last."""
    items.sort(key=lambda item: item.path.name == "test_validity.py")
    if any(item.path.name == "test_validity.py" for item in items):
        checker.start()


def pytest_sessionfinish():
    checker.stop()


@pytest.fixture(scope="session")
def server():
    with web.serving() as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    if not pathlib.Path(CHROMIUM).exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        # No host name can be resolved: a request that leaves the machine fails, and a failed
        # request is a fault.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])
        yield browser
        browser.close()


def opener(chromium):
    """Gives a function that opens a tab, `tab(width=320, color_scheme="dark")`; all tabs are
    closed at the end."""
    contexts = []

    def open_tab(width=1280, height=900, offline=True, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=offline, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture
def tab(chromium):
    yield from opener(chromium)


@pytest.fixture(scope="module")
def open_tab(chromium):
    """Like `tab`, for tabs that the tests of a file share."""
    yield from opener(chromium)


@pytest.fixture(scope="session")
def firefox(tmp_path_factory):
    if not FIREFOX:
        pytest.skip("there is no firefox-esr")
    from marionette_driver.marionette import Marionette
    # Without the first two settings, Marionette loosens the policy for files. The others send every
    # request that is not ours to a dead proxy.
    log = tmp_path_factory.mktemp("firefox") / "log.txt"
    client = Marionette(bin=FIREFOX, port=0, headless=True, gecko_log=str(log), prefs={
        "remote.prefs.recommended": False, "security.fileuri.strict_origin_policy": True,
        "network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_port": 9,
        "network.proxy.socks_remote_dns": True, "network.proxy.no_proxies_on": "127.0.0.1", "network.proxy.failover_direct": False})
    client.start_session()
    client.timeout.implicit = 0
    yield client
    client.quit()
