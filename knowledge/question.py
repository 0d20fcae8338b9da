"""A question, as far as it is understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Asked(StrEnum):
    """The kind of question."""

    SAID = "said"
    """What did X say (about Y)?"""
    WHO_SAID = "who said"
    """Who said this, in these words or others?"""
    CHECK = "check"
    """Did X say “...”?"""
    WHO_IS = "who is"
    QUOTED = "quoted"
    """Who is quoted?"""
    SIDES = "sides"
    """What does each side say about Y? Compare X and Y on Z."""
    OVERVIEW = "overview"
    """What is it about?"""
    FACT = "fact"
    COURTESY = "courtesy"
    """Hi, thanks, ok."""


class Wanted(StrEnum):
    """The type of thing that is asked for."""

    ANYTHING = "anything"
    PERSON = "person"
    PLACE = "place"
    PLACES = "places"
    TIME = "time"
    NUMBER = "number"
    REASON = "reason"
    MANNER = "manner"
    YES_OR_NO = "yes or no"
    ADDRESSEE = "addressee"


class Measure(StrEnum):
    """What a question asks the measure of."""

    NONE = ""
    COUNT = "count"
    AGE = "age"
    MONEY = "money"
    DURATION = "duration"
    DISTANCE = "distance"
    SHARE = "share"
    DATE = "date"
    COLOUR = "colour"
    """Neither is a quantity, but both are asked for and told like one: by their form."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; `words` is how the question put it."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed, and what is asked by it.

    `people` are those asked about, as typed; `topic` is what they are asked about; `claim` the
    words that are claimed to have been said, `marked` where they stood in quotation marks. A
    `loose` topic ("in March", "after the vote") tells which words come first, not whether; a
    `spoken` question is answered by words only, never by deeds; it is `cued` where it has
    a verb at all ("X on Y" has none).
    `more` asks for what was not cited yet. `about` are the words that are searched for; `whole`
    is what is looked for in other words. A question that leans
    on an earlier one may be a `fragment`, a person or a topic in the place of the earlier one's,
    or ask for something `near` what was cited: (article, start, end); `seen` is not shown again.
    """

    text: str
    asked: Asked = Asked.FACT
    wanted: Wanted = Wanted.ANYTHING
    measure: Measure = Measure.NONE
    people: tuple[str, ...] = ()
    topic: str = ""
    claim: str = ""
    marked: bool = False
    addressee: str = ""
    cue: str = ""
    loose: bool = False
    spoken: bool = False
    cued: bool = False
    more: bool = False
    about: str = ""
    spelt_out: str = ""
    fragment: str = ""
    near: tuple[tuple[int, int, int], ...] = ()
    seen: tuple[tuple[int, int, int], ...] = ()

    @property
    def whole(self) -> str:
        """The question as it stands, or `spelt_out` where it leans on an earlier one."""
        return self.spelt_out or self.text


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: the collections and single articles `also`; of all these only `articles`
    where ids are given.
    """

    collections: tuple[str, ...]
    articles: frozenset[int] | None = None
    also: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was asked before, for the questions that lean on it. Goes in and comes out of ask.

    `cited` are the citations shown: (article, start, end); `person` is whom it is about by now.
    """

    asked: Asked = Asked.FACT
    people: tuple[str, ...] = ()
    person: str = ""
    topic: str = ""
    cited: tuple[tuple[int, int, int], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Its fields as JSON can hold them, to be kept with an answer."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Conversation:
        """The conversation of these fields; what another version wrote differently is left out."""
        try:
            return cls(
                asked=Asked(fields["asked"]),
                people=tuple(str(name) for name in fields["people"]),
                person=str(fields["person"]),
                topic=str(fields["topic"]),
                cited=tuple((int(a), int(s), int(e)) for a, s, e in fields["cited"]),
            )
        except (KeyError, TypeError, ValueError):
            return cls()


NEW_CONVERSATION = Conversation()
