"""Bylines: the lines that say who wrote an article, in what office, where and when.

"By Jane Roe" and a date show what they are wherever they stand. A bare name, an office ("Special
Correspondent") or a place beside a date do so only between the headline and the first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import datetime

from knowledge.language import dates

LONGEST = 120
"""Characters of the longest byline."""
_BY = re.compile(
    r"(?:by|words by|text by|story by|written by|reporting by|reported by|analysis by|opinion by"
    r"|von|par|por|texto de|автор(?:ы|и)?|текст|от)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"(?:photographs|photography|photos|illustrations?|videos|graphics|visuals|art|artwork"
    r"|fotos|photographies|fotografías|иллюстрации)"
    r"(?: and (?:photographs|photography|photos|illustrations?|videos?|graphics))?"
    r" (?:by|von|de|par)\s+",
    re.IGNORECASE,
)
_FROM = re.compile(r"from\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|filed|issued)"
    r"(?: (?:on|at))?|(?:last )?update|veröffentlicht|aktualisiert|erstellt|stand|publiée?"
    r"|mise? à jour|modifiée?|publicado|actualizado|опубликовано|обновлено|опубліковано|оновлено"
    r"|\d+ min(?:ute)?s?\.?(?: read)?|reading time|lesezeit"
    r"|(?:\d+|an?|one) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|just now|yesterday"
    r"|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+|\d+ \w+ (?:назад|тому)"
    r"|a\.?m\.?|p\.?m\.?|uhr|[ECMP][DS]?T|GMT|UTC|BST|CEST|CET|IST|MSK|МСК|at|on|um|à)(?!\w)",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"(?:reporter|correspondent|editor|writer|columnist|journalist|photographer|producer"
    r"|contributor|critic|bureau|desk|staff|team|board|freelancer|analyst|blogger"
    r"|korrespondent(?:in|en)?|redakteur(?:in)?|redaktion|reporterin|journalistin|autor(?:in)?"
    r"|correspondante?|journaliste|rédaction|rédact(?:eur|rice)|envoyée? spéciale?"
    r"|corresponsal|redactora?|redacción|periodista|enviad[oa] especial"
    r"|корреспондент(?:ка)?|обозреватель|редактор(?:ка)?|журналист(?:ка)?|собкор|редакция"
    r"|кореспондент(?:ка)?|оглядач(?:ка)?|редакція)s?",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:reuters|associated press|ap|afp|agence france-presse|dpa|efe|upi|ansa|tass|тасс"
    r"|риа новости|интерфакс|укринформ|укрінформ|уніан|bloomberg|bbc news"
    r"|(?:news (?:agency|service)|newswire|press))",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*[|·•,;()\[\]/]\s*|\s+[–—-]\s+|\s+(?:and|und|et|y|и|та|at|in|for|with)\s+", re.I
)
_BARS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+")
_SMALL = re.compile(
    r"d[aeiou]|dos|v[ao]n|de[rnl]|della|l[ae]s?|e[lt]|al|bin|ibn|ben|te[rn]|zum?|of|the|for|and|und"
    r"|[yeи&i]"
)
"""The words without a capital in the names of people, places and outlets."""
_SECTION = re.compile(
    r"news|world|politics|opinions?|analysis|sports?|business|culture|live|breaking|exclusive|latest"
    r"|updates?|reports?|interviews?|fact|check|features?|reviews?|local|national|international"
    r"|science|health|technology|economy|society|video|watch|politik|wirtschaft|kultur|meinung"
    r"|monde|politique|économie|société|opinión|economía|новости|политика|экономика|общество"
    r"|мнение|новини|політика|економіка|суспільство",
    re.IGNORECASE,
)
"""Words of the sections that news is sorted into: “World News” is no person."""
_DATELINE = re.compile(r"(.{8,100}?)\s[-–—]{1,2}\s")
_ENDED = re.compile(r"[.!?…:;。！？][\"”’»)\]]*$")


def is_byline(line: str) -> bool:
    """Whether `line` shows by its own words that it says who wrote, or when."""
    if len(line) > LONGEST or "\n" in line:
        return False
    return bool(_by(line) or _credit(line)) or _is_date(line, places=False)


def is_bare_byline(line: str, common: Container[str]) -> bool:
    """Whether `line`, between headline and body, is a name, an office, or a place and a date.

    `common` holds the words that the article has in small letters: those are no names.
    """
    if len(line) > LONGEST or "\n" in line:
        return False
    if _is_date(line, places=True):
        return True
    if _ENDED.search(line) or line[0] in "\"“«„‘'":
        return False
    match = _FROM.match(line)
    return _is_signed(line[match.end() :] if match else line, common)


def author(line: str) -> str:
    """Who wrote, by a byline that says so, as it is spelt there; "" where it says only when,
    where, in what office, or who took the pictures.
    """
    if by := _by(line):
        return by
    dated = dates.parse_date_line(line) is not None
    if _credit(line) or (dated and not _BARS.search(line)):
        return ""
    match = _FROM.match(line)
    first = _without_date(_BARS.split(line[match.end() :] if match else line)[0])
    return first if _is_person(first) else ""


def day(line: str) -> datetime | None:
    """The day that a byline names (midnight UTC), None where it names none with its year."""
    found = dates.parse_date_line(line)
    return found.day if found else None


def dateline_day(words: str) -> datetime | None:
    """The day in the dateline that a first paragraph begins with: “LIMA, Peru, Aug. 9, 1994 —”."""
    match = _DATELINE.match(words)
    return day(match[1]) if match and _is_date(match[1], places=True) else None


def _by(line: str) -> str:
    """The names after “By”, "" where `line` is no such line."""
    line = line.strip("*_ ")
    match = _BY.match(line)
    if not match:
        return ""
    names = _without_date(line[match.end() :])
    names = names[:-1] if names.endswith(".") and len(names.split()) > 1 else names
    parts = [part for part in _PARTS.split(names) if part]
    ended = _ENDED.search(names) and not _shortened(names)
    if not parts or ended or not _is_capital(parts[0]):
        return ""
    good = all(_is_capital(part) or _is_office(part) for part in parts)
    return " ".join(names.split()) if good else ""


def _credit(line: str) -> bool:
    """Whether `line` names who took the pictures."""
    match = _MADE_BY.match(line.strip("*_ "))
    return match is not None and all(
        map(_is_capital, _PARTS.split(line[match.end() :].strip("*_ ")))
    )


def _is_date(line: str, *, places: bool) -> bool:
    """Whether `line` is a date with what stands beside dates: labels, hours, and with `places`
    names of places, agencies and people.
    """
    found = dates.parse_date_line(line)
    if not found and _ENDED.search(line) and not line.endswith("m."):
        return False
    rest = dates.without_time(found.rest if found else line)
    left = _LABEL.sub(" ", rest)
    if not found and left == line:
        return False
    parts = [part for part in _PARTS.split(left) if part.strip(" .:,–—-*_")]
    if not parts:
        return True
    return places and found is not None and all(map(_is_capital, parts))


def _is_signed(line: str, common: Container[str]) -> bool:
    parts = [part for part in _PARTS.split(_LABEL.sub(" ", line).strip("*_ ")) if part.strip()]
    if not parts:
        return False
    if all(_is_office(part) for part in parts) or _AGENCY.fullmatch(line):
        return True
    if any(word.casefold() in common for word in _words(parts[0]) if not _SMALL.fullmatch(word)):
        return _is_office(parts[0]) and _is_person(parts[0])
    named = _is_name(parts[0]) or (_is_office(parts[0]) and _is_person(parts[0]))
    return named and all(_is_capital(part) or _is_office(part) for part in parts[1:])


def _is_name(part: str) -> bool:
    """Whether `part` has the form of a person's name: two to four words in capitals."""
    words = part.split()
    big = [word for word in words if not _SMALL.fullmatch(word)]
    return (
        2 <= len(big) <= 4
        and len(words) <= 6
        and _is_capital(part)
        and not any(c.isdigit() for c in part)
        and not _ROLES.fullmatch(words[0])
        and not any(_SECTION.fullmatch(word) for word in big)
        and all(re.fullmatch(r"[^\W\d_][\w.'’ʼ-]*", word) for word in big)
    )


