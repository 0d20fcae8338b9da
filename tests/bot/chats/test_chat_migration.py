"""A group that becomes a supergroup keeps all that is its own, however the bot learns of it."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

from bot.chats.chat_migration import ChatMigration
from bot.store.store import Store
from bot.store.tables import answers, chats, prompts
from bot.store.tables.answers import StoredAnswer
from knowledge import Library, read_text
from tests.bot.running import ARTICLE, RunningBot, quotes
from tests.telegram_server.client import Telegram

QUESTION = "What did Ilse Brandt say?"
OLD, NEW = -77, -1000000000077


def give(home: Path, chat: int, text: str = ARTICLE) -> int:
    """Puts an article into a chat's own collection; its number."""
    with closing(Library.open(home)) as library:
        return library.add(read_text(text), f"chat:{chat}").id


def owned(home: Path, chat: int) -> list[int]:
    with closing(Library.open(home)) as library:
        return [entry.id for entry in library.articles((f"chat:{chat}",))]


def test_a_supergroup_is_answered_from_what_the_group_has_brought(
    telegram: Telegram, bot: RunningBot
) -> None:
    article = give(bot.home, OLD)
    bot.start()
    group = telegram.chat(OLD, user=7)
    answer = group.reply(group.say(f"/ask {QUESTION}"))
    telegram.act("move", chat=OLD, to=NEW)
    moved = telegram.chat(NEW, user=7)
    again = moved.reply(moved.say(f"/ask {QUESTION}"))
    assert quotes(again) == quotes(answer) != []
    # The conversation has come along.
    assert "Brandt" in moved.reply(moved.say("/ask What else did she say?"))["text"]
    other = telegram.chat(NEW - 1, user=7)
    assert quotes(other.reply(other.say(f"/ask {QUESTION}"))) == []
    assert (owned(bot.home, OLD), owned(bot.home, NEW)) == ([], [article])
    assert "Traceback" not in bot.log()


def test_a_bot_that_learns_it_by_writing_there_moves_all_as_well(
    telegram: Telegram, bot: RunningBot
) -> None:
    article = give(bot.home, OLD)
    bot.start()
    group = telegram.chat(OLD, user=7)
    group.reply(group.say(f"/ask {QUESTION}"))
    telegram.act("move", chat=OLD, to=NEW, told=False)
    group.say(f"/ask {QUESTION}")
    telegram.wait(lambda: owned(bot.home, NEW) == [article])
    moved = telegram.chat(NEW, user=7)
    assert quotes(moved.reply(moved.say(f"/ask {QUESTION}")))
    telegram.act("move", chat=OLD, to=NEW)
    assert quotes(moved.reply(moved.say(f"/ask {QUESTION}")))
    assert owned(bot.home, NEW) == [article]
    assert "Traceback" not in bot.log()


def test_moving_again_changes_nothing_and_an_article_that_both_have_stays_once(
    tmp_path: Path,
) -> None:
    give(tmp_path, OLD)
    mine = give(tmp_path, NEW)
    other = give(tmp_path, OLD, ARTICLE.replace("ferry", "barge"))
    kept = StoredAnswer(OLD, 5, 7, 0, QUESTION)

    async def move(store: Store, library: Library) -> tuple[object, ...]:
        await store.run(chats.change_settings, OLD, {"language": "uk", "told": 1.0})
        await store.run(chats.change_settings, NEW, {"told": 2.0})
        number = await store.run(answers.keep, kept)
        await store.run(answers.show, number, OLD, [6])
        # The supergroup has counted its messages from one by then.
        other = await store.run(answers.keep, StoredAnswer(NEW, 5, 7, 0, "Another question?"))
        await store.run(answers.show, other, NEW, [6])
        states = []
        for _ in range(3):
            await ChatMigration(library, store).move(OLD, NEW)
            there = await store.run(answers.by_id, number)
            states.append((there, await store.run(chats.settings, NEW)))
        assert states[0] == states[1] == states[2]
        by_message = await store.run(answers.by_message, NEW, 6)
        assert by_message is not None
        assert by_message.id == other
        return states[0]

    with closing(Store.open(tmp_path)) as store, closing(Library.open(tmp_path)) as library:
        there, settings = asyncio.run(move(store, library))
    assert isinstance(there, StoredAnswer)
    assert there.chat == NEW
    assert settings == {"language": "uk", "told": 2.0, "was": [OLD]}
    assert owned(tmp_path, NEW) == [mine, other]
    assert owned(tmp_path, OLD) == []


def test_a_message_that_asked_for_words_in_the_group_is_no_other_of_that_number_now(
    tmp_path: Path,
) -> None:
    with closing(Store.open(tmp_path)) as store:
        asked = [(OLD, 6, "Ilse Brandt"), (OLD, 9, "Ilse Brandt"), (NEW, 6, "Per Holm")]
        for chat, message, speaker in asked:
            number = store.wait(answers.keep, StoredAnswer(chat, 5, 7, 0, QUESTION, speaker))
            store.wait(prompts.note, chat, message, number)
        store.wait(chats.move, OLD, NEW)
        assert store.wait(prompts.speaker, NEW, 6) == "Per Holm"
        assert store.wait(prompts.speaker, NEW, 9) is None
