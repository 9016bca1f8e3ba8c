"""Every page is valid HTML, according to the checker that the W3C runs."""
import collections
import urllib.parse

import pytest

import checker
import sites


def test_every_page_is_valid_html():
    messages = checker.messages()
    if messages is None:
        pytest.skip("there is no Java for the checker of HTML")
    root = sites.FOLDER.as_uri() + "/"
    places = collections.defaultdict(list)
    for message in messages:
        place = message.get("url", "?").replace("file:/", "file:///").replace("file://///", "file:///")
        place = urllib.parse.unquote(place.removeprefix(root))
        places[f"{message['type']}: {message['message']}"].append(f"{place}:{message.get('lastLine')}: {message.get('extract', '')[:160]!r}")
    if places:
        pytest.fail("\n".join(f"{text}: {len(where)} times, such as {where[0]}" for text, where in places.items()), pytrace=False)
