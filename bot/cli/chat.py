"""The chat in the terminal: the same answers as in Telegram."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

from rich.console import Console
from rich.text import Text

from bot.cli import sources
from bot.cli.terminal_html import render_html
from bot.interrupts import leave, raised
from bot.settings import Settings
from bot.views import answer_text, templates
from knowledge import NEW_CONVERSATION, Answer, Library, NotOnRecord, Reader

EXAMPLE = "What did Sorel say about the bridge?"
"""A question to the sample that shows a newcomer what is to be had."""


def chat(given: list[str], settings: Settings, reader: Reader) -> None:
    """Answer what is typed, or each line of piped standard input, until the end of file.

    The articles are those of the sources `given`, else the library's. Raises SourceError and
    StorageError.
    """
    with closing(_library(given, settings, reader)) as library:
        screen = Console(highlight=False) if sys.stdin.isatty() and sys.stdout.isatty() else None
        _welcome(library, screen)
        conversation = NEW_CONVERSATION
        for question in _typed(screen) if screen else _piped():
            answer = library.ask(question, conversation=conversation)
            conversation = answer.conversation
            _show(answer, screen)


def _library(given: list[str], settings: Settings, reader: Reader) -> Library:
    if not given:
        return Library.open(settings.home, settings.database_url)
    return sources.library_of(given, reader)


def _welcome(library: Library, screen: Console | None) -> None:
    entries = library.articles()
    _say(templates.render("terminal_welcome.txt", entries=entries), screen)
    if not entries:
        _say("> " + EXAMPLE, screen)
        _show(library.ask(EXAMPLE), screen)


def _typed(screen: Console) -> Iterator[str]:
    """What a person types at the prompt, with a line to edit and a history."""
    import readline  # noqa: F401  # gives the prompt its line editing

    while True:
        try:
            with raised():
                line = screen.input("[bold]>[/bold] ").strip()
        except KeyboardInterrupt:
            leave()
        except EOFError:
            screen.print()
            return
        if line:
            yield line


def _piped() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", errors="replace").strip()
        if line:
            yield line


def _show(answer: Answer | NotOnRecord, screen: Console | None) -> None:
    if screen is None:
        _say(answer_text.plain(answer), None)
        return
    for message in answer_text.html(answer):
        for part in render_html(message):
            screen.print(part)
        screen.print()


def _say(text: str, screen: Console | None) -> None:
    if screen is None:
        sys.stdout.write(text.rstrip() + "\n\n")
        sys.stdout.flush()
    else:
        screen.print(Text(text.rstrip() + "\n"))
