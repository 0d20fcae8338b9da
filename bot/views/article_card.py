"""What is told of an article that has arrived: its card, and what has changed on its page."""

from __future__ import annotations

from collections import Counter

from bot.views import answer_text, message_split, templates
from knowledge import Revision, Statement, StoredArticle

REVISIONS = 6
"""Changed quotations that a card shows."""


def card(opened: StoredArticle, messages: int = 1) -> str:
    """What an article that was brought is, in HTML: headline, outlet, date, who is quoted; and of
    how many messages its text was put together.
    """
    url = opened.article.url
    return templates.render(
        "card.html",
        article=opened.article,
        name=opened.name,
        link=url if url.startswith(("http://", "https://")) else "",
        statements=len(opened.attribution.statements),
        in_work=opened.in_work,
        quoted=speakers_in(opened),
        messages=messages,
    )


def revision_blocks(revision: Revision) -> list[str]:
    """What changed in the quotations of a page since it was read before: blocks in HTML."""
    changes, now = revision.changes, revision.after.article.text
    before = revision.before.article.text
    rows: list[tuple[str, str, Statement | None, Statement | None]]
    rows = [("altered", c.after.speaker_name, c.before, c.after) for c in changes.altered]
    rows += [("withdrawn", s.speaker_name, s, None) for s in changes.withdrawn]
    rows += [("added", s.speaker_name, None, s) for s in changes.added]
    blocks = [
        templates.render_macro(
            "revision.html", "opening", since=revision.since, quotations=bool(rows)
        )
    ]
    for act, speaker, was, becomes in rows[:REVISIONS]:
        old = message_split.split_text(was.quote(before), answer_text.SHOWN)[0] if was else ""
        new = message_split.split_text(becomes.quote(now), answer_text.SHOWN)[0] if becomes else ""
        blocks.append(
            templates.render_macro(
                "revision.html", "one", act=act, speaker=speaker or "", was=old, now=new
            )
        )
    if len(rows) > REVISIONS:
        blocks.append(templates.render_macro("revision.html", "more", many=len(rows) - REVISIONS))
    return blocks


def speakers_in(opened: StoredArticle) -> list[str]:
    """Who speaks in an article, by name, most often first."""
    names = Counter(s.speaker_name for s in opened.attribution.statements if s.speaker_name)
    return [name for name, _ in names.most_common()]
