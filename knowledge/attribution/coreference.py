"""Who a source phrase is: a name, a title, a role, or he, she, they and it.

Pronouns go to the most salient player that agrees (after Lappin and Leass 1994): each mention
adds weight by its syntactic role, each sentence and each paragraph lets it fade.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution import cues, grammar
from knowledge.statement import ProfileKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.cast import Cast, Player
    from knowledge.attribution.grammar import Source
    from knowledge.attribution.reading import Reading

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m",
             "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
_FADE_SENTENCE = 0.6
_FADE_PARAGRAPH = 0.6
_SUBJECT, _OTHER, _IN_QUOTATION, _SPEAKER = 1.0, 0.45, 0.2, 0.8
_WRONG_SEX = 0.15
_FORGOTTEN = 0.02
_MARGIN = 1.15


@dataclass
class Memory:
    """How salient each player is, at a point of the text."""

    weights: dict[int, float] = field(default_factory=dict)
    players: dict[int, Player] = field(default_factory=dict)

    def add(self, player: Player, weight: float) -> None:
        """Mention `player` with `weight`."""
        key = id(player)
        self.players[key] = player
        self.weights[key] = self.weights.get(key, 0.0) + weight

    def fade(self, factor: float) -> None:
        """Let all fade; what is forgotten is dropped, so that a step stays short."""
        self.weights = {k: w * factor for k, w in self.weights.items() if w > _FORGOTTEN}

    def best(self, kind: ProfileKind, sex: str = "") -> Player | None:
        """The most salient player of a kind that agrees in sex, if one stands out."""
        ranked = sorted(
            (
                (weight * _agreement(self.players[key], sex), self.players[key])
                for key, weight in self.weights.items()
                if self.players[key].kind is kind
            ),
            key=lambda pair: -pair[0],
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] < _MARGIN * ranked[1][0]):
            return None
        return ranked[0][1]


def _agreement(player: Player, sex: str) -> float:
    if not sex or not player.sex:
        return 1.0
    return 1.0 if player.sex == sex else _WRONG_SEX


class References:
    """Which player each name, pronoun and role of an article's paragraphs refers to."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._memory = Memory()
        self._resolved: dict[tuple[int, int], Player] = {}

    def read(self, reading: Reading, sources: dict[int, Source]) -> None:
        """Go through a paragraph in order; `sources` are its source phrases by their heads."""
        sentence = -1
        self._memory.fade(_FADE_PARAGRAPH)
        seen: set[int] = set()
        for token in reading.doc:
            if reading.sentence[token.i] != sentence:
                sentence = reading.sentence[token.i]
                self._memory.fade(_FADE_SENTENCE)
            player = self._refers(reading, token, seen)
            if player is not None:
                self._resolved[id(reading), token.i] = player
                self._memory.add(player, _weight(reading, token, sources))

    def _refers(self, reading: Reading, token: Token, seen: set[int]) -> Player | None:
        mention = self._cast.mention_at(reading, token.i)
        if mention is not None:
            if id(mention) in seen or token.i < mention.last - 1:
                return None
            seen.add(id(mention))
            return mention.player
        if token.lower_ in _SINGULAR and reading.quoted[token.i] == -1:
            sex = _SINGULAR[token.lower_]
            player = self._memory.best(ProfileKind.PERSON, sex)
            if player is not None:
                player.sexes[sex] += 1
            return player
        if token.tag_ in ("NN", "NNP") and cues.source_kind(token.lower_) == "person":
            return self._role(reading, token)
        return None

    def _role(self, reading: Reading, token: Token) -> Player | None:
        """Whom "the defense minister" means: one whom the text has called that."""
        words = _role_words(token)
        if words is None:
            return None
        found: list[tuple[float, Player]] = []
        for key, weight in self._memory.weights.items():
            player = self._memory.players[key]
            if player.kind is ProfileKind.PERSON and words <= player.roles:
                found.append((weight, player))
        found.sort(key=lambda pair: -pair[0])
        if not found or (len(found) > 1 and found[0][0] < 2 * found[1][0]):
            return None
        return found[0][1]

    def player(self, reading: Reading, source: Source) -> Player | None:
        """Who the source phrase is, None where that is not clear."""
        head = reading.doc[source.head]
        found = self._resolved.get((id(reading), self._last_of_name(reading, head.i)))
        if found is not None:
            return found
        return self._described(reading, source)

    def _last_of_name(self, reading: Reading, at: int) -> int:
        mention = self._cast.mention_at(reading, at)
        return mention.last - 1 if mention is not None else at

    def _described(self, reading: Reading, source: Source) -> Player | None:
        """The name in apposition to a role: "the coach, Jane Roe"."""
        head = reading.doc[source.head]
        for child in head.children:
            if child.dep_ == "appos" and source.first <= child.i < source.last:
                mention = self._cast.mention_at(reading, child.i)
                if mention is not None:
                    return mention.player
        return None


def _weight(reading: Reading, token: Token, sources: dict[int, Source]) -> float:
    if reading.quoted[token.i] != -1:
        return _IN_QUOTATION
    weight = _SUBJECT if token.dep_ in ("nsubj", "nsubjpass") else _OTHER
    return weight + (_SPEAKER if token.i in sources else 0.0)


def _role_words(token: Token) -> frozenset[str] | None:
    """The words of a definite role ("the defense minister"), normalised; None for any other."""
    left = list(token.lefts)
    if not any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in left):
        return None
    words = {role_word(c.text) for c in left if c.dep_ in ("amod", "compound", "nmod")}
    words.add(role_word(token.text))
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            words |= {role_word(t.text) for t in child.subtree if t.tag_.startswith("NN")}
    return frozenset(words)


_SAME_ROLE = {
    "minister": "secretary", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman",
    "congresswoman": "representative", "congressman": "representative", "rep": "representative",
    "attorney": "lawyer", "sen": "senator", "gov": "governor", "gen": "general",
    "businesswoman": "businessman", "defence": "defense", "premier": "prime", "chief": "head",
    "policewoman": "policeman", "adviser": "advisor", "sgt": "sergeant", "lt": "lieutenant",
    "president-elect": "president", "councilwoman": "councilman", "prof": "professor",
    "dr": "doctor", "sheriff": "sheriff", "executive": "executive",
}  # fmt: skip


def role_word(word: str) -> str:
    """A role's word in the form in which roles are compared: minister and secretary are one."""
    plain = word.casefold().rstrip(".")
    return _SAME_ROLE.get(plain, plain)
