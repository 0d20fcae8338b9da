"""What an article says of who its people are: titles, appositions, "is a Republican from"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.entities import role_words
from knowledge.attribution.parsing.syntax import phrase
from knowledge.language import cues, names
from knowledge.model.statement import Profile, ProfileKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from knowledge.attribution.entities.entities import Entity, EntityRegistry, Mention
    from knowledge.attribution.parsing.paragraph import ParsedParagraph

_BEFORE = ("compound", "amod", "nmod", "poss")
_LONGEST = 40
_LONGEST_TITLE = 12
_HONORIFICS = ("Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Dr.")


def describe(cast: EntityRegistry) -> None:
    """Note for every player the descriptions that the grammar gives, and the roles in them."""
    for player in cast.players:
        for mention in player.mentions:
            if mention.reading is not None and mention.reading.quoted[mention.first] == -1:
                _note(cast, player, mention, mention.reading)


def _note(cast: EntityRegistry, player: Entity, mention: Mention, reading: ParsedParagraph) -> None:
    for first, last in _descriptions(cast, reading, mention):
        span = reading.trimmed_span(first, last)
        if span is None or last - first > _LONGEST or span.of(reading.text) in _HONORIFICS:
            continue
        if all(span.of(reading.text) != d.of(reading.text) for d in player.descriptions):
            player.descriptions.append(span)
        tokens = list(reading.doc[first:last])
        player.roles |= role_words.words(tokens)
        if any(cues.source_kind(t.text) == "person" for t in tokens) or tokens[0].lower_ == "who":
            player.kinds["person"] += 4
        player.sexes.update(s for t in tokens if (s := names.title(t.text)))


def _descriptions(
    cast: EntityRegistry, reading: ParsedParagraph, mention: Mention
) -> Iterator[tuple[int, int]]:
    """The stretches of tokens that say who a mention is; a name beside a name says nothing."""
    head = reading.doc[mention.last - 1]
    first = _title_start(reading, mention.first, head)
    if any(t.tag_.startswith("NN") for t in reading.doc[first : mention.first]):
        yield first, mention.first
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            source = phrase(child)
            named = cast.mention_at(reading, child.i) is not None
            if not named and not source.first <= mention.first < source.last:
                yield source.first, source.last
        elif child.dep_ == "relcl" and child.left_edge.lower_ == "who":
            yield child.left_edge.i, child.right_edge.i + 1
    if head.dep_ == "appos" and head.head.tag_.startswith("NN"):
        whole = phrase(head.head)
        if whole.first < mention.first and cast.mention_at(reading, head.head.i) is None:
            yield whole.first, mention.first
    yield from _predicate(head)


def _title_start(reading: ParsedParagraph, name: int, head: Token) -> int:
    """Where the title before a name begins: what the grammar hangs on the name, or, where it
    hangs it elsewhere, back to the title's own word ("Secretary of the Navy Ada Orrin"); never
    over a comma or an "and" to another name's.
    """
    doc = reading.doc
    start = titled = name
    while start > 0 and name - start < _LONGEST_TITLE and _in_title(doc[start - 1]):
        start -= 1
        if names.title(doc[start].text) is not None:
            titled = start
    hung = min([name, *(c.left_edge.i for c in head.lefts if c.dep_ in _BEFORE)])
    return min(titled, max(start, hung))


def _in_title(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS", "NN", "JJ", "DT", "POS", "HYPH", "VBN", "PRP$") or (
        token.lower_ in ("of", "for", "-")
    )


def _predicate(head: Token) -> Iterator[tuple[int, int]]:
    """Ms. Roe is a Republican from Ohio."""
    verb = head.head
    if any(child.dep_ == "neg" for child in verb.children):
        return
    if head.dep_ == "nsubj" and verb.lower_ in ("is", "was", "became", "'s", "’s"):
        for child in verb.rights:
            if child.dep_ == "attr" and child.tag_.startswith("NN"):
                source = phrase(child)
                yield source.first, source.last


def profiles(cast: EntityRegistry) -> tuple[Profile, ...]:
    """The players as profiles, in the order in which they enter the article."""
    return tuple(
        Profile(
            player.name,
            player.kind,
            tuple(m.span for m in player.mentions),
            tuple(player.descriptions),
        )
        for player in cast.players
        if player.kind is ProfileKind.PERSON or len(player.words) > 1 or player.kinds["body"]
    )
