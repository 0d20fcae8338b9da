"""The annotation of an article, written by hand beside it, resolved to exact characters.

Beside `harbour.txt` stands `harbour.quotes`, line by line:

    # a comment
    VOSS = Anselm Voss; the prime minister; Mr. Voss
    7 VOSS | Mr. Voss | said | “We will wait,” // “It is ~ late.” | nested

First the speakers: a key, the full name, other names. Then the statements: the paragraph, the
speaker's key (- where there is no name), the mention, the cue, the words, the flags; a mention or
cue may be empty. Stretches of the words are parted by //, and ~ stands for what is left out.
"8:“It is late.”" stands in paragraph 8, and "said#2" is its second "said"; * is the whole
paragraph. A mention or a cue that occurs more than once is the one nearest to the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.model.span import Span

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "knowledge" / "sample" / "article.txt"
FLAGS = frozenset({"attitude", "borderline", "evidential", "negated", "nested", "pullquote"})
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "er", "sie", "il", "elle", "он", "она", "они"}
)
_SPEAKER = re.compile(r"([A-Z]+) = (.+)")
_STATEMENT = re.compile(r"(\d+) ([A-Z]+|-) \| (.*)")
_ELSEWHERE = re.compile(r"(\d+):(.+)", re.DOTALL)
_COUNTED = re.compile(r"(.+)#(\d)", re.DOTALL)
_MARKED = re.compile(
    r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|»[^«]*(?:«|$)|\"[^\"]*(?:\"|$)"
    r"|''.*?(?:''|$)|(?<!\w)‘.*?(?:’(?!\w)|$)",
    re.MULTILINE,
)


class Misplaced(ValueError):
    """An annotation that does not fit its article; the message says which line and why."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: the full name and what else the article calls them."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """One annotated statement. `speaker` is the mention, `who` whom it means."""

    content: tuple[Span, ...]
    speaker: Span | None
    cue: Span | None
    who: Speaker | None
    flags: frozenset[str] = frozenset()

    def kind(self, article: Annotated) -> str:
        """direct, mixed or indirect, by the marks around the words in their paragraphs."""
        marked = [span for home in article.paragraphs for span in article.marked(home)]
        words = [
            any(mark.start <= span.start + m.start() < mark.end for mark in marked)
            for span in self.content
            for m in re.finditer(r"\w+", span.of(article.text))
        ]
        return "direct" if all(words) else "mixed" if any(words) else "indirect"


@dataclass(slots=True)
class Annotated:
    """An article with its statements; `paragraphs` are its lines that are not blank."""

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    speakers: dict[str, Speaker] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)

    def marked(self, home: Span) -> list[Span]:
        """The stretches in quotation marks within `home`; one never closed runs on."""
        return [Span(*match.span()) for match in _MARKED.finditer(self.text, home.start, home.end)]

    def add(self, paragraph: int, key: str, rest: str) -> None:
        """Add the statement that a line gives. Raises Misplaced, KeyError or ValueError."""
        mention, cue, words, *flags = (part.strip() for part in rest.split("|"))
        named = frozenset(flags[0].split()) if flags else frozenset()
        if named - FLAGS:
            raise Misplaced(f"no such flag: {named - FLAGS}")
        content = tuple(_stretch(self, paragraph, part.strip(), ()) for part in words.split(" // "))
        speaker = _stretch(self, paragraph, mention, content) if mention else None
        verb = _stretch(self, paragraph, cue, content) if cue else None
        who = self.speakers[key] if key != "-" else None
        self.quotes.append(Quote(content, speaker, verb, who, named))


def names() -> list[str]:
    """The articles' names, in order."""
    return sorted(path.stem for path in HERE.glob("*.quotes"))


def text_of(name: str) -> str:
    """The text of the article `name`; "sample" is the bundled one."""
    path = SAMPLE if name == "sample" else HERE / f"{name}.txt"
    return path.read_text(encoding="utf-8")


def read(name: str) -> Annotated:
    """The article `name` with its annotation. Raises Misplaced."""
    text = text_of(name)
    lines = tuple(Span(*match.span()) for match in re.finditer(r"\S.*", text))
    article = Annotated(name, text, lines)
    for line in (HERE / f"{name}.quotes").read_text(encoding="utf-8").splitlines():
        if match := _SPEAKER.fullmatch(line):
            first, *others = (part.strip() for part in match[2].split(";"))
            article.speakers[match[1]] = Speaker(first, tuple(others))
        elif match := _STATEMENT.fullmatch(line):
            try:
                article.add(int(match[1]), match[2], match[3])
            except (Misplaced, KeyError, ValueError) as exc:
                raise Misplaced(f"{name}: {line}: {exc}") from exc
        elif line.strip() and not line.startswith("#"):
            raise Misplaced(f"{name}: cannot be read: {line}")
    return article


def _stretch(article: Annotated, paragraph: int, words: str, near: tuple[Span, ...]) -> Span:
    """Where `words` stand; if more than once, nearest to and outside of `near`."""
    if match := _ELSEWHERE.fullmatch(words):
        paragraph, words = int(match[1]), match[2]
    home = article.paragraphs[paragraph - 1]
    if words == "*":
        return home
    number = 0
    if match := _COUNTED.fullmatch(words):
        words, number = match[1], int(match[2])
    found = _occurrences(article.text, home, words)
    if number:
        found = found[number - 1 : number]
    if len(found) > 1 and near:
        found = sorted(found, key=lambda span: _distance(span, near))[:1]
    if len(found) != 1:
        raise Misplaced(f"{len(found)} times in the paragraph: {words}")
    return found[0]


def _occurrences(text: str, home: Span, words: str) -> list[Span]:
    """Whole words only, so that “he” is not found in “the”."""
    first, _, last = (re.escape(part.strip()) for part in words.partition("~"))
    edge = r"(?<!\w)" if words[0].isalnum() else ""
    pattern = f"{edge}{first}(?!\\w)" if not last else f"{edge}{first}.*?{last}(?!\\w)"
    return [Span(*m.span()) for m in re.compile(pattern).finditer(text, home.start, home.end)]


def _distance(span: Span, near: tuple[Span, ...]) -> int:
    """Characters between `span` and the nearest of `near`; very far where they overlap."""
    if any(span.overlaps(other) for other in near):
        return 1_000_000
    return min(max(other.start - span.end, span.start - other.end) for other in near)
