"""Where sentences begin and end.

nupunkt's Punkt model, trained on English, proposes; what it does not know is mended here: a
quotation that ends in a question keeps the words that say whose it is, the abbreviations of the
other languages end no sentence, and scripts that it does not read are divided at their own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from knowledge.language import dates
from knowledge.model.span import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|[\f\v\u2029]\s*")
_NEAR = 80
"""Characters looked at before a border, where a word is sought."""
_AHEAD = 240
"""Characters looked at behind a border, where an attribution is sought."""
_STRETCH = 5000
"""Characters given to nupunkt at once."""
_CLOSING = "\"'”’»“«›‹)]}」』】）〉》"
_CLOSES = re.compile(r"[,;)\]}”’»」』]|:(?!\d)")
_LETTER = re.compile(r"[^\W_]")

# Borders that nupunkt does not see.
_OTHER_MARKS = re.compile(
    rf"[。！？｡][{re.escape(_CLOSING)}]*\s*|[؟۔।॥։።][{re.escape(_CLOSING)}]*\s+"
)
_NO = re.compile(r"\bno\.(?=[”’»\"']?\s+[\"“‘«„]?[A-ZÀ-ÞА-Я])")
"""“He said no. The …”: the number's abbreviation has a figure behind it."""
_YEAR = re.compile(r"(?<=\d{4}\s[гр])\.(?=\s+[«„]?[А-ЯІЇЄҐ])")
_UNSEEN = (_OTHER_MARKS, _NO, _YEAR)

# Borders that nupunkt sees where there is none.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“„«‘/-])(?:"
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Sens|Rep|Reps|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Brig|Rev|Hon|Pres"
    r"|Messrs|Cllr|Supt|Insp|Det|Pvt|Cpl|Amb|Atty|St|Ste|Mt|Ft|vs|v|cf|Cf|e\.g|i\.e|viz"
    r"|Mme|Mlle|MM|M|Me|Mgr|Sr|Sra|Srta|Dra|Da|Dña|Lic|Ing|Ud|Uds|Hr|Fr|Frl|Fa|Dipl|Hl|Bd|Nr|Abs|Art"
    r"|z\.\s?B|d\.\s?h|u\.\s?a|o\.\s?ä|i\.\s?d|bzw|ca|inkl|sog|vgl|Vgl|evtl|ggf|zzgl|geb|gest|max|min"
    r"|(?i:ул|им|просп|пл|пер|д|кв|стр|рис|гл|акад|проф|доц|ген|полк|см|ср|тов|гр|т\.\s?е|т\.\s?к"
    r"|т\.\s?н|вул|ім|буд|див|напр))\.)$"
)
"""Words shortened before a name or before what they introduce."""
_BEFORE_FIGURE = re.compile(
    r"(?:^|[\s(])(?:Nos?|nos?|Nr|Art|art|Abs|S|p|pp|págs?|núm|n|Ziff|Kap|vol|Vol|ch|Ch|sec|Sec|fig|Fig"
    r"|ст|п|пп|ч|д|буд|кв|стр|с|гл|рис)\.$"
)
_YEAR_OR_CITY = re.compile(r"(?:^|[\s(])[гГмр]\.$")
_AFTER_FIGURE = re.compile(r"\d\s*(?:г|гг|р|рр|м)\.$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_GERMAN_ORDINAL = re.compile(
    r"(?:^|\s)(?i:am|der|die|das|dem|den|des|im|beim|zum|vom|zur|eine[mnrs]?|ab|seit|bis|jede[mnrs]?)"
    r"\s\d{1,2}\.$"
)
_GERMAN_START = re.compile(
    r"(?:Es|Er|Sie|Ich|Wir|Ihr|D[aei][srenm]{1,2}|Da|Dann|Doch|Aber|Und|In|Im|Am|Auch|Ein|Eine|Nach)"
)
_ASKED = re.compile(rf"[?!…][?!….]*\s?[{re.escape(_CLOSING)}]+$")
_SPEECH = (
    r"(?:said|says|asked|asks|added|adds|answered|replied|responded|told|tells|wrote|writes|tweeted"
    r"|posted|texted|exclaimed|shouted|cried|yelled|screamed|called|demanded|wondered|quipped|joked"
    r"|snapped|continued|recalled|insisted|declared|remarked|mused|whispered|muttered|pleaded|urged"
    r"|explained|concluded|commented|observed|noted|countered|retorted|interjected|chanted|sang)"
)
_SMALL = r"(?:de|da|di|van|von|der|den|del|la|le|al|bin|ibn|of|the|and|for|’s|'s)"
_NAME = rf"(?:[A-Z][\w.’'-]*,?)(?:\s+(?:[A-Z][\w.’'-]*|{_SMALL})){{0,7}}"
_NAME_SAYS = re.compile(
    rf"(?:(?:The|A|An|One|Another)\s+[\w’'-]+(?:\s+[\w’'-]+)?|{_NAME})"
    rf"(?:,[^,.:;!?\"“”]{{2,80}},)?\s+(?:later\s+|then\s+|also\s+)?(?P<verb>{_SPEECH})\b"
    r"(?P<rest>[^,.:;!?\"“”\n]*)"
)
_SAYS_NAME = re.compile(rf"{_SPEECH.capitalize()}\s+(?:the\s+)?{_NAME}", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:that|whether|if|to|why|how|what|who|no|yes|nothing|not|would|will|had|has|have|was|were"
    r"|is|are|could|should|might|may|must|did|does|do|can)\b"
)
_ASIDE = re.compile(r"\s(?:as|when|while|after|before|during|on|in|at|by|with|from|outside)\s")
_OBJECT = re.compile(r"\s+(?:the|a|an|he|she|it|they|his|her|its|their|there|this|we|I)\b")


