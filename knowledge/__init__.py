"""What the news says, and who said it: the front door of the knowledge package."""

from knowledge.answer import (
    Answer,
    AnswerKind,
    Citation,
    CitationKind,
    NotOnRecord,
    Reason,
    Searched,
    Source,
)
from knowledge.article import Article, Paragraph, ParagraphKind
from knowledge.attribution.versions import Altered, Changes, changes
from knowledge.errors import (
    BadLink,
    ConsentWall,
    Disallowed,
    DownloadError,
    EmptySource,
    ForbiddenAddress,
    KnowledgeError,
    Locked,
    Malformed,
    MissingSource,
    NoArticle,
    NoFeed,
    NoTextLayer,
    NotText,
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
from knowledge.library import SHARED, Library
from knowledge.passage import Hit, Passage
from knowledge.question import NEW_CONVERSATION, Conversation, Question, Scope, Wanted
from knowledge.reading.courtesy import Courtesy
from knowledge.reading.download import Download, Downloader, Limits, Validators
from knowledge.reading.feed import Feed, Item
from knowledge.reading.fragment import text_link
from knowledge.reading.likeness import canonical_url, likeness, same_story, sketch, text_key
from knowledge.reading.opml import Listed, read_opml, write_opml
from knowledge.reading.source import Reader, is_link
from knowledge.reading.text import decode, read_file, read_text
from knowledge.reading.worker import Budget, Workers
from knowledge.sample import COLLECTION as SAMPLE
from knowledge.shelf.records import Added, Entry, Opened
from knowledge.span import Span
from knowledge.statement import Attribution, Profile, ProfileKind, Statement, StatementKind

__all__ = [
    "NEW_CONVERSATION",
    "SAMPLE",
    "SHARED",
    "Added",
    "Altered",
    "Answer",
    "AnswerKind",
    "Article",
    "Attribution",
    "BadLink",
    "Budget",
    "Changes",
    "Citation",
    "CitationKind",
    "ConsentWall",
    "Conversation",
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
    "Item",
    "KnowledgeError",
    "Library",
    "Limits",
    "Listed",
    "Locked",
    "Malformed",
    "MissingSource",
    "NoArticle",
    "NoFeed",
    "NoTextLayer",
    "NotOnRecord",
    "NotText",
    "Opened",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "Paywalled",
    "Profile",
    "ProfileKind",
    "Question",
    "Reader",
    "ReadingStopped",
    "Reason",
    "Refused",
    "Scope",
    "Searched",
    "ShelfError",
    "Source",
    "SourceError",
    "Span",
    "Statement",
    "StatementKind",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "UnknownArticle",
    "Unreachable",
    "Validators",
    "Wanted",
    "Workers",
    "canonical_url",
    "changes",
    "decode",
    "is_link",
    "likeness",
    "read_file",
    "read_opml",
    "read_text",
    "same_story",
    "sketch",
    "text_key",
    "text_link",
    "write_opml",
]
