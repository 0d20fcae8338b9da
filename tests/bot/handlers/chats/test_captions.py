"""What stands under a picture is the message: a question, a command, an article, for an album."""

from __future__ import annotations

import pytest

from tests.bot.handlers.articles.test_submit import PASTE
from tests.bot.incoming.test_submission import PHOTO
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Chat, Json, Telegram

GROUP = -1001234567890
QUESTION = "What did Mayor Brandt say?"


@pytest.fixture
def chat(telegram: Telegram, bot: RunningBot) -> Chat:
    shelve(bot.home, ARTICLE)
    bot.start()
    return telegram.chat(7)


def show(chat: Chat, caption: str = "", album: str = "", **more: object) -> Json:
    """Sends a picture."""
    under = {"caption": caption} if caption else {}
    among = {"media_group_id": album} if album else {}
    return chat.say("", content={**PHOTO, **under, **among}, **more)


def test_a_question_and_a_command_under_a_picture_are_answered(chat: Chat) -> None:
    assert quotes(chat.reply(show(chat, QUESTION)))
    asked = show(chat, "/who@on_the_record_bot")
    chat.wait(lambda: "Brandt" in "".join(m["text"] for m in chat.replies_to(asked)))
    show(chat, "/weather tomorrow")
    chat.wait(lambda: "/help" in chat.from_bot()[-1]["text"])
    assert "I read text" not in "".join(m["text"] for m in chat.from_bot())


def test_an_article_under_a_picture_is_kept_and_a_link_is_opened(chat: Chat) -> None:
    assert "Zeppelin over Corrin" in chat.reply(show(chat, PASTE))["text"]
    told = chat.reply(show(chat, "http://127.0.0.1:8000/x"))["text"]
    assert (
        told == "http://127.0.0.1:8000/x leads to an address that is not public, and is not opened."
    )


def test_an_edited_caption_edits_its_answer(telegram: Telegram, chat: Chat) -> None:
    asked = show(chat, "Which team won the championship?")
    before = chat.reply(asked)
    edited = {**asked, "caption": QUESTION, "edit_date": asked["date"] + 9}
    edited.pop("update_id")
    telegram.act("raw", kind="edited_message", content=edited)
    chat.wait(lambda: quotes(chat.from_bot()[-1]))
    assert [m["message_id"] for m in chat.from_bot()] == [before["message_id"]]


def test_a_picture_in_a_group_is_answered_where_the_bot_is_mentioned(chat: Chat) -> None:
    group = chat.telegram.chat(GROUP, user=7)
    show(group, QUESTION)
    assert quotes(group.reply(show(group, f"{QUESTION} @on_the_record_bot")))
    assert quotes(group.reply(show(group, f"/ask {QUESTION}")))
    assert len(group.from_bot()) == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_album_is_answered_once_by_the_words_under_one_of_its_pictures(
    chat: Chat, place: int
) -> None:
    sent = [show(chat, QUESTION if n == place else "", album="77") for n in range(3)]
    assert quotes(chat.reply(sent[place]))
    chat.ask("Which team won the championship?")
    assert len(chat.from_bot()) == 2


def test_an_album_without_words_gets_one_sentence(chat: Chat) -> None:
    for _ in range(3):
        show(chat, album="78")
    chat.ask(QUESTION)
    assert [m["text"][:11] for m in chat.from_bot()].count("I read text") == 1
