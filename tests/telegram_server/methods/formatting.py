"""HTML parse mode as the Bot API reads it: text and entities in UTF-16 units, or a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.telegram_server.methods.refusals import bad_request

Entity = dict[str, object]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,7})|([a-z]+));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"'/]*)\s*(=?)\s*("[^"]*"|'[^']*'|[A-Za-z0-9.\-_:/]*)""")


def utf16_length(text: str) -> int:
    """How long Telegram takes the text to be: characters outside the BMP count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    """A tag that waits for its end."""

    tag: str
    offset: int
    entity: Entity | None


@dataclass
class _Reading:
    """What has been read so far."""

    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode())

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its markup and the entities in it, in order.

    Raises Refusal with Telegram's words where Telegram refuses.
    """
    reading, at = _Reading(source), 0
    while at < len(source):
        if source[at] == "&":
            at = _character(reading, at)
        elif source.startswith("</", at):
            at = _end_tag(reading, at)
        elif source[at] == "<":
            at = _start_tag(reading, at)
        else:
            stop = re.compile("[&<]").search(source, at)
            until = stop.start() if stop else len(source)
            reading.write(source[at:until])
            at = until
    if reading.opened:
        tag = reading.opened[-1].tag
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{tag}"')
    entities = sorted(reading.entities, key=lambda e: (e["offset"], -int(str(e["length"]))))
    return "".join(reading.text), entities


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text as Telegram keeps it: no white space at its ends, no entity around nothing."""
    start = utf16_length(text) - utf16_length(text.lstrip())
    kept = text.strip()
    end = utf16_length(kept)
    result = []
    for entity in entities:
        first = max(int(str(entity["offset"])) - start, 0)
        last = min(int(str(entity["offset"])) + int(str(entity["length"])) - start, end)
        if last > first:
            result.append({**entity, "offset": first, "length": last - first})
    return kept, result


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")


def _character(reading: _Reading, at: int) -> int:
    """Reads what begins with an ampersand; what is no entity of Telegram's stays as it is."""
    found = _CHARACTER.match(reading.source, at)
    if found is None:
        reading.write("&")
        return at + 1
    decimal, hexadecimal, name = found.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if name in NAMED:
        reading.write(NAMED[name])
    elif 0 < code < 0x10FFFF:
        reading.write(chr(code))
    else:
        reading.write(found.group())
    return found.end()


def _end_tag(reading: _Reading, at: int) -> int:
    offset = reading.byte_offset(at)
    if not reading.opened:
        raise _unreadable(f"Unexpected end tag at byte offset {offset}")
    found = re.compile(r"</([^\s>]*)\s*>").match(reading.source, at)
    if found is None:
        raise _unreadable(f"Unclosed end tag at byte offset {offset}")
    opened, name = reading.opened.pop(), found.group(1).lower()
    if name and name != opened.tag:
        raise _unreadable(
            f"Unmatched end tag at byte offset {offset}, "
            f'expected "</{opened.tag}>", found "</{name}>"'
        )
    length = reading.length - opened.offset
    if opened.entity is not None and length:
        reading.entities.append({**opened.entity, "offset": opened.offset, "length": length})
    return found.end()


def _start_tag(reading: _Reading, at: int) -> int:
    offset = reading.byte_offset(at)
    found = re.compile(r"<([^\s>]*)").match(reading.source, at)
    assert found is not None
    tag = found.group(1).lower()
    if found.end() == len(reading.source):
        raise _unreadable(f"Unclosed start tag at byte offset {offset}")
    if tag not in TAGS:
        raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {offset}')
    attributes, end = _attributes(reading, tag, found.end(), offset)
    entity = _entity(tag, attributes, offset)
    if entity is not None and entity["type"] == "blockquote":
        _refuse_nested_quote(reading)
    reading.opened.append(_Open(tag, reading.length, entity))
    return end


def _attributes(reading: _Reading, tag: str, at: int, offset: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        while at < len(reading.source) and reading.source[at].isspace():
            at += 1
        if at >= len(reading.source):
            raise _unreadable(f'Unclosed start tag "{tag}" at byte offset {offset}')
        if reading.source[at] == ">":
            return found, at + 1
        match = _ATTRIBUTE.match(reading.source, at)
        if match is None or not match.group(1):
            raise _unreadable(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
        name, equals, value = match.groups()
        if equals and not value:
            raise _unreadable(f"Unexpected end of name token at byte offset {offset}")
        unquoted = value[1:-1] if value[:1] in "\"'" and value else value
        found[name.lower()] = parse_html(unquoted.replace("<", "&lt;"))[0]
        at = match.end()


def _entity(tag: str, attributes: dict[str, str], offset: int) -> Entity | None:
    """The entity of a tag; None where Telegram shows the words and drops the markup."""
    kind = TAGS[tag]
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    if tag == "a":
        url = attributes.get("href", "")
        if re.match(r"(?i)(https?|tg|mailto)://?\S", url) is None:
            return None
        return {"type": kind, "url": url}
    if tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    return {"type": kind}


def _refuse_nested_quote(reading: _Reading) -> None:
    if any(o.tag == "blockquote" for o in reading.opened):
        raise _unreadable("Can't nest blockquote entities")
