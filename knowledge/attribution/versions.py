"""What changed in the quotations of a page between two versions of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.article import Article
from knowledge.statement import Attribution, Statement, StatementKind

_ALTERED = 60.0
"""Likeness (rapidfuzz's ratio, of 100) from which words of one speaker are the same, altered."""
_ALTERED_ELSEWHERE = 80.0
"""The same where the speaker is another or unknown."""
_CUT_WORDS = 4
"""Words that must be left of a quotation for it to be the longer one, cut."""
_MARKED = re.compile(r"“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?|\"[^\"]*\"?|‘[^’]*(?:’(?=\w)[^’]*)*’?")


@dataclass(frozen=True, slots=True)
class Altered:
    """A quotation that reads otherwise now, or is another's now: as it was and as it is."""

    before: Statement
    after: Statement


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in the quotations: each in the order of its own version's text. `withdrawn`
    are the old version's statements, `added` the new one's.
    """

    altered: tuple[Altered, ...] = ()
    withdrawn: tuple[Statement, ...] = ()
    added: tuple[Statement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.altered or self.withdrawn or self.added)


Version = tuple[Article, Attribution]


def changes(before: Version, after: Version) -> Changes:
    """What happened to the words in quotation marks from one version to the next.

    Words that still stand in the new text are not withdrawn, and words that stood in the old
    one are not added, whoever they are attributed to there: a change of the attribution alone
    is told only where both versions name a speaker, and another one.
    """
    old, new = _quotations(before), _quotations(after)
    altered = []
    for one in list(old):
        same = next((other for other in new if new[other] == old[one]), None)
        if same is None:
            continue
        if not _one_speaker(one, same):
            altered.append(Altered(one, same))
        del old[one], new[same]
    _drop_standing(old, after[0])
    while pair := _most_alike(old, new):
        altered.append(Altered(*pair))
        del old[pair[0]], new[pair[1]]
    _drop_standing(new, before[0])
    altered.sort(key=lambda change: change.before.content[0].start)
    return Changes(tuple(altered), tuple(old), tuple(new))


def _quotations(version: Version) -> dict[Statement, tuple[str, ...]]:
    """The statements with words in quotation marks, and those words, stretch by stretch, as
    they are compared.
    """
    article, attribution = version
    found = {}
    for statement in attribution.statements:
        stretches = [span.of(article.text) for span in statement.content]
        if statement.kind is StatementKind.MIXED:
            stretches = [marked for words in stretches for marked in _MARKED.findall(words)]
        plain = tuple(words for stretch in stretches if (words := _plain(stretch)))
        if plain and statement.kind is not StatementKind.INDIRECT:
            found[statement] = plain
    return found


def _plain(words: str) -> str:
    """`words` without signs and case: a new comma or other marks alter no quotation."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _drop_standing(quotations: dict[Statement, tuple[str, ...]], article: Article) -> None:
    text = f" {_plain(article.text)} "
    for statement, stretches in list(quotations.items()):
        if all(f" {words} " in text for words in stretches):
            del quotations[statement]


def _one_speaker(one: Statement, other: Statement) -> bool:
    """Whether two speakers may be one: the same name, a part of it, or not both known."""
    first = set(one.speaker_name.casefold().split())
    second = set(other.speaker_name.casefold().split())
    return not first or not second or first <= second or second <= first


def _most_alike(
    old: dict[Statement, tuple[str, ...]], new: dict[Statement, tuple[str, ...]]
) -> tuple[Statement, Statement] | None:
    """The pair of an old and a new quotation that are most alike, if they are alike enough."""
    pairs = [
        (score, -number, one, other)
        for number, (one, other) in enumerate((one, other) for one in old for other in new)
        if (score := _alike(one, " ".join(old[one]), other, " ".join(new[other]))) > 0
    ]
    best = max(pairs, key=lambda pair: pair[:2], default=None)
    return best[2:] if best else None


def _alike(one: Statement, old: str, other: Statement, new: str) -> float:
    """How alike two quotations are, 0 where they are not one, altered (of 100)."""
    from rapidfuzz import fuzz

    shorter, longer = sorted((old, new), key=len)
    cut = f" {shorter} " in f" {longer} " and len(shorter.split()) >= _CUT_WORDS
    score = 100.0 if cut else fuzz.ratio(old, new)
    named = bool(one.speaker_name and other.speaker_name) and _one_speaker(one, other)
    return score if score >= (_ALTERED if named else _ALTERED_ELSEWHERE) else 0.0
