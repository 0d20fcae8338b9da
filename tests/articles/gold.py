"""The annotated articles as gold, one JSON object a line: `python -m tests.articles.gold`.

`--show [NAME ...]` prints them for people instead: each statement with its speaker and cue.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.articles import annotation
from tests.articles.annotation import Annotated, Quote

UNASKED = frozenset({"attitude", "borderline", "evidential", "nested", "pullquote"})
"""Statements with one of these flags are neither asked for nor punished."""


def row(article: Annotated) -> dict[str, Any]:
    """An article in the form that scorers of quotations read: id, text, quotes with offsets."""
    return {
        "id": article.name,
        "text": article.text,
        "quotes": [_quote(article, quote) for quote in article.quotes],
    }


def _quote(article: Annotated, quote: Quote) -> dict[str, Any]:
    text = article.text
    mention = quote.speaker.of(text) if quote.speaker else None
    flags = dict.fromkeys(sorted(quote.flags - {"negated", "borderline"}), True)
    asked = not quote.flags & UNASKED
    return {
        "content_spans": [[span.start, span.end] for span in quote.content],
        "content_text": " […] ".join(span.of(text) for span in quote.content),
        "speaker_text": mention,
        "speaker_span": [quote.speaker.start, quote.speaker.end] if quote.speaker else None,
        "speaker_name": quote.who.name if quote.who else None,
        "speaker_aliases": list(quote.who.aliases) if quote.who else [],
        "speaker_is_pronoun": (mention or "").lower() in annotation.PRONOUNS,
        "cue_text": quote.cue.of(text) if quote.cue else None,
        "cue_span": [quote.cue.start, quote.cue.end] if quote.cue else None,
        "kind": quote.kind(article),
        "negated": "negated" in quote.flags,
        "polarity": "negative" if "negated" in quote.flags else "positive",
        "speech_cue": asked,
        "ignore": not asked,
        **flags,
    }


def show(article: Annotated) -> str:
    """The statements for a reader: paragraph, speaker, cue, kind, flags, words."""
    lines = [f"== {article.name} ({len(article.text.split())} words)"]
    for quote in article.quotes:
        form = _quote(article, quote)
        number = next(n for n, p in enumerate(article.paragraphs, 1) if p.holds(quote.content[0]))
        flags = " ".join(sorted(quote.flags))
        lines.append(
            f"{number:3d} {form['speaker_text']} = {form['speaker_name']} [{form['cue_text']}]"
            f" {form['kind']} {flags}\n      {form['content_text']}"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the gold of all articles, or show some of them."""
    asked = sys.argv[1:]
    chosen = [name for name in asked if not name.startswith("--")] or annotation.names()
    for name in chosen:
        article = annotation.read(name)
        print(show(article) if "--show" in asked else json.dumps(row(article), ensure_ascii=False))


if __name__ == "__main__":
    main()
