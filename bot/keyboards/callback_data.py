"""The callback data of every button: one table, in which no data is of two kinds.

Buttons live half a year: a grammar may grow, but what it has read it goes on reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ButtonKind:
    """A kind of button: how its data begins, by which it finds its handler, and all of it. What
    begins so and goes on otherwise is answered by that handler, too.
    """

    prefix: str
    grammar: re.Pattern[str]

    @classmethod
    def of(cls, prefix: str, rest: str) -> ButtonKind:
        """The kind whose data is the one and then the other, both as regular expressions."""
        return cls(f"^{prefix}", re.compile(prefix + rest))


_ID = r"(\d{1,18})"

ANSWER = ButtonKind.of(r"([cbmwnk]):", rf"{_ID}(?::(\d{{1,3}}))?")
"""Under an answer: what is asked, the answer, the citation."""
PICTURE = ButtonKind.of(r"p:", rf"{_ID}:(\d{{1,3}})")
"""Under an answer: the answer and its citation to be drawn."""
ARTICLE = ButtonKind.of(r"([qodla]):", rf"{_ID}:(\d{{1,4}})")
"""About an article: what is asked, the article, a place."""
SHARE = ButtonKind.of(r"([su]):", _ID)
"""An article to be shared, or shared no more."""
SPEAKERS = ButtonKind.of(r"([xyz]):", rf"{_ID}:(\d{{1,6}})")
"""In the lists of speakers and of quotations: what is asked, and two numbers."""
SUGGESTION = ButtonKind.of(r"t:([swqi]):", rf"{_ID}:(\d{{1,6}})")
"""A suggested question: its kind, and the statement that it was made of."""
PART = ButtonKind.of(r"v:", _ID)
"""Under the card of a paste: the message that is to be taken out of it."""
FEED = ButtonKind.of(r"feed:", rf"([ulxf]):([cs]):{_ID}:(\d{{1,4}})")
"""About feeds: what is asked, whose feeds, the feed, a page."""
WATCH = ButtonKind.of(r"watch:", _ID)
"""A watch to be taken away."""
SETTINGS = ButtonKind.of(r"set:", r"(\w*)(?::(.+))?")
"""A setting to be opened, or the value that is chosen for it."""
ADMIN = ButtonKind.of(r"admin:", rf"(overview|sources|statistics|health|remove):{_ID}")
"""The administrators' pages: which, and a number."""
FORGET = ButtonKind.of(r"f:([yn])$", "")
"""Whether to forget."""
TEXT = ButtonKind.of(r"t:([aq])$", "")
"""What a text is: an article or a question."""

KINDS = {
    "answer": ANSWER,
    "picture": PICTURE,
    "article": ARTICLE,
    "share": SHARE,
    "speakers": SPEAKERS,
    "suggestion": SUGGESTION,
    "part": PART,
    "feed": FEED,
    "watch": WATCH,
    "settings": SETTINGS,
    "admin": ADMIN,
    "forget": FORGET,
    "text": TEXT,
}
