"""Terms of art: the translations of this site's own content keep to the form that its list gives."""

import re
from pathlib import Path

import pytest
import yaml

CONTENT = Path(__file__).resolve().parents[2] / "Content"
LIST = yaml.safe_load((CONTENT / "terms-of-art.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("es", "ar", "sw")
# Ids of records and citations are no text of a language.
IDS = re.compile(r"\[\[[^\]|]*\|?|\b(?:to|id|slug): [\w-]+|\[@[^\]]*\]")


def avoided(language: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """Each form to avoid in a language, with its term and the form to use."""
    return [
        (term["id"], term[language]["use"], re.compile(rf"(?<!\w){form}(?!\w)"))
        for term in LIST
        if language in term
        for form in term[language]["avoid"]
    ]


def texts(language: str):
    """Each line of a language that readers see, with its place. `also` holds what people type."""
    for path in sorted(CONTENT.glob(f"*/*.{language}.*")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.startswith(("also:", "  also:")):
                yield f"{path.relative_to(CONTENT)}:{number}", IDS.sub("", line)
    label = re.compile(rf".*\b{language}: *([^,}}]+)")
    for path in sorted([CONTENT / "model.yaml", CONTENT / "casebook.yaml", *CONTENT.glob("vocabularies/*.yaml")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = label.match(line)
            if found and not found[1].startswith("["):
                yield f"{path.relative_to(CONTENT)}:{number}", found[1]
    for term in yaml.safe_load((CONTENT / "glossary" / "terms.yaml").read_text(encoding="utf-8")):
        for entry in term.get("labels", []):
            if entry["language"] == language:
                yield f"glossary/terms.yaml, {term['slug']}", entry["text"]


def test_the_list_is_whole():
    assert len({term["id"] for term in LIST}) == len(LIST) > 10
    for term in LIST:
        assert term["en"] and any(language in term for language in LANGUAGES)
        for language in LANGUAGES:
            if language in term:
                assert term[language]["use"].strip(), (term["id"], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_a_form_to_avoid(language: str):
    forms = avoided(language)
    assert forms
    seen = 0
    faults = []
    for place, line in texts(language):
        seen += 1
        for term, use, form in forms:
            if form.search(line):
                faults.append(f"{place}: '{form.search(line)[0]}' for {term}; use '{use}'")
    assert seen > 1000
    assert not faults, "\n".join(faults)
