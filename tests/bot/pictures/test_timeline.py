"""A timeline: rows that can be read, dots where their time is, no more than a phone shows."""

from __future__ import annotations

import io
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.handlers.questions.timeline import ROWS, rows
from bot.pictures.timeline import APART, COLUMN, HEADLINE, MARGIN, WIDTH, Chart, Row, laid_out, png
from bot.pictures.typesetting import lines
from knowledge import Source, TaskBudget, TimelineEntry, WorkerPool
from tests.bot.pictures.test_card import ink

START = datetime(2020, 1, 31, 12, tzinfo=UTC)
TIMES = st.lists(st.integers(0, 20_000), min_size=1, max_size=40)


def occasions(days: list[int]) -> list[tuple[datetime, TimelineEntry]]:
    return [
        (START + timedelta(days=day), TimelineEntry(Source(n, "a", f"Headline {n}"), 1 + n % 3))
        for n, day in enumerate(sorted(days))
    ]


def chart(*made: Row) -> Chart:
    return Chart("Ann Lee", "director", "3 statements", made or (Row(START, "a day", 1),), "Mark")


@given(TIMES)
def test_there_are_never_more_rows_than_fit_and_no_statement_is_lost_while_years_do(
    days: list[int],
) -> None:
    dated = occasions(days)
    made = rows(dated)
    assert 1 <= len(made) <= ROWS
    assert [row.at for row in made] == sorted(row.at for row in made)
    if len({at.year for at, _ in dated}) <= ROWS:
        assert sum(row.statements for row in made) == sum(o.statements for _, o in dated)


def test_many_days_are_counted_by_month_and_many_months_by_year() -> None:
    assert [row.label for row in rows(occasions([0, 0, 3]))] == [
        "31 January 2020 · 3 statements · 2 articles",
        "3 February 2020 · 3 statements",
    ]
    assert rows(occasions(list(range(0, 60, 6))))[1].label.startswith("February 2020 · ")
    assert rows(occasions(list(range(0, 900, 60))))[-1].label.startswith("2022 · ")


def test_the_headline_of_a_row_is_of_the_article_that_quotes_most() -> None:
    assert rows(occasions([0, 0, 0]))[0].headline == "Headline 2"


@given(TIMES)
@settings(deadline=None, max_examples=30)
def test_dots_follow_time_and_lie_apart_and_labels_do_not_meet(days: list[int]) -> None:
    made = chart(*rows(occasions(days)))
    placed, bottom = laid_out(made, 300)
    dots = [one.dot for one in placed]
    assert all(b - a >= APART - 0.01 for a, b in itertools.pairwise(dots))
    assert placed[0].dot >= 300
    assert placed[-1].dot <= bottom
    labels = [one.label for one in placed]
    assert all(b - a >= 60 for a, b in itertools.pairwise(labels))


def test_a_long_headline_is_cut_to_two_lines_and_one_without_letters_left_out() -> None:
    long, strange = Row(START, "a", 1, "many words " * 40), Row(START, "b", 1, "新聞")
    placed, _ = laid_out(chart(long, strange), 0)
    assert len(placed[0].headline) == 2
    assert placed[0].headline[1].endswith("…")
    assert all(len(lines(words, HEADLINE, COLUMN)) == 1 for words in placed[0].headline)
    assert placed[1].headline == ()


def test_it_is_drawn_in_a_worker_within_its_margins() -> None:
    made = Row(START, "31 January 2020 · 3 statements", 3, "Ferry $5 to $6 & «міст» नमस्ते")
    with WorkerPool(1, TaskBudget(seconds=60)) as workers:
        picture = workers.call(png, chart(made), name="picture")
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    left, top, right, bottom = ink(image)
    assert image.width == WIDTH
    assert left >= MARGIN - 2
    assert right <= WIDTH - MARGIN
    assert MARGIN <= top < bottom <= image.height - MARGIN + 40


def test_the_process_of_the_bot_itself_never_loads_what_draws() -> None:
    handlers = (
        "handlers/questions/card.py",
        "handlers/questions/timeline.py",
        "messaging/photo_sender.py",
        "pictures/card.py",
        "pictures/fonts.py",
    )
    for name in (*handlers, "pictures/timeline.py", "pictures/typesetting.py"):
        source = (Path(__file__).parents[3] / "bot" / name).read_text(encoding="utf-8")
        at_import = [line for line in source.splitlines() if line.startswith(("import", "from"))]
        assert not [line for line in at_import if "matplotlib" in line or "PIL" in line]
