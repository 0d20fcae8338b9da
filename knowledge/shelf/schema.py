"""The tables of library.db."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

HEAD = "0005"
"""The newest migration: a library at another revision is migrated when it is opened."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("collection", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("paragraphs", JSON, nullable=False),
    Column("headline", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("byline", Text, nullable=False),
    Column("published", DateTime, nullable=True),
    Column("url", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("added", DateTime, nullable=False),
    # How long its body is: of the copies of a story the longest is read first.
    Column("words", Integer, nullable=False, server_default="0"),
    # Its canonical address, to compare by; empty for what is no page.
    Column("page", Text, nullable=False, server_default=""),
    # The copies of one story in a collection have one number: the id of the first that came.
    Column("story", Integer, nullable=False, server_default="0"),
    # The version of the page that it took the place of, and whether it is the newest itself.
    Column("before", Integer, nullable=True),
    Column("current", Boolean, nullable=False, server_default=true()),
    UniqueConstraint("collection", "digest"),
    Index("ix_article_page", "collection", "page"),
    Index(None, "story"),
    # Holds all that `Shelf.filed` reads, so that no text is gone through for it.
    Index(
        "ix_article_filed",
        "collection",
        "language",
        "outlet",
        "published",
        "words",
        "story",
        "current",
    ),
    # An id is never used again: an old button must not open another chat's article.
    sqlite_autoincrement=True,
)


def _of_article() -> Column[int]:
    return Column(
        "article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, nullable=False
    )


passage = Table(
    "passage",
    metadata,
    _of_article(),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("citable", Boolean, nullable=False),
    Column("terms", Text, nullable=False),
)

statement = Table(
    "statement",
    metadata,
    _of_article(),
    Column("position", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("content", JSON, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("cue", JSON, nullable=True),
    Column("cue_class", String(32), nullable=False),
    Column("speaker", JSON, nullable=True),
    Column("speaker_name", Text, nullable=False),
    Column("addressee", JSON, nullable=True),
    Column("negated", Boolean, nullable=False),
    Index(None, "speaker_name"),
)

profile = Table(
    "profile",
    metadata,
    _of_article(),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("names", JSON, nullable=False),
    Column("descriptions", JSON, nullable=False),
    Index(None, "name"),
)

in_work = Table("in_work", metadata, _of_article())
"""The articles whose passages are here and whose statements are not yet."""

source = Table(
    "source",
    metadata,
    Column("digest", String(64), primary_key=True),
    _of_article(),
    Index(None, "article"),
)
"""Of which bytes an article was read, so that they need not be read again."""

sketch = Table(
    "sketch",
    metadata,
    _of_article(),
    # Fingerprints, eight bytes each: see reading.likeness.
    Column("prints", LargeBinary, nullable=False),
)

shingle = Table(
    "shingle",
    metadata,
    # The smallest fingerprints of an article that is searched, to find its copies by.
    Column("collection", String(200), primary_key=True),
    Column("fingerprint", BigInteger, primary_key=True, autoincrement=False),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "article"),
    sqlite_with_rowid=False,
)

vectors = Table(
    "vectors",
    metadata,
    # Whoever holds vectors in memory asks for those with higher numbers.
    Column("sequence", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, unique=True),
    # The model and its version: vectors of another one are made anew, never compared.
    Column("encoder", String(100), nullable=False),
    # Whether each sentence was read with the one before it too, or only by itself so far.
    Column("whole", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""What the words of an article mean: see meaning.vectors."""

change = Table(
    "change",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("added", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
"""What happened to the articles, in order; an index follows it."""

origin = Table("origin", metadata, Column("token", String(32), primary_key=True))
"""One row, made with the database: an index is known by it as this library's."""
