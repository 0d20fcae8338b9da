"""What happens in Telegram all day: odd messages, odd commands, gone messages, being thrown out."""

from __future__ import annotations

import asyncio
from contextlib import closing

from bot.store.store import Store
from bot.store.tables import chats
from knowledge import Library, read_text
from tests.bot.handlers.articles.test_article_list import heard
from tests.bot.running import RunningBot, quotes, shelve
from tests.telegram_server.client import Chat, Telegram
from tests.telegram_server.methods.formatting import utf16_length

QUESTION = "How long will the bridge be closed?"
FILE = {"file_id": "a", "file_unique_id": "b", "file_size": 9}
ODD = (
    {"sticker": {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False,
                 "is_video": False}},
    {"voice": {**FILE, "duration": 3}},
    {"photo": [{**FILE, "width": 9, "height": 9}]},
    {"video_note": {**FILE, "length": 9, "duration": 3}},
    {"location": {"latitude": 1.0, "longitude": 2.0}},
    {"contact": {"phone_number": "1", "first_name": "Ann"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"poll": {"id": "1", "question": "Yes?", "options": [], "total_voter_count": 0,
              "is_closed": False, "is_anonymous": True, "members_only": False,
              "allows_revoting": False, "type": "regular", "allows_multiple_answers": False}},
)  # fmt: skip
NONSENSE = (
    "/remove ٣", "/remove -1", "/remove 99999999999999999999", "/remove 1e9", "/remove ½",
    "/start q_!!!", "/start " + "a" * 300, "/start a_nothing", "/articles \u202egnp.exe",
    "/privacy 1 2 3", "/help \U0001f469\u200d\U0001f469", "/feedback me", "/ask \u200b", "/",
)  # fmt: skip


def quiet(chat: Chat, bot: RunningBot) -> None:
    """The bot has answered a question since, and nothing has gone wrong."""
    assert quotes(chat.ask(QUESTION))
    assert "Traceback" not in bot.log()
    assert chat.telegram.look()["complaints"] == []
    assert [c for c in chat.telegram.calls() if "refused" in c] == []


def test_whatever_is_no_text_gets_one_sentence_an_hour(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat, group = telegram.chat(7), telegram.chat(-100500, user=7)
    for content in ODD:
        chat.say("", content=content)
        group.say("", content=content)
    chat.wait(lambda: chat.from_bot())
    quiet(chat, bot)
    assert [m["text"][:11] for m in chat.from_bot()[:1]] == ["I read text"]
    assert len(chat.from_bot()) == 2
    assert group.from_bot() == []


def test_a_link_in_the_caption_of_a_photo_is_read(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    chat = telegram.chat(7)
    link = "http://127.0.0.1/story"
    entity = {"type": "url", "offset": 5, "length": len(link)}
    photo = {**ODD[2], "caption": f"Look {link}", "caption_entities": [entity]}
    said = chat.say("", content=photo)
    assert link in chat.reply(said)["text"]  # that it is not public, in one sentence


def test_commands_with_nonsense_arguments_get_a_sentence_each(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    for command in NONSENSE:
        before = len(chat.from_bot())
        chat.say(command)
        chat.wait(lambda: len(chat.from_bot()) > before)  # noqa: B023
    assert "Traceback" not in bot.log()
    assert [c for c in telegram.calls() if "refused" in c] == []


def test_buttons_of_messages_that_are_gone_are_answered(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    answer = chat.ask(QUESTION)
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    asked = telegram.act("press", chat=7, user=7, message=answer["message_id"], data=data)
    telegram.wait(lambda: "answer" in telegram.look()["callbacks"][asked["id"]])
    # As Telegram tells of a message that is too old, or deleted: no more than its number.
    gone = {"chat": answer["chat"], "message_id": answer["message_id"], "date": 0}
    for number, message in enumerate((gone, None)):
        query = {"id": f"{number + 1}", "from": {**answer["chat"], "is_bot": False}, "data": data}
        query |= {"chat_instance": "7"} | ({"message": message} if message else {})
        telegram.act("raw", kind="callback_query", content=query)
    telegram.wait(lambda: len(telegram.calls("answerCallbackQuery")) >= 3)
    telegram.act("lose", chat=7, message=answer["message_id"])
    assert "Traceback" not in bot.log()


def test_a_button_pressed_while_its_message_is_deleted_is_no_failure(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    answer = chat.ask(QUESTION)
    words = "Bad Request: message to edit not found"
    telegram.fault(method="editMessageText", code=400, words=words)
    pressed = chat.press(answer, "context")
    assert "answer" in pressed
    assert "Traceback" not in bot.log()


HARD = (
    "قال الوزير إن الجسر لن يُفتح قبل الربيع \u200f(راجع ص 3)، وأضاف: «ננסה שוב» ",
    "Z\u0351\u0343\u0357a\u0311\u034al\u0307\u0302g\u0306\u0305o\u0310 e\u0301\u0302 ",
    "\U0001f469\U0001f3fd\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1fa\U0001f1e6 ",
    "<b>&amp;</b> <tg-spoiler>`*_[x](y)_*`</tg-spoiler> ",
)


def test_a_long_quotation_in_any_script_arrives_whole_and_within_the_limits(
    telegram: Telegram, bot: RunningBot
) -> None:
    parts = [f"the heron number {n} of the marsh {HARD[n % len(HARD)]} flew" for n in range(200)]
    sentence = " and ".join(parts) + "."
    shelve(bot.home, f"Herons\n\n{sentence}\n")
    bot.start()
    chat = telegram.chat(7)
    chat.ask("Which heron of the marsh flew?")
    chat.wait(lambda: "¶\xa02" in chat.from_bot()[-1]["text"])
    said = chat.from_bot()
    assert len(said) > 2
    assert all(utf16_length(m["text"]) <= 4096 and len(m["entities"]) <= 100 for m in said)
    shown = "".join("".join(quotes(m)) for m in said)
    assert "".join(shown.split()) == "".join(sentence.split())
    assert "Traceback" not in bot.log()
    assert [c for c in telegram.calls() if "refused" in c] == []


def test_a_message_of_300_entities_is_read_like_any_other(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    text = "word " * 290 + QUESTION
    entities = [{"type": "bold", "offset": 5 * n, "length": 4} for n in range(290)]
    links = [{"type": "text_link", "offset": 5 * n, "length": 4, "url": "http://127.0.0.1/"}
             for n in range(290)]  # fmt: skip
    for content in (entities, links):
        said = chat.say("", content={"text": text, "entities": content})
        assert chat.reply(said)["text"]
    assert [c for c in telegram.calls() if "refused" in c] == []


def test_a_bot_that_is_blocked_or_thrown_out_keeps_silent_and_comes_back(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    group = telegram.chat(-100500, user=7)
    group.reply(group.say(f"/ask {QUESTION}"))
    telegram.act("block", chat=-100500, words="bot was kicked from the supergroup chat")
    group.say(f"/ask {QUESTION}")
    telegram.act("block", chat=-100500, words="")
    assert quotes(group.reply(group.say(f"/ask {QUESTION}")))
    bot.stop()
    with closing(Store.open(bot.home)) as store:
        assert asyncio.run(store.run(chats.closed)) == set()
    assert "Traceback" not in bot.log()


def test_in_a_channel_the_bot_says_nothing(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    channel = {"id": -100900, "type": "channel", "title": "News"}
    me = {"id": 7000000001, "is_bot": True, "first_name": "On the Record",
          "username": "on_the_record_bot"}  # fmt: skip
    rights = {"can_be_edited": False, "is_anonymous": False} | {
        f"can_{right}": True
        for right in (
            "manage_chat", "delete_messages", "manage_video_chats", "restrict_members",
            "promote_members", "change_info", "invite_users", "post_stories", "edit_stories",
            "delete_stories",
        )
    }  # fmt: skip
    change = {
        "chat": channel,
        "from": {"id": 7, "is_bot": False, "first_name": "Ann"},
        "date": 1,
        "old_chat_member": {"user": me, "status": "left"},
        "new_chat_member": {"user": me, "status": "administrator", **rights},
    }
    telegram.act("raw", kind="my_chat_member", content=change)
    post = {"message_id": 5, "date": 1, "chat": channel, "sender_chat": channel}
    for text in (f"/ask {QUESTION}", f"@on_the_record_bot {QUESTION}", "/start", "/follow @news"):
        telegram.act("raw", kind="channel_post", content={**post, "text": text})
        telegram.act("raw", kind="edited_channel_post", content={**post, "text": text})
    quiet(telegram.chat(7), bot)
    sent = [c for c in telegram.calls("sendMessage") if c["chat"] == -100900]
    assert sent == []


def test_a_chat_that_has_forgotten_all_is_answered_like_a_new_one(
    telegram: Telegram, bot: RunningBot
) -> None:
    with closing(Library.open(bot.home)) as library:
        library.add(read_text("The mill\n\nThe mill burned.\n"), "chat:7")
    bot.start()
    chat = telegram.chat(7)
    chat.press(heard(chat, "/forget"), "Forget everything")
    quiet(chat, bot)
