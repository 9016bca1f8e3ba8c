"""Our style sheets and scripts use nothing newer than Chrome 109 and Firefox 115, except where
older browsers lose only an ornament."""
import re

import pytest

import sites

# Features that are newer than one of the two, with the versions that brought them. Features that
# only degrade (text-wrap, interpolate-size) are not listed.
STYLES = {
    r"&[\s.:\[>+~#,{]": "nesting: Chrome 112, Firefox 117", r"color-mix\(": "color-mix(): Chrome 111", r"light-dark\(": "light-dark(): Chrome 123, Firefox 120",
    r":has\(": ":has(): Firefox 121", r"@scope\b": "@scope: Chrome 118, Firefox 128", r"@starting-style\b": "@starting-style: Chrome 117, Firefox 129",
    r"@property\b": "@property: Firefox 128", r"@container\s+style\(": "style queries: Chrome 111", r"\b(oklch|oklab|lch|lab)\(": "oklch(): Chrome 111",
    r"\bcolor\(": "color(): Chrome 111", r"\b(rgb|hsl)a?\(\s*from\b": "relative colours: Chrome 119, Firefox 128",
    r"\bsubgrid\b": "subgrid: Chrome 117", r"anchor-name|position-anchor|\banchor\(|position-area": "anchor positioning: Chrome 125, Firefox 147",
    r"::view-transition|view-transition-name|@view-transition": "view transitions: Chrome 111, Firefox 144", r":popover-open|\[popover": "popover: Chrome 114, Firefox 125",
    r"animation-timeline|scroll-timeline|view-timeline\s*:": "scroll-driven animation: Chrome 115", r"\b(round|mod|rem|sin|cos|tan|pow|sqrt|hypot)\(": "CSS mathematics: Chrome 111-125",
    r":nth-(last-)?child\([^)]*\bof\b": "nth-child of: Chrome 111", r"::(details-content|checkmark|picker|scroll-button)": "parts of controls: Chrome 131 and later",
    r"\bfield-sizing\b": "field-sizing: Chrome 123", r"\b(cap|rcap|rlh|lh)\b(?=\s*[;})])(?<=\d\w{2})|\d(lh|rlh|rcap|rex|ric|rch)\b": "lh and its kin: Firefox 120",
    r"@(when|else|function|mixin)\b|(?<![-\w])if\(": "conditions: Chrome 137", r":dir\(": ":dir(): Chrome 120", r"\blinear\(": "linear(): Chrome 113",
    r":user-(in)?valid|:state\(|:open\b": "Chrome 119 and later", r"\bcontrast-color\(|\battr\([^)]*\btype\(": "Chrome 133 and later",
    r"\bscrollbar-(color|width|gutter)\b": "scrollbar-color: Chrome 121", r"@media[^{]*\bscripting\b": "scripting: Chrome 120",
    r"\bmask-(image|size|position|repeat)?\s*:": "mask without prefix: Chrome 120", r"\balign-content\s*:[^;]*;(?=[^}]*display:\s*block)": "align-content in blocks: Chrome 123",
    r"\btransition-behavior\b|\ballow-discrete\b": "Chrome 117, Firefox 129", r"\bfont-size-adjust\b": "Chrome 127", r"\bfit-content\s*\(": "fit-content(): grids alone",
}
SCRIPTS = {
    r"\bArray\.fromAsync\b": "Chrome 121", r"\b(Object|Map)\.groupBy\b": "Chrome 117, Firefox 119", r"\bPromise\.(withResolvers|try)\b": "Chrome 119 and 128",
    r"\.(toSorted|toReversed|toSpliced)\(": "Chrome 110", r"\.with\(": "Array.prototype.with: Chrome 110", r"\bIterator\b|\.(values|keys|entries)\(\)\.(map|filter|take|drop|some|every|find|toArray|reduce)\(":
    "iterator helpers: Chrome 122, Firefox 131", r"\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|intersection|difference|union)\(": "Set methods: Chrome 122, Firefox 127",
    r"\b(isWellFormed|toWellFormed)\(": "Chrome 111, Firefox 119", r"\bimport\s*\(|^\s*(import|export)\s": "modules", r"\bwith\s*\{\s*type": "import attributes: Chrome 123",
    r"/[a-z]*v[a-z]*(?=[.;,)\s])(?<=/v)|RegExp\([^)]*[\"'][a-z]*v[a-z]*[\"']\s*\)": "regular expressions with v: Chrome 112, Firefox 116", r"\bstartViewTransition\b": "view transitions",
    r"\b(showPopover|hidePopover|togglePopover)\b": "popover: Chrome 114", r"\bURL\.(canParse|parse)\b": "Chrome 120, Firefox 115", r"\bAbortSignal\.any\b": "Chrome 116, Firefox 124",
    r"\bcheckVisibility\b": "Firefox 106, Chrome 105; options later", r"\bIntl\.(DurationFormat|Segmenter)\b": "Firefox 125 and later", r"\bsetHTML(Unsafe)?\b": "Chrome 124",
    r"\b(CompressionStream|DecompressionStream)\(\s*[\"']deflate-raw": "Firefox 113", r"\bnavigation\.": "navigation API: Firefox 147", r"\bscheduler\.": "Firefox 142",
    r"\brequestIdleCallback\b|\bmoveBefore\b|\bCloseWatcher\b": "not everywhere", r"\busing\s+\w+\s*=": "Chrome 134", r"\?\?=\s*await\s+using": "Chrome 134",
    r"(?<!\w)\(\?[ims]+-?[ims]*:": "modifiers in expressions: Chrome 125", r"\(\?<(?P<n>\w+)>[^|]*\|[^)]*\(\?<(?P=n)>": "names twice: Chrome 125", r"\bnew Float16Array\b": "Chrome 135",
    r"\bUint8Array\.from(Base64|Hex)\b|\.toBase64\(": "Chrome 140", r"\bRegExp\.escape\b": "Chrome 136", r"(?<!async )(?<![.\w])fetch\(|\bXMLHttpRequest\b": "not on file://",
    r"\binnerHTML\b|\bouterHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(": "markup or code from text",
}


