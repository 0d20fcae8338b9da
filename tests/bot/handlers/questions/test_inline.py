"""Inline mode: quotations for any chat, personal and hardly cached."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import deep_links
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Telegram


def test_a_query_gives_quotations_with_their_source(telegram: Telegram, bot: RunningBot) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    answer = telegram.inline(7, "second ferry cost")
    content = answer["answer"][0]["input_message_content"]
    assert "<blockquote>" in content["message_text"]
    assert "&lt;b&gt;votes" in content["message_text"]
    assert content["parse_mode"] == "HTML"
    assert answer["is_personal"] is True
    assert int(answer["cache_time"]) <= 5


def test_where_nothing_is_found_a_button_leads_to_the_bot_with_the_question(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    answer = telegram.inline(7, "football championship")
    assert answer["answer"] == []
    parameter = answer["button"]["start_parameter"]
    chat = telegram.chat(7)
    assert "does not say" in chat.ask(f"/start {parameter}")["text"]
    found = deep_links.with_question("What does the second ferry cost?")
    assert quotes(chat.ask(f"/start {found}"))


def test_an_empty_query_and_a_link_that_carries_nothing_are_no_failures(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    assert telegram.inline(7, "")["answer"] == []
    chat = telegram.chat(7)
    chat.say("/start inline")
    chat.say("/start q_%%%")
    chat.wait(lambda: len(chat.from_bot()) == 2)
    assert all("who said" in m["text"] for m in chat.from_bot())
    assert "Traceback" not in bot.log()


@given(st.text(max_size=300))
def test_a_start_parameter_is_one_that_telegram_takes(question: str) -> None:
    parameter = deep_links.with_question(question)
    assert len(parameter) <= 64
    assert parameter.replace("-", "").replace("_", "").isalnum() or not parameter
    assert question.strip().startswith(deep_links.question_of(parameter))


@given(st.text(max_size=64))
def test_any_start_parameter_can_be_read(parameter: str) -> None:
    assert isinstance(deep_links.question_of(parameter), str)
