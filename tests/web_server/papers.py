"""PDF files of our own: lines at places of pages, without or with a password."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"
_RIGHTS = -4


@dataclass(frozen=True, slots=True)
class Set:
    """A line set in type: its words, its place (points from below left), its size."""

    words: str
    left: float
    base: float
    size: float = 10.0
    bold: bool = False


def column(words: Iterable[str], left: float, top: float, size: float = 10.0) -> list[Set]:
    """Lines one below the other; "" leaves a line blank."""
    return [
        Set(line, left, top - number * 1.2 * size, size)
        for number, line in enumerate(words)
        if line
    ]


def paper(pages: Sequence[Sequence[Set]], password: str | None = None, title: str = "") -> bytes:
    """A PDF of A4 pages. With a `password` ("" too) it is encrypted (RC4, 40 bits)."""
    key, entry = _encryption(password) if password is not None else (None, b"")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        _string(title, key, 5),
    ]
    for number, lines in enumerate(pages):
        content = b"BT\n" + b"".join(_shown(line) for line in lines) + b"ET"
        content = _rc4(_object_key(key, 7 + 2 * number), content) if key else content
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (7 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _file(objects, entry)


def _string(title: str, key: bytes | None, number: int) -> bytes:
    data = b"\xfe\xff" + title.encode("utf-16-be")
    data = _rc4(_object_key(key, number), data) if key else data
    return b"<< /Title <%s> >>" % data.hex().encode()


def _shown(line: Set) -> bytes:
    words = line.words.encode("cp1252").replace(b"\\", b"\\\\")
    words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if line.bold else b"F1"
    return b"/%s %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj\n" % (
        font, line.size, line.left, line.base, words,
    )  # fmt: skip


def _file(objects: list[bytes], encryption: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 5 0 R %s >>\n" % (len(objects) + 1, encryption)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _encryption(password: str) -> tuple[bytes, bytes]:
    """The file's key and its encryption dictionary (PDF 1.7, 7.6.3: revision 2)."""
    padded = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)  # noqa: S324 - the format's own
    rights = (_RIGHTS & 0xFFFFFFFF).to_bytes(4, "little")
    key = hashlib.md5(padded + owner + rights + _ID).digest()[:5]  # noqa: S324
    entry = b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        _ID.hex().encode(),
        _ID.hex().encode(),
        _RIGHTS,
        owner.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
    )
    return key, entry


def _object_key(key: bytes, number: int) -> bytes:
    salted = key + number.to_bytes(3, "little") + b"\0\0"
    return hashlib.md5(salted).digest()[:10]  # noqa: S324


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
