"""One paragraph as attribution reads it: its parse, its quotations, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution.parsing.quotation_marks import QuotedSpan, is_sentence, is_title
from knowledge.language import cues
from knowledge.model.span import Span, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from knowledge.attribution.parsing.syntax import SourcePhrase

EDGE = frozenset(",;:.–—- ")


@dataclass(eq=False)
class ParsedParagraph:
    """A parsed paragraph (or a piece of a long one). Tokens are known by their index in `doc`.

    `quoted[i]` is the index in `quotations` of the one that token i stands in, -1 outside;
    `whole` are the indexes of quotations that stand for themselves, the rest are fragments.
    """

    text: str
    span: Span
    doc: Doc
    paragraph: int
    quotations: list[QuotedSpan]
    quoted: list[int] = field(init=False)
    whole: set[int] = field(init=False)
    sentence: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.quoted = self._quoted()
        self.whole = {at for at, q in enumerate(self.quotations) if self._is_whole(at, q)}
        self.sentence = self._sentences()

    def _is_whole(self, at: int, quotation: QuotedSpan) -> bool:
        if is_sentence(quotation, self.text) and not is_title(quotation, self.text):
            return True
        return quotation.inner.of(self.text)[:1].isupper() and self._introduced(at)

    def _introduced(self, at: int) -> bool:
        """Whether a cue and a comma or colon stand before a quotation, which makes one word whole:
        He said: “Yes.”
        """
        if at not in self.quoted:
            return False
        mark = self.quoted.index(at) - 1
        if mark < 1 or self.doc[mark].text not in (":", ","):
            return False
        cue = cues.verb(self.doc[mark - 1].text)
        return cue is not None and cue.speaks

    def _quoted(self) -> list[int]:
        places, at = [], 0
        for token in self.doc:
            start = self.span.start + token.idx
            while at < len(self.quotations) and self.quotations[at].span.end <= start:
                at += 1
            inside = at < len(self.quotations) and self.quotations[at].span.start <= start
            places.append(at if inside else -1)
        return places

    def _sentences(self) -> list[int]:
        """For each token the number of its sentence: a point, ! or ? outside quotations ends one,
        and so does a whole quotation that ends in one before a capital.
        """
        number, numbers, ended = 0, [], False
        for token in self.doc:
            quoted = self.quoted[token.i]
            if ended and not token.is_space and quoted == -1 and not is_closing(token):
                number += not token.text[:1].islower()
                ended = False
            elif ended and quoted != -1 and self.quoted[token.i - 1] != quoted:
                number, ended = number + 1, False
            numbers.append(number)
            if token.tag_ == "." or (token.text in ("…", "...") and quoted == -1):
                ended = True
            elif not is_closing(token) and not token.is_space:
                ended = False
        return numbers

    def start_of(self, first: int) -> int:
        """The offset in the article at which token `first` begins."""
        return self.span.start + self.doc[first].idx

    def span_of(self, first: int, last: int) -> Span:
        """The characters of the tokens from `first` up to, not including, `last`."""
        end = self.doc[last - 1]
        return Span(self.start_of(first), self.span.start + end.idx + len(end.text))

    def trimmed_span(self, first: int, last: int) -> Span | None:
        """The same without edge punctuation and white space; None where nothing is left."""
        while first < last and is_edge(self.doc[first]):
            first += 1
        while first < last and is_edge(self.doc[last - 1]):
            last -= 1
        if first >= last:
            return None
        span = trimmed(self.span_of(first, last), self.text)
        return span if len(span) else None

    def sentence_bounds(self, at: int) -> tuple[int, int]:
        """The first token of the sentence that holds token `at`, and the one after its last."""
        number, first, last = self.sentence[at], at, at + 1
        while first > 0 and self.sentence[first - 1] == number:
            first -= 1
        while last < len(self.sentence) and self.sentence[last] == number:
            last += 1
        return first, last

    def in_whole(self, at: int) -> bool:
        """Whether token `at` stands in a quotation that stands for itself."""
        return self.quoted[at] in self.whole


@dataclass
class AttributionRelation:
    """An attribution found in one paragraph, in tokens: its cue (first and one past the last),
    its source and addressee phrases, and the stretches of its words, in order.
    """

    kind: str
    contents: list[tuple[int, int]]
    cue: tuple[int, int] | None = None
    source: SourcePhrase | None = None
    addressee: SourcePhrase | None = None
    negated: bool = False
    verb: int = -1
    quotes: list[int] = field(default_factory=list)


def is_edge(token: Token) -> bool:
    """Whether a token at the edge of a phrase is no part of it: white space, commas, dashes."""
    return token.is_space or token.text in EDGE or token.text in ("--", "...")


def is_closing(token: Token) -> bool:
    """Whether a token closes a quotation or a bracket."""
    return token.text in ("”", "''", '"', "’", "'", ")", "]", "»", "“") or token.is_space
