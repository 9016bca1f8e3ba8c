"""Firefox ESR with its real policy for files: pages open, the search answers, nothing is
refused."""
import time

import pytest

import sites


class Window:
    """The actions of these tests in Firefox; each waits until its result is there."""

    def __init__(self, client):
        self.client = client

    def run(self, script, *values):
        return self.client.execute_script(script, script_args=values, sandbox=None)

    def until(self, script, *values, seconds=15):
        """Waits until a script returns a true value, and returns it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.run(script, *values):
                return found
            time.sleep(0.05)
        pytest.fail(f"not within {seconds} seconds: {script}", pytrace=False)

    def type(self, selector, text):
        from marionette_driver.by import By
        element = self.client.find_element(By.CSS_SELECTOR, selector)
        element.click()
        element.send_keys(text)

    def faults(self):
        """Returns the errors in the browser's console that are not its own: errors of scripts
        and of the policy, and scripts that did not load."""
        with self.client.using_context("chrome"):
            return self.client.execute_script("""
              const found = Services.console.getMessageArray().filter(message => message instanceof Ci.nsIScriptError
                && !/^(chrome|resource|jar):/.test(message.sourceName)
                && (!(message.flags & Ci.nsIScriptError.warningFlag) || /Loading failed|Content-Security-Policy/.test(message.errorMessage)));
              Services.console.reset();
              return found.map(message => `${message.sourceName}:${message.lineNumber} ${message.errorMessage}`);""")


@pytest.fixture
def window(firefox):
    window = Window(firefox)
    window.faults()
    yield window
    found = window.faults()
    firefox.navigate("about:blank")
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def address(kind, language="en", server=None):
    page = sites.one(kind, language)
    return page.url if server is None else server + page.web_path


def test_files_are_strangers_to_each_other_here(window):
    """Checks the policy for files. Otherwise the tests would describe a browser that no reader
    has."""
    window.client.navigate(address("record-case"))
    assert window.client.get_pref("security.fileuri.strict_origin_policy") is True
    refused = window.client.execute_async_script("""const [done] = arguments; const request = new XMLHttpRequest();
      try { request.open("GET", "../index.html"); request.onload = () => done(false); request.onerror = () => done(true); request.send(); } catch { done(true); }""")
    assert refused
    window.faults()  # that refusal


def test_an_error_would_be_heard(window):
    window.client.navigate(address("record-case"))
    window.run("setTimeout(() => { document.title = 'thrown'; throw new Error('heard'); })")
    window.until("return document.title === 'thrown'")
    assert any("heard" in fault for fault in window.faults())


@pytest.mark.parametrize("kind", ["home", "record-case", "record-lesson", "index-case", "list-term", "view-matrix", "view-map"])
def test_a_page_opens_from_a_folder_without_an_error(kind, window):
    window.client.navigate(address(kind))
    assert window.run("return document.styleSheets.length > 0 && getComputedStyle(document.querySelector('.unstyled-note')).display === 'none'")
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("place", ["from a folder", "over http"])
def test_the_search_page_finds_and_opens_a_case(place, window, request):
    window.client.navigate(address("search-page", server=request.getfixturevalue("server") if place == "over http" else None))
    window.type("main input[type=search]", "patrols")
    assert window.until("return [...document.querySelectorAll('.hit mark')].some(mark => /^patrol/i.test(mark.textContent))")
    title = window.run("return document.querySelector('.hit a').textContent")
    window.run("document.querySelector('.hit a').click()")
    # Leaving a page before its scripts are loaded would count as a failure of the scripts.
    window.until("return document.readyState === 'complete' && document.querySelector('.record h1')?.textContent === arguments[0]", title)
    assert window.until("return [...document.querySelectorAll('main mark')].some(mark => /^patrol/i.test(mark.textContent))")
    window.client.go_back()
    assert window.until("return document.querySelector('.hit') && document.querySelector('main input[type=search]').value") == "patrols"


@pytest.mark.parametrize("place", ["from a folder", "over http"])
def test_the_words_go_with_the_reader_to_the_search_page_and_are_kept_nowhere(place, window, request):
    window.client.navigate(address("record-lesson", server=request.getfixturevalue("server") if place == "over http" else None))
    window.run("[...document.querySelectorAll('input[type=search]')].find(input => input.offsetWidth).id = 'box'")
    window.type("#box", "حماية patrols; 100%")
    window.until("return document.readyState === 'complete' && document.querySelector('input[role=combobox]')")
    window.run("document.querySelector('#box').form.requestSubmit()")
    assert window.until("return document.querySelector('.search-status:not(:empty)') && document.querySelector('main input[type=search]')?.value") == "حماية patrols; 100%"
    assert window.run("return [document.cookie, window.name, location.hash, location.search]") == ["", "", "", ""]


def test_the_box_suggests_and_the_keyboard_opens(window):
    from marionette_driver.keys import Keys
    window.client.navigate(address("record-lesson"))
    window.run("[...document.querySelectorAll('input[type=search]')].find(input => input.offsetWidth).id = 'box'")
    window.type("#box", "patrol")
    title = window.until("return document.querySelector('[role=listbox]:not([hidden]) a')?.textContent")
    window.type("#box", Keys.ARROW_DOWN + Keys.ENTER)
    # Leaving a page before its scripts are loaded would count as a failure of the scripts.
    window.until("return document.readyState === 'complete' && document.querySelector('.record h1')?.textContent === arguments[0]", title)
    assert window.until("return [...document.querySelectorAll('main mark')].some(mark => /^patrol/i.test(mark.textContent))")


def test_the_dossier_reads_records_from_a_folder(window):
    window.client.navigate(address("index-case"))
    window.run("document.querySelectorAll('.pick')[0].click(); document.querySelectorAll('.pick')[1].click();")
    window.run("[...document.querySelectorAll('aside.dossier button')].find(button => button.textContent === 'Compare').click()")
    assert window.until("return document.querySelectorAll('table.compared thead th').length") == 2


def test_arabic_reads_from_right_to_left(window):
    window.client.navigate(address("record-case", "ar"))
    assert window.run("return getComputedStyle(document.body).direction") == "rtl"
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")
