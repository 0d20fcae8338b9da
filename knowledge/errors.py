"""Everything that can fail in knowledge.

    KnowledgeError
    ├── SourceError              a source that cannot become an article
    │   ├── MissingSource        there is no such file
    │   ├── EmptySource          nothing to read in it
    │   ├── TooLarge             more than is read at once
    │   ├── NotText              bytes that are no text, or of an unknown form
    │   ├── Malformed            not what it claims to be: broken, or made to break readers
    │   ├── Locked               a document that wants a password
    │   ├── NoTextLayer          a document of pictures, without text
    │   ├── NoArticle            a page that holds no article
    │   │   ├── Paywalled        it shows only the beginning to those who do not pay
    │   │   ├── ConsentWall      it shows a question about cookies instead
    │   │   └── IsFeed           a feed of articles where one article was asked for
    │   ├── NoFeed               neither a feed nor a page that names one
    │   ├── ReadingStopped       reading it took too long or too much memory, or broke down
    │   └── DownloadError        a link that cannot be fetched
    │       ├── BadLink          no link to a public page: no http, a user name, another port
    │       ├── ForbiddenAddress it leads to an address that is not public
    │       ├── Unreachable      no such name, nobody answers, or not in HTTP
    │       ├── TooSlow          not all there in time
    │       ├── TooManyRedirects it leads on and on
    │       ├── Refused          the server answers with an error
    │       │   └── NotThere     there is nothing at the link, or nothing any more
    │       └── Disallowed       robots.txt asks programs to stay away
    ├── ShelfError               the library on disk cannot be read or written
    │   └── NewerLibrary         a later version of the program made it
    └── UnknownArticle           no article of that id

What is expected (a question without an answer) is a value, not an error. Every error survives
pickling: some are raised in a worker process.
"""


class KnowledgeError(Exception):
    """The root: whatever knowledge raises on purpose is one of these."""


class SourceError(KnowledgeError):
    """A source that cannot become an article. `source` names it as the user gave it."""

    def __init__(self, source: str, *more: object) -> None:
        super().__init__(source, *more)
        self.source = source

    def __str__(self) -> str:
        return self.source


class MissingSource(SourceError):
    """There is no such file, or it cannot be opened."""


class EmptySource(SourceError):
    """The source holds no word to read."""


class TooLarge(SourceError):
    """The source is larger than `limit` (bytes)."""

    def __init__(self, source: str, limit: int) -> None:
        super().__init__(source, limit)
        self.limit = limit


class NotText(SourceError):
    """The bytes are no text in any known character set, or of a form that is not read."""


class Malformed(SourceError):
    """Not what it claims to be: broken, or made to break readers (entity bombs)."""


class Locked(SourceError):
    """The document wants a password."""


class NoTextLayer(SourceError):
    """The document has pages but no text: pictures of text, most often."""


class NoArticle(SourceError):
    """The page holds no article: a front page, a search, a video, a game."""


class Paywalled(NoArticle):
    """The page shows no more than the beginning to those who do not pay."""


class ConsentWall(NoArticle):
    """The page shows a question about cookies and privacy instead of the article."""


class IsFeed(NoArticle):
    """A feed of articles, where one article was asked for."""


class NoFeed(SourceError):
    """Neither a feed nor a page that names one."""


class ReadingStopped(SourceError):
    """The process that read the source hung, ran out of memory or died, and was replaced."""


class DownloadError(SourceError):
    """A link that cannot be fetched."""


class BadLink(DownloadError):
    """Not a link that is followed: not http or https, with a user name, or to another port."""


class ForbiddenAddress(DownloadError):
    """The link leads to an address that is not public. (Which one is for the log alone.)"""


class Unreachable(DownloadError):
    """There is no such name, nobody answers there, or the answer is not proper HTTP."""


class TooSlow(DownloadError):
    """Not all of the answer was there within `limit` (seconds)."""

    def __init__(self, source: str, limit: float) -> None:
        super().__init__(source, limit)
        self.limit = limit


class TooManyRedirects(DownloadError):
    """The link leads on and on, or in a circle."""


class Refused(DownloadError):
    """The server answered `status` (HTTP, 400 or above).

    `retry_after` is how long it asks to be left alone (seconds), None where it does not say.
    """

    def __init__(self, source: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(source, status, retry_after)
        self.status = status
        self.retry_after = retry_after


class NotThere(Refused):
    """The server has nothing at the link, or nothing any more (404 or 410)."""


class Disallowed(DownloadError):
    """The site's robots.txt asks programs to stay away from this link."""


class StorageError(KnowledgeError):
    """The library on disk cannot be opened, read or written."""


class NewerLibrary(StorageError):
    """A later version of the program made the library on disk, or brought it forwards."""


class UnknownArticle(KnowledgeError):
    """The library holds no article of this id."""
