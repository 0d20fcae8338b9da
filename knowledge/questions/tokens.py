"""The words that questions are made of: cues, pronouns, fillers, marked words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from knowledge.language import cues

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*|\$?\d[\d.,]*|[^\w\s]")
_MARKED = re.compile(
    r"“([^”]+)”?|\"([^\"]+)\"?|«([^»]+)»?|„([^“”]+)[“”]?|‘([^’]+(?:’\w[^’]*)*)’"
    r"|(?<!\w)'([^']+(?:'\w[^']*)*)'(?!\w)|''(.+?)''"
)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_BESIDE_CUES = frozenset(
    "talk talks talked talking speak speaks spoke spoken speaking mention mentions mentioned"
    " mentioning comment comments commented commenting discuss discusses discussed discussing"
    " respond responds responded responding reply replies replied replying react reacts reacted"
    " reacting think thinks thought feel feels felt believe believes believed want wants wanted"
    " support supports supported oppose opposes opposed hope hopes hoped expect expects expected"
    " recommend recommends recommended post posts posted tweet tweets tweeted defend defends"
    " defended back backs backed reject rejects rejected favor favors favour favours blame blames"
    " blamed complain complains complained demand demands demanded".split()
)
_BEFORE_A_NOUN = frozenset(
    "a an the this that these those my your his her its our their of in on at for by to no"
    " some one's".split()
)
SPOKEN = frozenset(
    "say says said saying tell tells told telling claim claims claimed claiming state states stated"
    " answer answers answered reply replies replied respond responds responded comment comments"
    " commented speak spoke talk talked mention mentioned think thinks thought warn warned warns"
    " announce announced promise promised ask asked tweet tweeted tweets add added".split()
)
"""Cues that ask for words and nothing else: where there are none, no deed stands in for them."""
PRONOUNS = frozenset("he she they it him her them".split())
"""Words that mean whoever was spoken of last."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a question, in lower case, with where it stands."""

    text: str
    start: int
    end: int


def plain(text: str, longest: int) -> str:
    """`text` in one line without control characters and markup, cut at `longest` characters."""
    shown = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text[:longest])
    shown = _MARKUP.sub(" ", shown)
    return " ".join(shown.split())


def words(text: str) -> list[Word]:
    """The words and signs of `text`, in order."""
    return [Word(m.group().casefold(), *m.span()) for m in _WORD.finditer(text)]


def quoted_stretch(text: str, least: int = 2) -> tuple[str, tuple[int, int]] | None:
    """The longest stretch in quotation marks, of so many words or more, and where it stands with
    its marks.
    """
    found = [
        (next(group for group in match.groups() if group).strip(), match.span())
        for match in _MARKED.finditer(text)
    ]
    long = [item for item in found if len(item[0].split()) >= least]
    return max(long, key=lambda item: len(item[0])) if long else None


def is_cue(word: str) -> bool:
    """Whether a verb's form tells of speech or of an opinion."""
    return cues.verb(word) is not None or word in _BESIDE_CUES


def cue_class(word: str) -> str:
    """The class of a cue in the lexicon: say, accuse, promise, ...; "" for any other word."""
    cue = cues.verb(word)
    return cue.kind if cue else ""


def first_cue(found: list[Word], start: int = 0) -> int | None:
    """The position of the first cue from `start` on that stands where a verb stands: not behind
    an article or a preposition ("the report"), and not before another cue ("report says").
    """
    for at in range(start, len(found)):
        if not is_cue(found[at].text):
            continue
        before = found[at - 1].text if at else ""
        after = found[at + 1].text if at + 1 < len(found) else ""
        noun = before in _BEFORE_A_NOUN or before.endswith(("'s", "’s")) or is_cue(after)
        if not noun:
            return at
    return None
