"""What people think of answers, and what is kept of a chat."""

from __future__ import annotations

from pathlib import Path

from tests.bot.running import RunningBot
from tests.telegram_server.client import Chat, Telegram

QUESTION = "How long will the <b>bridge</b> be closed?"


def said(chat: Chat, text: str) -> str:
    """What the bot says to a command."""
    before = len(chat.from_bot())
    chat.say(text)
    chat.wait(lambda: len(chat.from_bot()) > before)
    return str(chat.from_bot()[-1]["text"])


def test_reactions_on_answers_are_told_to_administrators_and_to_nobody_else(
    telegram: Telegram, tmp_path: Path
) -> None:
    with RunningBot(telegram.url, tmp_path, ONTHERECORD_ADMINS="9"):
        chat, admin = telegram.chat(7), telegram.chat(9)
        answer = chat.ask(QUESTION)
        for emoji in ("👍", "👎"):
            telegram.act("react", chat=7, message=answer["message_id"], emoji=emoji)
        telegram.act("react", chat=7, message=999, emoji="👎")
        telegram.act("react", chat=8, message=answer["message_id"], emoji="👎")
        telegram.wait(lambda: not telegram.look()["pending"])
        assert said(admin, "/feedback").startswith(f"👍 0 · 👎 1\n\n👎 1 · {QUESTION}")
        assert "no such command" in said(chat, "/feedback")


def test_what_is_forgotten_is_gone_and_its_buttons_say_so(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat, other = telegram.chat(7), telegram.chat(8)
    answer, others = chat.ask("For how long will the <i>bridge</i> be closed?"), other.ask(QUESTION)
    assert "/forget" in said(chat, "/privacy")
    assert "Forget this chat?" in said(chat, "/forget")
    chat.press(chat.from_bot()[-1], "Forget everything")
    chat.wait(lambda: "Forgotten" in chat.from_bot()[-1]["text"])
    assert chat.press(answer, "context")["answer"] == "That article is no longer here."
    assert other.press(others, "context")["answer"] == ""
    bot.stop()
    assert QUESTION.encode() in (bot.home / "bot.db").read_bytes()  # the other chat's
    assert b"<i>bridge</i>" not in (bot.home / "bot.db").read_bytes()
