"""The prompt table: messages of the bot's that ask for words to be checked."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from bot.store.tables.schema import answer, prompt


def note(connection: Connection, chat: int, message: int, kept: int) -> None:
    """The message asks for words that may be checked of the speaker of an answer. Again does no
    harm.
    """
    same = (prompt.c.chat == chat, prompt.c.message == message)
    connection.execute(delete(prompt).where(*same))
    connection.execute(insert(prompt).values(chat=chat, message=message, answer=kept))


def speaker(connection: Connection, chat: int, message: int) -> str | None:
    """Of whom the message asks for words, "" for nobody; None where it asks for none."""
    same = (prompt.c.chat == chat, prompt.c.message == message)
    found: str | None = connection.execute(
        select(answer.c.speaker).join(prompt).where(*same)
    ).scalar()
    return found
