"""A file that somebody brings into an Article, by what its bytes and its name say it is."""

from __future__ import annotations

from pathlib import PurePath

from knowledge.article import Article
from knowledge.errors import EmptySource, Malformed, NotText, TooLarge
from knowledge.reading import page, pdf, text

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ""})


def read_document(data: bytes, name: str) -> Article:
    """The article in a file called `name` (.pdf .html .md .txt), by its bytes where they tell.

    Raises EmptySource, TooLarge, NotText, Malformed or NoArticle; for PDF Locked or NoTextLayer.
    """
    if len(data) > text.LARGEST:
        raise TooLarge(name, text.LARGEST)
    if not data.strip():
        raise EmptySource(name)
    suffix = PurePath(name).suffix.casefold()
    if pdf.is_pdf(data):
        return pdf.read_pdf(data, name)
    if suffix == ".pdf":
        raise Malformed(name)
    if suffix in _PAGES:
        return page.read_page(data, name)
    if suffix in _TEXTS:
        return text.read_text(text.decode(data, name), name)
    raise NotText(name)
