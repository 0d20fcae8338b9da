"""The text that bytes of markup (HTML, XML, JSON) hold, whatever they say of their charset."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}\bencoding\s*=\s*[\"']([\w.:-]{2,40})"
    rb"|<meta[^>]{0,200}\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes in which a page or feed declares its charset."""
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""What pages mean by these names (the WHATWG Encoding standard)."""
_TEXTUAL = re.compile(
    r"utf-(?:8|16|16-le|16-be)$|cp\d+$|iso8859-\d+$|koi8|gb|big5|euc|shift|mac|johab|tis|hz|iso2022"
)
_BROKEN_SHARE = 0.001


def decode_markup(data: bytes, header: str = "") -> str:
    """The text of `data`: by its byte order mark, else by the charset that the HTTP `header`
    names, else by what it declares itself, else by guessing. Never fails: what fits no charset
    becomes U+FFFD. Newlines are \\n.

    Valid UTF-8 that is called a single-byte charset is UTF-8: no text of one looks like that.
    """
    return _decoded(data, header).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decoded(data: bytes, header: str) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    names = [_codec(header), _codec(_named_inside(data))]
    names = [name for name in names if name]
    if not names or _is_single_byte(names[0]):
        names.insert(0, "utf-8")
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") <= _BROKEN_SHARE * len(mended):
        return mended
    return data.decode(_guessed(data), "replace")


def _named_inside(data: bytes) -> str:
    match = _DECLARED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else ""


def _codec(label: str) -> str:
    """Python's name of the charset that pages call `label`, "" where there is none for text."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return _SUPERSETS.get(name, name) if _TEXTUAL.match(name) or name in _SUPERSETS else ""


def _is_single_byte(name: str) -> bool:
    return name.startswith(("cp125", "cp8", "iso8859", "koi8", "mac"))


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best is not None else "utf-8"


def from_json(text: str, *, strict: bool = True) -> Any:
    """The value that `text` holds in JSON, as `json.loads` reads it. Half a character (a lone
    surrogate, which JSON can write and no file can hold) comes out as a question mark.

    Raises ValueError and RecursionError.
    """
    value = json.loads(text, strict=strict)
    if "\\u" not in text:
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
