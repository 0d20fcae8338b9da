"""What the news says, and who said it: the front door of the knowledge package.

Values are here at once. What works on them is imported from its module when it is first asked
for: to answer a question, nothing is loaded that reads pages, feeds or PDFs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from knowledge.answer import (
    Answer,
    Citation,
    CitationKind,
    Copy,
    NotOnRecord,
    Reason,
    Revision,
    Searched,
    Source,
    Verdict,
)
from knowledge.article import Article, ParagraphKind
from knowledge.errors import (
    IsFeed,
    KnowledgeError,
    MissingSource,
    NewerLibrary,
    NoArticle,
    ReadingStopped,
    Refused,
    ShelfError,
    SourceError,
    TooLarge,
    TooSlow,
    UnknownArticle,
    Unreachable,
)
from knowledge.listing import Place, Quotations, Speakers, Stated, Suggestion
from knowledge.passage import Hit
from knowledge.question import NEW_CONVERSATION, Asked, Conversation, Period, Question, Scope
from knowledge.record import Occasion, Quotation, Timeline
from knowledge.sample import COLLECTION as SAMPLE
from knowledge.shelf.records import Entry, Opened
from knowledge.span import Span
from knowledge.statement import Attribution, Statement

if TYPE_CHECKING:
    from knowledge.answering.watching import can_be_watched, same_words
    from knowledge.ingest import Ingest, Sent, Taken
    from knowledge.library import Library
    from knowledge.reading.courtesy import Courtesy
    from knowledge.reading.download import Download, Downloader, Validators
    from knowledge.reading.feed import Feed, Item
    from knowledge.reading.fragment import text_link
    from knowledge.reading.likeness import canonical_url
    from knowledge.reading.opml import Listed, read_opml, write_opml
    from knowledge.reading.source import Reader, is_folder, is_link
    from knowledge.reading.text import decode, read_file, read_text
    from knowledge.reading.worker import Budget, Workers
    from knowledge.shelf.database import compact, engine, writing
    from knowledge.stock import SHARED

_WHERE = {
    "can_be_watched": "knowledge.answering.watching",
    "same_words": "knowledge.answering.watching",
    "Ingest": "knowledge.ingest",
    "Sent": "knowledge.ingest",
    "Taken": "knowledge.ingest",
    "Library": "knowledge.library",
    "Courtesy": "knowledge.reading.courtesy",
    "Download": "knowledge.reading.download",
    "Downloader": "knowledge.reading.download",
    "Validators": "knowledge.reading.download",
    "Feed": "knowledge.reading.feed",
    "Item": "knowledge.reading.feed",
    "text_link": "knowledge.reading.fragment",
    "canonical_url": "knowledge.reading.likeness",
    "Listed": "knowledge.reading.opml",
    "read_opml": "knowledge.reading.opml",
    "write_opml": "knowledge.reading.opml",
    "Reader": "knowledge.reading.source",
    "is_folder": "knowledge.reading.source",
    "is_link": "knowledge.reading.source",
    "decode": "knowledge.reading.text",
    "read_file": "knowledge.reading.text",
    "read_text": "knowledge.reading.text",
    "Budget": "knowledge.reading.worker",
    "Workers": "knowledge.reading.worker",
    "compact": "knowledge.shelf.database",
    "engine": "knowledge.shelf.database",
    "writing": "knowledge.shelf.database",
    "SHARED": "knowledge.stock",
}
"""The modules of the names that are imported at their first use."""


if not TYPE_CHECKING:  # mypy would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(_WHERE[name]), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
