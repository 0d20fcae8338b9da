"""A paste in several messages, with the real bot: one article, one card, and nothing swallowed."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.chats import chat_collection
from knowledge import Library
from tests.bot.chats.test_split_texts import article, desktop
from tests.bot.handlers.articles.test_submit import PASTE
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Chat, Json, Telegram

NOW = int(time.time())
WHOLE = PASTE + "\n\n" + article(5, 7000) + "\n\nThe tram shed has 14 doors."
FULL = PASTE + "\n\n" + "The heron flew over the marsh at dawn, as herons do. " * 56
REST = "And then a second heron came, and flew away with it. " * 77
ASKED = "The meadow behind the mill and the old zeppelin, please."
"""Reads as an article goes on; and is answered, where it comes alone."""
GROUP = -1001234567890
QUESTION = "Who is quoted?"


@pytest.fixture
def chat(telegram: Telegram, bot: RunningBot) -> Chat:
    bot.start()
    return telegram.chat(7)


def texts(home: Path, chat: int = 7) -> list[str]:
    """The texts of the articles that a chat has brought."""
    with closing(Library.open(home)) as library:
        entries = library.articles((chat_collection.collection_of(chat),))
        return [library.read(entry.id).article.text for entry in entries]


def say(chat: Chat, text: str, **more: object) -> Json:
    """Says it in the same second as all that is said so."""
    return chat.say(text, content={"date": NOW}, **more)


def finished(chat: Chat) -> list[Json]:
    """The bot's messages but for placeholders: one may be left of whatever a kill cut off."""
    return [m for m in chat.from_bot() if "edit_date" in m]


def pasted(chat: Chat, parts: list[str]) -> tuple[list[Json], Json]:
    """Says the parts at once; what was said, and the card when it shows them all."""
    said = [say(chat, part) for part in parts]
    words = f"Put together from {len(parts)} messages." if len(parts) > 1 else "paragraphs"
    chat.wait(lambda: any(words in m["text"] for m in chat.from_bot()))
    return said, next(m for m in chat.from_bot() if words in m["text"])


