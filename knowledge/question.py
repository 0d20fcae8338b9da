"""A question, as far as it is understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Wanted(StrEnum):
    """The type of thing that a factual question asks for."""

    ANYTHING = "anything"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    REASON = "reason"
    MANNER = "manner"
    YES_OR_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed, and what is asked by it.

    `terms` are the question's index terms for each language in scope.
    """

    text: str
    wanted: Wanted = Wanted.ANYTHING
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: the collections, and of these only some articles where ids are given."""

    collections: tuple[str, ...]
    articles: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was asked before, for the questions that lean on it. Goes in and comes out of ask."""

    def to_json(self) -> dict[str, Any]:
        """Its fields as JSON can hold them, to be kept with an answer."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Conversation:
        """The conversation of these fields; unknown ones, of another version, are left out."""
        known = cls.__dataclass_fields__
        return cls(**{name: value for name, value in fields.items() if name in known})


NEW_CONVERSATION = Conversation()
