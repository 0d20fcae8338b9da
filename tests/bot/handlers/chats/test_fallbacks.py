"""What cannot be answered gets one sentence, and not too often; Telegram knows the commands."""

from __future__ import annotations

from tests.bot.running import RunningBot
from tests.telegram_server.client import Telegram

STICKER = {
    "sticker": {
        "file_id": "a",
        "file_unique_id": "b",
        "type": "regular",
        "width": 9,
        "height": 9,
        "is_animated": False,
        "is_video": False,
    }
}


def test_stickers_get_one_sentence_an_hour_also_after_a_restart(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    for _ in range(3):
        chat.say("", content=STICKER)
    chat.wait(lambda: chat.from_bot())
    bot.stop()
    bot.start()
    chat.say("", content=STICKER)
    chat.ask("How long will the bridge be closed?")
    assert chat.from_bot()[0]["text"][:11] == "I read text"
    assert len(chat.from_bot()) == 2


def test_an_unknown_command_is_told_where_the_others_stand(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    chat.say("/weather tomorrow")
    chat.wait(lambda: any("/help" in m["text"] for m in chat.from_bot()))


def test_being_blocked_and_let_in_again_is_kept(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    chat.ask("How long will the bridge be closed?")
    telegram.act("block", chat=7)
    telegram.act("block", chat=7, words="")
    chat.ask("How long will the bridge be closed?")
    assert "Traceback" not in bot.log()
