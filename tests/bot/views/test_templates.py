"""The templates: each sentence about an error is of an error that there is."""

from __future__ import annotations

import builtins

import pytest
from telegram import error as telegram_errors

from bot import errors as bot_errors
from bot.cli import ask
from bot.views import templates
from knowledge import errors as knowledge_errors

WHERE = (bot_errors, knowledge_errors, telegram_errors, builtins, ask)


@pytest.mark.parametrize("template", ["errors.txt", "terminal_errors.txt"])
def test_each_sentence_about_an_error_is_of_a_class_that_there_is(template: str) -> None:
    module = templates._templates().get_template(template).module
    named = [name for name in dir(module) if name[0].isupper()]
    assert named
    for name in named:
        assert any(isinstance(getattr(where, name, None), type) for where in WHERE), name
