"""The one analysis of words, for passages and for questions alike."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from knowledge.language import word_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,]\d+)*"  # 1,709 and 2.5
    r"|[^\W_]+(?:['’ʼ][^\W_]+)*"  # words, with O'Brien and don't
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""Scripts that put no space between words: Thai, Lao, Khmer, kana, Han."""
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_REMEMBERED = 100_000
"""Words whose terms are remembered: most of what is read was read before."""
_ALPHABETS_WITH_ACCENTS = 0x0530
"""Latin, Greek and Cyrillic stand below; their accents may be dropped, others' signs may not."""


def terms(text: str, language: str) -> list[str]:
    """The index terms of `text` in order: lower case, without stop words, accents and endings.

    `language` is an ISO 639-1 code and chooses stop words and stemmer (Snowball's); a language
    without them keeps whole words. Scripts without spaces become pairs of characters.
    """
    if text.isupper() or not (text.isascii() or _UNSPACED.search(text) is None):
        return [term for _, term in placed_terms(text, language)]
    known = _lexicon(language)
    return [term for word in _WORD.findall(text) if (term := known[word])]


def placed_terms(text: str, language: str) -> list[tuple[int, str]]:
    """`terms`, each with the offset at which its word begins."""
    shouted = text.isupper()
    found: list[tuple[int, str]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and _UNSPACED.search(word):
            found += [(match.start() + at, pair) for at, pair in _pairs(word)]
        elif term := _term(word, language, shouted=shouted):
            found.append((match.start(), term))
    return found


class _Lexicon(dict[str, str]):
    """The term of each word of a language that was met, "" where it has none."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = term = _term(word, self._language, shouted=False)
        return term


@cache
def _lexicon(language: str) -> _Lexicon:
    return _Lexicon(language)


def _term(word: str, language: str, *, shouted: bool) -> str:
    folded = _folded(word)
    # US and WHO are names where us and who are not
    name = word.isupper() and len(folded) > 1 and not shouted
    known = folded and (name or folded not in _stop_words(language))
    return _stemmed(folded, language) if known else ""


def keys(words: Iterable[str], language: str) -> list[str]:
    """The terms as the index knows them: apart from other languages' terms of the same letters."""
    return [f"{language}:{word}" for word in words]


def is_stop_word(word: str, language: str) -> bool:
    """Whether `word`, in lower case, carries no substance in `language`."""
    return word in _stop_words(language)


@lru_cache(maxsize=_REMEMBERED)
def _folded(word: str) -> str:
    """Lower case, compatibility forms resolved, no possessive, no points or commas inside."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")
    plain = plain.removesuffix("'s").removesuffix("'")
    return re.sub(r"[.,']", "", plain)


def _pairs(word: str) -> list[tuple[int, str]]:
    if len(word) == 1:
        return [(0, word)]
    return [(at, word[at : at + 2]) for at in range(len(word) - 1)]


@lru_cache(maxsize=_REMEMBERED)
def _stemmed(word: str, language: str) -> str:
    """The stem without accents. English has none of its own: there they go first."""
    if language == "en":
        plain = _unaccented(word)
        return _stemmer(language)(_bases(language).get(plain, plain))
    return _unaccented(_stemmer(language)(word))


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    kept = (
        c
        for c in unicodedata.normalize("NFKD", word)
        if not (unicodedata.combining(c) and ord(c) < _ALPHABETS_WITH_ACCENTS)
    )
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def _stop_words(language: str) -> frozenset[str]:
    found = word_lists.lines(f"{language}/stopwords.txt")
    return frozenset(_folded(word) for line in found for word in line.split())


@cache
def _bases(language: str) -> dict[str, str]:
    """Irregular forms, each with its base form: found, of find."""
    lines = [line.split() for line in word_lists.lines(f"{language}/irregular_forms.txt")]
    return {form: base for base, *forms in lines for form in forms}


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if language not in _STEMMERS:
        return str
    from snowballstemmer import stemmer

    stem: Callable[[str], str] = stemmer(_STEMMERS[language]).stemWord
    return stem
