"""The share and opened tables: articles that a chat shares by a link, and who has opened it."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.tables.schema import opened, share

TOKEN = 24
"""Random bytes of a token: 192 bits, which nobody guesses."""


def share_out(connection: Connection, chat: int, article: int) -> str:
    """The token of the link to a chat's article: the one there is, else a new one."""
    same = (share.c.chat == chat, share.c.article == article)
    known: str | None = connection.execute(select(share.c.token).where(*same)).scalar()
    if known is not None:
        return known
    token = secrets.token_urlsafe(TOKEN)
    connection.execute(insert(share).values(token=token, chat=chat, article=article))
    return token


def take_back(connection: Connection, chat: int, article: int) -> bool:
    """From now on nobody sees the article by the link; whether there was one."""
    same = (share.c.chat == chat, share.c.article == article)
    return bool(connection.execute(delete(share).where(*same)).rowcount)


def owner_of(connection: Connection, token: str) -> tuple[int, int] | None:
    """The chat that shares, and its article; None for a token that opens nothing."""
    found = select(share.c.chat, share.c.article).where(share.c.token == token)
    row = connection.execute(found).first()
    return (row.chat, row.article) if row is not None else None


def open_link(connection: Connection, chat: int, token: str) -> None:
    """A chat has opened the link: it sees the article from now on."""
    same = (opened.c.chat == chat, opened.c.token == token)
    if connection.execute(select(opened.c.token).where(*same)).first() is None:
        connection.execute(insert(opened).values(chat=chat, token=token))


def seen(connection: Connection, chat: int) -> frozenset[int]:
    """The articles that others share with a chat."""
    found = select(share.c.article).join(opened).where(opened.c.chat == chat)
    return frozenset(connection.execute(found).scalars())


def follow(connection: Connection, chat: int, before: int, after: int) -> None:
    """A page that the chat shares has a new version: the link opens that from now on."""
    same = (share.c.chat == chat, share.c.article == before)
    connection.execute(update(share).where(*same).values(article=after))


def drop_article(connection: Connection, chat: int, article: int) -> None:
    """A chat no longer wants to see an article that others share with it."""
    links = select(share.c.token).where(share.c.article == article)
    same = (opened.c.chat == chat, opened.c.token.in_(links))
    connection.execute(delete(opened).where(*same))