def test_a_question_right_after_a_long_paste_is_answered_and_no_part_of_it(
    chat: Chat, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    first = say(chat, desktop(WHOLE)[0])
    asked = say(chat, QUESTION)
    assert quotes(chat.reply(asked))
    assert "Zeppelin over Corrin" in chat.reply(first)["text"]
    assert "Put together" not in chat.reply(first)["text"]
    assert texts(bot.home) == [desktop(WHOLE)[0]]
    assert len(chat.from_bot()) == 2


def test_the_parts_of_a_paste_are_one_article_with_a_file_and_a_restart_between(
    chat: Chat, bot: RunningBot
) -> None:
    parts = desktop(WHOLE)
    first = say(chat, parts[0])
    chat.reply(first)
    bot.kill()
    chat.send_file("note.txt", b"The tram is late, Ann Lee said on Monday.")
    for part in parts[1:]:
        say(chat, part)
    bot.start()
    chat.wait(lambda: f"from {len(parts)} messages" in chat.from_bot()[0]["text"])
    assert len(chat.from_bot()) == 2
    assert sorted(texts(bot.home))[1].split() == WHOLE.split()
    assert "14 doors" in quotes(chat.ask("How many doors has the tram shed?"))[0]


def test_the_last_message_can_be_taken_out_and_is_answered_as_what_it_is(
    chat: Chat, bot: RunningBot
) -> None:
    parts = [FULL.strip(), REST.strip(), ASKED]
    said, card = pasted(chat, parts)
    bot.stop()
    bot.start()
    chat.press(card, "Take out")
    assert quotes(chat.reply(said[2]))
    assert "from 2 messages" in chat.from_bot()[0]["text"]
    assert texts(bot.home) == ["\n\n".join(parts[:2])]
    again = chat.press(card, "Take out")
    assert again["answer"] == "That is too old: these messages can no longer be taken apart."
    chat.press(chat.from_bot()[0], "Take out")
    chat.wait(lambda: texts(bot.home)[:1] == [parts[0]])
    second = chat.reply(said[1])
    assert "1 paragraph" in second["text"]
    assert sorted(texts(bot.home)) == sorted(parts[:2])


def test_an_edit_of_a_part_changes_the_article_and_one_into_a_question_is_answered(
    chat: Chat, bot: RunningBot
) -> None:
    parts = [FULL.strip(), REST.strip(), "The herons slept until the spring came to the marsh."]
    said, card = pasted(chat, parts)
    chat.edit(said[1], "The bridge has 22 lamps, Ann Lee said.")
    chat.wait(lambda: "22 lamps" in texts(bot.home)[0])
    assert (
        texts(bot.home)[0].split()
        == " ".join([parts[0], "The bridge has 22 lamps, Ann Lee said.", parts[2]]).split()
    )
    chat.edit(said[2], "How many lamps has the bridge?")
    assert "22 lamps" in quotes(chat.reply(said[2]))[0]
    assert "from 2 messages" in chat.from_bot()[0]["text"]
    assert chat.from_bot()[0]["message_id"] == card["message_id"]
    assert "slept" not in texts(bot.home)[0]


@pytest.mark.parametrize("held", ["sendMessage", "editMessageText"])
def test_a_kill_in_the_middle_of_a_paste_or_of_taking_out_loses_and_doubles_nothing(
    telegram: Telegram, chat: Chat, bot: RunningBot, held: str
) -> None:
    parts = [FULL.strip(), REST.strip(), ASKED]
    for number, part in enumerate(parts):
        telegram.fault(method=held, late=20, times=1)
        before = len(telegram.calls(held))
        say(chat, part)
        if number == 0 or held == "editMessageText":
            telegram.wait(lambda before=before: len(telegram.calls(held)) > before)  # type: ignore[misc]
        bot.kill()
        bot.start()
    chat.wait(lambda: any("from 3 messages" in m["text"] for m in chat.from_bot()))
    assert len(finished(chat)) == 1
    assert [text.split() for text in texts(bot.home)] == [" ".join(parts).split()]
    card, said = finished(chat)[0], [m for m in chat.messages() if not m["from"]["is_bot"]]
    before = len(telegram.calls(held))
    telegram.fault(method=held, late=20, times=1)
    data = card["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    telegram.act("press", chat=7, message=card["message_id"], data=data, user=7)
    telegram.wait(lambda: len(telegram.calls(held)) > before)
    bot.kill()
    bot.start()
    assert quotes(chat.reply(said[2]))
    assert len(finished(chat)) == 2
    assert texts(bot.home) == ["\n\n".join(parts[:2])]


def test_two_people_of_a_group_paste_at_once(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    parts = [desktop("\n\n".join([f"Paper {n}", article(n, 6000)])) for n in (31, 32)]
    people = [telegram.chat(GROUP, user=user) for user in (7, 8)]
    for number in range(2):
        for person, part in zip(people, parts, strict=True):
            text = part[number] if number else f"/add {part[number][:4080]}"
            said = say(person, text)
            if said.pop("update_id") is None:  # as it comes where privacy mode is off
                telegram.act("raw", kind="message", content=said)

    def both() -> list[Json]:
        return [m for m in people[0].from_bot() if "from 2 messages" in m["text"]]

    telegram.wait(lambda: len(both()) == 2)
    kept = texts(bot.home, GROUP)
    assert [text.split()[:2] for text in sorted(kept)] == [["Paper", "31"], ["Paper", "32"]]
    for text, part in zip(sorted(kept), parts, strict=True):
        assert text.split() == " ".join([part[0][:4080], part[1]]).split()
    stranger = telegram.chat(GROUP, user=9)
    assert "administrators" in stranger.press(both()[0], "Take out")["answer"]
