"""`ontherecord statements`: who said what in each article."""

from __future__ import annotations

import sys
from contextlib import closing

from bot.cli import json_output, sources
from bot.cli.exits import AlreadyReported
from bot.views import templates
from knowledge import Library, Reader, SourceError


def statements(given: list[str], reader: Reader, *, as_json: bool) -> None:
    """Print who said what in each source, in order: as JSON, or as a table for people.

    Raises Refused where any could not be read.
    """
    refused = False
    for source, article in sources.read_each(given, reader):
        if isinstance(article, SourceError):
            sys.stderr.write(templates.error_text(article) + "\n")
            refused = True
            continue
        with closing(Library.throwaway()) as library:
            opened = library.read(library.add(article, name=source).id)
        if as_json:
            sys.stdout.write(json_output.statements(source, opened) + "\n")
        else:
            sys.stdout.write(templates.render("statements.txt", opened=opened) + "\n")
        sys.stdout.flush()
    if refused:
        raise AlreadyReported
