"""An article that is shared by a link, seen, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.handlers.articles.test_submit import PASTE
from tests.bot.handlers.taps import GONE, buttons, labels, now, own, pressed, said_to
from tests.bot.running import quotes
from tests.telegram_server.client import Telegram

LINK_GONE = "no longer opens anything"


def test_an_article_is_seen_by_whoever_opens_its_link_until_it_is_taken_back(
    at_work: Telegram, home: Path
) -> None:
    own(home, 26, PASTE, "Hens\n\nThe hens of Selby cost 4 crowns each.\n")
    owner, guest = at_work.chat(26), at_work.chat(27)
    listed = said_to(owner, "/articles")
    link = pressed(owner, listed, "2: share")
    token = link["text"].split("?start=")[1].split()[0]
    assert token.startswith("a_")
    assert len(token) - 2 >= 22
    copied = [b["copy_text"]["text"] for b in buttons(link) if "copy_text" in b]
    assert copied == [f"https://t.me/on_the_record_bot?start={token}"]

    card = said_to(guest, f"/start {token}")
    assert card["text"].startswith("Zeppelin over Corrin")
    answer = guest.ask("How much does the zeppelin cost?")
    assert "9 crowns" in quotes(answer)[0]
    assert quotes(guest.ask("What do the hens of Selby cost?")) != [
        "The hens of Selby cost 4 crowns each."
    ]
    said = pressed(guest, card, "Ann Lee")
    who = said_to(guest, "/who")
    assert "Ann Lee" in who["text"]
    theirs = said_to(guest, "/articles")
    assert "shared with you" in theirs["text"]
    assert not any("share" in label for label in labels(theirs))
    assert at_work.inline(27, "zeppelin over Corrin")["answer"]
    # Nobody but the owner's chat can take it back or share it on.
    assert guest.press_data(card, buttons(link)[1]["callback_data"])["answer"] == GONE

    owner.press(link, "Stop sharing")
    assert "no longer shared" in now(owner, link)["text"]
    for message, label in ((answer, "context"), (card, "Ann Lee"), (said, "context")):
        assert guest.press(message, label)["answer"] == GONE
    assert guest.press(who, "Ann Lee")["answer"] == GONE
    assert "no articles yet" in said_to(guest, "/articles")["text"]
    assert not any("9 crowns" in q for q in quotes(guest.ask("What does the zeppelin cost?")))
    assert "Zeppelin" not in str(at_work.inline(27, "zeppelin over Corrin")["answer"])
    gone = said_to(guest, f"/start {token}")["text"]
    assert LINK_GONE in gone
    assert said_to(guest, "/start a_0123456789abcdef0123456789abcdef")["text"] == gone
    assert "9 crowns" in quotes(owner.ask("How much does the zeppelin cost?"))[0]


@pytest.mark.parametrize("command", ["/forget", "/remove 1"])
def test_an_owner_who_forgets_or_removes_takes_back_what_was_shared(
    at_work: Telegram, home: Path, command: str
) -> None:
    chat = 28 if command == "/forget" else 29
    own(home, chat, PASTE)
    owner, guest = at_work.chat(chat), at_work.chat(chat + 10)
    link = pressed(owner, said_to(owner, "/articles"), "1: share")
    token = link["text"].split("?start=")[1].split()[0]
    said_to(guest, f"/start {token}")
    heard = said_to(owner, command)
    if command == "/forget":
        owner.press(heard, "Forget everything")
    assert "no articles yet" in said_to(guest, "/articles")["text"]
    assert LINK_GONE in said_to(guest, f"/start {token}")["text"]


def test_a_guest_who_lets_an_article_go_takes_it_from_nobody_else(
    at_work: Telegram, home: Path
) -> None:
    own(home, 30, PASTE)
    owner, guest = at_work.chat(30), at_work.chat(31)
    link = pressed(owner, said_to(owner, "/articles"), "1: share")
    said_to(guest, "/start " + link["text"].split("?start=")[1].split()[0])
    guest.press(said_to(guest, "/articles"), "1: remove")
    assert "no articles yet" in said_to(guest, "/articles")["text"]
    said_to(guest, "/forget")
    assert "Zeppelin" in said_to(owner, "/articles")["text"]
