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
    │       ├── BadLink          it has what no link to a public page has
    │       │   ├── NotHttp      it begins with neither http:// nor https://
    │       │   ├── NoHost       it names no site
    │       │   ├── BadHost      what it names is no name that a site can have
    │       │   ├── NamesUser    a user name or a password stands in it
    │       │   ├── AnotherPort  it names a port where no public pages are
    │       │   ├── LinkTooLong  it is longer than links are
    │       │   └── BadRedirect  it leads on to such a link
    │       ├── ForbiddenAddress it leads to an address that is not public
    │       ├── Unreachable      nobody answers there, or not in HTTP
    │       │   ├── UnknownHost  there is no site of that name
    │       │   └── Untrusted    the site cannot prove that it is the one of that name
    │       ├── TooSlow          not all there in time
    │       ├── TooManyRedirects it leads on and on
    │       ├── Refused          the server answers with an error
    │       │   └── NotThere     there is nothing at the link, or nothing any more
    │       └── Disallowed       robots.txt asks programs to stay away
    ├── StorageError             the library on disk cannot be read or written
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
    """Not a link that is followed; where no kind of it says why, it has blanks or the like."""


class NotHttp(BadLink):
    """It begins with neither http:// nor https://."""


class NoHost(BadLink):
    """It names no site."""


class BadHost(BadLink):
    """What stands where the name of the site should can be none: too long, or misspelt."""


class NamesUser(BadLink):
    """There is a user name or a password in it, which it would give away."""


class AnotherPort(BadLink):
    """It names a port other than those of public pages."""


class LinkTooLong(BadLink):
    """It is longer than `limit` (characters)."""

    def __init__(self, source: str, limit: int) -> None:
        super().__init__(source, limit)
        self.limit = limit


class BadRedirect(BadLink):
    """It leads on to a link that is not followed."""


class ForbiddenAddress(DownloadError):
    """The link leads to an address that is not public. (Which one is for the log alone.)"""


class Unreachable(DownloadError):
    """Nobody answers there, or the answer is not proper HTTP."""


class UnknownHost(Unreachable):
    """There is no site of that name."""


class Untrusted(Unreachable):
    """The site has no valid certificate for its name."""


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
