"""The built sites as files: their pages, the kind of each page, and one page of each kind to
look at."""
import dataclasses
import functools
import os
import pathlib
import re
import urllib.parse

FOLDER = pathlib.Path(os.environ.get("CASEBOOK_SITES", ""))
BASE_URL = "https://wards.example/knowledge/"

_head = re.compile(r'<html lang="([^"]+)"')
_kind = re.compile(r'<body class="page-([^"]+)"')
_shape = re.compile(r'<main[^>]*>\s*<\w+ class="([^"]+)"')
_type = re.compile(r' data-id="([^"/]+)/')


@dataclasses.dataclass(frozen=True)
class Page:
    site: str
    path: str
    language: str
    kind: str
    size: int

    @property
    def file(self):
        return FOLDER / self.site / self.path

    @property
    def url(self):
        return self.file.as_uri()

    @property
    def web_path(self):
        return urllib.parse.quote(f"/intranet/{self.site}/{self.path}")

    def __str__(self):
        return f"{self.site}:{self.language} {self.kind} ({self.path})"


@functools.cache
def pages(site):
    """Returns every page of a site, by path."""
    root = FOLDER / site
    found = {}
    for file in sorted(root.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        language, kind, shape = _head.search(text), _kind.search(text), _shape.search(text)
        # `view view-map` names the kind of the page and then its own; the last word is the most exact.
        # The types of records are in their ids.
        name = (shape[1].split()[-1] if shape else "") or (kind[1] if kind else "none")
        if kind and kind[1] in ("record", "index", "list"):
            name = "-".join([kind[1], *_type.findall(text)[:1]])
        if kind and kind[1] in ("redirect", "start"):
            name = kind[1]
        path = file.relative_to(root).as_posix()
        found[path] = Page(site, path, language[1] if language else "", name, len(text))
    return found


@functools.cache
def kinds(site, *languages):
    """Returns the heaviest page of each kind in each of the languages (in all, if none is
    named), without those that only lead to another page."""
    heaviest = {}
    for page in pages(site).values():
        if page.kind not in ("redirect", "start") and (not languages or page.language in languages):
            key = page.language, page.kind
            if key not in heaviest or page.size > heaviest[key].size:
                heaviest[key] = page
    return [heaviest[key] for key in sorted(heaviest)]


def one(kind, language="en", site="casebook"):
    """Returns the page of a kind to look at."""
    return next(page for page in kinds(site, language) if page.kind == kind)
