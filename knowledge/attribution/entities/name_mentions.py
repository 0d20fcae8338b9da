"""Names in a parsed paragraph: runs of capitals, cut where one name ends and another begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.language import cues, names

if TYPE_CHECKING:
    from spacy.tokens import Span as EntitySpan
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph

_TAGS = ("NNP", "NNPS")
_PERSONAL = frozenset(("PERSON",))
_BODILY = frozenset(("ORG", "GPE", "FAC", "LOC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"))
_NO_NAME = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))


def name_runs(reading: ParsedParagraph) -> list[tuple[int, int, str]]:
    """Names as runs of tokens with their kind ("person", "body" or "")."""
    doc = reading.doc
    entities = {ent.start: ent for ent in doc.ents if ent.label_ in _PERSONAL | _BODILY}
    dated = {t.i for ent in doc.ents if ent.label_ in _NO_NAME for t in ent}
    found = []
    at = 0
    while at < len(doc):
        if doc[at].tag_ not in _TAGS or at in dated or not doc[at].text[:1].isalpha():
            at += 1
            continue
        end = _run_end(reading, at)
        found += _split(list(doc[at:end]), at, end, entities)
        at = max(end, at + 1)
    return found


def _run_end(reading: ParsedParagraph, at: int) -> int:
    doc = reading.doc
    end = at + 1
    while end < len(doc) and reading.quoted[end] == reading.quoted[at]:
        token = doc[end]
        if token.tag_ in _TAGS and token.text[:1].isalnum():
            end += 1
        elif _joins(doc[end - 1], token) and end + 1 < len(doc) and doc[end + 1].tag_ in _TAGS:
            end += 2
        elif doc[end - 1].text == "-" or (token.text == "-" and not doc[end - 1].whitespace_):
            end += 1
        else:
            break
    while end > at + 1 and doc[end - 1].text == "-":
        end -= 1
    return end


def _joins(before: Token, token: Token) -> bool:
    """Whether a small word goes on with a name: van der Berg, Department of State."""
    lower = token.lower_
    if token.text in names.PARTICLES:
        return True
    return (
        lower in ("of", "for", "and", "&")
        and token.ent_type_ == before.ent_type_ == "ORG"
        and (token.ent_iob_ == "I")
    )


def _split(
    tokens: list[Token], start: int, end: int, entities: dict[int, EntitySpan]
) -> list[tuple[int, int, str]]:
    """A run cut where the recogniser sees a person's name end it ("Defense Lloyd Austin")."""
    for at in range(start, end):
        ent = entities.get(at)
        if ent is None or ent.label_ != "PERSON" or ent.end < end or at == start:
            continue
        first = at
        while first > start and names.title(tokens[first - start - 1].text) is not None:
            first -= 1
        head = [(start, first, "body")] if first > start else []
        return [*head, (first, end, "person")]
    for at in range(end - 2, start, -1):
        # "Secretary of Defense Lloyd Austin": a first name inside what is no name of a person
        if names.sex(tokens[at - start].text) and not cues.source_kind(tokens[-1].text):
            whole = _whole(tokens, start, end)
            if whole[2] != "person":
                return [(start, at, "body"), (at, end, "person")]
    return [_whole(tokens, start, end)]


def _is_title(token: Token, following: Token) -> bool:
    """Whether a token is a title before a name: in PC Anna Lee, not in PC World."""
    if names.title(token.text) is None:
        return False
    shouted = token.text.isupper() and len(token) > 1
    person = following.ent_type_ == "PERSON" or bool(names.sex(following.text))
    return person or not shouted


def _whole(tokens: list[Token], start: int, end: int) -> tuple[int, int, str]:
    titled = [n for n, t in enumerate(tokens[:-1]) if _is_title(t, tokens[n + 1])]
    first = start
    if titled and not cues.source_kind(tokens[-1].text) and tokens[-1].tag_ == "NNP":
        first = start + titled[-1]
        first = start + titled[0] if titled == list(range(titled[0], titled[-1] + 1)) else first
    labels = {t.ent_type_ for t in tokens}
    if titled and first > start - 1 and not cues.source_kind(tokens[-1].text):
        return first, end, "person"
    if cues.source_kind(tokens[-1].text) in ("body", "document") or tokens[0].text.isupper():
        return start, end, "body"
    if "PERSON" in labels and (len(tokens) > 1 or tokens[-1].ent_type_ == "PERSON"):
        return start, end, "person"
    if names.sex(tokens[0].text) and len(tokens) in (2, 3) and "ORG" not in labels:
        return start, end, "person"
    return start, end, "body" if labels & _BODILY else ""
