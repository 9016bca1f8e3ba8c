"""Books are right according to EPUBCheck, and their pages can be read on a wide screen, on a phone and in the dark."""
import concurrent.futures
import shutil
import zipfile

import pytest

import books

FIXTURES = books.ROOT / "Tests/WorkspaceTests/Fixtures"

# A knowledge base in one language from right to left, with what books find hard: names in other letters, long titles,
# code, notes, tables, pictures of several kinds, and a file that is no picture.
ODD = {
    "casebook.yaml": "title: قاعدة معرفة\nlanguages: [ar]\nlicence: LicenseRef-own\nviews: [{id: nav, kind: list, label: قائمة, type: thing}]\n",
    "model.yaml": "types:\n  thing: {folder: things, label: شيء, plural: أشياء, fields: {kind: {kind: text, facet: true}, plan: {kind: file}}}\n"
                  "  word: {folder: text, page: list, label: كلمة, plural: كلمات}\n",
    "things/ឈ្មោះ.md": "---\ntitle: ឈ្មោះ\nkind: نوع & نوع\nplan: plan.svg\n---\n\n`x = 1` ثم[^1] [[one]] <b>x</b>\n\n```\ncode\n```\n\n"
                       "| أ | ب |\n|---|---|\n| 1 | 2 |\n\n> [!WARNING]\n> انتبه.\n\n- [ ] مهمة\n\n![صورة](../media/a.svg) ![أخرى](../media/b.gif) ![x](../media/c.avif)\n\n"
                       "[ملف](../media/d.pdf)\n\n[^1]: حاشية `y`.\n",
    "things/ឈ្មោះ/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>',
    "things/long.md": "---\ntitle: " + "طويل جدا " * 38 + "\n---\n\n## عنوان\n\n[[ឈ្មោះ]] [[one]]\n",
    "text/all.yaml": "- {slug: one, title: واحد, body: 'نص[^1]\n\n\n    [^1]: حاشية'}\n- {slug: two, title: اثنان}\n",
    "media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>a</title><rect width="9" height="9"/></svg>',
    "media/b.gif": b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
    "media/c.avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
    "media/d.pdf": b"%PDF-1.4\n",
}


def odd(folder):
    for name, text in ODD.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """All books, by name."""
    folder = tmp_path_factory.mktemp("books")
    content = books.ROOT / "Content"
    kinds = {f"content-{language}": (content, "--language", language) for language in ("en", "fr", "ar", "es", "sw")}
    kinds["slice"] = (content, "--records", "raiders-come-at-night")
    kinds["slice-ar"] = (content, "--records", "raiders-come-at-night,families-separated", "--depth", "1", "--language", "ar")
    kinds["manual"] = (books.ROOT / "Documentation",)
    for name in ("incidents", "protocols", "recipes"):
        kinds[name] = (FIXTURES / "bases" / name / "Content",)
    kinds["wards"] = (FIXTURES / "patient-safety/Content",)
    kinds["odd"] = (odd(folder / "odd"),)
    return {name: books.make(folder / f"{name}.epub", *arguments) for name, arguments in kinds.items()}


def test_no_book_has_an_error_or_a_warning(made):
    if not shutil.which("java"):
        pytest.skip("there is no Java for EPUBCheck")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = dict(zip(made, pool.map(books.faults, made.values())))
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_book_is_small_enough_to_pass_on(made):
    sizes = {name: file.stat().st_size for name, file in made.items()}
    assert {name: size for name, size in sizes.items() if size > (600_000 if "slice" in name else 2_000_000)} == {}


@pytest.fixture(scope="module")
def unpacked(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    for name in ("content-en", "content-ar", "odd"):
        zipfile.ZipFile(made[name]).extractall(folder / name)
    return folder


# One page of each kind in a book of Content.
PAGES = ("text/index.xhtml", "contents.xhtml", "text/situations/index.xhtml", "text/situations/raiders-come-at-night.xhtml",
         "text/evidence.xhtml", "text/countries.xhtml", "text/timeline.xhtml", "text/lessons-and-cases.xhtml", "text/sources/index.xhtml",
         "text/by-themes/index.xhtml")


@pytest.mark.parametrize("name", ["content-en", "content-ar"])
@pytest.mark.parametrize("width, scheme", [(900, "light"), (360, "light"), (360, "dark")])
def test_a_page_fits_and_shows_every_letter(tab, unpacked, name, width, scheme):
    faults = []
    page = tab(width=width, color_scheme=scheme)
    for path in PAGES:
        page.goto((unpacked / name / "EPUB" / path).as_uri())
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            faults.append(f"{path} is wider than {width} px")
        if page.evaluate("document.querySelectorAll('h1').length") != 1:
            faults.append(f"{path} has not one heading")
        if page.evaluate("document.contentType") != "application/xhtml+xml":
            faults.append(f"{path} is not XHTML")
    assert faults == []
