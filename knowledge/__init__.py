"""What the news says, and who said it: the front door of the knowledge package.

Values are here at once. What works on them is imported from its module when it is first asked
for: to answer a question, nothing is loaded that reads pages, feeds or PDFs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from knowledge.answer import (
    Answer,
    Change,
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
from knowledge.article import Article, Paragraph, ParagraphKind
from knowledge.errors import (
    BadLink,
    ConsentWall,
    Disallowed,
    DownloadError,
    EmptySource,
    ForbiddenAddress,
    IsFeed,
    KnowledgeError,
    Locked,
    Malformed,
    MissingSource,
    NewerLibrary,
    NoArticle,
    NoFeed,
    NoTextLayer,
    NotText,
    NotThere,
    Paywalled,
    ReadingStopped,
    Refused,
    ShelfError,
    SourceError,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    UnknownArticle,
    Unreachable,
)
from knowledge.listing import Place, Quotations, Speaker, Speakers, Stated, Suggestion
from knowledge.passage import Hit, Passage
from knowledge.question import (
    NEW_CONVERSATION,
    Asked,
    Conversation,
    Period,
    Question,
    Scope,
    Wanted,
)
from knowledge.record import Occasion, Quotation, Timeline
from knowledge.sample import COLLECTION as SAMPLE
from knowledge.shelf.records import Added, Entry, Opened
from knowledge.span import Span
from knowledge.statement import Attribution, Profile, ProfileKind, Statement, StatementKind

if TYPE_CHECKING:
    from knowledge.answering.watching import can_be_watched, same_words
    from knowledge.attribution.versions import Altered, Changes, changes
    from knowledge.ingest import Ingest, Sent, Taken
    from knowledge.library import Library
    from knowledge.meaning.encoder import do_without_meaning, encoder, encoder_name
    from knowledge.reading.courtesy import Courtesy
    from knowledge.reading.download import Download, Downloader, Limits, Validators
    from knowledge.reading.feed import Feed, Item
    from knowledge.reading.fragment import text_link
    from knowledge.reading.likeness import canonical_url, likeness, same_story, sketch, text_key
    from knowledge.reading.opml import Listed, read_opml, write_opml
    from knowledge.reading.source import Reader, is_folder, is_link
    from knowledge.reading.text import decode, read_file, read_text
    from knowledge.reading.worker import Budget, Workers
    from knowledge.shelf.database import compact, engine, writing
    from knowledge.stock import SHARED

__all__ = [
    "NEW_CONVERSATION",
    "SAMPLE",
    "SHARED",
    "Added",
    "Altered",
    "Answer",
    "Article",
    "Asked",
    "Attribution",
    "BadLink",
    "Budget",
    "Change",
    "Changes",
    "Citation",
    "CitationKind",
    "ConsentWall",
    "Conversation",
    "Copy",
    "Courtesy",
    "Disallowed",
    "Download",
    "DownloadError",
    "Downloader",
    "EmptySource",
    "Entry",
    "Feed",
    "ForbiddenAddress",
    "Hit",
    "Ingest",
    "IsFeed",
    "Item",
    "KnowledgeError",
    "Library",
    "Limits",
    "Listed",
    "Locked",
    "Malformed",
    "MissingSource",
    "NewerLibrary",
    "NoArticle",
    "NoFeed",
    "NoTextLayer",
    "NotOnRecord",
    "NotText",
    "NotThere",
    "Occasion",
    "Opened",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "Paywalled",
    "Period",
    "Place",
    "Profile",
    "ProfileKind",
    "Question",
    "Quotation",
    "Quotations",
    "Reader",
    "ReadingStopped",
    "Reason",
    "Refused",
    "Revision",
    "Scope",
    "Searched",
    "Sent",
    "ShelfError",
    "Source",
    "SourceError",
    "Span",
    "Speaker",
    "Speakers",
    "Stated",
    "Statement",
    "StatementKind",
    "Suggestion",
    "Taken",
    "Timeline",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "UnknownArticle",
    "Unreachable",
    "Validators",
    "Verdict",
    "Wanted",
    "Workers",
    "can_be_watched",
    "canonical_url",
    "changes",
    "compact",
    "decode",
    "do_without_meaning",
    "encoder",
    "encoder_name",
    "engine",
    "is_folder",
    "is_link",
    "likeness",
    "read_file",
    "read_opml",
    "read_text",
    "same_story",
    "same_words",
    "sketch",
    "text_key",
    "text_link",
    "write_opml",
    "writing",
]

_WHERE = {
    "can_be_watched": "knowledge.answering.watching",
    "same_words": "knowledge.answering.watching",
    "Altered": "knowledge.attribution.versions",
    "Changes": "knowledge.attribution.versions",
    "changes": "knowledge.attribution.versions",
    "Ingest": "knowledge.ingest",
    "Sent": "knowledge.ingest",
    "Taken": "knowledge.ingest",
    "SHARED": "knowledge.stock",
    "Library": "knowledge.library",
    "do_without_meaning": "knowledge.meaning.encoder",
    "encoder": "knowledge.meaning.encoder",
    "encoder_name": "knowledge.meaning.encoder",
    "Courtesy": "knowledge.reading.courtesy",
    "Download": "knowledge.reading.download",
    "Downloader": "knowledge.reading.download",
    "Limits": "knowledge.reading.download",
    "Validators": "knowledge.reading.download",
    "Feed": "knowledge.reading.feed",
    "Item": "knowledge.reading.feed",
    "text_link": "knowledge.reading.fragment",
    "canonical_url": "knowledge.reading.likeness",
    "likeness": "knowledge.reading.likeness",
    "same_story": "knowledge.reading.likeness",
    "sketch": "knowledge.reading.likeness",
    "text_key": "knowledge.reading.likeness",
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
}
"""The modules of the names that are imported at their first use."""


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
