"""Who a source phrase is: its name in this article, or none where the text does not tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.attribution.parsing import syntax
from knowledge.language import cues
from knowledge.model.statement import ProfileKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.entities.coreference import CoreferenceResolver
    from knowledge.attribution.entities.entities import Entity, EntityRegistry
    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.attribution.parsing.syntax import SourcePhrase

"""Documents that one has just been quoted from when somebody "wrote"."""
_REMEMBERED = 3
"""Paragraphs after which a document is no longer "the letter" just spoken of."""
_LONGEST_NAME = 8
_BROKEN_BY = ("IN", "POS", "CC", "TO")


@dataclass
class Authors:
    """Whose documents the article speaks of, as it goes on."""

    by_noun: dict[str, str]
    writer: str = ""
    written: int = -_REMEMBERED


class SpeakerResolver:
    """The names of source phrases, asked for in the order of the text."""

    def __init__(self, cast: EntityRegistry, references: CoreferenceResolver) -> None:
        self._cast = cast
        self._references = references
        self._authors = Authors({})

    def name(self, reading: ParsedParagraph, source: SourcePhrase, kind: str) -> str:
        """The full name of whom the phrase means, "" where the article does not say; `kind` is
        the class of the cue. "A and B" where two speak.
        """
        found = self._name(reading, source)
        if kind == "write" and found:
            self._authors.writer, self._authors.written = found, reading.paragraph
        return found

    def _name(self, reading: ParsedParagraph, source: SourcePhrase) -> str:
        head = reading.doc[source.head]
        if cues.source_kind(head.lower_) == "document" and not self._cast.mention_at(
            reading, head.i
        ):
            return self._author(reading, head)
        return self._own_name(reading, source)

    def _own_name(self, reading: ParsedParagraph, source: SourcePhrase) -> str:
        """The name of a person or body; no document leads to its author here."""
        head = reading.doc[source.head]
        if (player := self._named(reading, source)) is not None:
            return self._with_others(reading, head, player)
        if cues.source_kind(head.lower_) == "body" and head.tag_ in ("NN", "NNP"):
            return _body_name(reading, head)
        return ""

    def _named(self, reading: ParsedParagraph, source: SourcePhrase) -> Entity | None:
        head = reading.doc[source.head]
        if (mention := self._cast.mention_at(reading, head.i)) is not None:
            crowd = mention.last - mention.first == 1 and _is_crowd(head)
            return None if crowd else mention.player
        if cues.source_kind(head.lower_) == "body" and head.i + 1 < source.last:
            mention = self._cast.mention_at(reading, head.i + 1)  # the magazine Orbit
            if mention is not None:
                return mention.player
        return self._apposed(reading, source) or self._references.player_at(reading, head.i)

    def _apposed(self, reading: ParsedParagraph, source: SourcePhrase) -> Entity | None:
        """The name that a role is followed by: "the coach, Jane Roe", "the novelist Jo Roe"."""
        head = reading.doc[source.head]
        kind = cues.source_kind(head.lower_)
        if kind == "body":
            beside = (c for c in head.children if c.dep_ == "appos" and c.i < source.last)
            found = (self._cast.mention_at(reading, c.i) for c in beside)
            return next((mention.player for mention in found if mention is not None), None)
        if kind in ("document", "group"):
            return None
        last = self._cast.mention_at(reading, source.last - 1)
        if last is not None and last.player.kind is ProfileKind.PERSON and last.first > head.i:
            before = reading.doc[_start(self._cast, reading, last.first) - 1]
            if before.text == ",":  # the head of the union (FGW), Ann Lee
                return last.player
        for at in range(head.i + 1, source.last):
            mention = self._cast.mention_at(reading, at)
            if mention is None or mention.player.kind is not ProfileKind.PERSON:
                continue
            if reading.doc[_start(self._cast, reading, at) - 1].tag_ in _BROKEN_BY:
                continue
            if not _in_clause(reading, head.i, at):
                return mention.player
        return None

    def _with_others(self, reading: ParsedParagraph, head: Token, player: Entity) -> str:
        names = [player.name]
        for child in head.rights:
            if child.dep_ == "conj":
                mention = self._cast.mention_at(reading, child.i)
                if mention is not None and mention.player.name not in names:
                    names.append(mention.player.name)
        return " and ".join(names[:2]) if len(names) <= 2 else ", ".join(names)

    def _author(self, reading: ParsedParagraph, head: Token) -> str:
        """Whose document it is: by its own words (Reuters' report, a letter by X), by who is said
        to have made one, or by who has just been quoted from it.
        """
        noun = head.lower_
        maker = self._maker(reading, head)
        if maker is not None:
            return maker
        if not any(c.lower_ in ("the", "this", "that") for c in head.lefts):
            return ""
        if noun in self._authors.by_noun:
            return self._authors.by_noun[noun]
        if noun not in cues.words("personal documents"):
            return ""
        recent = reading.paragraph - self._authors.written <= _REMEMBERED
        return self._authors.writer if recent else ""

    def _maker(self, reading: ParsedParagraph, head: Token) -> str | None:
        """Who made a document as the sentence itself tells; "" for somebody without a name, None
        where it does not tell.
        """
        for child in head.children:
            owner = child if child.dep_ in ("poss", "compound", "nmod") else None
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            elif child.lower_ in cues.words("making verbs"):
                owner = syntax.agent(child)
            if owner is not None and (name := self._owner_name(reading, owner)):
                return name
            if owner is not None and child.dep_ != "compound" and syntax.speaks(owner):
                return ""
        verb = head.head if head.dep_ == "dobj" else head.head.head
        if verb.lower_ in cues.words("making verbs") and head.dep_ in ("dobj", "pobj"):
            subject = syntax.subject(verb)
            if subject is not None and not syntax.is_passive(verb):
                return self._own_name(reading, syntax.phrase(subject, verb.i))
        return None

    def _owner_name(self, reading: ParsedParagraph, owner: Token) -> str:
        mention = self._cast.mention_at(reading, owner.i)
        if mention is None and owner.tag_ not in ("NN", "PRP$"):
            return ""
        return "" if _is_crowd(owner) else self._own_name(reading, syntax.phrase(owner))

    def note_documents(self, reading: ParsedParagraph) -> None:
        """Remember who wrote, signed or released which document in a paragraph."""
        for token in reading.doc:
            if cues.source_kind(token.lower_) == "document" and reading.quoted[token.i] == -1:
                name = self._maker(reading, token)
                if name:
                    self._authors.by_noun[token.lower_] = name


def _start(cast: EntityRegistry, reading: ParsedParagraph, at: int) -> int:
    mention = cast.mention_at(reading, at)
    while at > 0 and cast.mention_at(reading, at - 1) is mention:
        at -= 1
    return at


def _in_clause(reading: ParsedParagraph, first: int, last: int) -> bool:
    """Whether a verb or a relative pronoun stands between two tokens."""
    between = reading.doc[first + 1 : last]
    return any(t.tag_.startswith(("VBD", "VBZ", "VBP", "VBG", "MD", "W")) for t in between)


def _is_crowd(head: Token) -> bool:
    """Whether a capitalised noun names a kind of people, not a body: Republicans, Russians."""
    if head.tag_ == "NNPS" and head.ent_type_ in ("NORP", ""):
        return True
    return head.ent_type_ == "NORP" or cues.source_kind(head.lower_) == "group"


def _body_name(reading: ParsedParagraph, head: Token) -> str:
    """A body's name by its own phrase: "Putin's government", "the Saltmouth fire brigade"."""
    first, last = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            last = max(
                last,
                min(
                    (c.left_edge.i for c in child.rights if c.dep_ == "relcl"),
                    default=child.right_edge.i + 1,
                ),
            )
    doc = reading.doc
    while first < head.i and doc[first].tag_ in ("DT", "PRP$", "CC", ",", "RB", "IN"):
        first += 1
    proper = any(t.tag_.startswith("NN") and t.text[:1].isupper() for t in doc[first:last])
    if not proper or last - first > _LONGEST_NAME:
        return ""
    span = reading.trimmed_span(first, last)
    return " ".join(span.of(reading.text).split()) if span is not None else ""
