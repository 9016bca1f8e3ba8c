"""Wide content stays inside the page on a phone, and is not cut off on paper."""
import pytest

import sites

LONG = "word_without_a_blank_" * 12
WIDE = f"""
<h2>{LONG}</h2><p><code>{LONG}</code> <a href="https://example.org/{LONG}">{LONG}</a></p>
<pre><code>{"code that goes on " * 20}END</code></pre>
<ul><li><pre><code>{"code in a list " * 20}</code></pre></li></ul>
<blockquote><pre><code>{"code in a quote " * 20}</code></pre></blockquote>
<div class="table"><table><thead><tr>{"".join(f"<th>Column{i}</th>" for i in range(14))}</tr></thead>
<tbody><tr>{"".join(f"<td>cellwithaword{i}x</td>" for i in range(14))}</tr></tbody></table></div>
"""


@pytest.fixture(scope="module")
def wide(open_tab):
    """Opens a page whose running text contains wide content."""
    view = open_tab()
    view.goto(sites.one("record-case").url)
    view.evaluate("html => { document.querySelector('.prose').innerHTML = html }", WIDE)
    return view


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_makes_the_page_scroll_sideways(wide, width):
    wide.set_viewport_size({"width": width, "height": 800})
    assert wide.evaluate("document.documentElement.scrollWidth") <= width


def test_all_columns_and_the_end_of_a_line_are_on_paper(wide):
    # A sheet of A4 between margins of 15 millimetres.
    width = 680
    wide.set_viewport_size({"width": width, "height": 900})
    wide.emulate_media(media="print")
    ends = wide.evaluate("[...document.querySelectorAll('.prose th, .prose pre')].map(e => e.getBoundingClientRect().right)")
    inside = wide.evaluate("[...document.querySelectorAll('.prose pre')].every(e => e.scrollWidth <= e.clientWidth)")
    wide.emulate_media(media="screen")
    assert len(ends) == 17 and max(ends) <= width and inside
