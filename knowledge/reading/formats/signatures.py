"""Whether bytes can be text at all: by the signatures of other forms, and by how text looks."""

from __future__ import annotations

import codecs
import re
import unicodedata

_HEAD = 16_384
"""Bytes, and characters, that are looked at."""
_CONTROL_SHARE = 0.02
_ODD_SHARE = 0.02
_WORDS_SHARE = 0.8
"""Of what stands between blanks, so much is words at least, in a text whose charset is guessed."""
_LONGEST_WORD = 60
_TELLING = 12
"""Letters from which on a charset can be guessed, where hardly any of them are ASCII."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NEVER_WRITTEN = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
"""Bytes that no text has, but in UTF-16 and UTF-32."""
_SHORTEST = 3
"""Bytes of a signature that proves something."""
_WRITTEN = frozenset({".rtf", ".ps", ".eps", ".epsf", ".svg"})
"""Forms that are written in plain letters and are no text to be read."""
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
_WORD = re.compile(r"\w+(?:[-'’.·/]\w+)*")
_NARROW = {"gb18030": "gb2312", "cp949": "euc_kr"}
"""What a guess of many rare characters is measured by: the charset of the usual ones."""


def may_be_text(data: bytes) -> bool:
    """Whether these bytes may be text, markup included: they do not begin as a picture, a film, a
    sound, an archive, a program or an office document does, and hold no control characters.
    """
    head = data[:_HEAD]
    if head.startswith(_MARKS[1:]):
        return True
    if _in_pairs(head):
        return True
    if _share(sum(byte in _NEVER_WRITTEN for byte in head), head) > _CONTROL_SHARE:
        return False
    return not _signed(head, plain=_is_utf8(head))


def is_prose(text: str, charset: str = "utf-8") -> bool:
    """Whether `text` was written in words, rather than being bytes of another kind that happen to
    decode. Where its `charset` was guessed, that is doubted more.
    """
    head = text[:_HEAD]
    odd = sum(
        c == "\ufffd" or (c not in "\t\n\f\r" and unicodedata.category(c) in _ODD) for c in head
    )
    if _share(odd, head) > _ODD_SHARE:
        return False
    if charset.startswith(("utf", "ascii")):
        return not _unbroken(head)
    return not _unbroken(head) and _in_words(head, charset)


def _share(part: int, whole: bytes | str) -> float:
    return part / max(1, len(whole))


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


def _in_pairs(head: bytes) -> bool:
    """Whether every other byte is zero, or nearly: Latin letters in UTF-16."""
    halves = head[::2], head[1::2]
    zeros = [_share(half.count(0), half) for half in halves]
    return max(zeros) > 0.9 and min(zeros) < _CONTROL_SHARE


def _signed(head: bytes, *, plain: bool) -> bool:
    """Whether the bytes begin with the signature of a form that is not read; one that text could
    begin with as well does not count: a film begins as “The free …” does.
    """
    import puremagic

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    signatures = [(f.byte_match, f.extension) for f in found if len(f.byte_match) >= _SHORTEST]
    if any(set(signature) & _NEVER_WRITTEN for signature, _ in signatures):
        return True
    if plain:
        return any(form in _WRITTEN for _, form in signatures)
    return any(not signature.isascii() for signature, _ in signatures)


def _unbroken(text: str) -> bool:
    """Whether most of it is one long string after another: base64, packed scripts, dumps."""
    tokens = text.split()
    long = sum(len(t) for t in tokens if len(t) > _LONGEST_WORD and t.isascii())
    return long > sum(len(t) for t in tokens) / 2


def _in_words(text: str, charset: str) -> bool:
    """Whether what stands between blanks is words: of one script, in one case but for the first
    letter; or, where words are not parted, the usual characters of that charset.
    """
    letters = [c for c in text if c.isalpha()]
    if 2 * sum(map(str.isascii, letters)) <= len(letters) < _TELLING or not letters:
        return False
    # Accents that stand alone, as in Thai, belong to their letters.
    text = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    tokens = [t for t in re.split(r"[\s–—]+", text) if any(map(str.isalpha, t))]
    if sum(ord(c) > 0x2E80 for c in text) * 2 > len(letters):
        return _usual(text, charset)
    return sum(map(_is_word, tokens)) >= _WORDS_SHARE * len(tokens)


def _is_word(token: str) -> bool:
    core = token.strip("\"'“”„«»‘’‹›()[]{}<>*_#.,:;!?…-")
    if not _WORD.fullmatch(core):
        return False
    return all(_is_even(part) for part in re.split(r"[\W\d_]+", core) if part)


def _is_even(part: str) -> bool:
    """Whether letters are of one script, and capitals where words have them."""
    scripts = {unicodedata.name(c, "?").split()[0] for c in part}
    cased = part.islower() or part.isupper() or part[1:].islower() or part.lower() == part
    return len(scripts) <= 1 and cased


def _usual(text: str, charset: str) -> bool:
    wide = [c for c in text if ord(c) > 0x2E80]
    narrow = _NARROW.get(charset, charset)
    usual = sum(bool(c.encode(narrow, "ignore")) for c in wide)
    return usual > 0.95 * len(wide)
