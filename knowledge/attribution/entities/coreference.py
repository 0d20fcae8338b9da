"""Who a pronoun or a role refers to, paragraph by paragraph.

Pronouns go to the most salient player that agrees (after Lappin and Leass 1994): each mention
adds weight by its syntactic role, each sentence and each paragraph lets it fade.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution.entities import role_words
from knowledge.language import cues
from knowledge.model.statement import ProfileKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from spacy.tokens import Token

    from knowledge.attribution.entities.entities import Entity, EntityRegistry
    from knowledge.attribution.parsing.paragraph import ParsedParagraph

    Contents = Sequence[tuple[int, int]]

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m",
             "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
_COLLECTIVE = ("it", "they")
_FADE_SENTENCE = 0.6
_FADE_PARAGRAPH = 0.5
_AGAIN = 0.6
_SUBJECT, _OTHER, _IN_QUOTATION, _SPEAKER = 1.0, 0.45, 0.2, 0.8
_BODY_BESIDES = 0.15
_WRONG_SEX, _UNKNOWN_SEX = 0.15, 0.75
_SPOKEN_OF = 0.3
_FORGOTTEN = 0.02
_MARGIN, _BODY_MARGIN = 1.15, 1.4
_MANY = 50


@dataclass
class SalienceModel:
    """How salient each player is, at a point of the text."""

    weights: dict[int, float] = field(default_factory=dict)
    players: dict[int, Entity] = field(default_factory=dict)

    def add(self, player: Entity, weight: float) -> None:
        """Mention `player` with `weight`."""
        self.players[id(player)] = player
        old = self.weights.get(id(player), 0.0)
        self.weights[id(player)] = max(old, weight) + _AGAIN * min(old, weight)

    def fade(self, factor: float) -> None:
        """Let all fade; what is forgotten is dropped, so that a step stays short."""
        self.weights = {k: w * factor for k, w in self.weights.items() if w > _FORGOTTEN}

    def weight(self, player: Entity) -> float:
        """How salient `player` is now."""
        return self.weights.get(id(player), 0.0)

    def person(self, sex: str, spoken_of: Container[int] = ()) -> Entity | None:
        """The most salient person whom "he" or "she" can mean, if one stands out; hardly one who
        is `spoken_of` (by identity) in what he or she says.
        """
        found = (
            (weight * _agreement(player, sex) * (_SPOKEN_OF if key in spoken_of else 1.0), player)
            for key, weight in self.weights.items()
            if (player := self.players[key]).kind is ProfileKind.PERSON
        )
        best = _first(found, _MARGIN)
        return None if best is not None and best.is_surely_not(sex) else best

    def body(self, *, place: bool | None = None) -> Entity | None:
        """The most salient body, if one stands out; only places, or none, where `place` says."""
        found = (
            (weight, player)
            for key, weight in self.weights.items()
            if (player := self.players[key]).kind is ProfileKind.BODY
            and (place is None or player.is_place == place)
        )
        return _first(found, _BODY_MARGIN)


def _first(found: Iterable[tuple[float, Entity]], margin: float) -> Entity | None:
    ranked = sorted(found, key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]):
        return None
    return ranked[0][1]


def _agreement(player: Entity, sex: str) -> float:
    if not player.sex:
        return _UNKNOWN_SEX
    return 1.0 if player.sex == sex else _WRONG_SEX


class CoreferenceResolver:
    """Which player each name, pronoun and role of an article's paragraphs refers to."""

    def __init__(self, cast: EntityRegistry) -> None:
        self._cast = cast
        self._memory = SalienceModel()
        self._resolved: dict[tuple[int, int], Entity] = {}
        self._by_role: dict[str, list[Entity]] = defaultdict(list)
        for player in cast.players:
            named = (
                {w.casefold() for w in player.words} if player.kind is ProfileKind.BODY else set()
            )
            for word in player.roles | named:
                self._by_role[word].append(player)

    def read(self, reading: ParsedParagraph, sources: Mapping[int, Contents]) -> None:
        """Go through a paragraph in order; `sources` are its source phrases by their heads, with
        the stretches of what each says.
        """
        sentence = -1
        self._memory.fade(_FADE_PARAGRAPH)
        for token in reading.doc:
            if reading.sentence[token.i] != sentence:
                sentence = reading.sentence[token.i]
                self._memory.fade(_FADE_SENTENCE)
            player = self._refers(reading, token, sources.get(token.i))
            if player is not None:
                self._resolved[id(reading), token.i] = player
                self._memory.add(player, _weight(reading, token, player, token.i in sources))

    def player_at(self, reading: ParsedParagraph, at: int) -> Entity | None:
        """Whom token `at` names or refers to."""
        mention = self._cast.mention_at(reading, at)
        return self._resolved.get((id(reading), mention.last - 1 if mention is not None else at))

    def _spoken_of(self, reading: ParsedParagraph, said: Contents | None) -> set[int]:
        """Who is named in what a source says: people do not name themselves."""
        mentions = (
            self._cast.mention_at(reading, at)
            for first, last in said or ()
            for at in range(first, last)
        )
        return {id(mention.player) for mention in mentions if mention is not None}

    def _refers(
        self, reading: ParsedParagraph, token: Token, said: Contents | None
    ) -> Entity | None:
        mention = self._cast.mention_at(reading, token.i)
        if mention is not None:
            return mention.player if token.i == mention.last - 1 else None
        lower = token.lower_
        if lower in _SINGULAR and reading.quoted[token.i] == -1:
            player = self._memory.person(_SINGULAR[lower], self._spoken_of(reading, said))
            if player is not None:
                player.sexes[_SINGULAR[lower]] += 1
            return player
        speaks = said is not None
        if lower in _COLLECTIVE and speaks:
            return self._memory.body()
        if not token.tag_.startswith("NN"):
            return None
        kind = cues.source_kind(lower)
        if kind == "person" and token.tag_ in ("NN", "NNP"):
            return self._role(token)
        if kind == "body" and token.tag_ in ("NN", "NNP") and speaks:
            return self._body(token)
        return None

    def _role(self, token: Token) -> Entity | None:
        """Whom "the defense minister" means: one whom the article calls that."""
        words = role_words.definite(token)
        if words is None:
            return None
        rarest = min((self._by_role.get(w, []) for w in words), key=len)
        found = [p for p in rarest[-_MANY:] if words <= p.roles and p.kind is ProfileKind.PERSON]
        if len(found) == 1:
            return found[0]
        return _first(((self._memory.weight(p), p) for p in found), 2.0)

    def _body(self, token: Token) -> Entity | None:
        """Whom "the company" means: a body of such a name, else the one that is spoken of."""
        words = role_words.definite(token)
        if words is None:
            return None
        noun = token.lower_
        rarest = min((self._by_role.get(w, []) for w in words), key=len)
        named = [
            p
            for p in rarest[-_MANY:]
            if p.kind is ProfileKind.BODY and words <= p.roles | {w.casefold() for w in p.words}
        ]
        if len(named) == 1:
            return named[0]
        if named:
            return _first(((self._memory.weight(p), p) for p in named), _MARGIN)
        if len(words) > 1:
            return None
        if noun in cues.words("places"):
            return self._memory.body(place=True)
        return self._memory.body(place=False) if noun in cues.words("bodies") else None


def _weight(reading: ParsedParagraph, token: Token, player: Entity, speaks: bool) -> float:
    if reading.quoted[token.i] != -1:
        return _IN_QUOTATION
    role = token.head if token.dep_ in ("appos", "conj") else token
    subject = role.dep_ in ("nsubj", "nsubjpass")
    besides = _OTHER if player.kind is ProfileKind.PERSON else _BODY_BESIDES
    return (_SUBJECT if subject else besides) + (_SPEAKER if speaks else 0.0)
