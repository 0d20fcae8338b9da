"""The lexicon of cues: words that attribute words, by class and by grammatical frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.language import word_lists

_MARKS = re.compile(r"[\"“”„«»‘`]|''|(?<!\w)'|: |^\s*[-–—•]", re.MULTILINE)
_SOURCE = re.compile(r"\baccording to\b|\bin the (?:words|view|opinion) of\b", re.IGNORECASE)
_VIEW = re.compile(r"['’]s? (?:words|view|opinion)\b", re.IGNORECASE)
_TWO_WORDS = re.compile(r"[^\W\d_]\W+[^\W\d_]")
_ENOUGH = 2000
_FORMED = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of the lexicon: its class (say, ask, deny, ...) and the frames that make it a cue.

    Frames: "clause" (say that), "infinitive" (vow to), "object" (cite the law), "quote" (“...”,
    she said), "quoting" (only with words in quotation marks), or a preposition (call for).
    """

    lemma: str
    kind: str
    frames: frozenset[str]

    @property
    def speaks(self) -> bool:
        """Whether its subject may have quoted words of its own beside it: “...”, she said."""
        return "quote" in self.frames


def verb(form: str) -> Cue | None:
    """The cue that a verb's form belongs to: "says", "said" and "saying" are say's."""
    return _forms().get(form.lower())


def noun(form: str) -> str:
    """The class of a noun that attributes the clause after it ("a warning that"), else ""."""
    form = form.lower()
    kinds = _nouns()
    return kinds.get(form) or kinds.get(form.removesuffix("s"), "")


def may_attribute(words: str) -> bool:
    """Whether a stretch of text holds words, and a quotation mark, a colon or a cue."""
    if len(_TWO_WORDS.findall(words, 0, _ENOUGH)) == 0:
        return False
    if _MARKS.search(words) or _SOURCE.search(words) or _VIEW.search(words):
        return True
    forms, nouns = _forms(), _nouns()
    return any(
        word in forms or word in nouns or word.removesuffix("s") in nouns
        for word in _FORMED.findall(words.lower())
    )


def rows(name: str) -> list[list[str]]:
    """The rows of one table of the lexicon, without its first line, which names its source."""
    return [line.split("\t") for line in word_lists.lines(name)]


@cache
def _forms() -> dict[str, Cue]:
    irregular = {lemma: forms.split() for lemma, forms in rows("en/cue_forms.tsv")}
    found: dict[str, Cue] = {}
    for lemma, kind, frames in rows("en/cue_verbs.tsv"):
        cue = Cue(lemma, kind, frozenset(frames.split()))
        for form in (lemma, *(irregular.get(lemma) or _inflected(lemma))):
            found.setdefault(form, cue)
    return found


def _inflected(lemma: str) -> list[str]:
    """A regular verb's third person, past and participle."""
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return [lemma + third, lemma + "ed", lemma + "ing"]


@cache
def _nouns() -> dict[str, str]:
    return dict(rows("en/cue_nouns.tsv"))


@cache
def source_kind(noun: str) -> str:
    """What kind of source a common noun is: "person", "body", "document" or "group", else "".

    A person noun's plural is a group ("officials").
    """
    kinds = _sources()
    word = noun.lower()
    if word in kinds:
        return kinds[word]
    for plural, singular in (
        ("ies", "y"),
        ("men", "man"),
        ("women", "woman"),
        ("es", ""),
        ("s", ""),
    ):
        base = word.removesuffix(plural) + singular
        if word.endswith(plural) and base in kinds:
            return "group" if kinds[base] == "person" else kinds[base]
    if word.endswith(("man", "woman", "ist", "ician")) and len(word) > 5:
        return "person"
    if word.endswith(("men", "women", "ists", "icians")) and len(word) > 6:
        return "group"
    return ""


def sources(kind: str) -> frozenset[str]:
    """The common nouns, in the singular, of sources of a kind: see `source_kind`."""
    return frozenset(noun for noun, its in _sources().items() if its == kind)


@cache
def words(name: str) -> frozenset[str]:
    """A small set of words of the lexicon, by its name."""
    return frozenset(dict(rows("en/word_sets.tsv"))[name].split())


@cache
def _sources() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, nouns in rows("en/sources.tsv"):
        for word in nouns.split():
            found.setdefault(word, kind)
    return found
