"""Whether words ask something or tell something: for texts of which either may be meant."""

from __future__ import annotations

import re

from knowledge.model.question import AnswerType, QuestionKind
from knowledge.questions import question_parser

_LONGEST = 300
"""Characters of a line that asks."""
_LINES = 3
_FRAGMENT = 8
"""Words of a question that is no sentence: a name, a topic."""
_MARK = re.compile(r"[?？؟](?P<after>[^\w?？؟]*)$")
_QUOTES = '“"«„‘「'
_CLOSING = re.compile(r"[”\"»“’'）」]")
_TOLD = re.compile(r"[.!…:;,。！][^\w]*$|[”»][^\w]*$")
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"»’)]*\s+")
_OPENING = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay|now|please)\W+)?(?:who(?:m|se|['’]s)?|what|which|when|where|why"
    r"|how|is|are|was|were|do|does|did|has|have|had|will|can|could|tell me|show me|compare|list"
    r"|find)\b",
    re.IGNORECASE,
)


def is_asking(text: str, *, after_whole: bool = True) -> bool:
    """Whether a text reads as a question or a request, and not as part of an article.

    Where the text before it ended with a whole sentence (`after_whole`), a few words that are none
    ask as well, as questions to a machine do; else they may be that sentence's end.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return 0 < len(lines) <= _LINES and all(_asks(line, after_whole) for line in lines)


def _asks(line: str, after_whole: bool) -> bool:
    if len(line) > _LONGEST:
        return False
    mark = _MARK.search(line)
    if mark:
        if _CLOSING.search(mark["after"]):
            return line[0] not in _QUOTES and _OPENING.match(line) is not None
        sentences = _SENTENCE.split(line)
        return 2 * sum("?" in s or "？" in s or "؟" in s for s in sentences) >= len(sentences)
    if _TOLD.search(line):
        return False
    if not after_whole:
        return _OPENING.match(line) is not None
    question = question_parser.parse_question(line)
    told = question.asked is QuestionKind.FACT and question.wanted is AnswerType.ANYTHING
    return not told or len(line.split()) <= _FRAGMENT