def _is_person(part: str) -> bool:
    """Whether `part` begins with a person's name: “Jane Roe”, “Jane Roe Courts reporter”."""
    words = part.replace(",", " , ").split()
    if words and _ROLES.fullmatch(words[-1]):
        return len(words) > 3 and _is_name(" ".join(words[:2])) and "," not in words[:2]
    return bool(words) and _is_name(part.split(",")[0])


def _is_capital(part: str) -> bool:
    """Whether every word of `part` begins with a capital, but for the small ones in names."""
    words = part.strip(" .").split()
    return (
        0 < len(words) <= 8
        and words[0][0].isupper()
        and not dates.names_day_or_month(words[0].strip(".,"))
        and all(word[0].isupper() or word[0].isdigit() or _SMALL.fullmatch(word) for word in words)
    )


def _is_office(part: str) -> bool:
    """Whether `part` is an office: “Local Democracy Reporter”, “Editor of The Ferryman”."""
    words = part.split()
    if re.fullmatch(r"(?i:envoyée? spéciale?|enviad[oa] especial)", part):
        return True
    if not 0 < len(words) <= 7 or not any(map(_ROLES.fullmatch, words)):
        return False
    titled = (
        len(words) <= 5 and _ROLES.fullmatch(words[-1]) and not any(map(_SMALL.fullmatch, words))
    )
    return bool(titled) or _is_capital(part)


def _words(part: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", part)


def _last(part: str) -> str:
    return (_words(part) or [""])[-1]


def _shortened(names: str) -> bool:
    """Whether the last word is an abbreviation: “Jane Roe Jr.”, “Jane R.”."""
    return len(_last(names)) <= 2


def _without_date(line: str) -> str:
    found = dates.parse_date_line(line)
    rest = found.rest if found else line
    return _LABEL.sub(" ", rest).strip(" ,;|·•–—-*_") if found else rest.strip(" ,;|·•*_")
