"""Who is named in an article: every named mention, and which of them are the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution import cues, roles
from knowledge.language import names
from knowledge.span import Span
from knowledge.statement import ProfileKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Span as EntitySpan
    from spacy.tokens import Token

    from knowledge.attribution.reading import Reading

_TAGS = ("NNP", "NNPS")
_PERSONAL = frozenset(("PERSON",))
_BODILY = frozenset(("ORG", "GPE", "FAC", "LOC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"))
_NO_NAME = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(eq=False)
class Player:
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

    player: Player
    span: Span
    reading: Reading | None = None
    first: int = -1
    last: int = -1


class Cast:
    """The players of one article, in the order in which they enter."""

    def __init__(self) -> None:
        self.players: list[Player] = []
        self._by_name: dict[str, Player] = {}
        self._by_last: dict[str, list[Player]] = {}
        self._by_first: dict[str, list[Player]] = {}
        self._by_initials: dict[str, Player] = {}
        self._at: dict[tuple[int, int], Mention] = {}

    def mention_at(self, reading: Reading, at: int) -> Mention | None:
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

    def read(self, reading: Reading) -> None:
        """Enter every name of a parsed paragraph."""
        for first, last, kind in _runs(reading):
            self._enter(reading, first, last, kind)

    def link(self, reading: Reading) -> None:
        """Enter bare surnames which the tagger took for other words ("Rathke also asked")."""
        for token in reading.doc:
            if (id(reading), token.i) in self._at or not token.text[:1].isupper():
                continue
            if token.tag_ in ("NN", "NNS", "JJ", "VB", "VBZ", "VBD", "RB", "FW", "VBN", "UH"):
                owners = [p for p in self._by_last.get(token.lower_, []) if len(p.words) > 1]
                people = [p for p in owners if p.kind is ProfileKind.PERSON]
                if len(people) == 1:
                    self._enter(reading, token.i, token.i + 1, "person")

    def glance(self, text: str, part: Span) -> None:
        """Enter the plain names of a paragraph that is not parsed."""
        for span in names.find(text, part):
            words = span.of(text).split()
            titles = [w for w in words if names.title(w) is not None]
            bare = words[len(titles) :] if words[: len(titles)] == titles else words
            if bare:
                start = span.end - len(" ".join(bare))
                player = self._player(tuple(map(_bare, bare)), "person", _sex(titles, bare))
                player.mentions.append(Mention(player, Span(start, span.end)))

    def _enter(self, reading: Reading, first: int, last: int, kind: str) -> None:
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
        player.roles.update(roles.normal(t) for t in titles)
        if doc[last - 1].ent_type_ in ("GPE", "LOC"):
            player.kinds["place"] += 1
        mention = Mention(player, reading.span_of(start, last), reading, start, last)
        player.mentions.append(mention)
        for at in range(first, last):
            self._at[id(reading), at] = mention

    def _player(self, words: tuple[str, ...], kind: str, sex: str) -> Player:
        found = self._known(words, kind, sex)
        if found is None and len(words) == 1 and len(words[0]) > 2:
            found = self._by_initials.get(words[0].replace(".", ""))
        if found is None:
            found = Player(words)
            if len(words) > 2:
                self._by_initials["".join(w[0] for w in words if w[0].isupper())] = found
            self.players.append(found)
        elif len(words) > len(found.words) and kind != "body":
            found.words = words
        elif len(words) == len(found.words) == 1 and found.words[0].isupper():
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

    def _known(self, words: tuple[str, ...], kind: str, sex: str) -> Player | None:
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


def _latest(players: list[Player]) -> Player | None:
    """Of namesakes, the one mentioned last."""
    ends = [(p.mentions[-1].span.end if p.mentions else 0, n) for n, p in enumerate(players)]
    return players[max(ends)[1]] if ends else None


def _compatible(player: Player, words: tuple[str, ...], sex: str) -> bool:
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


def _runs(reading: Reading) -> list[tuple[int, int, str]]:
    """Names as runs of tokens with their kind ("person", "body" or "")."""
    doc = reading.doc
    entities = {ent.start: ent for ent in doc.ents if ent.label_ in _PERSONAL | _BODILY}
    dated = {t.i for ent in doc.ents if ent.label_ in _NO_NAME for t in ent}
    runs = []
    at = 0
    while at < len(doc):
        if doc[at].tag_ not in _TAGS or at in dated or not doc[at].text[:1].isalpha():
            at += 1
            continue
        end = _run_end(reading, at)
        runs += _split(list(doc[at:end]), at, end, entities)
        at = max(end, at + 1)
    return runs


def _run_end(reading: Reading, at: int) -> int:
    doc = reading.doc
    end = at + 1
    while end < len(doc) and reading.quoted[end] == reading.quoted[at]:
        token = doc[end]
        if token.tag_ in _TAGS and token.text[:1].isalnum():
            end += 1
        elif _joins(doc[end - 1], token) and end + 1 < len(doc) and doc[end + 1].tag_ in _TAGS:
            end += 2
        elif doc[end - 1].text == "-" or (token.text == "-" and not doc[end - 1].whitespace_):
            end += 1
        else:
            break
    while end > at + 1 and doc[end - 1].text == "-":
        end -= 1
    return end


def _joins(before: Token, token: Token) -> bool:
    """Whether a small word goes on with a name: van der Berg, Department of State."""
    lower = token.lower_
    if token.text in names.PARTICLES:
        return True
    return (
        lower in ("of", "for", "and", "&")
        and token.ent_type_ == before.ent_type_ == "ORG"
        and (token.ent_iob_ == "I")
    )


def _split(
    tokens: list[Token], start: int, end: int, entities: dict[int, EntitySpan]
) -> list[tuple[int, int, str]]:
    """A run cut where the recogniser sees a person's name end it ("Defense Lloyd Austin")."""
    for at in range(start, end):
        ent = entities.get(at)
        if ent is None or ent.label_ != "PERSON" or ent.end < end or at == start:
            continue
        before = tokens[at - start - 1]
        if names.title(before.text) is not None or names.title(tokens[at - start].text) is None:
            head = [] if names.title(before.text) is not None else [(start, at, "body")]
            return [*head, (at, end, "person")]
    for at in range(end - 2, start, -1):
        # "Secretary of Defense Lloyd Austin": a first name inside what is no name of a person
        if names.sex(tokens[at - start].text) and not cues.source_kind(tokens[-1].text):
            whole = _whole(tokens, start, end)
            if whole[2] != "person":
                return [(start, at, "body"), (at, end, "person")]
    return [_whole(tokens, start, end)]


def _whole(tokens: list[Token], start: int, end: int) -> tuple[int, int, str]:
    titled = [n for n, t in enumerate(tokens[:-1]) if names.title(t.text) is not None]
    first = start
    if titled and not cues.source_kind(tokens[-1].text) and tokens[-1].tag_ == "NNP":
        first = start + titled[-1]
        first = start + titled[0] if titled == list(range(titled[0], titled[-1] + 1)) else first
    labels = {t.ent_type_ for t in tokens}
    if titled and first > start - 1 and not cues.source_kind(tokens[-1].text):
        return first, end, "person"
    if cues.source_kind(tokens[-1].text) in ("body", "document") or tokens[0].text.isupper():
        return start, end, "body"
    if "PERSON" in labels and (len(tokens) > 1 or tokens[-1].ent_type_ == "PERSON"):
        return start, end, "person"
    if names.sex(tokens[0].text) and len(tokens) in (2, 3) and "ORG" not in labels:
        return start, end, "person"
    return start, end, "body" if labels & _BODILY else ""
