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
from knowledge.errors import (
    EmptySource,
    KnowledgeError,
    MissingSource,
    NotText,
    ShelfError,
    SourceError,
    TooLarge,
    UnknownArticle,
)
from knowledge.library import SHARED, Library
from knowledge.passage import Hit, Passage
from knowledge.question import NEW_CONVERSATION, Conversation, Question, Scope, Wanted
from knowledge.reading.text import decode, read_file, read_text
from knowledge.sample import COLLECTION as SAMPLE
from knowledge.shelf.records import Added, Entry, Opened
from knowledge.span import Span
from knowledge.statement import Attribution, Profile, ProfileKind, Statement, StatementKind

__all__ = [
    "NEW_CONVERSATION",
    "SAMPLE",
    "SHARED",
    "Added",
    "Answer",
    "AnswerKind",
    "Article",
    "Attribution",
    "Citation",
    "CitationKind",
    "Conversation",
    "EmptySource",
    "Entry",
    "Hit",
    "KnowledgeError",
    "Library",
    "MissingSource",
    "NotOnRecord",
    "NotText",
    "Opened",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "Profile",
    "ProfileKind",
    "Question",
    "Reason",
    "Scope",
    "Searched",
    "ShelfError",
    "Source",
    "SourceError",
    "Span",
    "Statement",
    "StatementKind",
    "TooLarge",
    "UnknownArticle",
    "Wanted",
    "decode",
    "read_file",
    "read_text",
]
