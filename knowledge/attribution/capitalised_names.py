"""Who is named in an article that is not parsed: capitals in a row, and a small lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from knowledge.language import cues, terms
from knowledge.model.span import Span

if TYPE_CHECKING:
    from knowledge.model.article import Article

WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_BREAK = re.compile(r"[,;:()«„“\"—–]")
_TWO_NAMES = ("de", "ru", "uk")
"""Languages in which what stands before first name and surname is a title or a place."""


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """A language's forms of verbs of saying, its pronouns, its titles."""

    verbs: frozenset[str]
    pronouns: frozenset[str]
    titles: frozenset[str]


@cache
def _lexicon(language: str) -> SpeechLexicon:
    words = {
        sort: text.split()
        for code, sort, text in cues.rows("speech_lexicon.tsv")
        if code == language
    }
    return SpeechLexicon(*(frozenset(words.get(sort, ())) for sort in ("verb", "pronoun", "title")))


class NameFinder:
    """The names of an article, each known by its surname once it has stood there in full."""

    def __init__(self, article: Article) -> None:
        self._language = article.language
        self._lexicon = _lexicon(article.language)
        self._full: dict[str, str] = {}
        for part in article.paragraphs:
            self.known(part.span.of(article.text))

    def known(self, words: str, least: int = 1) -> set[str]:
        """The names in `words`, of so many capitals in a row or more; from now on they are known
        by their surnames too.
        """
        runs = [[m.group() for m in run] for run in self._runs(words) if len(run) >= least]
        return {name for run in runs if (name := self._name(run))}

    def is_verb(self, word: str) -> bool:
        """Whether a word is a verb of saying: dit, also in dit-elle."""
        return word.casefold().partition("-")[0] in self._lexicon.verbs

    def is_pronoun(self, word: str) -> bool:
        """Whether a word means whoever was spoken of last."""
        return word.casefold() in self._lexicon.pronouns

    def pronoun(self, zone: str, start: int) -> tuple[Span | None, str]:
        """The first pronoun in `zone`, a stretch of the text from `start` on, and no name."""
        for match in re.finditer(r"[^\W\d_]+", zone):
            if self.is_pronoun(match.group()):
                return Span(start + match.start(), start + match.end()), ""
        return None, ""

    def source(self, words: str, offset: int, *, leading: bool) -> tuple[Span | None, str]:
        """Who speaks in the words behind a verb (`leading`: up to the first break) or before it:
        the first name of two words or more, or one known, with what leads up to it.
        """
        if leading and (stop := _BREAK.search(words.lstrip(" ,"))):
            words = words[: stop.start() + len(words) - len(words.lstrip(" ,"))]
        runs = self._runs(words)
        own = [m for m in WORD.finditer(words) if self.is_pronoun(m.group())]
        pronoun = (own[0] if leading else own[-1]) if own else None
        first = WORD.search(words)
        for run in runs if leading else reversed(runs):
            if pronoun is not None and (pronoun.start() < run[0].start()) == leading:
                break
            if name := self._name([m.group() for m in run], opens=_opens(run, first, leading)):
                start = first.start() if leading and first else run[0].start()
                return Span(offset + start, offset + run[-1].end()), name
        if pronoun is not None:
            return Span(offset + pronoun.start(), offset + pronoun.end()), ""
        if runs and leading and first:
            return Span(offset + first.start(), offset + runs[0][-1].end()), ""
        return None, ""

    def _runs(self, words: str) -> list[list[re.Match[str]]]:
        """Words with a capital in a row, none of them a stop word."""
        runs: list[list[re.Match[str]]] = []
        last = -1
        for match in WORD.finditer(words):
            word = match.group()
            if not word[0].isupper() or terms.is_stop_word(word.casefold(), self._language):
                continue
            joined = runs and words[last : match.start()].strip(" .") == "" and last >= 0
            runs[-1].append(match) if joined and runs else runs.append([match])
            last = match.end()
        return runs

    def _name(self, run: list[str], *, opens: bool = False) -> str:
        """The full name in a run of capitals, "" where it is no name known or seen to be one. A
        lone capital that opens a sentence is any word.
        """
        words = [w for w in run if w.casefold().rstrip(".") not in self._lexicon.titles]
        words = [w for n, w in enumerate(words) if not (w.isupper() and len(w) > 1) or n]
        if len(words) > 1:
            name = " ".join(words[-2:] if self._language in _TWO_NAMES else words[-3:])
            self._full.setdefault(words[-1], name)
            return name
        if len(words) == 1:
            known = self._full.get(words[0], "")
            # a lone capital is any noun in German
            return known or ("" if opens or self._language == "de" else words[0])
        return ""


def _opens(run: list[re.Match[str]], first: re.Match[str] | None, leading: bool) -> bool:
    """Whether a run of capitals begins the sentence before a verb, where any word has one."""
    return not leading and first is not None and run[0].start() == first.start()
