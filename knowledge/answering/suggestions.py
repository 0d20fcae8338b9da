"""Questions that the articles answer, for whoever does not know what to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.language.terms import terms
from knowledge.model.listings import StatementRef, Suggestion
from knowledge.model.question import Question, QuestionKind
from knowledge.model.statement import ProfileKind, StatementKind

_WORDS = (4, 14)
"""Of words that are asked about: so many as one can read on a button."""
_MARKS = " \n\"'“”„«»‘’,.;:"
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[.,;:?!…]\s+|\s*[—–]\s*")
_AFTER_A_NOUN = (
    r"(?=[.,;:!?”\"]|\s+(?:and|or|of|in|at|on|to|is|was|were|are|had|has|have|would|will|could|that"
    r"|which|who|for|by|with|from|after|before)\b)"
)
_QUOTED = Suggestion(Question("", QuestionKind.QUOTED))


def suggestions(articles: Sequence[ArticleView]) -> Iterator[Suggestion]:
    """Questions made of the articles, the first of them to be preferred, the best questions first:
    what the one said who says most, whose words some others are, who is quoted, who somebody is.
    """
    found = [(notes, said) for notes in articles for said in notes.said if _is_somebodys(said)]
    found.sort(key=lambda item: item[1].statement.kind is not StatementKind.DIRECT)
    often = Counter((notes.id, said.person.name) for notes, said in found if said.person)
    ordered = [key for key, _ in often.most_common()]
    for number, key in enumerate(ordered):
        of_one = [(n, s) for n, s in found if s.person and (n.id, s.person.name) == key]
        of_others = [(n, s) for n, s in found if s.person and (n.id, s.person.name) != key]
        yield from _first(QuestionKind.SAID, sorted(of_one, key=_has_no_topic))
        yield from _first(QuestionKind.WHO_SAID, [*of_others, *of_one])
        if not number:
            yield _QUOTED
        yield from _first(QuestionKind.WHO_IS, of_one)


def question_of(asked: QuestionKind, notes: ArticleView, position: int) -> Question | None:
    """The question of this kind about a statement; None where none can be made."""
    said = notes.said[position] if position < len(notes.said) else None
    if said is None or said.person is None:
        return None
    name = said.person.name
    if asked is QuestionKind.SAID:
        topic = _topic(notes, said)
        about = f"the {topic}" if topic else ""
        return Question(f"{name}: {topic}", asked, people=(name,), topic=about, spoken=True)
    if asked is QuestionKind.WHO_SAID:
        words = _words(notes, said)
        return Question(f"“{words}”", asked, claim=words, marked=True) if words else None
    if asked is QuestionKind.WHO_IS:
        return Question(name, asked, people=(name,), about=name)
    return None


def _first(
    asked: QuestionKind, found: Sequence[tuple[ArticleView, StatementView]]
) -> Iterator[Suggestion]:
    """The suggestion of the first statement of which one can be made."""
    for notes, said in found:
        question = question_of(asked, notes, said.position)
        if question is not None:
            yield Suggestion(question, StatementRef(notes.id, said.position))
            return


def _is_somebodys(said: StatementView) -> bool:
    """Whether these are the words of a person or a body, by name."""
    person = said.person
    if person is None or not person.named or said.statement.negated:
        return False
    return person.kind not in (ProfileKind.GROUP, ProfileKind.DOCUMENT)


def _has_no_topic(item: tuple[ArticleView, StatementView]) -> bool:
    return not _topic(*item)


def _topic(notes: ArticleView, said: StatementView) -> str:
    """A noun of the headline that the words or their sentence have too; "" where none is sure.

    A noun is told by what stands around it in the text: "the bridge," or "the bridge was".
    """
    text, statement = notes.article.text, said.statement
    own = {term for span in statement.content for term in terms(span.of(text), "en")}
    for match in _WORD.finditer(notes.article.headline):
        plain = match.group().casefold()
        shared = set(terms(plain, "en")) & own
        if len(plain) < 4 or not shared or notes.article.language != "en":
            continue
        if re.search(rf"\b[Tt]he {plain}\b{_AFTER_A_NOUN}", text):
            return plain
    return ""


def _words(notes: ArticleView, said: StatementView) -> str:
    """A clause of the words, long enough to be known by and short enough to be read at a glance."""
    if said.statement.kind is not StatementKind.DIRECT:
        return ""
    least, most = _WORDS
    for span in said.statement.content:
        line = span.of(notes.article.text).strip(_MARKS)
        for part in (line, *_CLAUSE.split(line)):
            words = part.strip(_MARKS)
            if least <= len(words.split()) <= most and "\n" not in words:
                return words
    return ""
