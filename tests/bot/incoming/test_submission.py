"""What a message brings: in private whatever holds something, in groups only what is asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, Message, Update

from bot.incoming.addressing import question_in
from bot.incoming.submission import Submission, links_in, may_be_article, submission_in
from tests.bot.handlers.questions.test_groups import LETTER
from tests.telegram_server.people import _LINK, _MENTION
from tests.telegram_server.world import TOKEN

LINK = "https://news.example/a"


class Known(Bot):
    """A bot that need not ask Telegram who it is."""

    id = 5
    username = "on_the_record_bot"


def message(text: str, reply: dict[str, Any] | None = None, kind: str = "supergroup") -> Message:
    entities = [
        {"type": name, "offset": found.start(), "length": len(found.group())}
        for name, pattern in (("mention", _MENTION), ("url", _LINK))
        for found in pattern.finditer(text)
    ]
    chat = {"id": -100 if kind != "private" else 7, "type": kind}
    sender = {"id": 7, "is_bot": False, "first_name": "A"}
    about = {"message_id": 2, "date": 0, "chat": chat, "from": sender, "text": text}
    if reply is not None:
        about["reply_to_message"] = {"message_id": 1, "date": 0, "chat": chat, **reply}
    update = Update.de_json(
        {"update_id": 1, "message": {**about, "entities": entities}}, Known(TOKEN)
    )
    assert update.message is not None
    assert update.message.date <= datetime.now(UTC)
    return update.message


def by(user: int, text: str, **more: Any) -> dict[str, Any]:
    links = [
        {"type": "url", "offset": found.start(), "length": len(found.group())}
        for found in _LINK.finditer(text)
    ]
    sender = {"id": user, "is_bot": user == 5, "first_name": "B"}
    return {"from": sender, "text": text, "entities": links, **more}


@pytest.mark.parametrize("text", [LINK, f"see {LINK} everyone", LETTER, "@somebody " + LINK])
def test_in_a_group_nothing_is_read_that_is_not_meant_for_the_bot(text: str) -> None:
    assert submission_in(message(text)) is None
    assert submission_in(message(text, by(8, "Good morning"))) is None
    assert submission_in(message(text, kind="private")) is not None


@pytest.mark.parametrize("text", ["/ask {} Who?", "/add {} Who?", "@on_the_record_bot {} Who?"])
def test_a_link_with_a_command_or_a_mention_is_read_and_the_rest_is_the_question(text: str) -> None:
    found = submission_in(message(text.format(LINK)))
    assert found is not None
    assert (found.links, found.question) == ((LINK,), "Who?")


def test_a_link_in_a_reply_to_the_bot_is_read(text: str = f"{LINK} Who?") -> None:
    found = submission_in(message(text, by(5, "An answer of mine.")))
    assert found is not None
    assert (found.links, found.question) == ((LINK,), "Who?")


@pytest.mark.parametrize("text", ["/ask Who?", "/add Who?", "Who? @on_the_record_bot"])
def test_what_the_message_holds_that_is_replied_to_is_read(text: str) -> None:
    for held in (by(8, f"Look: {LINK}"), by(8, LETTER)):
        found = submission_in(message(text, held))
        assert found is not None
        assert (found.links or found.text, found.question) == (
            (LINK,) if LINK in held["text"] else LETTER,
            "Who?",
        )
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.pdf"}
    found = submission_in(message(text, {**by(8, ""), "document": document}))
    assert found is not None
    assert found.document is not None


def test_a_question_in_reply_to_plain_words_or_to_the_bot_brings_nothing() -> None:
    assert submission_in(message("/ask Who?", by(8, "The ferry is late."))) is None
    assert submission_in(message("Who?", by(5, f"An answer with {LINK} in it."))) is None
    assert submission_in(message("/ask@another_bot Who?", by(8, LINK))) is None
    found = submission_in(message("/add", by(8, "The ferry is late, Ann Lee said.")))
    assert found is not None
    assert found.text == "The ferry is late, Ann Lee said."


@pytest.mark.parametrize("kind", ["private", "supergroup"])
def test_add_takes_a_link_or_a_text_after_it_anywhere(kind: str) -> None:
    found = submission_in(message(f"/add {LETTER}", kind=kind))
    assert found is not None
    assert found.text == LETTER.strip()
    assert submission_in(message("/add", kind=kind)) is None


TWO = "The council met on Monday. " * 14 + "\n\n" + "It will meet again in May. " * 14


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        (TWO, True),
        ("It rained on the day. " * 40, True),
        (TWO + "Who spoke?", False),
        ("What did the mayor say about the ferry", False),
        ("What did the mayor say about the ferry? " * 5 + "\n\nAnd the council?", False),
    ],
)
def test_only_a_text_that_may_be_either_is_asked_about(text: str, doubtful: bool) -> None:
    assert may_be_article(text) is doubtful


@pytest.mark.parametrize(("start", "length"), [(0, 1), (1, 1), (1, 5), (90, 4)])
def test_a_mark_through_a_character_or_beyond_the_text_marks_no_link(
    start: int, length: int
) -> None:
    about: dict[str, Any] = {
        "message_id": 2, "date": 0, "chat": {"id": 7, "type": "private"},
        "caption": "\U0001f469\u200d\U0001f467",
        "caption_entities": [{"type": "url", "offset": start, "length": length}],
    }  # fmt: skip
    update = Update.de_json({"update_id": 1, "message": about}, Known(TOKEN))
    assert update.message is not None
    assert links_in(update.message)[0] == ()


PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "q", "width": 9, "height": 9}]}
FILM = {"file_id": "v", "file_unique_id": "w", "width": 9, "height": 9, "duration": 3}
SOUND = {"file_id": "s", "file_unique_id": "t", "duration": 3}
FILE = {"file_id": "f", "file_unique_id": "u"}
SHOWN: dict[str, dict[str, Any]] = {
    "a picture": PHOTO,
    "a film": {"video": FILM},
    "an animation": {"animation": FILM, "document": {**FILE, "mime_type": "video/mp4"}},
    "a song": {"audio": SOUND},
    "a voice": {"voice": SOUND},
    "a picture as a file": {"document": {**FILE, "mime_type": "image/png"}},
    "a film as a file": {"document": {**FILE, "mime_type": "video/quicktime"}},
    "what is paid for": {"paid_media": {"star_count": 1, "paid_media": []}},
}


def captioned(what: dict[str, Any], caption: str, kind: str = "private") -> Message:
    """A message that shows something, with words under it."""
    marks = [
        {"type": name, "offset": found.start(), "length": len(found.group())}
        for name, pattern in (("mention", _MENTION), ("url", _LINK))
        for found in pattern.finditer(caption)
    ]
    chat = {"id": -100 if kind != "private" else 7, "type": kind}
    about = {
        "message_id": 2, "date": 0, "chat": chat, "caption": caption, "caption_entities": marks,
        "from": {"id": 7, "is_bot": False, "first_name": "A"}, **what,
    }  # fmt: skip
    update = Update.de_json({"update_id": 1, "message": about}, Known(TOKEN))
    assert update.message is not None
    return update.message


@pytest.mark.parametrize("what", SHOWN)
def test_the_caption_is_the_message_whatever_it_stands_under(what: str) -> None:
    asked = captioned(SHOWN[what], "Who is quoted?")
    assert (submission_in(asked), question_in(asked)) == (None, "Who is quoted?")
    linked = submission_in(captioned(SHOWN[what], f"{LINK} Who?"))
    assert linked == Submission(links=(LINK,), question="Who?")
    assert submission_in(captioned(SHOWN[what], LETTER)) == Submission(text=LETTER)
    assert question_in(captioned(SHOWN[what], "/add")) is None
    group = captioned(SHOWN[what], "Who is quoted?", "supergroup")
    assert (submission_in(group), question_in(group)) == (None, None)
    mentioned = captioned(SHOWN[what], "Who is quoted? @on_the_record_bot", "supergroup")
    assert question_in(mentioned) == "Who is quoted?"


def test_what_stands_under_a_file_goes_with_it() -> None:
    paper = {"document": {**FILE, "file_name": "a.pdf", "mime_type": "application/pdf"}}
    asked = submission_in(captioned(paper, "Who is quoted?"))
    assert asked is not None
    assert (asked.document is None, asked.question) == (False, "Who is quoted?")
    linked = submission_in(captioned(paper, f"{LINK} Who?"))
    assert linked is not None
    assert (linked.document is None, linked.links, linked.question) == (False, (LINK,), "Who?")
    told = submission_in(captioned(paper, LETTER))
    assert told is not None
    assert (told.document is None, told.text, told.question) == (False, LETTER, "")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("ftp://news.example/a", ("ftp://news.example/a",)),
        ("see ftp://localhost:8000/x, please", ("ftp://localhost:8000/x",)),
        ("tg://resolve?domain=x", ("tg://resolve?domain=x",)),
        ("http://", ("http://",)),
        ("What is a://b-c of?", ()),
        ("a:// b", ()),
    ],
)
def test_a_link_is_one_also_where_telegram_marks_none(text: str, links: tuple[str, ...]) -> None:
    found = links_in(message(text, kind="private"))[0]
    assert found == links
