"""News to take in: articles of our own invention, seeded, with quotations as news has them."""

from __future__ import annotations

import random
from pathlib import Path

_FIRST = "Anna Henrik Ines Marta Tomas Rosalind Bastian Odile Pieter Clara Jonas Edith".split()
_LAST = (
    "Sorel Calloway Quill Okoro Brandt Achterberg Lindqvist Moreau Hale Novak Ferris Dunn".split()
)
_ROLES = (
    "the mayor", "a spokeswoman for the ministry", "the head of the port authority", "an engineer",
    "the finance minister", "a fisherman", "the director of the museum", "a city councillor",
)  # fmt: skip
_TOWNS = "Corrin Selby Aldmere Averil Marsh Fenwick Harlow Eastgate".split()
_THINGS = (
    "the harbour bridge", "the ferry line", "the old tram depot", "the water works",
    "the fish market", "the night train", "the sea wall", "the public library",
)  # fmt: skip
_WORDS = (
    "We have run out of years in which to be patient with {thing}",
    "Nobody asked the people of {town} what {thing} is worth to them",
    "If we keep {thing} open and it fails, no one will ask what the repairs would have cost",
    "The money for {thing} was promised in {month}, and it never came",
    "I would rather explain a delay than an accident at {thing}",
)
_PARAGRAPHS = (
    "“{words},” {role} {name} told reporters in {town} on {day}. “{more}.”",
    "{name}, {role}, said that {thing} would cost {number} million crowns more than was planned.",
    "“{words},” said {last}. The council of {town} is to vote on it in {month}.",
    "The works at {thing} began in {month} and were to last {number} weeks. Since then two of the "
    "three contractors have left, and the tender for the rest has found no bidder in {town}.",
    "Asked whether {thing} could be saved, {last} said: “{words}.” A report by the auditors, "
    "which was published on {day}, names {number} defects, most of them in the foundations.",
    "According to {name}, the reports from {town} had reached the office in {month}. Others "
    "accused the government of hiding them, and called for an inquiry before the end of the year.",
    "On {day} some {number} people stood in the rain before the town hall of {town}. Many carried "
    "lamps, and a brass band played until the lights in the chamber went out.",
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
_MONTHS = "January February March April May June July August September October".split()


def story(number: int, words: int = 800, seed: int = 1) -> str:
    """The article of that number, of about so many words: always the same."""
    chance = random.Random(f"{seed} {number}")
    place, thing = chance.choice(_TOWNS), chance.choice(_THINGS)
    cast = [(chance.choice(_FIRST), chance.choice(_LAST), chance.choice(_ROLES)) for _ in range(6)]
    parts = [f"{place} argues about {thing}, chapter {number}", f"By {chance.choice(_FIRST)} Roe"]
    while sum(len(part.split()) for part in parts) < words:
        first, last, role = chance.choice(cast)
        about = {
            "town": chance.choice(_TOWNS),
            "thing": chance.choice((thing, chance.choice(_THINGS))),
            "month": chance.choice(_MONTHS),
        }
        sentence = chance.choice(_PARAGRAPHS).format(
            words=chance.choice(_WORDS).format(**about),
            more=chance.choice(_WORDS).format(**about),
            role=role,
            name=f"{first} {last}",
            last=last,
            day=chance.choice(_DAYS),
            number=chance.randint(2, 90),
            **about,
        )
        parts.append(sentence[0].upper() + sentence[1:])
    return "\n\n".join(parts) + "\n"


def written(folder: Path, count: int, words: int = 800, seed: int = 1) -> Path:
    """A folder of that many articles, a text file each."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = story(number, words, seed)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder
