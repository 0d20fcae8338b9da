"""The tables of bot.db."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

HEAD = "0005"
"""The newest migration: a database at another revision is migrated when it is opened."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    # What Telegram sent, as JSON; emptied once it is dealt with.
    Column("payload", Text, nullable=False),
    Column("received", Float, nullable=False),
    # How often work on it was begun and not come back from.
    Column("tries", Integer, nullable=False),
    # waiting, done, or aside: given up after too many tries.
    Column("state", String(8), nullable=False),
    Column("settled", Float, nullable=True),
    UniqueConstraint("bot", "update_id"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

part = Table(
    "part",
    metadata,
    Column("inbox", ForeignKey("inbox.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("message", BigInteger, nullable=False),
)

chat = Table(
    "chat",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    # Why nothing can be sent there, in Telegram's words; empty where it can.
    Column("closed", Text, nullable=False),
    Column("settings", JSON, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    # The message that asked for it, by whom, and in which topic (0 for none).
    Column("asked", BigInteger, nullable=False),
    Column("asker", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    # What it cites, for its buttons; and the conversation as it stood afterwards.
    Column("citations", JSON, nullable=False),
    Column("conversation", JSON, nullable=False),
    Column("given", Float, nullable=False),
    # The last of its messages in HTML, to come back to from the context of a quotation.
    Column("text", Text, nullable=False),
    # Whether the same question has further citations.
    Column("more", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("chat", "asked"),
    Index(None, "given"),
    # An id is never used again: an old button must not open another chat's answer.
    sqlite_autoincrement=True,
)

shown = Table(
    "shown",
    metadata,
    # The messages that an answer stands in.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("answer", ForeignKey("answer.id", ondelete="CASCADE"), nullable=False),
    Index(None, "answer"),
)

feedback = Table(
    "feedback",
    metadata,
    # What a person thinks of an answer: 1 or -1.
    Column("answer", ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("user", BigInteger, primary_key=True, autoincrement=False),
    Column("value", Integer, nullable=False),
    Column("given", Float, nullable=False),
)

prompt = Table(
    "prompt",
    metadata,
    # A message of ours that asks for words to be checked, of the speaker of an answer.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("answer", ForeignKey("answer.id", ondelete="CASCADE"), nullable=False),
    Index(None, "answer"),
)

share = Table(
    "share",
    metadata,
    # A link by which a chat lets others see an article of its own, until it is taken back.
    Column("token", String(64), primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("article", Integer, nullable=False),
    UniqueConstraint("chat", "article"),
)

opened = Table(
    "opened",
    metadata,
    # The chats that have opened such a link.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("token", ForeignKey("share.token", ondelete="CASCADE"), primary_key=True),
    Index(None, "token"),
)

note = Table(
    "note",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("text", Text, nullable=False),
)

tally = Table(
    "tally",
    metadata,
    # How often something happened on a day (UTC's); neither whose nor what it was about.
    Column("day", String(10), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("count", Integer, nullable=False),
)