# Keeping a site for offline use works only over http, and nothing else depends on it.
OVER_HTTP = re.compile(r"\bfetch\((base \+ (path|list), \{|request[,)])")


def assets(ending):
    return sorted((sites.FOLDER / "casebook").glob("assets/*" + ending)) + sorted((sites.FOLDER / "casebook").glob("offline-worker*" + ending))


def faults(text, table):
    found = []
    for pattern, reason in table.items():
        for match in re.finditer(pattern, text, re.MULTILINE):
            found.append(f"{reason}: …{text[max(0, match.start() - 40):match.end() + 20]!r}")
    return found


def outside_supports(css):
    """Returns a style sheet without comments, quoted texts, addresses, and blocks inside
    `@supports`, which have their own fallback."""
    css = re.sub(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)", "", css, flags=re.DOTALL)
    while start := re.search(r"@supports[^{]*\{", css):
        end, depth = start.end(), 1
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        css = css[:start.start()] + css[end:]
    return css


def test_style_sheets_are_for_our_oldest_browsers():
    assert assets(".css")
    found = [f"{sheet.name}: {fault}" for sheet in assets(".css") for fault in faults(outside_supports(sheet.read_text(encoding="utf-8")), STYLES)]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_scripts_are_for_our_oldest_browsers_and_make_no_markup():
    assert assets(".js")
    found = [f"{script.name}: {fault}" for script in assets(".js") for fault in faults(OVER_HTTP.sub("", script.read_text(encoding="utf-8")), SCRIPTS)]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("text", [".a { & .b { color: red } }", ".a { color: color-mix(in srgb, red, blue) }", "a:has(b) { color: red }", "p { height: 3lh }"])
def test_the_check_of_style_sheets_sees_what_is_too_new(text):
    assert faults(outside_supports(text), STYLES) and not faults(outside_supports(f"@supports (color: red) {{ {text} }}"), STYLES)


@pytest.mark.parametrize("text", ["const a = b.toSorted();", "a.with(1, 2)", "/\\p{L}/v.test(a)", "Object.groupBy(a, b)", "a.union(b)"])
def test_the_check_of_scripts_sees_what_is_too_new(text):
    assert faults(text, SCRIPTS)
