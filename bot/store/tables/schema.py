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

HEAD = "0006"
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
    # The name of the error because of which it was set aside.
    Column("error", String(60), nullable=False, server_default=""),
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

feed = Table(
    "feed",
    metadata,
    # Fetched once for all who follow it.
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    # What its server said of the version that was dealt with last.
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    # Seconds between two fetches, as it asks; and when the next is due.
    Column("pause", Float, nullable=False),
    Column("due", Float, nullable=False),
    # Until when it is somebody's who is fetching it just now.
    Column("claimed", Float, nullable=False),
    # Fetches in a row that failed, and when the first did; 0 where the last did not.
    Column("failures", Integer, nullable=False),
    Column("failing", Float, nullable=False),
    UniqueConstraint("url"),
    Index(None, "due"),
    sqlite_autoincrement=True,
)

follower = Table(
    "follower",
    metadata,
    Column("feed", ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True),
    # The chat, 0 for the shared library; and its topic.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, nullable=False),
    # Whether its first items have come, when it was fetched last, and what was wrong then.
    Column("served", Boolean, nullable=False),
    Column("fetched", Float, nullable=False),
    Column("trouble", String(40), nullable=False),
    # It failed for so long that it is not fetched for this chat until somebody asks for it.
    Column("paused", Boolean, nullable=False),
    Index(None, "chat"),
)

item = Table(
    "item",
    metadata,
    # An item of a feed that a chat has had, by a key that it has in every feed.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("key", String(32), primary_key=True),
    # What it has become; 0 where that is nothing, or an article that a person brought.
    Column("article", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    # When it was last in a feed.
    Column("seen", Float, nullable=False),
)

watch = Table(
    "watch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    # The number of the newest article then: only later ones are told of.
    Column("since", Integer, nullable=False),
    UniqueConstraint("chat", "words"),
    sqlite_autoincrement=True,
)

notice = Table(
    "notice",
    metadata,
    # A message that nobody has asked for just now: what a watch has found, a feed that is paused.
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    # Its first line, which is sent at once, and all of it; emptied once it is there.
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    # The quotations in it, each a speaker and the words, to be told once.
    Column("quotes", JSON, nullable=False),
    # The message that it stands in, 0 while nothing is known of one.
    Column("message", BigInteger, nullable=False),
    Column("sent", Boolean, nullable=False),
    Column("claimed", Float, nullable=False),
    Column("made", Float, nullable=False),
    Index(None, "chat"),
    Index(None, "sent"),
    sqlite_autoincrement=True,
)

tally = Table(
    "tally",
    metadata,
    # How often something happened on a day (UTC's); neither whose nor what it was about.
    Column("day", String(10), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("count", Integer, nullable=False),
)
