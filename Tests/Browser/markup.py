"""Reads pages as XML, which ours are: the links, the ids and the outline of each."""
import dataclasses
import functools
import xml.parsers.expat

import sites

ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "cite", "srcset", "xlink:href"}


@dataclasses.dataclass
class Document:
    links: list = dataclasses.field(default_factory=list)  # (element, rel, address, line)
    ids: list = dataclasses.field(default_factory=list)
    elements: dict = dataclasses.field(default_factory=dict)  # how often each name occurs
    faults: list = dataclasses.field(default_factory=list)
    root: dict = dataclasses.field(default_factory=dict)
    metas: dict = dataclasses.field(default_factory=dict)
    has_policy_first: bool = False
    order: list = dataclasses.field(default_factory=list)  # the first elements of the body, with their classes


def read(file):
    """Returns the document of a page. Inline styles and scripts, which our pages never have, are
    among its faults."""
    parser, document = xml.parsers.expat.ParserCreate(), Document()
    count, order = document.elements, document.order

    def start(name, attributes):
        if name != "title" or "body" not in count:  # a figure has titles too
            count[name] = count.get(name, 0) + 1
        if "body" in count and len(order) < 4:
            order.append((name, attributes.get("class", "")))
        if not attributes:
            if name == "style":
                fault("a style element")
            return
        for key, value in attributes.items():
            if key == "id":
                document.ids.append(value)
            elif key in ADDRESSES:
                document.links.append((name, attributes.get("rel", ""), value, parser.CurrentLineNumber))
            elif key == "style" or key.startswith("on"):
                fault(f"an inline {key}")
            elif key in ("popover", "popovertarget", "commandfor", "interestfor"):
                fault(f"{key} is newer than our oldest browsers")
        if name == "script" and "src" not in attributes and attributes.get("type") not in ("application/json", "application/ld+json"):
            fault("an executable inline script")
        elif name == "html":
            document.root = attributes
        elif name == "meta":
            if attributes.get("http-equiv") == "refresh":
                document.links.append((name, "", attributes["content"].partition("url=")[2], parser.CurrentLineNumber))
            elif attributes.get("http-equiv") == "Content-Security-Policy":
                document.has_policy_first = not {"script", "link", "title", "base"} & count.keys()
            elif "name" in attributes:
                document.metas[attributes["name"]] = attributes.get("content", "")

    def fault(text):
        document.faults.append(f"line {parser.CurrentLineNumber}: {text}")

    parser.StartElementHandler = start
    try:
        parser.Parse(file.read_bytes(), True)
    except xml.parsers.expat.ExpatError as error:
        document.faults.append(f"not well-formed: {error}")
    return document


@functools.cache
def documents(site):
    return {path: read(page.file) for path, page in sites.pages(site).items()}
