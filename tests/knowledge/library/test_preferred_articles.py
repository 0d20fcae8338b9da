"""The articles in focus answer first, unless others answer clearly better: then that is said."""

from __future__ import annotations

import pytest

from bot.views import answer_text, templates
from knowledge import Answer, Library, read_text

FERRY = """Council buys a second ferry

The council of Marsh voted on Monday to buy a second ferry for 3 million crowns.

“The old ferry stays until spring,” said Mayor Ilse Brandt of the council.

It will sail between Corrin and Selby every hour from the first of May.
"""
FAIR = """Fair opens in Selby

The fair in Selby opens on Friday with a market, a parade and 40 stalls of the guilds.

Brandt & Sons built the stalls. The council paid for half of them, the guilds for the others.

Visitors from Corrin come by the early bus, since the ferry is too small for the day.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    made = Library.throwaway()
    made.add(read_text(FERRY))
    made.add(read_text(FAIR))
    return made


def asked(library: Library, question: str, headline: str) -> tuple[str, str]:
    """The headline that answers while the one of `headline` is in focus, and what is said first."""
    [focus] = [entry.id for entry in library.articles() if headline in entry.headline]
    reply = library.ask(question, prefer={focus})
    assert isinstance(reply, Answer)
    said = answer_text.html(reply)[0] if reply.passed_over else ""
    return reply.citations[0].source.headline, said


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How often does the ferry sail between Corrin and Selby?", "There is less of it"),
        ("What did Ilse Brandt say?", "Not in this article."),
        ("Did Brandt say “the old ferry stays until spring”?", "Not in this article."),
    ],
)
def test_what_others_answer_clearly_better_is_theirs_to_answer_and_that_is_said(
    library: Library, question: str, first: str
) -> None:
    headline, said = asked(library, question, "Fair")
    assert headline.startswith("Council")
    assert said.startswith(first)


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("When does the fair open?", "Fair"),
        ("How many stalls are there?", "Fair"),
        ("What did Brandt say?", "Council"),
        ("Who paid for the stalls?", "Fair"),
        ("How often will it sail between Corrin and Selby?", "Council"),
    ],
)
def test_what_the_article_in_focus_answers_is_answered_by_it(
    library: Library, question: str, focus: str
) -> None:
    headline, said = asked(library, question, focus)
    assert headline.startswith(focus)
    assert said == ""


def test_the_sentence_counts_what_was_searched_and_what_answers() -> None:
    def sentence(among: int, found: int, *, some: bool) -> str:
        return templates.render("elsewhere.html", among=among, found=found, some=some)

    assert sentence(1, 1, some=False) == "Not in this article. In another:"
    assert sentence(2, 3, some=False) == "Not in these 2 articles. In 3 others:"
    assert (
        sentence(1, 2, some=True)
        == "There is less of it in what is asked first than in 2 other articles:"
    )
