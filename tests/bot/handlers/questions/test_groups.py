"""In groups the bot answers what is meant for it, in its topic, and is silent otherwise."""

from __future__ import annotations

from tests.bot.running import RunningBot, quotes
from tests.telegram_server.client import Chat, Telegram

GROUP = -1001234567890
QUESTION = "How long will the bridge be closed?"


def answered(chat: Chat, text: str, **more: object) -> bool:
    """Whether the text gets a quotation in reply."""
    return bool(quotes(chat.reply(chat.say(text, **more))))


def test_a_command_a_mention_and_a_reply_are_answered(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    group = telegram.chat(GROUP, user=7)
    assert answered(group, f"/ask {QUESTION}")
    assert answered(group, f"/ASK@On_The_Record_bot {QUESTION}")
    assert answered(group, f"{QUESTION} @on_the_record_bot")
    last = group.from_bot()[-1]["message_id"]
    assert answered(group, QUESTION, reply_to=last)
    refused = [c for c in telegram.calls() if "refused" in c]
    assert refused == []


def test_what_is_not_meant_for_the_bot_is_not_answered(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    group = telegram.chat(GROUP, user=7)
    other = group.say("I wonder how long the bridge will be closed")
    content = {"chat": group.telegram.act("say", chat=GROUP, user=7)["chat"]}
    # As it comes where privacy mode is off: plain talk, another bot's command, a sticker.
    for text in ("How long will it be closed?", f"/ask@other_bot {QUESTION}", "/weather"):
        message = {k: v for k, v in other.items() if k != "update_id"} | {"text": text} | content
        telegram.act("raw", kind="message", content=message)
    telegram.wait(lambda: not telegram.look()["pending"])
    assert answered(group, f"/ask {QUESTION}")
    assert len(group.from_bot()) == 1


def test_the_answer_stays_in_the_topic_of_the_question(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    group = telegram.chat(GROUP, user=7)
    question = group.say(f"/ask {QUESTION}", thread=55)
    assert group.reply(question)["message_thread_id"] == 55


def test_ask_without_a_question_is_told_how(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    group = telegram.chat(GROUP, user=7)
    group.say("/ask")
    group.wait(lambda: "after /ask" in "".join(m["text"] for m in group.from_bot()))


LETTER = """The zeppelin over Corrin costs 9 crowns a flight and leaves from the meadow.

“We will fly every day until the snow comes,” Ann Lee, the captain of the zeppelin, said.

The town council had asked for a quieter engine, and for a lamp at the mast that can be seen from
the road to Selby. Neither has been bought so far. The airship carries twelve people, and their
bicycles, over the river and back in about forty minutes, wind permitting; when there is too much
of it the captain puts a red flag on the roof of the mill. In the winter it will stand in the old
tram shed, which has been heightened for that purpose by the town, at a cost of 80 crowns.
"""
PRICE = "How much does the zeppelin cost a flight?"


def test_an_article_is_brought_by_a_reply_and_is_the_groups_own(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    group, private = telegram.chat(GROUP, user=7), telegram.chat(7)
    posted = group.say(LETTER)  # privacy mode: the bot is not told
    group.say("/add")
    group.wait(lambda: any("after /add" in m["text"] for m in group.from_bot()))
    card = group.reply(group.say("/add@on_the_record_bot", reply_to=posted["message_id"]))
    assert "Quoted: Ann Lee" in card["text"]
    assert "9 crowns" in quotes(group.reply(group.say(f"/ask {PRICE}")))[0]
    assert quotes(private.ask(PRICE)) == []
    other = telegram.chat(-1009, user=9)
    said = other.say(LETTER.replace("9 crowns", "7 crowns"))
    mentioned = f"@on_the_record_bot {PRICE}"
    answer = other.reply(other.say(mentioned, reply_to=said["message_id"]))
    assert "7 crowns" in quotes(answer)[0]
    # When the group becomes a supergroup its articles go with it.
    telegram.act("move", chat=GROUP, to=-1002)
    telegram.wait(lambda: not telegram.look()["pending"])
    moved = telegram.chat(-1002, user=7)
    assert "9 crowns" in quotes(moved.reply(moved.say(f"/ask {PRICE}")))[0]
