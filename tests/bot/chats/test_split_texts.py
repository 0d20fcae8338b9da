"""A text that Telegram cuts into several messages is one paste; what comes by itself is not."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Message, Update

from bot.chats.paste import LIMIT, PAUSE, Paste, begun
from bot.chats.split_texts import PENDING_TEXT, SplitTexts
from bot.store.store import Store
from bot.store.tables import chats
from bot.views.message_split import utf16_length
from tests.bot.incoming.test_submission import Known
from tests.telegram_server.people import _LINK
from tests.telegram_server.world import TOKEN

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
SENTENCES = (
    "The heron flew over the marsh at dawn.",
    "“We will go on until the snow comes,” Ann Lee, the captain, said on Monday.",
    "Nobody asked the fishermen 🐟, who had brought a letter of their own to the town hall.",
    "Who would have paid for it, and with what?",
    "It rained.",
)
Cut = Callable[[str], list[str]]


def article(seed: int, length: int = 14_000, joint: str = "\n\n") -> str:
    """A text of so many characters, its paragraphs of one to twelve sentences."""
    chance, paragraphs = random.Random(seed), ["A headline over it all"]
    while sum(map(len, paragraphs)) < length:
        sentences = chance.choices(SENTENCES, k=chance.randint(1, 12))
        paragraphs.append(" ".join(sentences))
    return joint.join(paragraphs)


def cut_at(text: str, best: Callable[[str], int]) -> list[str]:
    """The parts of a text, each cut where `best` finds it in what fits, and without its blanks."""
    parts, rest = [], text
    while utf16_length(rest) > LIMIT:
        fits = rest.encode("utf-16-le")[: 2 * LIMIT].decode("utf-16-le", "ignore")
        end = best(fits)
        parts.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*parts, rest]


def desktop(text: str) -> list[str]:
    """As Telegram Desktop: the last empty line of the second half, else a line, else a word."""

    def best(fits: str) -> int:
        places = (fits.rfind(mark, len(fits) // 2) for mark in ("\n\n", "\n", ". ", " "))
        return next((place + 1 for place in places if place > 0), len(fits))

    return cut_at(text, best)


def android(text: str) -> list[str]:
    """As Telegram for Android: the same, in the last 300 characters."""

    def best(fits: str) -> int:
        places = (fits.rfind(mark, len(fits) - 300) for mark in ("\n\n", "\n", ".", " "))
        return next((place + 1 for place in places if place > 0), len(fits))

    return cut_at(text, best)


def plain(text: str) -> list[str]:
    """At the limit, in the middle of a word, as simple clients do."""
    return cut_at(text, len)


def message(text: str, after: float = 0, number: int = 1, **more: Any) -> Message:
    links = [
        {"type": "url", "offset": found.start(), "length": len(found.group())}
        for found in _LINK.finditer(text)
    ]
    about = {
        "message_id": number, "date": int(NOW.timestamp() + after), "text": text,
        "chat": {"id": 7, "type": "private"}, "entities": links,
        "from": {"id": 7, "is_bot": False, "first_name": "A"}, **more,
    }  # fmt: skip
    update = Update.de_json({"update_id": 1, "message": about}, Known(TOKEN))
    assert update.message is not None
    return update.message


def started(first: Message) -> SplitTexts:
    """What remembers that a message has brought its text."""
    pastes = SplitTexts()
    paste = begun(first, first.text or "", 3, [11])
    assert paste is not None
    pastes.note(first.chat_id, paste)
    return pastes


@pytest.mark.parametrize("joint", ["\n\n", "\n", "\n\n\n"])
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("cut", [desktop, android, plain])
def test_every_part_of_a_text_that_a_client_cuts_goes_on_with_the_one_before(
    cut: Cut, seed: int, joint: str
) -> None:
    whole = article(seed, 14_000 if joint != "\n" else 30_000, joint)
    parts = cut(whole)
    pastes, text = started(message(parts[0])), parts[0]
    assert len(parts) > 3
    for number, part in enumerate(parts[1:], start=2):
        more = message(part, after=number // 3, number=number)
        paste = pastes.of(more)
        # The last part may be too short to be told from something else.
        assert paste is not None or number == len(parts)
        if paste is not None:
            paste, text = paste.with_more(text, more)
            pastes.note(7, paste)
            assert [text[p.start : p.end] for p in paste.parts] == parts[:number]
    assert "".join(text.split()) in "".join(whole.split())


FIRST = desktop(article(1))[0]
FULL = plain("The heron flew over the marsh. " * 300)[0]


@pytest.mark.parametrize(
    "asked",
    [
        "Who is quoted?",
        "who said that the ferry is late",
        "What did Ann Lee say about the snow",
        "and the captain?",
        "Ann Lee on the ferry",
        "/who",
        "https://news.example/a",
        "https://news.example/a Who is quoted?",
        "Wer hat das gesagt?",
        "did she say “who will pay?”",
    ],
)
@pytest.mark.parametrize("first", [FIRST, FULL + ".", article(2)[:3990] + "."])
def test_what_asks_is_no_part_of_the_article_before(first: str, asked: str) -> None:
    assert started(message(first)).of(message(asked, after=1, number=2)) is None


PART: dict[str, Any] = {
    "text": "And then it slept until the spring came to the marsh.",
    "number": 2,
}
OTHER: Any = {"id": 8, "is_bot": False, "first_name": "B"}
HERE = {"type": "user", "date": int(NOW.timestamp()), "sender_user": OTHER}
THEN = {**HERE, "date": int(NOW.timestamp()) - 3600}
REPLIED = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "x"}


@pytest.mark.parametrize(
    ("more", "together"),
    [
        ({}, True),
        ({"after": PAUSE.total_seconds() + 1}, False),
        ({"after": -1}, False),
        ({"from": OTHER}, False),
        ({"chat": {"id": 8, "type": "private"}}, False),
        ({"message_thread_id": 5, "is_topic_message": True}, False),
        ({"forward_origin": HERE}, False),
        ({"via_bot": {"id": 5, "is_bot": True, "first_name": "C"}}, False),
        ({"reply_to_message": REPLIED}, False),
        ({"text": "A second article\n\n" + "It has a headline of its own. " * 60}, True),
    ],
)
def test_only_what_follows_at_once_from_the_same_sender_goes_on(
    more: dict[str, Any], together: bool
) -> None:
    assert (started(message(FULL)).of(message(**PART | more)) is not None) is together


def test_a_text_that_had_room_in_the_message_before_is_another() -> None:
    short = message(article(3, 3000))
    second = message("A second article\n\n" + "It has its own headline. " * 60, number=2)
    assert started(short).of(second) is None
    assert started(message(FULL[:4000])).of(message("Thank you all for it.", number=2)) is None


@pytest.mark.parametrize(("origin", "together"), [(HERE, True), (THEN, False)])
def test_parts_that_are_forwarded_go_together_where_they_were_written_together(
    origin: dict[str, Any], together: bool
) -> None:
    first = started(message(FULL, forward_origin=HERE))
    assert (first.of(message(**PART, forward_origin=origin)) is not None) is together


def test_two_people_of_a_group_paste_side_by_side() -> None:
    group: dict[str, Any] = {"chat": {"id": -100, "type": "supergroup"}}
    pastes = started(message(FULL, **group))
    other = begun(message(FULL, number=2, **group, **{"from": OTHER}), FULL, 4, [12])
    assert other is not None
    pastes.note(-100, other)
    mine = pastes.of(message(**PART | {"number": 3}, **group))
    theirs = pastes.of(message(**PART | {"number": 4}, **group, **{"from": OTHER}))
    assert [paste.article if paste else 0 for paste in (mine, theirs)] == [3, 4]


def test_what_is_taken_out_leaves_the_text_as_it_was_and_an_edit_changes_its_words_alone() -> None:
    paste, text = started(message(FULL)).of(message(**PART)), FULL
    assert paste is not None
    for number, words in enumerate(("Second words of it.", "Third ones."), start=2):
        paste, text = paste.with_more(text, message(words, number=number))
    edited, mended = paste.with_other(text, 2, "Other words, and more.")
    assert [mended[p.start : p.end] for p in edited.parts] == [
        FULL, "Other words, and more.", "Third ones."
    ]  # fmt: skip
    parted, rest = edited.without_last(mended)
    assert parted.out == (3, "Third ones.")
    assert rest == mended.removesuffix("Third ones.").rstrip()
    assert rest.endswith("Other words, and more.")


def restarted(home: Path, noted: Any) -> SplitTexts:
    """The pastes of a process that begins after another has noted this of chat 7."""

    async def kept() -> dict[int, Any]:
        with closing(Store.open(home)) as store:
            await store.run(chats.change_settings, 7, {PENDING_TEXT: noted})
            await store.run(chats.change_settings, 8, {"told": 3.0})
            return await store.run(chats.chats_with_setting, PENDING_TEXT)

    pastes = SplitTexts()
    pastes.restore(asyncio.run(kept()))
    return pastes


def test_a_paste_goes_on_after_a_restart_and_no_word_of_it_is_kept(tmp_path: Path) -> None:
    paste = begun(message(FULL), FULL, 3, [11])
    assert paste is not None
    paste, _ = paste.with_more(FULL, message(**PART))
    noted = SplitTexts().note(7, replace(paste, out=(2, "Who?")))
    assert "heron" not in str(noted)
    assert restarted(tmp_path, noted).holding(message(FULL)) == replace(paste, out=(2, "Who?"))
    restored = restarted(tmp_path, [paste.to_json()])
    assert restored.of(message(**PART)) == restored.shown_by(7, 11) == paste
    assert isinstance(restored.shown_by(7, 11), Paste)


@pytest.mark.parametrize("noted", [[1.0, "The heron", 3, [11]], "x", [{"article": 3}], None])
def test_what_another_version_has_noted_is_left(tmp_path: Path, noted: Any) -> None:
    assert restarted(tmp_path, noted).of(message(**PART)) is None


def test_only_the_last_pastes_of_a_chat_are_remembered() -> None:
    pastes = SplitTexts()
    for number in range(30):
        paste = begun(message(FULL, number=number), FULL, number, [100 + number])
        assert paste is not None
        noted = pastes.note(7, paste)
    assert len(noted) < 10
    assert pastes.shown_by(7, 100) is None
    assert pastes.shown_by(7, 129) is not None
    assert timedelta(seconds=1) < PAUSE


def test_pastes_that_are_let_go_of_are_no_longer_known() -> None:
    pastes = started(message(FULL))
    pastes.let_go(7)
    assert pastes.of(message(**PART)) is None
    assert pastes.shown_by(7, 11) is None
