"""The console script: its commands, and how it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import interrupts, settings
from bot.cli import ask as ask_command
from bot.cli.exits import STANDARD_INPUT, AlreadyReported
from bot.errors import BotError
from bot.views import templates
from knowledge import KnowledgeError

_FAILED, _WRONG_USAGE = 1, 2

app = typer.Typer(
    name="ontherecord",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Answers questions about news articles with the words themselves.",
)

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE...", help="Files, links, or - for standard input."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@app.callback(invoke_without_command=True)
def run(context: typer.Context) -> None:
    """The bot, where TELEGRAM_BOT_TOKEN is set; else the chat in the terminal on a sample."""
    if context.invoked_subcommand is not None:
        return
    found = settings.read()
    if found.token is not None:
        from bot.app import server

        server.serve(found.token.get_secret_value(), found)
        return
    from bot.cli import chat
    from bot.cli.sources import open_reader

    with open_reader() as reader:
        chat.chat([], found, reader)


@app.command()
def chat(sources: Sources = None) -> None:
    """The chat in the terminal, on these articles or the library's."""
    from bot.cli import chat
    from bot.cli.sources import open_reader

    with open_reader() as reader:
        chat.chat(sources or [], settings.read(), reader)


@app.command()
def add(sources: Annotated[list[str], typer.Argument(metavar="SOURCE...")]) -> None:
    """Read articles into the shared library: files, folders, links, feeds."""
    from bot.cli import add

    add.add_all(sources, settings.read())


@app.command()
def articles() -> None:
    """What is in the shared library."""
    from bot.cli import articles

    articles.articles(settings.read())


@app.command()
def remove(article: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Take an article out of the shared library."""
    from bot.cli import articles

    articles.remove(article, settings.read())


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION|-")],
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE", help="Only these articles, kept nowhere."),
    ] = None,
    as_json: Json = False,
    passages: Annotated[int, typer.Option(min=0, help="Show so many ranked passages.")] = 0,
    conversation: Annotated[
        bool, typer.Option("--conversation", help="All questions are one conversation.")
    ] = False,
) -> None:
    """Ask a question, or with - one a line from standard input."""
    from_input = question == STANDARD_INPUT
    order = ask_command.AskOptions(
        tuple(article or ()), as_json, passages, conversation, from_input
    )
    ask_command.ask(question, order)


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Copy all that is kept into one file, while the bot runs or not."""
    from bot.cli import backup

    backup.backup(file, settings.read())


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Put a backup back; what it replaces is kept aside."""
    from bot.cli import backup

    backup.restore(file, settings.read())


@app.command()
def doctor() -> None:
    """Say what is in order and what is not, with the mend."""
    from bot.cli import doctor

    doctor.run_doctor()


@app.command()
def statements(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...")], as_json: Json = False
) -> None:
    """Who said what in each article."""
    from bot.cli import statements
    from bot.cli.sources import open_reader

    with open_reader() as reader:
        statements.statements(sources, reader, as_json=as_json)


def run_console() -> NoReturn:
    """Do what the command line says, and end: see `bot.cli.main`."""
    try:
        status = app(standalone_mode=False)
    except typer.TyperException as exc:
        status = _fail(templates.render("usage.txt", what=str(exc)), _WRONG_USAGE)
    except AlreadyReported:
        status = _FAILED
    except (KnowledgeError, BotError, ask_command.NothingAsked) as exc:
        status = _fail(templates.error_text(exc), _FAILED)
    except (KeyboardInterrupt, typer.Abort):
        interrupts.leave()
    except BrokenPipeError:
        status = _unread()
    sys.exit(interrupts.end(_flushed(status if isinstance(status, int) else 0)))


def _flushed(status: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _unread()
    return status


def _unread() -> int:
    """The reader has gone: nothing more can be said, nor need Python try at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _FAILED


def _fail(sentence: str, status: int) -> int:
    sys.stderr.write(sentence + "\n")
    return status
