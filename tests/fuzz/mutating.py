"""Bytes that are almost right: real ones with pieces cut out, doubled, moved, and put in."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

PIECES = (
    b"<", b">", b"</p>", b"<p>", b"<table><tr><td>", b"<script>", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"&#x110000;", b"&#0;", b"&nbsp;", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f",
    "“".encode(), "”".encode(), b'"', b"''", b"\r", "\u2028".encode(), "\u202e".encode(),
    b"<b>" * 300, b"<div>" * 3000, b"a" * 5000, "e\u0301".encode() * 50, b"<svg><math><mi>",
    b'<meta charset="utf-7">', b'<meta charset="nonsense">', b"<base href='javascript:x'>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b'{"@type":"NewsArticle","datePublished":"0000-99-99"}',
    "\U0001f469\u200d\U0001f467".encode(), b"2024-13-45T99:99:99Z", b"-1", b"1e999",
)  # fmt: skip
"""What has broken readers before, or might."""

_EDIT = st.tuples(
    st.sampled_from(["cut", "double", "put", "move", "byte"]),
    st.floats(0, 1),
    st.integers(1, 400),
    st.sampled_from(PIECES),
)


def mutated(originals: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the originals after up to eight edits."""
    edits = st.lists(_EDIT, max_size=8)
    return st.builds(_edited, st.sampled_from(list(originals)), edits)


def _edited(data: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for act, place, length, piece in edits:
        at = int(place * len(data))
        some = data[at : at + length]
        if act == "cut":
            data = data[:at] + data[at + length :]
        elif act == "double":
            data = data[:at] + some + data[at:]
        elif act == "put":
            data = data[:at] + piece + data[at:]
        elif act == "move":
            rest = data[:at] + data[at + length :]
            data = rest[: len(rest) // 2] + some + rest[len(rest) // 2 :]
        else:
            data = data[:at] + bytes([length % 256]) + data[at + 1 :]
    return data
