"""The bundled sample: a news article of our own writing, about people who do not exist.

May use: knowledge.reading.formats, knowledge.model.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from knowledge.model.article import Article

COLLECTION = "sample"
"""The collection of its own that the sample is in."""
NAME = "sample"


def article() -> Article:
    """The sample article."""
    from knowledge.reading.formats.text import read_text  # reads articles: not needed to answer

    text = files("knowledge.sample").joinpath("article.txt").read_text(encoding="utf-8")
    return replace(read_text(text), outlet="The Corrin Gazette (sample)")
