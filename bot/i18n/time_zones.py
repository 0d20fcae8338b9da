"""Time zones: those that buttons offer, those that people type, and what they are called."""

from __future__ import annotations

import re
import zoneinfo
from functools import cache

from bot.i18n import translation

UTC = "UTC"
OFFERED = (
    UTC,
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
"""A zone for most people, from London eastwards."""
_OLD = {"Europe/Kyiv": "Europe/Kiev", "Asia/Kolkata": "Asia/Calcutta"}
"""Under these names Unicode's data, which Babel brings, still has the cities."""
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-−])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_FARTHEST = {"+": 14, "-": 12}


def parse_zone(typed: str) -> str:
    """The zone that somebody means: “europe/kyiv”, “Kyiv”, “New York”, “+2”, “UTC-5”; "" for none.

    Of several places of the same name that which a button offers is meant, else none.
    """
    words = "_".join(typed.split())
    if words.upper() in ("UTC", "GMT", "Z"):
        return UTC
    offset = _OFFSET.fullmatch(typed.strip())
    if offset:
        sign, hours = offset[1].replace("−", "-"), int(offset[2])
        # POSIX counts westwards: Etc/GMT-2 is two hours ahead of Greenwich.
        inverse = "-" if sign == "+" else "+"
        return f"Etc/GMT{inverse}{hours}" if hours <= _FARTHEST[sign] else ""
    found = _by_name().get(words.casefold(), ())
    offered = [zone for zone in found if zone in OFFERED]
    return next(iter(offered or found), "") if len(offered or found) == 1 else ""


def city(zone: str) -> str:
    """What a zone is called in the tongue in force: its city, or its distance from UTC."""
    from babel import Locale

    if zone.startswith("Etc/GMT") and zone != "Etc/GMT":
        hours = zone.removeprefix("Etc/GMT")
        return f"UTC{hours.translate(str.maketrans('+-', '-+'))}"
    places = Locale.parse(translation.babel_locale()).time_zones
    named = places.get(zone, {}).get("city") or places.get(_OLD.get(zone, ""), {}).get("city")
    return str(named or zone.rpartition("/")[2].replace("_", " "))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Every zone by its name, and by its city where it has one."""
    names: dict[str, tuple[str, ...]] = {}
    for zone in sorted(zoneinfo.available_timezones()):
        region, _, place = zone.rpartition("/")
        names[zone.casefold()] = (zone,)
        if region and not zone.startswith("Etc/"):
            names[place.casefold()] = (*names.get(place.casefold(), ()), zone)
    return names
