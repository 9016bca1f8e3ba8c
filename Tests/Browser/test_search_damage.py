"""A stick loses files, or a copy ends early: the search says so, offers to try again, and uses
the repaired file."""
import shutil

import pytest

import sites


@pytest.fixture(scope="module")
def wards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damage") / "wards"
    shutil.copytree(sites.FOLDER / "wards", folder)
    return folder


def shards(language="en"):
    """Returns one file of each kind in the index: the entry, and the first file of each letter."""
    root = sites.FOLDER / "wards"
    found = {}
    for file in sorted((root / "search" / language).rglob("*.js")):
        found.setdefault("index" if file.name == "index.js" else file.parent.name, file.relative_to(root))
    return found


# The kinds of files that every query of a common word needs. The others are for rare words, slips,
# phrases and facets.
NEEDED = {kind: shards()[kind] for kind in ("index", "d") if kind in shards()}


@pytest.mark.parametrize("how", ["missing", "truncated", "empty"])
@pytest.mark.parametrize("kind", NEEDED)
def test_a_damaged_file_is_told_of_and_taken_once_it_is_mended(kind, how, wards, tab):
    file = wards / NEEDED[kind]
    whole = file.read_bytes()
    try:
        if how == "missing":
            file.unlink()
        else:
            file.write_bytes(whole[:len(whole) // 2] if how == "truncated" else b"")
        view = tab()
        rejected = []
        view.on("pageerror", lambda error: "SyntaxError" not in f"{error.name}" and rejected.append(str(error)))
        view.goto((wards / "search.html").as_uri())
        view.locator("main input[type=search]").fill("syringe")
        notice = view.locator(".search-notes .notice", has_text="could not be read")
        notice.wait_for()
        # The empty search of the page met the same damaged file; only the answer to this query
        # counts.
        view.wait_for_function("() => history.state?.search?.query === 'syringe'")
        view.locator(".hits[aria-busy=false]").wait_for(state="attached")
        assert "Nothing found" not in view.locator(".search-status").inner_text(), "what could not be read is no answer"
    finally:
        file.write_bytes(whole)
    notice.get_by_role("button", name="Try again").click()
    view.locator(".hit").first.wait_for()
    assert not notice.is_visible()
    assert not rejected


@pytest.mark.parametrize("kind", [kind for kind in shards() if kind != "index"])
def test_any_other_missing_file_leaves_no_error_and_the_page_in_use(kind, wards, tab):
    """Damages each kind of file in turn, and searches for words that are exact, misspelt,
    quoted, or part of a facet."""
    gone = [file for file in (wards / "search/en").rglob("*.js") if file.name != "index.js" and file.parent.name == kind]
    kept = [(file, file.read_bytes()) for file in gone]
    try:
        for file in gone:
            file.unlink()
        view = tab()
        faults = []
        view.on("pageerror", lambda error: faults.append(str(error)))
        view.goto((wards / "search.html").as_uri())
        for query in ("syringe", "syrinje", '"wrong syringe"', "type:lesson light"):
            view.locator("main input[type=search]").fill(query)
            view.evaluate("query => casebook.search(query, { facets: ['type', 'harm'] })", query)
            # The number of results or, if files could not be read, the notice.
            view.locator(".search-status:not(:empty), .search-notes .notice").first.wait_for()
        assert not faults
    finally:
        for file, whole in kept:
            file.write_bytes(whole)


def test_without_its_client_the_search_page_still_leads_on(tab):
    view = tab()
    view.route("**/assets/search-*.js", lambda route: route.abort())
    view.goto((sites.FOLDER / "wards/search.html").as_uri())
    view.locator("[data-casebook-results]").wait_for()
    assert view.locator("[data-casebook-results]").inner_text().strip()
    assert view.locator("nav.browse a").first.is_visible()
