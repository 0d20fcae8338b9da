"""Who is named in an article: every named mention, and which of them are the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution.entities import name_mentions, role_words
from knowledge.language import cues, names
from knowledge.model.span import Span
from knowledge.model.statement import ProfileKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph

_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(eq=False)
class Entity:
    """One person or body of the article."""

    words: tuple[str, ...]
    kinds: Counter[str] = field(default_factory=Counter)
    sexes: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    descriptions: list[Span] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name."""
        return " ".join(self.words)

    @property
    def kind(self) -> ProfileKind:
        """Person or body, by the weight of the evidence."""
        person = self.kinds["person"] > self.kinds["body"]
        return ProfileKind.PERSON if person else ProfileKind.BODY

    @property
    def sex(self) -> str:
        """ "m", "f" or "" where nothing tells."""
        man, woman = self.sexes["m"], self.sexes["f"]
        return "" if man == woman else "m" if man > woman else "f"

    def is_surely_not(self, sex: str) -> bool:
        """Whether more than a first name speaks against that sex."""
        return self.sex not in ("", sex) and self.sexes[self.sex] > 1

    @property
    def is_place(self) -> bool:
        """Whether it is a country, a city or the like."""
        return self.kinds["place"] > 0


@dataclass(eq=False)
class Mention:
    """A name in the text: its span, and where it was parsed its tokens from `first` to `last`."""

    player: Entity
    span: Span
    reading: ParsedParagraph | None = None
    first: int = -1
    last: int = -1


class EntityRegistry:
    """The players of one article, in the order in which they enter."""

    def __init__(self) -> None:
        self.players: list[Entity] = []
        self._by_name: dict[str, Entity] = {}
        self._by_last: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_initials: dict[str, Entity] = {}
        self._at: dict[tuple[int, int], Mention] = {}

    def mention_at(self, reading: ParsedParagraph, at: int) -> Mention | None:
        """The name that token `at` belongs to."""
        return self._at.get((id(reading), at))

    def called(self, label: str) -> str:
        """The full name of whom a label names, in capitals or not: "ROE" is Jane Roe. A label
        of two words or more that names nobody else is a name itself.
        """
        words = [w for w in label.split() if names.title(w) is None] or label.split()
        for player in reversed(self._by_last.get(words[-1].casefold(), [])):
            own = [w.casefold() for w in player.words]
            if not player.name.isupper() and all(w.casefold() in own for w in words):
                return player.name
        return " ".join(w.title() if w.isupper() else w for w in words) if len(words) > 1 else ""

    def read(self, reading: ParsedParagraph) -> None:
        """Enter every name of a parsed paragraph."""
        for first, last, kind in name_mentions.name_runs(reading):
            self._enter(reading, first, last, kind)

    def link(self, reading: ParsedParagraph) -> None:
        """Enter bare surnames which the tagger took for other words ("Rathke also asked")."""
        for token in reading.doc:
            if (id(reading), token.i) in self._at or not token.text[:1].isupper():
                continue
            if token.tag_ in ("NN", "NNS", "JJ", "VB", "VBZ", "VBD", "RB", "FW", "VBN", "UH"):
                owners = [p for p in self._by_last.get(token.lower_, []) if len(p.words) > 1]
                people = [p for p in owners if p.kind is ProfileKind.PERSON]
                if len(people) == 1:
                    self._enter(reading, token.i, token.i + 1, "person")

    def read_unparsed(self, text: str, part: Span) -> None:
        """Enter the plain names of a paragraph that is not parsed."""
        for span in names.find(text, part):
            words = span.of(text).split()
            titles = [w for w in words if names.title(w) is not None]
            bare = words[len(titles) :] if words[: len(titles)] == titles else words
            if bare:
                start = span.end - len(" ".join(bare))
                player = self._player(tuple(map(_bare, bare)), "person", _sex(titles, bare))
                player.mentions.append(Mention(player, Span(start, span.end)))

    def _enter(self, reading: ParsedParagraph, first: int, last: int, kind: str) -> None:
        doc = reading.doc
        start = first
        titles = []
        while kind != "body" and start < last - 1 and names.title(doc[start].text) is not None:
            titles.append(doc[start].text)
            start += 1
        if start == last - 1 and names.title(doc[start].text) is not None and kind != "person":
            return
        words = tuple(map(_bare, reading.span_of(start, last).of(reading.text).split()))
        if (titles and kind != "body") or (last - start > 1 and _has_calling(doc[last - 1])):
            kind = "person"
        player = self._player(words, kind, _sex(titles, words))
        player.roles.update(role_words.normal(t) for t in titles)
        if doc[last - 1].ent_type_ in ("GPE", "LOC"):
            player.kinds["place"] += 1
        mention = Mention(player, reading.span_of(start, last), reading, start, last)
        player.mentions.append(mention)
        for at in range(first, last):
            self._at[id(reading), at] = mention

    def _player(self, words: tuple[str, ...], kind: str, sex: str) -> Entity:
        found = self._known(words, kind, sex)
        if found is None and len(words) == 1 and len(words[0]) > 2:
            found = self._by_initials.get(words[0].replace(".", ""))
        if found is None:
            found = Entity(words)
            if len(words) > 2:
                self._by_initials["".join(w[0] for w in words if w[0].isupper())] = found
            self.players.append(found)
        elif (len(words) > len(found.words) and kind != "body") or (
            len(words) == len(found.words) == 1 and found.words[0].isupper()
        ):
            found.words = words
        if kind and not (kind == "body" and len(words) == 1 and len(found.words) > 1):
            found.kinds[kind] += 2 if len(words) > 1 else 1
        if sex:
            found.sexes[sex] += 1
        self._by_name[" ".join(words).casefold()] = found
        for key, index in ((_surname(words), self._by_last), (words[0], self._by_first)):
            players = index.setdefault(key.casefold(), [])
            if not players or players[-1] is not found:
                players.append(found)
        return found

    def _known(self, words: tuple[str, ...], kind: str, sex: str) -> Entity | None:
        if (same := self._by_name.get(" ".join(words).casefold())) is not None and (
            len(words) > 1 or not self._by_last.get(words[0].casefold())
        ):
            return same
        last = _surname(words).casefold()
        namesakes = [p for p in self._by_last.get(last, []) if _compatible(p, words, sex)]
        if len(words) == 1:
            if kind == "body" and (same is None or same.kind is ProfileKind.BODY):
                return same or next(
                    (p for p in reversed(namesakes) if p.kind is ProfileKind.PERSON), None
                )
            namesakes = namesakes or [
                p
                for p in self._by_first.get(last, [])
                if len(p.words) > 1 and p.kind is ProfileKind.PERSON
            ]
            return _latest(namesakes)
        if kind == "body":
            return None
        return _latest(namesakes)


