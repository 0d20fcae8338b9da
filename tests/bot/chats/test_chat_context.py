"""What is known of a chat is loaded once an update, and never older than what changed it."""

from __future__ import annotations

import ast
import asyncio
import time
from pathlib import Path

import pytest

import bot
from bot.chats import chat_context
from bot.chats.chat_context import FOCUS_LASTS, ChatContext
from bot.chats.earlier_answers import EarlierAnswers
from bot.store.store import Store
from bot.store.tables import chats, shares
from knowledge import SHARED

HANDLERS = sorted((Path(bot.__file__).parent / "handlers").rglob("*.py"))
CHANGES = {"change_settings", "open_link", "drop_article", "forget"}
"""Functions of the tables of chats and shares that change what a chat has set or may see."""


def loaded(store: Store, chat: int) -> ChatContext:
    """The context of a chat as the database has it now."""
    return store.wait(chat_context.load, chat)


def test_what_is_in_force_is_handed_on_without_another_look(store: Store) -> None:
    async def run() -> tuple[ChatContext, str]:
        found = loaded(store, 7)
        with chat_context.use_chat(found):
            await store.run(chats.change_settings, 7, {"length": "long"})
            again = await chat_context.of_chat(store, 7)
        assert again is found
        return again, (await chat_context.of_chat(store, 7)).preferences.length

    inside, after = asyncio.run(run())
    assert inside.preferences.length == "usual"
    assert after == "long"


def test_another_chat_is_never_served_with_it(store: Store) -> None:
    store.wait(chats.change_settings, 8, {"focus": [3], "focused": time.time()})

    async def run() -> ChatContext:
        with chat_context.use_chat(loaded(store, 7)):
            return await chat_context.of_chat(store, 8)

    assert asyncio.run(run()).focus == {3}


def test_a_change_is_seen_at_once_and_keeps_what_the_question_refers_to(store: Store) -> None:
    async def run() -> ChatContext:
        with chat_context.use_chat(ChatContext(7, {}, loaded(store, 7).preferences)):
            before = await chat_context.of_chat(store, 7)
            assert before.earlier is None
        earlier = EarlierAnswers(claimant="Ilse Brandt")
        with chat_context.use_chat(
            ChatContext(7, {}, loaded(store, 7).preferences, earlier=earlier)
        ):
            await chat_context.set_focus(store, 7, [5])
            await chat_context.change_settings(store, 7, {"length": "short"})
            return await chat_context.of_chat(store, 7)

    found = asyncio.run(run())
    assert found.focus == {5}
    assert found.preferences.length == "short"
    assert found.earlier is not None
    assert found.earlier.claimant == "Ilse Brandt"


def test_a_change_in_another_chat_leaves_this_one_in_force(store: Store) -> None:
    async def run() -> tuple[ChatContext, ChatContext]:
        found = loaded(store, 7)
        with chat_context.use_chat(found):
            await chat_context.change_settings(store, 8, {"length": "short"})
            return found, await chat_context.of_chat(store, 7)

    before, after = asyncio.run(run())
    assert before is after


def test_a_chat_sees_its_own_the_shared_ones_and_what_is_lent_to_it(store: Store) -> None:
    token = store.wait(shares.share_out, 8, 3)
    store.wait(shares.open_link, 7, token)
    found = loaded(store, 7)
    assert found.visible_scope.collections == ("chat:7", SHARED)
    assert found.own_scope.collections == ("chat:7",)
    assert found.visible_scope.also == found.own_scope.also == {3}
    assert loaded(store, 9).visible_scope.also == frozenset()


@pytest.mark.parametrize(("ago", "focus"), [(0.0, {5}), (FOCUS_LASTS + 60, set())])
def test_the_newest_article_is_asked_first_for_a_day(
    store: Store, ago: float, focus: set[int]
) -> None:
    store.wait(chats.change_settings, 7, {"focus": [5], "focused": time.time() - ago})
    assert loaded(store, 7).focus == focus


@pytest.mark.parametrize("path", HANDLERS, ids=lambda path: path.stem)
def test_a_handler_changes_its_chat_only_so_that_the_change_is_in_force(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "run" and node.args and isinstance(node.args[0], ast.Attribute):
            table = ast.unparse(node.args[0].value)
            changes = table in {"chats", "shares"} and node.args[0].attr in CHANGES
            assert not changes, f"line {node.lineno}: by chat_context.change"
