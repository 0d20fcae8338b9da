"""/settings, end to end: chosen by buttons or typed, kept, and in force."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.handlers.chats import settings as chat_settings
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.knowledge.library.test_reply_length import TEXT
from tests.telegram_server.client import Chat, Json, Telegram

GROUP = -1001234567890
QUESTION = "How much does the second ferry cost?"


def said(chat: Chat, text: str) -> Json:
    """The message of the bot that comes after this one."""
    before = len(chat.from_bot())
    chat.say(text)
    chat.wait(lambda: len(chat.from_bot()) > before)
    return chat.from_bot()[-1]


def labels(message: Json) -> list[str]:
    return [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]


def now(chat: Chat, message: Json) -> Json:
    return next(m for m in chat.messages() if m["message_id"] == message["message_id"])


def test_a_ukrainian_is_spoken_to_in_ukrainian(telegram: Telegram, bot: RunningBot) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    telegram.act("know", user=7, language_code="uk")
    chat = telegram.chat(7)
    reply = chat.ask(QUESTION)
    assert chat.shown(reply)[0] == "Шукаю у статті…"
    assert reply["text"].startswith("У статті сказано:")
    assert "У контексті" in labels(reply)
    assert quotes(reply)[0].endswith("for 3 million crowns.")
    assert chat.press_data(reply, "c:999:0")["answer"] == "Цієї статті тут більше немає."
    assert "цього не сказано" in chat.ask("Which team won the championship?")["text"]
    assert "відповідає на запитання" in said(chat, "/start")["text"]
    assert "Traceback" not in bot.log()


def test_the_language_is_changed_by_a_button_and_kept_over_a_restart(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    telegram.act("know", user=7, language_code="uk")
    chat = telegram.chat(7)
    settings = said(chat, "/settings")
    assert "Мова: Українська" in settings["text"]
    chat.press(settings, "Мова")
    assert "✓ Як у Telegram" in labels(now(chat, settings))
    bot.stop()
    bot.start()
    chat.press(now(chat, settings), "Deutsch")
    assert "Sprache: Deutsch" in now(chat, settings)["text"]
    bot.stop()
    bot.start()
    assert chat.ask(QUESTION)["text"].startswith("Im Artikel steht:")
    chat.press(now(chat, settings), "Sprache")
    chat.press(now(chat, settings), "Wie in Telegram")
    assert chat.ask(QUESTION)["text"].startswith("У статті сказано:")


def test_every_button_of_the_settings_does_what_it_says(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    settings = said(chat, "/settings")
    for kind in chat_settings.KINDS:
        chat.press_data(now(chat, settings), f"set:{kind}")
        rows = now(chat, settings)["reply_markup"]["inline_keyboard"]
        options = [b["callback_data"] for row in rows for b in row if b["callback_data"] != "set:"]
        assert len(options) > 1
        assert sum(label.startswith("✓") for label in labels(now(chat, settings))) == 1
        chat.press_data(now(chat, settings), options[-1])
    text = now(chat, settings)["text"]
    assert "Idioma: Español" in text
    assert "Los Ángeles" in text
    assert "en todos los artículos" in text
    assert "largas" in text
    refused = [c for c in telegram.calls() if "refused" in c]
    assert refused == []


def test_settings_are_typed_too_and_nonsense_gets_a_sentence(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    assert "Kyiv" in said(chat, "/settings timezone Europe/Kyiv")["text"]
    assert "Wo ich suche" in said(chat, "/settings language Deutsch")["text"]
    assert "Kiew" in said(chat, "/settings focus all")["text"]
    for nonsense in ("colour red", "timezone", "language tlh", "zone Nowhere/<b>Land", "length -1"):
        assert "nicht" in said(chat, f"/settings {nonsense}")["text"]


def test_nonsense_from_a_button_changes_nothing(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    settings = said(chat, "/settings")
    for data in ("set:", "set:x", "set:zone:Nowhere", "set:language:xx:yy", "set:focused:9"):
        chat.press_data(settings, data)
        assert now(chat, settings)["text"].splitlines()[1:3] == settings["text"].splitlines()[1:3]
    assert "Traceback" not in bot.log()


def test_in_a_group_only_its_administrators_choose_and_the_group_is_spoken_to_as_they_chose(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    telegram.act("member", chat=GROUP, user=1, status="administrator")
    telegram.act("know", user=2, language_code="uk")
    boss, member = telegram.chat(GROUP, user=1), telegram.chat(GROUP, user=2)
    assert "only its administrators" in said(member, "/settings language fr")["text"]
    settings = said(boss, "/settings")
    assert "only its administrators" in member.press_data(settings, "set:language:fr")["answer"]
    boss.press_data(settings, "set:language:fr")
    assert "Langue : Français" in now(boss, settings)["text"]
    reply = member.reply(member.say(f"/ask {QUESTION}"))
    assert reply["text"].startswith("L’article dit :")
    telegram.act("move", chat=GROUP, to=GROUP - 1)
    moved = telegram.chat(GROUP - 1, user=2)
    reply = moved.reply(moved.say(f"/ask {QUESTION}"))
    assert reply["text"].startswith("L’article dit :")


def test_a_group_is_spoken_to_in_english_whatever_the_person_speaks(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    telegram.act("know", user=2, language_code="uk")
    group = telegram.chat(GROUP, user=2)
    assert group.reply(group.say(f"/ask {QUESTION}"))["text"].startswith("The article says:")


@pytest.mark.parametrize(("length", "count"), [("short", 1), ("usual", 3), ("long", 6)])
def test_the_length_decides_how_many_quotations_are_shown(
    telegram: Telegram, bot: RunningBot, length: str, count: int
) -> None:
    shelve(bot.home, TEXT)
    bot.start()
    chat = telegram.chat(7)
    said(chat, f"/settings length {length}")
    assert len(quotes(chat.ask("What did Ann Lee say?"))) == count


def test_the_newest_article_is_asked_first_only_where_that_is_wished(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    stories = [
        f"{name} and the ferry\n\nThe ferry of {name} will be closed until {month}, they wrote.\n"
        + "\n\nAnd more was written about the harbour and the town in the long summer." * 9
        for name, month in (("Corrin", "March"), ("Marsh", "May"))
    ]
    for story in stories:
        said(chat, story)
        chat.wait(
            lambda: (
                "Quoted" in chat.from_bot()[-1]["text"] or "quoted" in chat.from_bot()[-1]["text"]
            )
        )
    assert all("Marsh" in q for q in quotes(chat.ask("Until when will the ferry be closed?")))
    said(chat, "/settings focus all")
    found = " ".join(quotes(chat.ask("Until when will the ferry be closed?")))
    assert "Corrin" in found
    assert "Marsh" in found


def test_the_time_zone_decides_which_day_today_is(telegram: Telegram, bot: RunningBot) -> None:
    """Kiritimati is 26 hours ahead of the ocean west of it: somewhere it is another day."""
    utc = datetime.now(UTC)
    for day in (utc, utc - timedelta(days=9)):
        head = f"The harbour\n\nBy Ann Lee\n{day:%d %B %Y}\n\n"
        shelve(bot.home, head + f"“The bridge is open on day {day.day},” said Ann Lee, a mayor.\n")
    bot.start()
    chat = telegram.chat(7)
    ahead = "Pacific/Kiritimati" if utc.hour >= 10 else "Etc/GMT+12"
    word = "yesterday" if utc.hour >= 10 else "this year"
    assert quotes(chat.ask("What did Ann Lee say today?"))
    said(chat, f"/settings timezone {ahead}")
    if word == "yesterday":
        assert quotes(chat.ask("What did Ann Lee say yesterday?"))
    assert not quotes(chat.ask("What did Ann Lee say today?"))


def test_forgetting_a_chat_forgets_its_settings(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    said(chat, "/settings language fr")
    chat.press(said(chat, "/forget"), "Tout oublier")
    assert "Language: English" in said(chat, "/settings")["text"]
