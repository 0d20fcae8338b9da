"""From a message in Telegram to a cited reply, with the real bot as a process."""

from __future__ import annotations

from pathlib import Path

from bot.handlers.questions.ask import CROWD
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN


def test_a_question_is_answered_with_a_quotation_and_its_source(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    reply = telegram.chat(7).ask("How much does the second ferry cost?")
    assert quotes(reply)[0].endswith("voted on Monday to buy a second ferry for 3 million crowns.")
    assert "¶\xa02" in reply["text"]
    assert "sample" not in reply["text"]


def test_the_sample_answers_while_there_is_nothing_else_and_says_so(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    reply = telegram.chat(7).ask("How much will it cost to rebuild the harbour bridge?")
    assert quotes(reply)
    assert "sample" in reply["text"]


def test_what_no_article_says_is_said_to_be_missing_and_nothing_is_quoted(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    reply = telegram.chat(7).ask("Which team won the football championship?")
    assert "does not say" in reply["text"]
    assert quotes(reply) == []


def test_html_in_the_question_and_in_the_article_arrives_as_it_was_written(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    chat = telegram.chat(7)
    reply = chat.ask("<b>What did</b> Mayor Brandt say of the old ferry & its crew? </i> &lt;")
    assert "<i>“Heron”</i> & its crew would stay until spring" in quotes(reply)[0]
    assert "Council <b>votes</b> on the ferry & the quay" in reply["text"]
    refused = [c for c in telegram.calls() if "refused" in c]
    assert refused == []


def test_a_reply_longer_than_a_message_arrives_whole_in_several(
    telegram: Telegram, bot: RunningBot
) -> None:
    sentence = " and ".join(f"the heron number {n} of the marsh 🪶 flew" for n in range(400)) + "."
    shelve(bot.home, f"Herons\n\n{sentence}\n")
    bot.start()
    chat = telegram.chat(7)
    first = chat.ask("Which heron of the marsh flew?")
    chat.wait(lambda: "¶\xa02" in chat.from_bot()[-1]["text"])
    messages = chat.from_bot()
    assert messages[0] == first
    assert len(messages) > 3
    words = " ".join(quote for message in messages for quote in quotes(message))
    assert words == sentence


def test_a_chat_that_must_wait_gets_its_reply_and_holds_up_no_other(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    waiting, other = telegram.chat(7), telegram.chat(8)
    telegram.fault(method="sendMessage", chat=7, retry_after=8)
    asked = waiting.say("How long will the bridge be closed?")
    telegram.wait(lambda: [c for c in telegram.calls("sendMessage") if "refused" in c])
    other.ask("How long will the bridge be closed?", seconds=7)
    assert waiting.from_bot() == []
    waiting.reply(asked)
    refused, accepted = (c["at"] for c in telegram.calls("sendMessage") if c["chat"] == 7)
    assert accepted - refused >= 8


def test_a_late_answer_of_telegrams_does_not_send_the_reply_twice(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    telegram.fault(method="sendMessage", late=7)
    telegram.fault(method="editMessageText", lost=True)
    reply = chat.ask("How long will the bridge be closed?")
    assert quotes(reply)
    assert len(chat.from_bot()) == 1


def test_the_reply_takes_the_place_of_a_placeholder(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    reply = chat.ask("How long will the bridge be closed?")
    before, after = chat.shown(reply)
    assert before == "Looking in the sample article…"
    assert after == reply["text"]


def test_a_deleted_placeholder_or_question_loses_no_reply(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    telegram.fault(
        method="editMessageText", code=400, words="Bad Request: message to edit not found"
    )
    chat.say("How long will the bridge be closed?")
    chat.wait(lambda: any(quotes(m) for m in chat.from_bot()))


def test_start_and_help_say_what_this_is(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    chat.say("/start")
    chat.say("/help")
    chat.wait(lambda: len(chat.from_bot()) == 2)
    assert "who said" in chat.from_bot()[0]["text"]
    assert "/start" in chat.from_bot()[1]["text"]


def test_a_signal_ends_the_bot_within_eight_seconds_even_when_telegram_hangs(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    telegram.fault(method="sendMessage", late=60)
    chat.say("How long will the bridge be closed?")
    chat.wait(lambda: len(chat.from_bot()) == 1)
    status, seconds = bot.stop()
    assert status == 0
    assert seconds < 8


def test_the_token_stands_in_no_line_of_the_log(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    telegram.fault(method="editMessageText", code=500, words="Internal Server Error")
    telegram.chat(7).ask("How long will the bridge be closed?")
    telegram.fault(method="sendMessage", code=400, words=f"Bad Request: {TOKEN}")
    telegram.chat(8).say("How long will the bridge be closed?")
    telegram.chat(8).wait(lambda: "BadRequest" in bot.log())
    bot.stop()
    assert "listening as" in bot.log()
    assert TOKEN not in bot.log()
    assert TOKEN.split(":")[1] not in bot.log()


def test_a_token_that_telegram_refuses_is_one_sentence(telegram: Telegram, tmp_path: Path) -> None:
    refused = "123456:AAwrong_wrong_wrong"
    with RunningBot(telegram.url, tmp_path, TELEGRAM_BOT_TOKEN=refused) as bot:
        assert bot.ended() == 1
        last = bot.log().splitlines()[-1]
        assert last.startswith("Telegram does not know the token")
        assert "wrong_wrong" not in bot.log()
        assert "Traceback" not in bot.log()


def test_of_a_crowd_each_is_told_at_once_that_it_waits_and_each_gets_its_answer(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    telegram.chat(7).say("hello")
    asked = [
        telegram.chat(100 + n).say("How much does the second ferry cost?") for n in range(5 * CROWD)
    ]
    bot.start()
    told = []
    for message in asked:
        chat = telegram.chat(message["chat"]["id"])
        reply = chat.reply(message)
        assert "3 million" in reply["text"]
        told.append(chat.shown(reply)[0])
    assert 0 < sum("in line" in text for text in told) < len(told)


def test_updates_that_come_in_another_order_and_again_are_answered_once_and_in_order(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    telegram.act("disorder", likely=1.0)
    asked = [chat.say(f"What is said of the {what}?") for what in ("bridge", "jobs", "cost")]
    bot.start()
    answers = [chat.reply(question)["message_id"] for question in asked]
    assert answers == sorted(answers)
    chat.ask("Who is quoted?")
    assert len(chat.from_bot()) == 4
