"""Texts that would run, load or lead elsewhere if anything took them for markup, and a knowledge base that has each of them in
every field and every syntax. All of them call `ran`, which the test defines."""
import json

# What runs.
_CALLS = ["ran()", "ran&#40;&#41;", "top['ran']()", "eval('ran()')", "[1].map(ran)", "ran``", "setTimeout('ran()')", "\\u0072an()"]

# Where something runs: `%s` is a call.
_HANDLERS = [
    "<img src=x onerror=%s>", "<svg onload=%s>", "<body onload=%s>", "<details open ontoggle=%s>", "<input autofocus onfocus=%s>",
    "<video src=x onerror=%s></video>", "<audio src=x onerror=%s></audio>", "<marquee onstart=%s>x</marquee>",
    "<select autofocus onfocus=%s>", "<textarea autofocus onfocus=%s>", "<object data=x onerror=%s>", "<iframe onload=%s></iframe>",
    "<div onanimationstart=%s style=animation:x>", "<p tabindex=1 id=x onfocus=%s>x", "<a href=x onmouseenter=%s>x</a>",
    "<form onformdata=%s><button>", "<dialog open onclose=%s>", "<link rel=stylesheet href=x onerror=%s>", "<style onload=%s></style>",
]
_SCRIPTS = [
    "<script>%s</script>", "<SCRIPT>%s</SCRIPT >", "<script/x>%s</script>", "<script\n>%s</script>", "<scr<script>ipt>%s</scr</script>ipt>",
    "<svg><script>%s</script></svg>", "<math><mtext><script>%s</script>", "<script type=module>%s</script>", "<template><script>%s</script></template>",
    "<noscript><p title=\"</noscript><script>%s</script>\">", "</title><script>%s</script>", "</script><script>%s</script>",
    "</style><script>%s</script>", "</textarea><script>%s</script>", "--><script>%s</script>", "]]><script>%s</script>", "<![CDATA[<script>%s</script>]]>",
    "<iframe srcdoc=\"<script>parent.%s</script>\">", "\"><script>%s</script>", "'><script>%s</script>", "`><script>%s</script>",
]
_ADDRESSES = [
    "javascript:%s", "JaVaScRiPt:%s", " javascript:%s", "java\tscript:%s", "java\nscript:%s", "\x01javascript:%s", "javascript&colon;%s",
    "&#106;avascript:%s", "&#x6a&#x61vascript:%s", "javascript%%3A%s", "vbscript:%s", "data:text/html,<script>%s</script>",
    "data:image/svg+xml,<svg onload=%s>", "view-source:javascript:%s", "//elsewhere.example/%s", "\\\\elsewhere.example\\%s",
    "https:javascript:%s", "feed:javascript:%s", "blob:javascript:%s", "filesystem:javascript:%s", "javascript://%%0a%s", "jar:javascript:%s",
]
_ATTRIBUTES = [
    "\" onmouseover=\"%s", "' onmouseover='%s", "\" autofocus onfocus=\"%s\" x=\"", "\"onfocus=%s autofocus=\"", "x\" style=\"background:url(javascript:%s)",
    "\u0301\" onfocus=\"%s\" autofocus tabindex=\"1", "\" onpointerrawupdate=%s \"", "` onerror=%s `", "&quot; onfocus=&quot;%s", "\\\" onfocus=\\\"%s",
]
# What needs no call, or has its own.
_OTHERS = [
    "<base href=//elsewhere.example/>", "<meta http-equiv=refresh content='0;url=javascript:ran()'>", "<link rel=stylesheet href=//elsewhere.example/a.css>",
    "<link rel=import href=//elsewhere.example>", "<style>*{background:url(//elsewhere.example/a)}</style>", "<style>@import '//elsewhere.example/a.css';</style>",
    "<form action=javascript:ran()><button autofocus>x", "<button form=x formaction=javascript:ran()>x", "<isindex action=javascript:ran() type=submit>",
    "<math href=javascript:ran()>x</math>", "<svg><a xlink:href=javascript:ran()><text>x", "<svg><use href=data:image/svg+xml,x#x>",
    "<svg><animate attributeName=href values=javascript:ran() />", "<svg><set attributeName=onload to=ran()>", "<embed src=javascript:ran()>",
    "<object data=javascript:ran()>", "<frameset onload=ran()>", "<portal src=javascript:ran()>", "<x is=y onclick=ran()>",
    "<?xml-stylesheet href='javascript:ran()'?>", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;", "<!--[if IE]><script>ran()</script><![endif]-->",
    "<!--><img src=x onerror=ran()>-->", "<!-- --!><img src=x onerror=ran()>", "<plaintext>", "<xmp><img src=x onerror=ran()></xmp>", "<title><img src=x onerror=ran()></title>",
    "{{{title}}}", "{{#lambda}}ran(){{/lambda}}", "{{> foot}}", "{{=<% %>=}}<%& title %>", "{{&title}}", "{{constructor.constructor('ran()')()}}", "${ran()}", "#{ran()}",
    "<%= ran() %>", "[[${ran()}]]", "{% include 'x' %}", "{{< script >}}", "\u202eran()<img src=x onerror=ran()>", "\u2066<b>\u2069", "\ufeff<script>ran()</script>",
    "\u2028ran()//", "\u2029ran()//", "</script\u2028><script>ran()", "\ud7ff<svg onload=ran()>", "+ADw-script+AD4-ran()+ADw-/script+AD4-", "%3Cscript%3Eran()%3C/script%3E",
    "&lt;script&gt;ran()&lt;/script&gt;", "&amp;lt;script>ran()", "<\x0cscript>ran()</script>", "<img\x0conerror=ran()\x0csrc=x>", "<svg/onload=ran()//", "<img src onerror=ran()//",
    "=HYPERLINK(\"//elsewhere.example\")", "\n=1+1", "\t=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "}, howpublished = {x}", "x}\n@misc{y, title={z", "TY  - JOUR\nER  - \nTY  - BOOK", "x\nUR  - javascript:ran()", "\\end{x}\\input{/etc/passwd}", "\\href{javascript:ran()}{x}",
    "__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf", "__defineGetter__", "'\";--><svg/onload=ran()>", "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */onerror=ran() )//",
    "<a href=\"javascript&#58;ran()\">x</a>", "[x](javascript:ran())", "[x](<javascript:ran()>)", "![x](javascript:ran())", "[x]: javascript:ran()\n\n[x]", "<javascript:ran()>",
    "[[other|<img src=x onerror=ran()>]]", "[@other, <img src=x onerror=ran()>]", "![[x.png|<img src=x onerror=ran()>]]", "```<script>ran()</script>\nx\n```", "$$\\href{javascript:ran()}{x}$$",
    "---\ntitle: x\n---", "---\nlayout: !!js/function 'ran()'\n---", "*x: &x [*x]", "!!python/object/apply:os.system ['x']", "<<: *x",
]


def all_payloads():
    """At least 300, each once; every call is in several places."""
    places = _HANDLERS + _SCRIPTS + _ADDRESSES + _ATTRIBUTES
    made = [place % _CALLS[(number + turn) % len(_CALLS)] for turn in range(3) for number, place in enumerate(places)]
    return list(dict.fromkeys(made + _OTHERS))


# The syntaxes of a body that carry a payload: `%s`.
CARRIERS = [
    "%s", "[words](<%s>)", "[words](%s)", "[%s](https://words.example)", "[x](https://words.example \"%s\")", "![%s](../media/a.gif)", "![x](../media/a.gif '%s')", "`` %s ``",
    "```%s\n%s\n```", "## %s", "## Words {#%s}", "<https://words.example/%s>", "[d]\n\n[d]: <%s> '%s'", "x[^1]\n\n[^1]: %s", "| a | %s |\n|---|---|\n| %s | b |", "> [!NOTE] %s\n> %s",
    "> [!%s]\n> x", "[[other|%s]]", "[[other#%s]]", "[[%s]]", "[@other, %s]", "- [ ] %s", "**%s** ~~%s~~ *%s*", "1. %s", "> %s", "    %s", "<b title=\"%s\">%s</b>", "<div>\n%s\n</div>", "![[%s.png]]",
    "https://words.example/%s", "www.words.example/%s",
]


def _quoted(text):
    """A text of YAML."""
    return json.dumps(text, ensure_ascii=True).replace("\\/", "/").replace("\x7f", "\\x7f")


def _body(text, number):
    joined = "\n\n".join(carrier.replace("%s", text) for carrier in CARRIERS)
    return f"Payload word{number} of the corpus.\n\n{joined}\n"


def write(folder):
    """Writes the knowledge base; gives the payloads."""
    payloads = all_payloads()
    said = [_quoted(text) for text in payloads]
    at = lambda number: said[number % len(said)]  # noqa: E731

    def put(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)

    put("casebook.yaml", f"""title: {at(0)}
description: {at(21)}
publisher: {at(40)}
contact: {{address: {at(1)}, private: {at(22)}, answered_within: {at(41)}}}
licence: {at(60)}
release: {at(70)}
base_url: https://words.example/base/
languages: [en, fr]
views:
  - {{id: matrix, kind: matrix, label: {at(2)}, type: note, rows: kind, columns: kind}}
  - {{id: links, kind: relations, label: {at(3)}, type: note, field: see}}
  - {{id: times, kind: timeline, label: {at(23)}, type: note, field: period}}
  - {{id: all, kind: list, label: {at(24)}, type: note, group: kind, sort: title}}
navigation: [note, item, matrix, links, times, all]
""")
    put("model.yaml", f"""types:
  note:
    folder: notes
    label: {at(4)}
    plural: {at(25)}
    help: {at(42)}
    autolink: true
    sections: [{{id: words, label: {at(61)}}}]
    fields:
      text: {{kind: text, search: 2, label: {at(5)}, help: {at(26)}}}
      kind: {{kind: term, from: [kinds], facet: true, many: true, label: {at(6)}}}
      more: {{kind: markdown, label: {at(27)}}}
      period: {{kind: period}}
      see: {{kind: reference, to: [note], many: true, label: {at(7)}, inverse: {{name: seen, label: {at(28)}}}, fields: {{why: {{kind: text, label: {at(43)}}}}}}}
      cited: {{kind: reference, to: [item], many: true, role: citation}}
      parts: {{kind: record, many: true, key: id, label: {at(8)}, fields: {{id: {{kind: text}}, title: {{kind: text}}, text: {{kind: markdown}}}}}}
  item: {{folder: items, page: list, label: {at(29)}}}
""")
    put("vocabularies/kinds.yaml", "terms:\n" + "".join(
        f"  - {{id: t{number}, label: {text}, definition: {text}, also: {{en: [{text}]}}}}\n" for number, text in enumerate(said)))
    put("media/a.gif", bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"))
    put("notes/other.md", "---\ntitle: Other\nperiod: 2001\n---\n\nOther.\n")
    for number, text in enumerate(payloads):
        quoted = said[number]
        fields = "".join(f"{name}: {value}\n" for name, value in [
            ("title", quoted), ("summary", quoted), ("also", f"[{quoted}]"), ("text", quoted), ("kind", f"[t{number}]"), ("owner", quoted), ("period", str(1900 + number)),
            ("see", f"[{{to: other, why: {quoted}}}]"), ("parts", f"[{{id: p{number}, title: {quoted}, text: {quoted}}}]"), ("more", quoted)])
        put(f"notes/n{number}.md", f"---\n{fields}---\n\n{_body(text, number)}")
        if number % 10 == 0:
            put(f"notes/n{number}.fr.md", f"---\ntitle: {quoted}\nsummary: {quoted}\ntranslation: {{of: x, by: {quoted}}}\n---\n\n{_body(text, number)}")
        if number % 4 == 0:
            put(f"items/i{number}.md", f"---\ntitle: {quoted}\nsummary: {quoted}\n---\n\n{text}\n")
    # Names of files: what a file system takes.
    for number, text in enumerate(payloads):
        name = "".join(c for c in text if c not in "/\0" and c.isprintable())[:40]
        if number % 6 == 0 and name.strip(". "):
            put(f"notes/{name}.md", f"---\ntitle: N{number}\n---\n\n![x](<../media/{name}.gif>)\n")
            put(f"media/{name}.gif", (folder / "media/a.gif").read_bytes())
    return payloads
