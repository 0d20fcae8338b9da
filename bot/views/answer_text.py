"""Answers, refusals and errors into the words that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from markupsafe import Markup, escape

from bot.views import message_split
from bot.views.templates import clip, render
from knowledge import Answer, Citation, NotOnRecord, Reason, Revision, SearchSummary, StoryCopy

SHOWN = 1200
"""UTF-16 units that are shown of one that is longer, up to the end of a sentence."""


def html(reply: Answer | NotOnRecord, leading: Sequence[str] = ()) -> list[str]:
    """The reply as Telegram messages in HTML, each within Telegram's limits; the blocks
    `leading`, in HTML too, come first.
    """
    return message_split.join_blocks([block for block in (*leading, *_blocks(reply)) if block])


def plain(reply: Answer | NotOnRecord) -> str:
    """The reply as plain text, for a terminal and for `--json`."""
    if isinstance(reply, NotOnRecord):
        blocks = [_not_on_record(reply), *_plain_citations(reply.offers, reply.person)]
    else:
        blocks = [_lead(reply, str), *_plain_citations(reply.citations, reply.speaker)]
        blocks.insert(2, render("changes.txt", changes=reply.changes))
        for revision in reply.revisions:
            blocks.append(render("revised.txt", revision=revision))
            blocks += [render("was.txt", was=was) for was in _earlier(reply, revision)]
    return "\n\n".join(block for block in (*blocks, _note(reply)) if block)


def quotation_html(citation: Citation) -> str:
    """A single quotation with its speaker and source, as one message in HTML; "" where it is too
    long for that.
    """
    blocks = list(_citations([citation], ""))
    return blocks[0] if len(blocks) == 1 else ""


def watch_notice(words: Sequence[str], citations: Sequence[Citation]) -> tuple[str, str]:
    """What watches, by their words, have found: the first line, and the message that begins with
    it, with as many of the quotations as it can hold, in HTML.
    """
    heading = render("watch_heading.html", words=words)
    for shown in range(len(citations), 0, -1):
        messages = message_split.join_blocks([heading, *_citations(citations[:shown], "")])
        if len(messages) == 1 or shown == 1:
            return heading, messages[0]
    return heading, heading


def quotation_blocks(citations: Sequence[Citation], lead: str) -> list[str]:
    """Quotations as blocks in HTML, each with its source, and its speaker but where that is the
    `lead`.
    """
    return list(_citations(citations, lead))


def source_line(citation: Citation, *, whole: bool = True) -> str:
    """What stands under a quotation, in HTML: its paragraph, and the `whole` source too."""
    return render("source.html", citation=citation, whole=whole, also=_elsewhere(citation))


def search_note(searched: SearchSummary) -> str:
    """Where it was looked, in HTML; "" where that goes without saying."""
    return str(escape(render("note.txt", searched=searched)))


def _blocks(reply: Answer | NotOnRecord) -> Iterator[str]:
    if isinstance(reply, NotOnRecord):
        yield escape(_not_on_record(reply))
        yield from _citations(reply.offers, reply.person)
    else:
        if reply.passed_over is not None:
            some, among = reply.passed_over.weaker, reply.passed_over.articles
            found = len(reply.articles)
            yield render("elsewhere.html", among=among, found=found, some=some)
        yield _lead(reply, escape)
        yield from _citations(reply.citations, reply.speaker)
        yield escape(render("changes.txt", changes=reply.changes))
        for revision in reply.revisions:
            yield escape(render("revised.txt", revision=revision))
            yield from (render("was.html", was=was) for was in _earlier(reply, revision))
    yield escape(_note(reply))


def _earlier(answer: Answer, revision: Revision) -> list[str]:
    """The cited quotations of an article as they read before it was changed."""
    cited = [c.span for c in answer.citations if c.source.article == revision.after.id]
    before = revision.before.article.text
    return [
        message_split.split_text(change.before.quote(before), SHOWN)[0]
        for change in revision.changes.altered
        if any(span.overlaps(words) for span in cited for words in change.after.content)
    ]


def _lead(answer: Answer, shown: Callable[[str], str]) -> str:
    """The line above the quotations; `shown` makes a text fit to stand there."""
    strong = shown is escape
    addressees = {c.addressee for c in answer.citations}
    person = answer.person or next(iter(answer.question.people), "")
    several = len({c.source.article for c in answer.citations}) > 1
    return render(
        "lead.txt",
        asked=answer.asked.value,
        verdict=answer.verdict.value if answer.verdict else "",
        name=Markup("<b>{}</b>").format(answer.speaker)
        if strong and answer.speaker
        else shown(answer.speaker),
        role=shown(clip(answer.role, 80)),
        person=shown(person),
        topic=shown(answer.question.topic),
        addressee=shown(addressees.pop()) if len(addressees) == 1 else "",
        speakers=len(answer.speakers),
        several=several,
    )


def _labelled(citations: Sequence[Citation], lead: str) -> Iterator[tuple[Citation, str, bool]]:
    """Each citation with its speaker where the lead does not name them, and whether its source is
    told whole: once, under the last of an article's citations.
    """
    for citation, following in zip_longest(citations, citations[1:]):
        whole = following is None or following.source.article != citation.source.article
        yield citation, "" if citation.speaker == lead else citation.speaker, whole


def _plain_citations(citations: Sequence[Citation], lead: str) -> Iterator[str]:
    for citation, speaker, whole in _labelled(citations, lead):
        also = _elsewhere(citation) if whole else []
        yield render("citation.txt", citation=citation, speaker=speaker, whole=whole, also=also)


def _citations(citations: Sequence[Citation], lead: str) -> Iterator[str]:
    """The quotations, each with its source under it; a very long one in several blocks."""
    for citation, speaker, whole in _labelled(citations, lead):
        under = source_line(citation, whole=whole)
        label = render("speaker.html", speaker=speaker, negated=citation.negated) if speaker else ""
        room = (
            message_split.LIMIT
            - message_split.visible_length(under)
            - message_split.visible_length(label)
            - 2
        )
        first, *others = message_split.split_text(citation.quote, room)
        blocks = [render("quotation.html", words=words) for words in (first, *others)]
        blocks[0] = f"{label}\n{blocks[0]}".lstrip()
        blocks[-1] = f"{blocks[-1]}\n{under}"
        yield from blocks


def _elsewhere(citation: Citation) -> list[StoryCopy]:
    """Where else the words stand: every outlet once, and that of the source not again."""
    first: dict[str, StoryCopy] = {}
    for copy in citation.also:
        first.setdefault((copy.outlet or copy.headline or str(copy.article)).casefold(), copy)
    first.pop(citation.source.outlet.casefold(), None)
    return list(first.values())


def _not_on_record(reply: NotOnRecord) -> str:
    return render(
        "not_on_record.txt",
        reason=reply.reason.value,
        searched=reply.searched,
        person=reply.person,
        topic=clip(reply.topic, 100),
        offers=bool(reply.offers),
    )


def _note(reply: Answer | NotOnRecord) -> str:
    """Where it was looked, unless there was nothing to look for."""
    looked = isinstance(reply, Answer) or not (
        reply.reason is Reason.COURTESY or reply.reason.is_of_the_question
    )
    told = isinstance(reply, NotOnRecord) and reply.reason is Reason.STILL_READING
    return render("note.txt", searched=reply.searched, waiting=not told) if looked else ""
