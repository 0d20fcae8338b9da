"""Lists of words: read at one place, remarks left out, and nothing where a language has none."""

from __future__ import annotations

from pathlib import Path

import pytest

import knowledge
from knowledge.language import terms, word_lists

LANGUAGES = Path(knowledge.__file__).parent / "languages"
LISTS = sorted(
    path.relative_to(LANGUAGES).as_posix()
    for path in LANGUAGES.rglob("*")
    if path.suffix in {".txt", ".tsv"}
)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_lines_and_none_of_them_is_empty_or_a_remark(path: str) -> None:
    lines = word_lists.lines(path)
    assert lines
    assert all(line and not line.startswith("#") for line in lines)


def test_a_language_without_a_list_has_no_words_in_it() -> None:
    assert word_lists.lines("zz/stopwords.txt") == []
    assert terms.terms("the ferry", "zz") == ["the", "ferry"]


def test_one_module_alone_opens_the_lists() -> None:
    opening = [
        path.stem
        for path in LANGUAGES.parent.rglob("*.py")
        if 'files("knowledge.languages")' in path.read_text(encoding="utf-8")
    ]
    assert opening == ["word_lists"]
