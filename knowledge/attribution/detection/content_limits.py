"""Where attributed words stop short of what the parse gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.syntax import own_subject
from knowledge.language import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph

_LONGEST = 300
_LONGEST_CLAUSE = 60
_SPEAKING = frozenset(
    ("say", "tell", "ask", "answer", "write", "claim", "announce", "agree", "warn")
)
_PLAIN_SPEAKING = frozenset(("say", "tell", "answer", "write"))
_CONTRASTS = ("though", "although", "while", "even", "but", "as")
_ASIDES = ("DT", "VBG", "VBN", "WDT", "WP", "WRB", "WP$")


def limit_content(reading: ParsedParagraph, verb: Token, start: int, end: int) -> int:
    """`end`, moved back to the sentence's end, to a whole quotation, to a coordinated cue, and
    forward to the end of a quotation fragment that it would cut.
    """
    end = min(end, reading.sentence_bounds(verb.i)[1], start + _LONGEST)
    for at in range(start, end):
        token = reading.doc[at]
        if at > start and _opens_whole(reading, at):
            end = at - 1
            break
        if at > start and token.text == ";" and _speaks_later(reading, at, end):
            end = at
            break
        if at > start and token.text == "," and _summed_up(reading, at, end):
            end = at
            break
        if at > start and _aside_behind_quotation(reading, at):
            end = at
            break
        if reading.quoted[at] == -1 and (cut := _coordinated_cue(reading, token, start)):
            end = cut
            break
    return _with_quotation(reading, end)


def _opens_whole(reading: ParsedParagraph, at: int) -> bool:
    """Whether a whole quotation begins at `at`, behind a comma or colon."""
    opens = reading.in_whole(at) and reading.quoted[at - 1] != reading.quoted[at]
    return opens and reading.doc[at - 1].text in (":", ",")


def _speaks_later(reading: ParsedParagraph, start: int, end: int) -> bool:
    """Whether a clause behind a semicolon has a cue and a subject of its own."""
    for at in range(start, min(end, start + _LONGEST_CLAUSE)):
        token = reading.doc[at]
        cue = cues.verb(token.text) if token.tag_.startswith("VB") else None
        if cue is not None and reading.quoted[at] == -1 and "clause" in cue.frames:
            subject = own_subject(token)
            if subject is not None and start < subject.i and _introduces(reading, token):
                return True
    return False


def _summed_up(reading: ParsedParagraph, comma: int, end: int) -> bool:
    """Whether the narrator sums up what was said: ", a claim that ...", ", a move which ..."""
    doc = reading.doc
    if comma + 3 >= end or doc[comma + 1].lower_ not in ("a", "an"):
        return False
    if reading.quoted[comma] != -1:
        return False
    for at in range(comma + 2, min(comma + 5, end - 1)):
        if doc[at].lower_ in cues.words("summaries"):
            return doc[at + 1].tag_ in ("NNP", "PRP", "DT", "WDT", "TO", "IN", "NNS")
    return False


def _aside_behind_quotation(reading: ParsedParagraph, at: int) -> bool:
    """Whether the narrator comments at `at` on a quotation that a comma ended: “a lie,” a word
    that ..., “a lie,” referring to ...
    """
    before, here = reading.quoted[at - 1], reading.quoted[at]
    if before == -1 or here != -1:
        return False
    inner = reading.quotations[before].inner.of(reading.text).rstrip()
    return inner.endswith(",") and reading.doc[at].tag_ in _ASIDES


def _coordinated_cue(reading: ParsedParagraph, token: Token, start: int) -> int:
    """Where to cut before a cue that goes on: "and added", "but said", ", adding"; else 0."""
    cue = cues.verb(token.text)
    if cue is None or cue.kind not in _SPEAKING or not token.tag_.startswith("VB"):
        return 0
    if not cue.frames & {"clause", "quote"} or syntax.is_passive(token):
        return 0
    doc = reading.doc
    if not _introduces(reading, token):
        return 0
    if token.tag_ == "VBG":
        before = doc[token.i - 1]
        opens = token.i > start and before.text == ","
        return token.i - 1 if opens and token.dep_ in ("advcl", "acl", "conj", "xcomp") else 0
    if token.dep_ == "advcl" and token.left_edge.lower_ in _CONTRASTS:
        at = token.left_edge.i - 1
        return at if at > start and doc[at].text == "," else 0
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return 0
    subject = own_subject(token)
    if subject is not None and cue.kind not in _PLAIN_SPEAKING:
        return 0
    first = subject.left_edge.i if subject is not None else token.i
    at = first - 1
    while at > start and (doc[at].tag_ in ("RB", "VBZ", "VBP", "VBD") or doc[at].dep_ == "neg"):
        at -= 1
    if at <= start or doc[at].tag_ != "CC":
        return 0
    return at - 1 if doc[at - 1].text == "," else at


def _introduces(reading: ParsedParagraph, verb: Token) -> bool:
    """Whether words follow the verb: a clause, or a quotation within a word or two."""
    doc = reading.doc
    if any(c.dep_ == "ccomp" or c.lower_ == "that" for c in verb.rights):
        return True
    return any(q != -1 for q in reading.quoted[verb.i + 1 : verb.i + 4]) or (
        verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ in ("that", "whether", "if")
    )


def _with_quotation(reading: ParsedParagraph, end: int) -> int:
    """`end` moved behind the quotation that it would cut in two, and behind a fragment that goes
    on after a comma: he would visit every county, “and the rest too.”
    """
    quoted = reading.quoted
    follows = end + 1 < len(quoted) and reading.doc[end].text == ","
    if follows and quoted[end + 1] != -1 and not reading.in_whole(end + 1):
        end += 2
    while 0 < end < len(quoted) and quoted[end] != -1 and quoted[end] == quoted[end - 1]:
        end += 1
    return end
