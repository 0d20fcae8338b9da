"""/timeline: when somebody was quoted, over what the chat may see, as a picture."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from knowledge import SHARED, Library, read_text
from tests.bot.running import RunningBot
from tests.telegram_server.client import Telegram

FERRY = "Ferry line is to close\n\n“We cannot pay for it,” said Ann Lee, the director.\n"
BRIDGE = "Bridge is to open\n\n“Nobody will miss us,” said Ann Lee, the director.\n"
LETTER = "Director writes to the town\n\n“Decide this by yourselves,” Ann Lee said in a letter.\n"
OTHER = "Budget passes\n\n“It is good,” said Bertha Lee, the treasurer. “It is,” she said.\n"


def put(home: Path, text: str, day: int = 0, collection: str = SHARED) -> None:
    published = datetime(2025, 3, day, tzinfo=UTC) if day else None
    library = Library.open(home)
    library.add(
        replace(read_text(text), published=published, url=f"https://x.org/{day}"), collection
    )
    library.close()


def test_a_name_gives_a_picture_with_the_articles_under_it(
    telegram: Telegram, bot: RunningBot
) -> None:
    put(bot.home, FERRY, 4)
    put(bot.home, BRIDGE, 9)
    put(bot.home, LETTER)
    bot.start()
    picture = telegram.chat(7).picture(telegram.chat(7).say("/timeline ann lee"))
    caption = picture["caption"]
    assert caption.startswith("When Ann Lee was quoted here.")
    assert "1 more article that quotes Ann Lee has no date and is left out." in caption
    assert "Ferry line is to close\nBridge is to open" in caption
    links = [e["url"] for e in picture["caption_entities"] if e["type"] == "text_link"]
    assert links[:2] == ["https://x.org/4", "https://x.org/9"]
    image = Image.open(io.BytesIO(telegram.file(picture["photo"][-1]["file_id"])))
    assert image.width == 1080
    assert "Traceback" not in bot.log()


def test_without_a_name_it_is_of_who_spoke_last(telegram: Telegram, bot: RunningBot) -> None:
    put(bot.home, FERRY, 4)
    bot.start()
    chat = telegram.chat(7)
    assert chat.reply(chat.say("/timeline"))["text"].startswith("Whose? Write a name")
    chat.ask("What did the director say?")
    assert "Ann Lee" in chat.picture(chat.say("/timeline"))["caption"]


def test_who_is_not_there_or_has_no_dates_is_told_in_a_sentence(
    telegram: Telegram, bot: RunningBot
) -> None:
    put(bot.home, FERRY)
    put(bot.home, BRIDGE, 9, "chat:8")
    bot.start()
    chat = telegram.chat(7)
    assert "Quill is not in the article" in chat.reply(chat.say("/timeline Quill"))["text"]
    undated = chat.reply(chat.say("/timeline Lee"))["text"]
    assert undated == (
        "Ann Lee is quoted in 1 article, but without a date there is nothing to draw."
    )
    owner = telegram.chat(8)
    assert "Bridge is to open" in owner.picture(owner.say("/timeline Lee"))["caption"]


def test_others_of_the_same_name_are_named_and_not_counted(
    telegram: Telegram, bot: RunningBot
) -> None:
    put(bot.home, FERRY, 4)
    put(bot.home, OTHER, 5)
    bot.start()
    chat = telegram.chat(7)
    caption = chat.picture(chat.say("/timeline Lee"))["caption"]
    assert caption.startswith("When Bertha Lee was quoted here.")
    assert "Others of that name are not counted: Ann Lee." in caption
    assert "Ferry" not in caption


def test_the_sample_says_that_it_is_the_sample(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    assert "sample" in chat.picture(chat.say("/timeline Sorel"))["caption"]
    assert "x" * 40 in chat.reply(chat.say("/timeline " + "x" * 3000))["text"]