def _has_calling(head: Token) -> bool:
    """Whether a name stands with what only a person is: Jo Roe, a teacher; the singer Jo Roe."""
    beside = [c for c in head.children if c.dep_ in ("appos", "compound") and c.tag_ == "NN"]
    if head.dep_ == "appos":
        beside.append(head.head)
    return any(cues.source_kind(c.lower_) == "person" for c in beside)


def _latest(players: list[Entity]) -> Entity | None:
    """Of namesakes, the one mentioned last."""
    ends = [(p.mentions[-1].span.end if p.mentions else 0, n) for n, p in enumerate(players)]
    return players[max(ends)[1]] if ends else None


def _compatible(player: Entity, words: tuple[str, ...], sex: str) -> bool:
    """Whether a name may be `player`'s: no other first name, no other sex."""
    if sex and player.sex and sex != player.sex:
        return False
    if player.kind is ProfileKind.BODY and len(player.words) > 1:
        return False
    if len(words) == 1 or len(player.words) == 1:
        return True
    one, other = words[0].casefold().rstrip("."), player.words[0].casefold().rstrip(".")
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _surname(words: tuple[str, ...]) -> str:
    plain = [w for w in words if w.casefold() not in names.SUFFIXES]
    return plain[-1] if plain else words[-1]


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.strip("“”\"‘’'.,") if not word.endswith(".") else word) or word


def _sex(titles: list[str], words: Iterable[str]) -> str:
    told = next((s for t in titles if (s := names.title(t))), "")
    words = list(words)
    return told or (names.sex(words[0]) if len(words) > 1 else "")
