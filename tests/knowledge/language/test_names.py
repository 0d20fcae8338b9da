"""What names tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import names
from knowledge.model.span import Span


def found(text: str) -> list[str]:
    return [span.of(text) for span in names.find(text, Span(0, len(text)))]


def test_a_first_name_tells_the_sex_that_most_of_its_bearers_have() -> None:
    assert (names.sex("Deborah"), names.sex("harold"), names.sex("Xq")) == ("f", "m", "")


def test_a_title_tells_the_sex_or_none() -> None:
    assert (names.title("Mrs."), names.title("Lord"), names.title("Senator")) == ("f", "m", "")
    assert names.title("bridge") is None


def test_a_name_begins_with_a_first_name_or_a_title() -> None:
    assert found("On Monday Deborah van Buren met Senator Orrin in Port Hale.") == [
        "Deborah van Buren",
        "Senator Orrin",
    ]


def test_a_points_abbreviation_ends_with_its_point() -> None:
    assert "Sgt." in names.abbreviated_titles()
    assert all(title.endswith(".") for title in names.abbreviated_titles())


@given(st.text(max_size=100))
def test_names_are_slices_without_outer_space(text: str) -> None:
    for span in names.find(text, Span(0, len(text))):
        assert span.of(text) == span.of(text).strip()
        assert len(span.of(text).split()) > 1
