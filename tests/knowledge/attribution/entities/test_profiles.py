"""Who is who in an article: names and descriptions, also of those who never speak."""

from __future__ import annotations

from knowledge.attribution.statements import attribute
from knowledge.model.statement import Profile, ProfileKind
from knowledge.reading.formats.text import read_text

TEXT = """Port Hale votes on its bridge

Senator Ada Orrin, a Republican from Ohio, came to Port Hale. She said the bridge was safe.

Her host was Mayor Tom Bell, who was elected in May. Mr. Bell showed her the harbor.

Karl Voss is a fisherman from the island. The Harbor Board met on Tuesday.

Ms. Orrin said the Harbor Board was wrong.
"""


def profile(name: str) -> Profile:
    article = read_text(TEXT)
    return next(p for p in attribute(article).profiles if p.name == name)


def words(found: Profile) -> tuple[list[str], list[str]]:
    names = [span.of(TEXT) for span in found.names]
    return names, [span.of(TEXT) for span in found.descriptions]


def test_a_profile_has_the_title_and_the_apposition() -> None:
    names, descriptions = words(profile("Ada Orrin"))
    assert names == ["Ada Orrin", "Orrin"]
    assert descriptions == ["Senator", "a Republican from Ohio"]


def test_who_never_speaks_has_a_profile() -> None:
    names, descriptions = words(profile("Tom Bell"))
    assert names == ["Tom Bell", "Bell"]
    assert "Mayor" in descriptions
    assert "who was elected in May" in descriptions


def test_what_somebody_is_describes_him() -> None:
    assert "a fisherman from the island" in words(profile("Karl Voss"))[1]


def test_a_body_is_no_person() -> None:
    assert profile("Harbor Board").kind is ProfileKind.BODY
    assert profile("Ada Orrin").kind is ProfileKind.PERSON


def test_what_somebody_is_not_does_not_describe_him() -> None:
    article = read_text("Head line\n\nKarl Voss is not a fisherman, he said on Monday.")
    assert [p.descriptions for p in attribute(article).profiles if p.name == "Karl Voss"] == [()]
