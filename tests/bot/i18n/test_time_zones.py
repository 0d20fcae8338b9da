"""Time zones: what people type is understood, and each is called as the language calls it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import time_zones
from bot.i18n.translation import LANGUAGES, Locale, format_moment, use_locale
from tests.bot.i18n.test_translation import LATE


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        (" Kyiv ", "Europe/Kyiv"),
        ("new york", "America/New_York"),
        ("Istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
        ("+2", "Etc/GMT-2"),
        ("UTC-5", "Etc/GMT+5"),
        ("GMT+03:00", "Etc/GMT-3"),
        ("+25", ""),
        ("-13", ""),
        ("Louisville", ""),
        ("../../etc/passwd", ""),
        ("America", ""),
        ("", ""),
    ],
)
def test_a_zone_is_known_by_its_name_its_city_or_its_distance(typed: str, zone: str) -> None:
    assert time_zones.parse_zone(typed) == zone


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_zone_or_none(typed: str) -> None:
    found = time_zones.parse_zone(typed)
    if found:
        with use_locale(Locale("en", found)):
            assert format_moment(LATE)


def test_a_zone_is_called_by_its_city_in_each_language() -> None:
    told = {}
    for language in LANGUAGES:
        with use_locale(Locale(language)):
            told[language] = time_zones.city("Europe/Kyiv")
            assert all(time_zones.city(zone) for zone in time_zones.OFFERED)
    assert told["uk"] == "Київ"
    assert told["en"] == "Kyiv"
    assert told["de"] == "Kiew"


def test_a_zone_by_distance_is_called_as_people_say_it() -> None:
    assert time_zones.city("Etc/GMT-2") == "UTC+2"
    assert time_zones.city("Etc/GMT+5") == "UTC-5"
