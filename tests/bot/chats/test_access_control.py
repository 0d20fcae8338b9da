"""The gate: who is let in, how much they may ask, and what those hear who are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.running import RunningBot, quotes
from tests.telegram_server.client import Chat, Telegram

QUESTION = "How long will the bridge be closed?"
TURNED_AWAY = "This bot answers invited people only"
SLOW_DOWN = "That was a lot in a short time"
GROUP = -1001234567890


@pytest.fixture
def invited(telegram: Telegram, tmp_path: Path) -> RunningBot:
    """A bot for one person, one group and an administrator; not yet started."""
    allowed = {"ONTHERECORD_ALLOWED": f"7, {GROUP}", "ONTHERECORD_ADMINS": "1"}
    return RunningBot(telegram.url, tmp_path, **allowed)


def said(chat: Chat) -> list[str]:
    return [message["text"] for message in chat.from_bot()]


def test_who_is_not_let_in_hears_one_sentence_an_hour_also_after_a_restart(
    telegram: Telegram, invited: RunningBot
) -> None:
    stranger = telegram.chat(8)
    with invited as bot:
        for text in (QUESTION, "/start", "/help", "/admin", "https://example.org/news"):
            stranger.say(text)
        stranger.wait(lambda: stranger.from_bot())
        bot.stop()
        bot.start()
        stranger.say(QUESTION)
        stranger.say("/privacy")
        stranger.wait(lambda: len(stranger.from_bot()) == 2)
        assert said(stranger)[0].startswith(TURNED_AWAY)
        assert "8" in said(stranger)[0]
        assert not said(stranger)[1].startswith(TURNED_AWAY)
        assert "Traceback" not in bot.log()


def test_people_chats_and_administrators_who_are_let_in_are_answered(
    telegram: Telegram, invited: RunningBot
) -> None:
    with invited:
        assert quotes(telegram.chat(7).ask(QUESTION))
        assert quotes(telegram.chat(1).ask(QUESTION))
        group = telegram.chat(GROUP, user=8)
        assert quotes(group.reply(group.say(f"/ask {QUESTION}")))
        other = telegram.chat(GROUP - 1, user=7)
        assert quotes(other.reply(other.say(f"/ask {QUESTION}")))


def test_a_group_that_is_not_let_in_hears_nothing(telegram: Telegram, invited: RunningBot) -> None:
    other = telegram.chat(GROUP - 1, user=8)
    with invited:
        other.say(f"/ask {QUESTION}")
        other.say("/help@on_the_record_bot")
        again = telegram.chat(GROUP - 1, user=7)
        again.reply(again.say(f"/ask {QUESTION}"))
        assert len(other.from_bot()) == 1


def test_the_log_tells_the_number_of_a_group_that_the_bot_comes_into(
    telegram: Telegram, invited: RunningBot
) -> None:
    with invited as bot:
        telegram.act("block", chat=GROUP - 1, words="")
        telegram.wait(lambda: f"the bot is now member in chat {GROUP - 1}" in bot.log())


def test_inline_and_buttons_of_those_not_let_in_find_nothing(
    telegram: Telegram, invited: RunningBot
) -> None:
    with invited:
        mine = telegram.chat(7).ask(QUESTION)
        assert telegram.inline(7, QUESTION)["answer"]
        assert telegram.inline(8, QUESTION)["answer"] == []
        data = mine["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        stranger = telegram.chat(8)
        stranger.say(QUESTION)
        stranger.wait(lambda: stranger.from_bot())
        pressed = stranger.press_data(stranger.from_bot()[0], data)
        assert pressed["answer"].startswith(TURNED_AWAY)
        assert len(stranger.from_bot()) == 1


def test_who_is_no_longer_let_in_can_still_have_all_deleted(
    telegram: Telegram, tmp_path: Path
) -> None:
    chat = telegram.chat(8)
    with RunningBot(telegram.url, tmp_path) as bot:
        chat.ask(QUESTION)
        bot.stop()
    with RunningBot(telegram.url, tmp_path, ONTHERECORD_ALLOWED="7"):
        chat.say("/forget")
        chat.wait(lambda: len(chat.from_bot()) == 2)
        chat.press(chat.from_bot()[1], "Forget everything")
        chat.wait(lambda: said(chat)[1].startswith("Forgotten"))


def test_a_group_that_becomes_a_supergroup_is_still_let_in(
    telegram: Telegram, tmp_path: Path
) -> None:
    old, new = -55, GROUP - 5
    with RunningBot(telegram.url, tmp_path, ONTHERECORD_ALLOWED=f"{old}"):
        group = telegram.chat(old, user=8)
        group.reply(group.say(f"/ask {QUESTION}"))
        telegram.act("move", chat=old, to=new)
        moved = telegram.chat(new, user=8)
        assert quotes(moved.reply(moved.say(f"/ask {QUESTION}")))


def test_too_many_questions_get_one_kind_sentence_and_others_are_answered(
    telegram: Telegram, tmp_path: Path
) -> None:
    with RunningBot(telegram.url, tmp_path, ONTHERECORD_RATE="1", ONTHERECORD_ADMINS="1") as bot:
        chat = telegram.chat(7)
        for _ in range(5):
            assert quotes(chat.ask(QUESTION))
        for _ in range(4):
            chat.say(QUESTION)
        chat.wait(lambda: any(text.startswith(SLOW_DOWN) for text in said(chat)))
        assert telegram.inline(7, QUESTION)["answer"] == []
        pressed = chat.press(chat.from_bot()[0], "context")
        assert not pressed["answer"]
        assert quotes(telegram.chat(8).ask(QUESTION))
        for _ in range(7):
            assert quotes(telegram.chat(1).ask(QUESTION))
        assert sum(text.startswith(SLOW_DOWN) for text in said(chat)) == 1
        assert len(chat.from_bot()) == 6
        assert "Traceback" not in bot.log()


def test_what_is_not_meant_for_the_bot_uses_nothing_up(telegram: Telegram, tmp_path: Path) -> None:
    with RunningBot(telegram.url, tmp_path, ONTHERECORD_RATE="1"):
        group = telegram.chat(GROUP, user=7)
        plain = group.say("Plain talk")
        for _ in range(12):  # as it comes where privacy mode is off
            telegram.act("raw", kind="message", content={**plain, "text": "More plain talk"})
        assert quotes(group.reply(group.say(f"/ask {QUESTION}")))
        assert len(group.from_bot()) == 1
