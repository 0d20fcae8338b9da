"""Articles that are not in English: quotations by their marks, speakers by a small lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.attribution.capitalised_names import WORD, NameFinder
from knowledge.attribution.parsing.quotation_marks import QuotedSpan, is_title, quotations
from knowledge.model.span import Span, trimmed
from knowledge.model.statement import Attribution, Profile, ProfileKind, Statement, StatementKind

if TYPE_CHECKING:
    from knowledge.model.article import Article, Paragraph

_ZONE = 160
"""Characters looked at on either side of a quotation."""
_END = re.compile(r"(?<!\b[^\W\d_])(?<!\bDr)(?<!\bSr)[.!?…](?:\s|$)")
_FEWEST_WORDS = 4
_INSIDE = re.compile(r",\s(?P<verb>[^\W\d_]+-[^\W\d_]+)[^.,]{0,30}[.,]\s")
_NEAR = 4
"""Words that may stand between the marks and the verb: « ... », a-t-elle encore dit."""
_SENTENCE = re.compile(r"[.!?…。！？]$")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class AdjacentAttribution:
    """An attribution beside a quotation: the verb, who speaks as mentioned, and the name in it."""

    cue: Span
    speaker: Span | None
    name: str = ""


def attribute(article: Article) -> Attribution:
    """The direct quotations of an article in a language that is not parsed. Whose they are is
    said only where a verb of the lexicon stands right beside them.
    """
    reader = _Reader(article)
    statements = [s for paragraph in article.body for s in reader.statements(paragraph)]
    return Attribution(tuple(statements), tuple(reader.profiles()))


class _Reader:
    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._names = NameFinder(article)
        self._speakers: dict[str, None] = {}

    def statements(self, paragraph: Paragraph) -> list[Statement]:
        found: list[Statement] = []
        marks = [p for q in quotations(self._text, paragraph.span) for p in self._parted(q)]
        for at, quotation in enumerate(marks):
            left = marks[at - 1].span.end if at else paragraph.span.start
            right = marks[at + 1].span.start if at + 1 < len(marks) else paragraph.span.end
            beside = self._behind(quotation, right) or self._before(quotation, left)
            if not self._is_said(quotation, beside, found):
                continue
            span = trimmed(quotation.span, self._text)
            if beside is not None:
                beside = self._resolved(beside, paragraph, found)
            if (beside is None and found and self._goes_on(found[-1], span)) or (
                found and beside is not None and beside.cue == found[-1].cue
            ):
                found[-1] = _joined(found[-1], span)
            else:
                found.append(_statement(paragraph, span, beside))
        return found

    def _parted(self, quotation: QuotedSpan) -> list[QuotedSpan]:
        """A quotation around an attribution inside its marks, as French has it, in two parts:
        « ..., écrit-elle. ... »
        """
        inner = quotation.inner
        for match in _INSIDE.finditer(inner.of(self._text)):
            verb, _, pronoun = match["verb"].rpartition("-")
            if self._names.is_verb(verb) and self._names.is_pronoun(pronoun):
                first = Span(quotation.span.start, inner.start + match.start())
                second = Span(inner.start + match.end(), quotation.span.end)
                parts = [QuotedSpan(first, Span(inner.start, first.end))]
                if any(c.isalpha() for c in second.of(self._text)):
                    parts.append(QuotedSpan(second, Span(second.start, inner.end)))
                return parts
        return [quotation]

    def _is_said(
        self, quotation: QuotedSpan, beside: AdjacentAttribution | None, found: list[Statement]
    ) -> bool:
        """Whether a quotation is speech, not a title or a word under suspicion."""
        words = len(quotation.words(self._text))
        inner = quotation.inner.of(self._text).strip()
        words += len(_HAN.findall(inner)) // 2
        if beside is not None:
            return words >= 2
        after = self._text[quotation.span.end : quotation.span.end + 1]
        ends = bool(_SENTENCE.search(inner)) or after in tuple(".!?…")
        goes_on = bool(found) and ends
        return (words >= _FEWEST_WORDS or goes_on) and ends and not is_title(quotation, self._text)

    def _resolved(
        self, beside: AdjacentAttribution, paragraph: Paragraph, found: list[Statement]
    ) -> AdjacentAttribution:
        """A pronoun is the one speaker's or, but for German, the one name's before it in its
        paragraph; where two stand there it is nobody's.
        """
        if beside.name:
            self._speakers[beside.name] = None
        if beside.name or beside.speaker is None:
            return beside
        if not self._names.is_pronoun(beside.speaker.of(self._text)):
            return beside
        names = {s.speaker_name for s in found if s.speaker_name}
        if not names and self._article.language != "de":
            words = self._text[paragraph.span.start : min(beside.cue.start, beside.speaker.start)]
            names = self._names.known(words, least=2)
        return (
            AdjacentAttribution(beside.cue, beside.speaker, names.pop())
            if len(names) == 1
            else beside
        )

    def _goes_on(self, earlier: Statement, span: Span) -> bool:
        """Whether nothing but one attribution stands between two quotations."""
        between = self._text[earlier.content[-1].end : span.start]
        return len(between) < _ZONE and len(_END.findall(between)) <= 1

    def _behind(self, quotation: QuotedSpan, limit: int) -> AdjacentAttribution | None:
        start = quotation.span.end
        zone = self._text[start : min(limit, start + _ZONE)]
        ended = _END.search(zone)
        zone = zone[: ended.start() if ended else len(zone)]
        if quotation.inner.of(self._text).rstrip().endswith(".") and zone.lstrip()[:1].isupper():
            return None
        for number, match in enumerate(WORD.finditer(zone)):
            if number > _NEAR:
                return None
            if self._names.is_verb(match.group()):
                cue = Span(start + match.start(), start + match.end())
                rest = zone[match.end() :]
                if "-" in zone[: match.end()]:  # a-t-elle dit, écrit-elle
                    return AdjacentAttribution(cue, *self._names.pronoun(zone, start))
                return AdjacentAttribution(cue, *self._names.source(rest, cue.end, leading=True))
        return None

    def _before(self, quotation: QuotedSpan, limit: int) -> AdjacentAttribution | None:
        end = quotation.span.start
        start = max(limit, end - _ZONE)
        zone = self._text[start:end]
        ends = [m.end() for m in _END.finditer(zone)]
        start, zone = (start + ends[-1], zone[ends[-1] :]) if ends else (start, zone)
        if not zone.rstrip().endswith((":", ",")):
            return None
        verbs = [m for m in WORD.finditer(zone) if self._names.is_verb(m.group())]
        if not verbs:
            return None
        cue = Span(start + verbs[-1].start(), start + verbs[-1].end())
        source = self._names.source(zone[: verbs[-1].start()], start, leading=False)
        if source[0] is None:
            source = self._names.source(zone[verbs[-1].end() :], cue.end, leading=True)
        return AdjacentAttribution(cue, *source)

    def profiles(self) -> list[Profile]:
        """The named speakers, with each place that holds their full name."""
        found = []
        for name in self._speakers:
            spans = [Span(*m.span()) for m in re.finditer(re.escape(name), self._text)]
            found.append(Profile(name, ProfileKind.PERSON, tuple(spans)))
        return found


def _statement(paragraph: Paragraph, span: Span, beside: AdjacentAttribution | None) -> Statement:
    return Statement(
        kind=StatementKind.DIRECT,
        content=(span,),
        paragraph=paragraph.number,
        cue=beside.cue if beside else None,
        cue_class="say" if beside else "",
        speaker=beside.speaker if beside else None,
        speaker_name=beside.name if beside else "",
    )


def _joined(earlier: Statement, span: Span) -> Statement:
    return Statement(
        kind=earlier.kind,
        content=(*earlier.content, span),
        paragraph=earlier.paragraph,
        cue=earlier.cue,
        cue_class=earlier.cue_class,
        speaker=earlier.speaker,
        speaker_name=earlier.speaker_name,
    )
