"""Everything that can be tested without a browser: the targets of links, the parts of each page,
the sizes of files."""
import collections
import functools
import gzip
import pathlib
import posixpath
import re
import urllib.parse

import pytest

import markup
import sites

SITES = ["casebook", "wards", "hosted"]
# Links of the search page that contain a search are commands and not anchors.
COMMAND = re.compile(r"(q|f\.[\w.-]+|dossier|compare)=")


@functools.cache
def files(site):
    root = sites.FOLDER / site
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}


def expect_none(faults):
    """Fails with each kind of fault, its number and its first place, so that a mistake in one
    template is one line."""
    if faults:
        pytest.fail("\n".join(f"{text}: {len(places)} times, such as {places[0]}" for text, places in sorted(faults.items())[:30]), pytrace=False)


def resolve(page, address, site):
    """Returns the path in the site that an address leads to and its anchor; (None, reason) if it
    leads to no file of the site."""
    if site == "hosted" and address.startswith(sites.BASE_URL):
        address = posixpath.relpath(address.removeprefix(sites.BASE_URL), posixpath.dirname(page) or ".") if address != sites.BASE_URL else "."
    parts = urllib.parse.urlsplit(address)
    if parts.scheme or parts.netloc:
        return None, "elsewhere"
    if parts.path.startswith("/"):
        return None, "an address from the root of the server"
    if "\\" in address or " " in address:
        return None, "a backslash or a blank in an address"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), urllib.parse.unquote(parts.path))) if parts.path else page
    return path, urllib.parse.unquote(parts.fragment)


@pytest.mark.parametrize("site", SITES)
def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(site):
    faults = collections.defaultdict(list)
    documents, there = markup.documents(site), files(site)
    ids = {path: set(document.ids) for path, document in documents.items()}
    checked = {}
    for page, document in documents.items():
        folder = posixpath.dirname(page)
        for element, rel, address, line in document.links:
            key = (folder, address) if not address.startswith("#") else (page, address)
            if key not in checked:
                path, anchor = resolve(page, address, site)
                if path is None:
                    is_source = element == "a" and re.match(r"https?://[^/]|mailto:|tel:", address)
                    checked[key] = anchor if not (anchor == "elsewhere" and is_source) else None
                elif path not in there:
                    checked[key] = "a link to no file" if "." in posixpath.basename(path) else "a link that does not end in a file name"
                elif anchor and path in ids and anchor not in ids[path] and not COMMAND.match(anchor):
                    checked[key] = "a link to no anchor"
                else:
                    checked[key] = None
            if checked[key]:
                faults[f"{checked[key]} <{element}{f' rel={rel}' if rel else ''}>"].append(f"{page}:{line} {address}")
    expect_none(faults)


@pytest.mark.parametrize("site", SITES)
def test_every_page_is_reached_by_links_from_the_home_page(site):
    documents = markup.documents(site)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for element, _, address, _ in documents[page].links:
            path = resolve(page, address, site)[0]
            if element == "a" and path in documents and path not in reached:
                reached.add(path)
                waiting.append(path)
    pages = sites.pages(site)
    lost = [path for path in documents if path not in reached and pages[path].kind not in ("redirect", "start") and path != "404.html"]
    assert not lost, f"{len(lost)} pages, such as {lost[:10]}"


@pytest.mark.parametrize("site", SITES)
def test_every_page_has_what_pages_have(site):
    faults = collections.defaultdict(list)
    for path, document in markup.documents(site).items():
        for fault in document.faults:
            faults[fault.partition(": ")[2]].append(f"{path} {fault}")
        count = document.elements
        wrong = [f"{count.get(name, 0)} {name} elements" for name in ("h1", "main", "title") if count.get(name) != 1]
        wrong += [f"no {name} element" for name in ("header", "footer", "nav") if name not in count]
        wrong += [f"no {key} on the root" for key in ("lang", "dir") if not document.root.get(key)]
        wrong += ["no description"] * (not document.metas.get("description"))
        wrong += ["no policy before all that it governs"] * (not document.has_policy_first)
        wrong += ["the note about a lost style sheet is not the first thing"] * (document.order[1] != ("p", "unstyled-note"))
        wrong += ["the skip link is not the first link"] * (document.order[3] != ("a", "skip"))
        wrong += ["no icon, so that browsers ask the server's root for one"] * (not any("icon" in rel.split() for _, rel, _, _ in document.links))
        wrong += ["an id twice"] * (len(set(document.ids)) != len(document.ids))
        for fault in wrong:
            faults[fault].append(path)
    expect_none(faults)


@pytest.mark.parametrize("site", SITES)
def test_style_sheets_need_no_file_that_is_missing(site):
    for sheet in (sites.FOLDER / site / "assets").glob("*.css"):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8")):
            assert not re.match(r"[a-z]+:|//", address), f"{sheet.name} asks for {address}"
            assert (sheet.parent / address).is_file(), f"{sheet.name} asks for {address}"


def packed(*paths):
    """Returns the compressed size in bytes, at the level that servers use."""
    return sum(len(gzip.compress(pathlib.Path(path).read_bytes(), 6)) for path in paths)


def assets(page, ending):
    """Returns the files of one kind that a page loads before it is shown."""
    document = markup.documents(page.site)[page.path]
    addresses = [address for element, rel, address, _ in document.links if (element, rel) == ("link", "stylesheet") or element == "script"]
    return [page.file.parent / address for address in addresses if address.endswith(ending)]


def test_a_case_with_its_style_sheets_weighs_at_most_15_kB():
    """Other languages need more bytes for the same text: two bytes for each letter in Arabic,
    longer words in French and Spanish."""
    cases = [page for page in sites.pages("casebook").values() if page.kind == "record-case"]
    assert cases
    styles = packed(*assets(cases[0], ".css"))
    heavy = sorted((weight, page.path) for page in cases
                   if (weight := styles + packed(page.file)) > (15_000 if page.language == "en" else 16_000))
    if heavy:
        pytest.fail(f"{len(heavy)} of {len(cases)} cases, the heaviest {heavy[-1]}; the style sheets alone {styles}", pytrace=False)


def test_the_style_sheets_of_the_theme_weigh_at_most_10_kB():
    """Builds a site whose content has no style sheet of its own."""
    weights = {sheet.name: packed(sheet) for sheet in (sites.FOLDER / "wards/assets").glob("*.css")}
    assert weights and sum(weights.values()) <= 10_000, weights


def test_the_search_client_weighs_what_the_manual_allows():
    """The client is all that `casebook.search` needs; the search page has a script of its own
    for showing the results."""
    (client,) = (sites.FOLDER / "casebook/assets").glob("search-??????????.js")
    assert packed(client) <= 17_000
    (page,) = (sites.FOLDER / "casebook/assets").glob("search-page-*.js")
    assert packed(page) <= 5_000
