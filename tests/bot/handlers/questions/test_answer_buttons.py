"""What can be tapped: questions under /start, buttons under answers, inline results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.handlers.articles.test_submit import PASTE
from tests.bot.handlers.taps import GONE, SAID, buttons, labels, now, own, pressed, said_to
from tests.bot.running import quotes
from tests.telegram_server.client import Telegram

ABOUT = "What did Sorel say about the bridge?"
MANY = "Speeches\n\n" + "\n\n".join(
    f"“The lantern number {n} is lit on the hill,” said Ann Lee, the keeper." for n in range(60)
)


def test_every_question_under_start_is_answered_and_the_sample_is_left_behind(
    at_work: Telegram, home: Path
) -> None:
    chat = at_work.chat(11)
    welcome = said_to(chat, "/start")
    assert len(labels(welcome)) == 3
    for question in labels(welcome):
        answer = pressed(chat, welcome, question)
        assert quotes(answer), question
        assert answer["text"].startswith(question.rstrip("…"))
    own(home, 11, PASTE)
    again = said_to(chat, "/start")
    assert not set(labels(again)) & set(labels(welcome)) - {"Who is quoted?"}
    assert len(labels(again)) == 3
    for question in labels(again):
        answer = pressed(chat, again, question)
        assert quotes(answer), question
        assert "sample" not in answer["text"]
    assert chat.press(welcome, "What did")["answer"] == GONE
    assert (
        at_work.chat(12).press_data(
            said_to(at_work.chat(12), "/start"), buttons(again)[0]["callback_data"]
        )["answer"]
        == GONE
    )


def test_an_answer_leads_on_until_there_is_nothing_more(at_work: Telegram) -> None:
    chat = at_work.chat(13)
    first = chat.ask(SAID)
    assert len(first["reply_markup"]["inline_keyboard"]) <= 3
    assert "Next ›" not in labels(first)
    second = pressed(chat, first, "More from Henrik Sorel")
    third = pressed(chat, second, "More from Henrik Sorel")
    assert not set(quotes(second)) & set(quotes(first))
    assert quotes(third)
    assert not set(quotes(third)) & {*quotes(first), *quotes(second)}
    assert "More from Henrik Sorel" not in labels(third)
    # The answers are apart: the first one's buttons are still its own.
    chat.press(first, "¶")
    chat.press(now(chat, first), "Back")
    assert now(chat, first)["text"] == first["text"]
    assert labels(now(chat, first)) == labels(first)


def test_who_else_names_others_only_or_says_in_passing_that_there_are_none(
    at_work: Telegram, home: Path
) -> None:
    chat = at_work.chat(14)
    others = pressed(chat, chat.ask(ABOUT), "Who else on this")
    assert "Marta Quill" in others["text"]
    assert "Henrik Sorel" not in others["text"]
    own(home, 15, "Gate\n\n“The gate stays shut tonight,” said Ann Lee.\n")
    alone = at_work.chat(15)
    answer = alone.ask("What did Ann Lee say about the gate?")
    assert alone.press(answer, "Who else")["answer"] == "Nobody else here is quoted about that."
    assert alone.from_bot()[-1]["message_id"] == answer["message_id"]


def test_further_quotations_come_on_the_next_page(at_work: Telegram) -> None:
    chat = at_work.chat(16)
    first = chat.ask("What does each side say about the bridge?")
    second = pressed(chat, first, "Next ›")
    assert quotes(second)
    assert not set(quotes(first)) & set(quotes(second))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/quotes", "such as: /quotes"),
        ("/quotes ???", "such as: /quotes"),
        ("/quotes Vladimir Putin", "is not in the article"),
        ("/quotes Achterberg", "mentioned in the article, but not quoted"),
        ("/check", "such as: /check"),
        ("/check ???", "such as: /check"),
        ("/check “”", "such as: /check"),
        ("/check “we never said this at all”", "Nobody is on record with that"),
        ("/check Sorel: “a wish, not a plan”", "Ines Calloway is"),
        ("/check they drew a line through my town", "On record, word for word"),
        ("/export", "nothing to export yet"),
    ],
)
def test_a_command_says_in_a_sentence_what_it_needs_or_finds(
    at_work: Telegram, command: str, words: str
) -> None:
    reply = said_to(at_work.chat(22), command)
    assert words in reply["text"]


def test_inline_results_come_fifty_at_a_time_with_speaker_words_and_source(
    at_work: Telegram, home: Path
) -> None:
    own(home, 32, MANY)
    first = at_work.inline(32, "Ann Lee lantern")
    assert len(first["answer"]) == 50
    second = at_work.inline(32, "Ann Lee lantern", offset=first["next_offset"])
    assert len(second["answer"]) == 10
    assert not second["next_offset"], second
    ids = [result["id"] for result in (*first["answer"], *second["answer"])]
    assert len(set(ids)) == 60
    for result in first["answer"]:
        assert result["title"] == "Ann Lee"
        assert "lantern" in result["description"]
        assert "Speeches" in result["description"]
        assert "Speeches" in result["input_message_content"]["message_text"]
    assert "Ann Lee" not in str(at_work.inline(33, "Ann Lee lantern")["answer"])


def test_a_question_too_long_for_a_link_is_carried_over_whole(at_work: Telegram) -> None:
    question = "What did the harbour minister Henrik Sorel promise about football championships?"
    button = at_work.inline(34, question)["button"]
    assert len(button["start_parameter"]) <= 64
    reply = said_to(at_work.chat(34), f"/start {button['start_parameter']}")
    assert "football championships" in reply["text"]
