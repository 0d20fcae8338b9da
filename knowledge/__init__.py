"""What the news says, and who said it: the front door of the knowledge package.

Values are here at once. What works on them is imported from its module when it is first asked
for: to answer a question, nothing is loaded that reads pages, feeds or PDFs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from knowledge.errors import (
    IsFeed,
    KnowledgeError,
    MissingSource,
    NewerLibrary,
    NoArticle,
    ReadingStopped,
    Refused,
    SourceError,
    StorageError,
    TooLarge,
    TooSlow,
    UnknownArticle,
    Unreachable,
)
from knowledge.model.answer import (
    Answer,
    Citation,
    CitationKind,
    NotOnRecord,
    Reason,
    ReplyLength,
    Revision,
    SearchSummary,
    Source,
    StoryCopy,
    Verdict,
)
from knowledge.model.article import Article, ParagraphKind
from knowledge.model.listings import Quotations, Speakers, StatementRef, StatementRow, Suggestion
from knowledge.model.passage import Hit
from knowledge.model.question import (
    NEW_CONVERSATION,
    Conversation,
    Period,
    Question,
    QuestionKind,
    Scope,
)
from knowledge.model.records import ArticleEntry, StoredArticle
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Statement
from knowledge.model.timeline import Quotation, Timeline, TimelineEntry
from knowledge.sample import COLLECTION as SAMPLE

if TYPE_CHECKING:
    from knowledge.answering.watch_matching import can_be_watched, same_words
    from knowledge.disk import fsync_folder
    from knowledge.fetching.download import Download, Downloader, Validators
    from knowledge.fetching.links import is_link
    from knowledge.fetching.polite_fetcher import PoliteFetcher
    from knowledge.library.ingest import Ingest, IngestResult, SourceBytes
    from knowledge.library.library import Library
    from knowledge.library.repository import SHARED
    from knowledge.model.near_duplicates import canonical_url
    from knowledge.model.text_fragment import text_link
    from knowledge.questions.asking import is_asking
    from knowledge.reading.formats.feed import Feed, Item
    from knowledge.reading.formats.opml import OpmlFeed, read_opml, write_opml
    from knowledge.reading.formats.text import decode, read_file, read_text
    from knowledge.reading.source import Reader, is_folder
    from knowledge.reading.worker_pool import TaskBudget, WorkerPool
    from knowledge.storage.sql.engine import compact, for_writing, open_engine
    from knowledge.storage.sql.migrate import migrate_to_head

_WHERE = {
    "can_be_watched": "knowledge.answering.watch_matching",
    "same_words": "knowledge.answering.watch_matching",
    "Ingest": "knowledge.library.ingest",
    "SourceBytes": "knowledge.library.ingest",
    "IngestResult": "knowledge.library.ingest",
    "Library": "knowledge.library.library",
    "PoliteFetcher": "knowledge.fetching.polite_fetcher",
    "Download": "knowledge.fetching.download",
    "Downloader": "knowledge.fetching.download",
    "Validators": "knowledge.fetching.download",
    "Feed": "knowledge.reading.formats.feed",
    "Item": "knowledge.reading.formats.feed",
    "text_link": "knowledge.model.text_fragment",
    "canonical_url": "knowledge.model.near_duplicates",
    "OpmlFeed": "knowledge.reading.formats.opml",
    "read_opml": "knowledge.reading.formats.opml",
    "write_opml": "knowledge.reading.formats.opml",
    "Reader": "knowledge.reading.source",
    "is_asking": "knowledge.questions.asking",
    "is_folder": "knowledge.reading.source",
    "fsync_folder": "knowledge.disk",
    "is_link": "knowledge.fetching.links",
    "decode": "knowledge.reading.formats.text",
    "read_file": "knowledge.reading.formats.text",
    "read_text": "knowledge.reading.formats.text",
    "TaskBudget": "knowledge.reading.worker_pool",
    "WorkerPool": "knowledge.reading.worker_pool",
    "compact": "knowledge.storage.sql.engine",
    "open_engine": "knowledge.storage.sql.engine",
    "for_writing": "knowledge.storage.sql.engine",
    "migrate_to_head": "knowledge.storage.sql.migrate",
    "SHARED": "knowledge.library.repository",
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
