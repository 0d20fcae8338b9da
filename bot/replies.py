"""Answers, refusals and errors into the words that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import escape

from bot import splitting
from knowledge import Answer, Citation, NotOnRecord, Searched

_EDGES = re.compile(r"^\W+|\W+$")


def html(reply: Answer | NotOnRecord) -> list[str]:
    """The reply as Telegram messages in HTML, each within Telegram's limits."""
    return splitting.joined([block for block in _blocks(reply) if block])


def plain(reply: Answer | NotOnRecord) -> str:
    """The reply as plain text, for a terminal and for `--json`."""
    if isinstance(reply, NotOnRecord):
        blocks = [_not_on_record(reply)]
    else:
        blocks = [say("lead.txt", answer=reply)]
        blocks += [
            say("citation.txt", citation=c, source=c.source, link=_link(c)) for c in reply.citations
        ]
    return "\n\n".join(block for block in (*blocks, _note(reply.searched)) if block)


def sentence(error: BaseException) -> str:
    """One sentence for people about an error: that of its class, else of the nearest parent."""
    known = _templates().get_template("errors.txt").module
    macro = next(
        getattr(known, kind.__name__)
        for kind in type(error).__mro__
        if hasattr(known, kind.__name__)
    )
    return str(macro(error)).strip()


def say(template: str, **values: Any) -> str:
    """The text of any other template of `bot/templates`, escaped where that is .html."""
    return _templates().get_template(template).render(values).strip()


def _blocks(reply: Answer | NotOnRecord) -> Iterator[str]:
    if isinstance(reply, NotOnRecord):
        yield escape(_not_on_record(reply))
    else:
        yield say("lead.html", answer=reply)
        for citation in reply.citations:
            yield from _citation(citation)
    yield escape(_note(reply.searched))


def _citation(citation: Citation) -> Iterator[str]:
    """The quotation with its source under it; a very long one in several blocks."""
    source = say(
        "source.html",
        source=citation.source,
        paragraph=citation.paragraph,
        link=_link(citation),
    )
    room = splitting.LIMIT - splitting.visible(source) - 1
    *others, last = splitting.pieces(citation.quote, room)
    yield from (say("quotation.html", words=words) for words in others)
    yield f"{say('quotation.html', words=last)}\n{source}"


def _not_on_record(reply: NotOnRecord) -> str:
    return say(
        "not_on_record.txt",
        reason=reply.reason.value,
        searched=reply.searched,
        person=reply.person,
        topic=reply.topic,
    )


def _note(searched: Searched) -> str:
    return say("note.txt", searched=searched)


def _link(citation: Citation) -> str:
    """The article's page, scrolled to the words by a text fragment; "" where there is none."""
    url = citation.source.url
    if not url.startswith(("http://", "https://")):
        return ""
    words = citation.quote.split()
    ends = [words] if len(words) <= 10 else [words[:4], words[-4:]]
    texts = [quote(_EDGES.sub("", " ".join(end)), safe="").replace("-", "%2D") for end in ends]
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment}:~:text={','.join(texts)}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": _day, "clipped": _clipped, "size": _size}
    return environment


def _day(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def _clipped(text: str, length: int = 200) -> str:
    """What is only a label need not be shown whole."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
