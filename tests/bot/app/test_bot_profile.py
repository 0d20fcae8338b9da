"""Commands and descriptions: in every language and scope, told to Telegram only when changed."""

from __future__ import annotations

from bot.i18n.translation import LANGUAGES
from tests.bot.running import RunningBot
from tests.telegram_server.client import Telegram

SCOPES = ("all_private_chats", "all_group_chats", "all_chat_administrators")
QUESTION = "How long will the bridge be closed?"


def told(telegram: Telegram) -> dict[str, object]:
    return dict(telegram.look()["settings"])


def test_commands_and_descriptions_are_set_once_and_never_stop_the_start(
    telegram: Telegram, bot: RunningBot
) -> None:
    telegram.fault(method="setMyCommands", code=500, words="Internal Server Error")
    bot.start()
    telegram.chat(7).ask(QUESTION)
    bot.stop()
    everything = len(LANGUAGES) * (len(SCOPES) + 2)
    bot.start()
    telegram.wait(lambda: len(told(telegram)) == everything)
    telegram.chat(7).ask(QUESTION)
    bot.stop()
    calls = len([c for c in telegram.calls() if c["method"].startswith("setmy")])
    assert calls == everything + 1
    bot.start()
    telegram.chat(7).ask(QUESTION)
    assert len([c for c in telegram.calls() if c["method"].startswith("setmy")]) == calls


def test_each_scope_and_language_has_its_commands(telegram: Telegram, bot: RunningBot) -> None:
    bot.start()
    everything = len(LANGUAGES) * (len(SCOPES) + 2)
    telegram.wait(lambda: len(told(telegram)) == everything)
    settings = told(telegram)
    for scope in SCOPES:
        for language in LANGUAGES:
            code = "" if language == "en" else language
            commands = settings[f'commands {{"type": "{scope}"}} {code}']
            names = {c["command"] for c in commands}  # type: ignore[attr-defined]
            assert {"ask", "help"} <= names
            assert ("forget" in names) is (scope != "all_group_chats")
            assert ("settings" in names) is (scope != "all_group_chats")
    about = {str(v) for name, v in settings.items() if name.startswith("description")}
    assert len(about) == len(LANGUAGES)
