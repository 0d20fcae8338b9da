"""The server reads HTML as strictly as Telegram does."""

from __future__ import annotations

import pytest

from tests.telegram_server.methods.formatting import parse_html, trimmed
from tests.telegram_server.methods.refusals import Refusal


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("ї<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ї<", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<i  a = b", 'Unclosed start tag "i" at byte offset 0'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_what_telegram_cannot_parse_is_refused_in_its_words(markup: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_offsets_count_utf_16_units() -> None:
    text, entities = parse_html("🪶 <b>🪶</b> <i>a</i>")
    assert text == "🪶 🪶 a"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 2},
        {"type": "italic", "offset": 6, "length": 1},
    ]


def test_four_named_characters_are_known_and_others_stay_as_they_are() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&nbsp;&#8212;&#x41; & &x")[0] == '<>&"&nbsp;—A & &x'


def test_a_link_needs_a_scheme() -> None:
    assert parse_html('<a href="https://a.org/?b&amp;c">x</a>')[1] == [
        {"type": "text_link", "url": "https://a.org/?b&c", "offset": 0, "length": 1}
    ]
    assert parse_html('<a href="javascript:1">x</a>') == ("x", [])


def test_white_space_at_the_ends_is_cut_and_entities_move_with_it() -> None:
    assert trimmed(*parse_html("\n <b> a </b> ")) == (
        "a",
        [{"type": "bold", "offset": 0, "length": 1}],
    )
    assert trimmed(*parse_html("<b>  </b>")) == ("", [])