@cache
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    from nupunkt import sent_spans

    return sent_spans


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of `text`, or of its part `within`, as spans of `text` without outer white
    space, in order; together they hold all that is no white space. None goes over a blank line.
    In time linear in the text.
    """
    part = Span(0, len(text)) if within is None else within
    found: list[Span] = []
    start = part.start
    for match in _BLANK_LINE.finditer(text, part.start, part.end):
        found += _of_paragraph(text, Span(start, match.start()))
        start = match.end()
    return found + _of_paragraph(text, Span(start, part.end))


def _of_paragraph(text: str, part: Span) -> list[Span]:
    pieces = _proposed(text, part)
    found: list[Span] = []
    for piece in pieces:
        if found and _belongs(text, found[-1], piece):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _proposed(text: str, part: Span) -> Iterator[Span]:
    """What lies between nupunkt's borders and the unseen ones, without outer white space."""
    words = part.of(text)
    borders = {*_punkt(words), len(words)}
    borders.update(match.end() for form in _UNSEEN for match in form.finditer(words))
    start = 0
    for end in sorted(borders):
        span = trimmed(Span(part.start + start, part.start + end), text)
        start = end
        if len(span):
            yield span


def _punkt(words: str) -> Iterator[int]:
    """nupunkt's borders, found stretch by stretch: its time grows with the square of a run of
    marks. A stretch begins at the last border found, so that none is cut.
    """
    start = 0
    while start < len(words):
        end = _stretch_end(words, start)
        found = [start + border for _, border in _splitter()(words[start:end])][:-1]
        yield from found
        start = found[-1] if found and end < len(words) else end


def _stretch_end(words: str, start: int) -> int:
    """The end of the stretch that begins at `start`: where a word ends, if one does."""
    end = start + _STRETCH
    if end >= len(words):
        return len(words)
    space = words.rfind(" ", start, end)
    return space + 1 if space > start else end


def _belongs(text: str, before: Span, piece: Span) -> bool:
    """Whether `piece` goes on with the sentence `before`."""
    head = text[piece.start : min(piece.end, piece.start + _AHEAD)]
    tail = text[max(before.start, before.end - _NEAR) : before.end]
    letter = _LETTER.search(head)
    if letter is None or _CLOSES.match(head):
        return True
    return (
        _goes_on_small(text, before, head, letter.start())
        or _abbreviated(tail, head)
        or (_ASKED.search(tail) is not None and _attributes(head))
        or _uncased_quote(tail, head)
    )


def _goes_on_small(text: str, before: Span, head: str, at: int) -> bool:
    """Whether `head` begins with a small letter (not eBay's) in a text that has capitals where
    sentences begin.
    """
    word = re.match(r"\w+", head[at:])
    if word is None or not word[0].islower():
        return False
    first = _LETTER.search(text, before.start, min(before.end, before.start + _NEAR))
    return first is None or not first[0].islower()


def _abbreviated(tail: str, head: str) -> bool:
    """Whether the full stop that `tail` ends in is an abbreviation's or a German ordinal's."""
    if not tail.endswith("."):
        return False
    word = head.split(maxsplit=1)[0].strip('"“„«,.')
    if head[0].isdigit():
        return bool(_BEFORE_FIGURE.search(tail))
    if _ORDINAL.search(tail):
        return dates.names_month(word) or (
            _GERMAN_ORDINAL.search(tail) is not None and not _GERMAN_START.fullmatch(word)
        )
    if _YEAR_OR_CITY.search(tail):
        return not _AFTER_FIGURE.search(tail)
    return bool(_ABBREVIATED.search(tail))


def _attributes(head: str) -> bool:
    """Whether `head` says whose question stood before it: “Mr. Biden asked.”, but not “Mr. Biden
    said he would not.”, which tells something new.
    """
    if _SAYS_NAME.match(head):
        return True
    match = _NAME_SAYS.match(head)
    if match is None:
        return False
    rest = _ASIDE.split(match["rest"] + " ", maxsplit=1)[0]
    if match["verb"] not in {"asked", "asks", "told", "tells", "urged"} and _OBJECT.match(rest):
        return False
    return not _CLAUSE.search(rest)


def _uncased_quote(tail: str, head: str) -> bool:
    """Whether a quotation ends before `head`, in a script without capitals: there the words that
    follow it say whose it is, and nothing shows where they would not.
    """
    quoted = tail[-1] in _CLOSING and tail.rstrip(_CLOSING)[-1:] in "。！？｡؟۔।."
    first = head[0]
    return quoted and first.isalpha() and first == first.lower() == first.upper()
