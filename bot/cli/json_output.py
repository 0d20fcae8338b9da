"""The JSON that the command line prints, as the project's contract has it: docs/command-line.md."""

from __future__ import annotations

import json
from typing import Any

from bot.views import answer_text
from knowledge import Answer, Citation, Hit, Library, NotOnRecord, Span, Statement, StoredArticle


def answer(question: str, given: Answer | NotOnRecord, library: Library, *, by_name: bool) -> str:
    """One line for an answer. Articles go by the name they were added under, else by their id."""
    found: dict[str, Any] = {
        "question": question,
        "status": "not_found",
        "speaker": None,
        "speakers": [],
        "text": answer_text.plain(given),
        "citations": [],
    }
    if isinstance(given, Answer):
        found |= {
            "status": "answered",
            "speaker": given.speaker or None,
            "speakers": list(given.speakers),
            "citations": [_citation(citation, by_name=by_name) for citation in given.citations],
        }
    found["passages"] = [_passage(hit, library, by_name=by_name) for hit in given.hits]
    return json.dumps(found, ensure_ascii=False)


def statements(source: str, opened: StoredArticle) -> str:
    """One line for an article: who said what in it."""
    text = opened.article.text
    return json.dumps(
        {
            "article": source,
            "title": opened.article.headline,
            "text": text,
            "statements": [_statement(s, text) for s in opened.attribution.statements],
        },
        ensure_ascii=False,
    )


def _citation(citation: Citation, *, by_name: bool) -> dict[str, Any]:
    source = citation.source
    return {
        "article": source.name if by_name else str(source.article),
        "title": source.headline,
        "url": source.url or None,
        "paragraph": citation.paragraph,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "speaker": citation.speaker or None,
        "kind": citation.kind.value,
        "why": dict(citation.why),
    }


def _passage(hit: Hit, library: Library, *, by_name: bool) -> dict[str, Any]:
    opened = library.read(hit.article)
    passage = opened.passages[hit.passage]
    return {
        "article": opened.name if by_name else str(hit.article),
        "paragraph": passage.paragraph,
        "start": passage.span.start,
        "end": passage.span.end,
        "score": hit.score,
    }


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "kind": statement.kind.value,
        "content": [_pair(span) for span in statement.content],
        "quote": statement.quote(text),
        "cue": _pair(statement.cue),
        "cue_text": _words(statement.cue, text),
        "speaker": _pair(statement.speaker),
        "speaker_text": _words(statement.speaker, text),
        "speaker_name": statement.speaker_name or None,
        "addressee": _words(statement.addressee, text),
        "paragraph": statement.paragraph,
        "negated": statement.negated,
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None
