"""Corrections and follow-ups: an edited question, a reply to an answer."""

from __future__ import annotations

from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Telegram


def test_an_edited_question_edits_its_answer(telegram: Telegram, bot: RunningBot) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    chat = telegram.chat(7)
    question = chat.say("How much does the second ferry cost?")
    first = chat.reply(question)
    chat.edit(question, "Who spoke of the old ferry?")
    second = chat.wait(
        lambda: next((m for m in chat.from_bot() if m["text"] != first["text"]), None)
    )
    assert second["message_id"] == first["message_id"]
    assert "crew" in quotes(second)[0]
    assert len(chat.from_bot()) == 1


def test_an_answer_that_becomes_shorter_leaves_no_old_part_behind(
    telegram: Telegram, bot: RunningBot
) -> None:
    herons = " and ".join(f"the heron number {n} of the marsh flew" for n in range(400))
    shelve(bot.home, f"Herons\n\n{herons}.\n\nThe ferry costs 3 million crowns.\n")
    bot.start()
    chat = telegram.chat(7)
    question = chat.say("Which heron of the marsh flew?")
    chat.wait(lambda: len(chat.from_bot()) > 2 and "¶\xa02" in chat.from_bot()[-1]["text"])
    chat.edit(question, "What does the ferry cost?")
    chat.wait(lambda: len(chat.from_bot()) == 1)
    assert quotes(chat.from_bot()[0]) == ["The ferry costs 3 million crowns."]


def test_an_edit_without_a_change_of_words_and_an_edited_command_change_nothing(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    question = chat.say("How long will the bridge be closed?")
    chat.reply(question)
    command = chat.say("/help")
    chat.wait(lambda: len(chat.from_bot()) == 2)
    calls = [call for call in telegram.calls() if call["chat"] == 7]
    chat.edit(question, "How long will the bridge be closed?")
    chat.edit(command, "/start")
    telegram.wait(lambda: not telegram.look()["pending"])
    telegram.chat(8).ask("How long will the bridge be closed?")
    assert [call for call in telegram.calls() if call["chat"] == 7] == calls
    assert len(chat.from_bot()) == 2
