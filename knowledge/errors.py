"""Everything that can fail in knowledge.

    KnowledgeError
    ├── SourceError          a source that cannot become an article
    │   ├── MissingSource    there is no such file
    │   ├── EmptySource      nothing to read in it
    │   ├── TooLarge         more than is read at once
    │   └── NotText          bytes that are no text, or of an unknown form
    ├── ShelfError           the library on disk cannot be read or written
    └── UnknownArticle       no article of that id

What is expected (a question without an answer) is a value, not an error.
"""


class KnowledgeError(Exception):
    """The root: whatever knowledge raises on purpose is one of these."""


class SourceError(KnowledgeError):
    """A source that cannot become an article. `source` names it as the user gave it."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source


class MissingSource(SourceError):
    """There is no such file, or it cannot be opened."""


class EmptySource(SourceError):
    """The source holds no word to read."""


class TooLarge(SourceError):
    """The source is larger than `limit` (bytes)."""

    def __init__(self, source: str, limit: int) -> None:
        super().__init__(source)
        self.limit = limit


class NotText(SourceError):
    """The bytes are no text in any known character set, or of a form that is not read."""


class ShelfError(KnowledgeError):
    """The library on disk cannot be opened, read or written."""


class UnknownArticle(KnowledgeError):
    """The library holds no article of this id."""
