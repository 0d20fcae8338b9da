"""A chat as a page: bubbles, quote blocks, keyboards and pictures at the width of a phone."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.pictures.fonts import SANS

Json = dict[str, Any]

WIDTH = 390
OUTSIDE = (255, 0, 255)
"""The colour of what is no part of the chat, to be cut away."""
TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "strikethrough": ("<s>", "</s>"),
    "underline": ("<u>", "</u>"),
    "code": ("<code>", "</code>"),
    "pre": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="more">', "</blockquote>"),
}
LINKED = {"text_link", "url", "mention", "bot_command"}
STYLE = """
@font-face { font-family: "Noto Sans"; src: url("FONT"); font-weight: 400 700 }
* { box-sizing: border-box; margin: 0 }
html { background: rgb(255, 0, 255) }
body { width: 390px; font: 16px/1.32 "Noto Sans", "DejaVu Sans", sans-serif; color: #111 }
main { background: #d6e2c9; padding: 10px 8px 14px;
  display: flex; flex-direction: column; gap: 6px }
.message { max-width: 342px; align-self: flex-start }
.message.own { align-self: flex-end }
.bubble { background: #fff; border-radius: 16px; padding: 7px 11px 6px; overflow-wrap: anywhere;
  box-shadow: 0 1px 1px #0002; overflow: hidden; white-space: pre-wrap }
.own .bubble { background: #effdde }
.bubble img { display: block; width: calc(100% + 22px); margin: -7px -11px 6px }
.bubble .reply + img { margin-top: 2px }
.bubble small { float: right; margin: 5px 0 0 10px; font-size: 12px; color: #8a9a86 }
.reply { border-left: 3px solid #4f9ad6; background: #4f9ad61a; border-radius: 4px;
  padding: 2px 8px; font-size: 14px; margin-bottom: 4px; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis }
.reply b { display: block; color: #3d87c4 }
blockquote { border-left: 3px solid #4f9ad6; background: #4f9ad61a; border-radius: 4px;
  padding: 4px 24px 4px 9px; margin: 3px 0; position: relative; font-size: 15px }
blockquote::after { content: "”"; position: absolute; right: 7px; top: 1px; font-size: 20px;
  color: #4f9ad6 }
blockquote.more { max-height: 76px; overflow: hidden }
blockquote.more::before { content: "⌄"; position: absolute; right: 8px; bottom: 0; color: #4f9ad6 }
a { color: #2a79b8; text-decoration: none }
.keys { display: flex; gap: 4px; margin-top: 4px; min-width: 250px }
.keys span { flex: 1 1 0; background: #5c7a5399; color: #fff; border-radius: 8px; padding: 8px 6px;
  text-align: center; font-size: 14px; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis }
"""


def page(messages: list[Json], file: Callable[[str], bytes]) -> str:
    """The chat in HTML; `file` gives the bytes of a picture by its id."""
    bubbles = "\n".join(_message(message, file) for message in messages)
    style = STYLE.replace("FONT", Path(SANS.path).as_uri())
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style><main>\n{bubbles}\n</main>'


def marked_up(text: str, entities: list[Json]) -> str:
    """The text with its entities, which count UTF-16 units, as HTML."""
    coded = text.encode("utf-16-le")
    borders = sorted(
        {0, len(coded) // 2}
        | {at for e in entities for at in (e["offset"], e["offset"] + e["length"])}
    )
    made = ""
    opened: list[Json] = []
    for at, until in zip(borders, [*borders[1:], None], strict=True):
        while opened and opened[-1]["offset"] + opened[-1]["length"] <= at:
            made += _tags(opened.pop())[1]
        starting = [e for e in entities if e["offset"] == at]
        for entity in sorted(starting, key=lambda e: -int(e["length"])):
            made += _tags(entity)[0]
            opened.append(entity)
        if until is not None:
            made += html.escape(coded[2 * at : 2 * until].decode("utf-16-le"))
    # A block stands on lines of its own: the line breaks around it are its borders already.
    return made.replace("\n<blockquote", "<blockquote").replace("</blockquote>\n", "</blockquote>")


def _tags(entity: Json) -> tuple[str, str]:
    if entity["type"] in LINKED:
        return "<a>", "</a>"
    return TAGS.get(entity["type"], ("<span>", "</span>"))


def _message(message: Json, file: Callable[[str], bytes]) -> str:
    own = "" if message["from"]["is_bot"] else " own"
    words = marked_up(
        message.get("text") or message.get("caption") or "",
        message.get("entities") or message.get("caption_entities") or [],
    )
    inside = f"{_replied(message)}{_picture(message, file)}{words}<small>14:05</small>"
    return f'<div class="message{own}"><div class="bubble">{inside}</div>{_keys(message)}</div>'


def _replied(message: Json) -> str:
    replied = message.get("reply_to_message")
    if not replied:
        return ""
    name = html.escape(replied["from"]["first_name"])
    words = html.escape((replied.get("text") or replied.get("caption") or "Photo").split("\n")[0])
    return f'<div class="reply"><b>{name}</b>{words}</div>'


def _picture(message: Json, file: Callable[[str], bytes]) -> str:
    if "photo" not in message:
        return ""
    coded = base64.b64encode(file(message["photo"][-1]["file_id"])).decode()
    return f'<img src="data:image/png;base64,{coded}">'


def _keys(message: Json) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    made = ""
    for row in rows:
        keys = "".join("<span>" + html.escape(button["text"]) + "</span>" for button in row)
        made += f'<div class="keys">{keys}</div>'
    return made
