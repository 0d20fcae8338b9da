"""The lists of words that a language has in its folder of `knowledge.languages`."""

from __future__ import annotations

from importlib.resources import files


def lines(path: str) -> list[str]:
    """The lines of a list, as "en/synonyms.txt", without empty ones and remarks ("# ..."); none
    where the language has no such list.
    """
    source = files("knowledge.languages").joinpath(path)
    if not source.is_file():
        return []
    found = source.read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]
