"""What changed in the quotations of a page between two versions of it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from knowledge.model.article import Article
from knowledge.model.revision import AlteredQuotation, QuotationChanges
from knowledge.model.statement import Attribution, Statement, StatementKind

_ALTERED = 60.0
"""Likeness (rapidfuzz's ratio, of 100) from which words of one speaker are the same, altered."""
_ALTERED_ELSEWHERE = 80.0
"""The same where the speaker is another or unknown."""
_CUT_WORDS = 4
"""Words that must be left of a quotation for it to be the longer one, cut."""
_LOOKED_AT = 2000
"""Quotations of a version that are looked for in the other, where they are more the first."""
_PAIRED = 300
"""Of those that are not there as they were so many are held against so many, to find altered ones:
a third of a second, whatever somebody makes of a page.
"""
_MARKED = re.compile(r"“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?|\"[^\"]*\"?|‘[^’]*(?:’(?=\w)[^’]*)*’?")


Version = tuple[Article, Attribution]


def diff(before: Version, after: Version) -> QuotationChanges:
    """What happened to the words in quotation marks from one version to the next.

    Words that still stand in the new text are not withdrawn, and words that stood in the old
    one are not added, whoever they are attributed to there: a change of the attribution alone
    is told only where both versions name a speaker, and another one.
    """
    old, new = _quotations(before), _quotations(after)
    altered = [AlteredQuotation(*pair) for pair in _unchanged(old, new) if not _one_speaker(*pair)]
    _drop_standing(old, after[0])
    altered += [AlteredQuotation(*pair) for pair in _most_alike(old, new)]
    _drop_standing(new, before[0])
    altered.sort(key=lambda change: change.before.content[0].start)
    return QuotationChanges(tuple(altered), tuple(old), tuple(new))


def _quotations(version: Version) -> dict[Statement, tuple[str, ...]]:
    """The statements with words in quotation marks, and those words, stretch by stretch, as
    they are compared.
    """
    article, attribution = version
    found: dict[Statement, tuple[str, ...]] = {}
    for statement in attribution.statements:
        if len(found) == _LOOKED_AT:
            break
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


def _unchanged(
    old: dict[Statement, tuple[str, ...]], new: dict[Statement, tuple[str, ...]]
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of an old and a new quotation that read the same, taken out of both."""
    there: dict[tuple[str, ...], deque[Statement]] = {}
    for other, words in new.items():
        there.setdefault(words, deque()).append(other)
    for one, words in list(old.items()):
        if same := there.get(words):
            other = same.popleft()
            del old[one], new[other]
            yield one, other


def _most_alike(
    old: dict[Statement, tuple[str, ...]], new: dict[Statement, tuple[str, ...]]
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of an old and a new quotation that are alike enough, taken out of both: the most
    alike first, each quotation once.
    """
    was, now = list(islice(old, _PAIRED)), list(islice(new, _PAIRED))
    pairs = [
        (score, one, other)
        for one in was
        for other in now
        if (score := _alike(one, " ".join(old[one]), other, " ".join(new[other]))) > 0
    ]
    pairs.sort(key=lambda pair: -pair[0])
    for _, one, other in pairs:
        if one in old and other in new:
            del old[one], new[other]
            yield one, other


def _alike(one: Statement, old: str, other: Statement, new: str) -> float:
    """How alike two quotations are, 0 where they are not one, altered (of 100)."""
    from rapidfuzz import fuzz

    shorter, longer = sorted((old, new), key=len)
    cut = f" {shorter} " in f" {longer} " and len(shorter.split()) >= _CUT_WORDS
    named = bool(one.speaker_name and other.speaker_name) and _one_speaker(one, other)
    least = _ALTERED if named else _ALTERED_ELSEWHERE
    return 100.0 if cut else fuzz.ratio(old, new, score_cutoff=least)
