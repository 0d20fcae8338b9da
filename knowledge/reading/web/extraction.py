"""Which parts of a page are its article: trafilatura, before it a pruning, after it a gleaning.

trafilatura (favor_precision) finds the article. Before that, what pages name as furniture (boxes
for newsletters, comments, captions, tables that only arrange) is taken away; after it, siblings
of the paragraphs found are gleaned, since it drops some, most often at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.reading.layout.blocks import Block, clean, same_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FURNITURE_TAGS = re.compile(
    r"script|style|template|svg|form|button|select|textarea|iframe|video|audio|object|dialog"
    r"|nav|footer|figcaption|amp-(?:consent|sidebar|ad)"
)
_FURNITURE_NAME = re.compile(
    r"ads?|advert|advertisement|adslot|bio|biography|breadcrumbs?|(?:image)?captions?"
    r"|catlinks|comments?|cmts|cmp|consent|cookies?|copyright|credits?|disqus|editsection|embed|gdpr"
    r"|most(?:read|viewed|popular)|newsletters?|noprint|outbrain|paywallbarrier|popular|printfooter|promo|promoted"
    r"|promotion|readmore|recirc|recirculation|recommendations?|recommended|related|share"
    r"|sharebar|sharing|signup|skip|social|sponsored|standards|subscribe|subscription|taboola"
    r"|tags|ticker|toolbar|trending|tweet"
    r"|read more|most (?:read|viewed|popular)|also like|sign up|key events"
)
"""Words, and pairs of them, in the classes and ids of boxes that are not the article."""
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MUCH = 0.4
"""The share of the page's words from which an element is no furniture, whatever it is called."""
_FURNITURE_WORDS = re.compile(
    r"\W{0,3}(?:read (?:more|next|also)|see also|related|our standards|sign up|subscribe"
    r"|follow (?:us|me)|advertisement|share (?:this|on)|do you have a story|click here"
    r"|print this|(?:e-?mail|send) this (?:page|to)"
    r"|(?:additional )?(?:reporting|editing|writing) by|photograph|image|credit|\(c\)|©"
    r"|lesen sie auch|mehr zum thema|читайте также|читайте ещё|lire aussi|lea también"
    r"|читайте також)\b.{0,160}",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "quote", "item", "row", "blockquote", "li"}
_LINKED_SHARE = 0.5
_KEPT = 0.5
"""The share of what trafilatura finds unpruned below which the pruning has cut too deep."""


def blocks(tree: HtmlElement, url: str = "", *, live: bool = False) -> list[Block]:
    """The article on the page as its blocks in order, empty where there is none.

    `live` says that the page is a live blog: its entries are one article.
    """
    page = deepcopy(tree)
    _prune(page)
    _rename(page, live)
    found, whole = _found(page, url), _found(tree, url)
    if _size(found) < _KEPT * _size(whole):  # a name that means something else on this site
        return whole
    return [block for block in _gleaned(found, page) if not _is_furniture(block)]


def _found(page: HtmlElement, url: str) -> list[Block]:
    from trafilatura import bare_extraction

    document = bare_extraction(
        deepcopy(page), url=url or None, favor_precision=True, include_comments=False
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return [block for element in document.body for block in blocks_of(element)]


def _size(found: list[Block]) -> int:
    return sum(len(block.text) for block in found)


def guessed(tree: HtmlElement, url: str = "") -> tuple[str, str]:
    """Author and date (ISO) that the page shows without naming them so, "" for what it does not."""
    from trafilatura.metadata import extract_metadata

    precise = {"original_date": True, "extensive_search": False, "url": url or None}
    document = extract_metadata(deepcopy(tree), url or None, precise, True)
    return (document.author or "").replace("; ", ", "), document.date or ""


def blocks_of(element: HtmlElement) -> Iterator[Block]:
    """The blocks in `element`, HTML's or trafilatura's: paragraphs, headings, list items, rows.

    A line broken twice ends a paragraph.
    """
    heading = element.tag in _HEADINGS
    inner = [child for child in element if _holds_blocks(child)]
    if inner and element.tag != "row":
        yield from _lines(element.text or "", heading)
        for child in element:
            yield from blocks_of(child) if child in inner else _lines(_words(child), heading)
            yield from _lines(child.tail or "", heading)
    else:
        yield from _lines(_words(element), heading)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iter())


def _words(element: HtmlElement) -> str:
    """All text of `element`, \\n for each line break in it."""
    if element.tag in {"lb", "br"}:
        return "\n"
    parts = [element.text or ""]
    for child in element:
        parts += [_words(child), " " if child.tag == "cell" else "", child.tail or ""]
    return "".join(parts)


def _lines(text: str, heading: bool) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", text):
        if words := clean(part):
            yield Block(words, heading)


def _prune(page: HtmlElement) -> None:
    """Take away what is furniture by its tag, or by its name where it is not most of the page."""
    most = _MUCH * max(1, len(" ".join(page.itertext()).split()))
    for element in list(page.iter()):
        parent = element.getparent() if isinstance(element.tag, str) else None
        if parent is None or element.tag in {"html", "body", "main", "article"}:
            continue
        named = _named_furniture(element) and len(" ".join(element.itertext()).split()) < most
        if named or _FURNITURE_TAGS.fullmatch(element.tag):
            element.drop_tree()


def _named_furniture(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    for words in ([word.casefold() for word in _NAME.findall(name)] for name in names):
        pairs = (" ".join(pair) for pair in pairwise(words))
        if any(_FURNITURE_NAME.fullmatch(word) for word in (*words, "".join(words), *pairs)):
            return True
    return False


def _rename(page: HtmlElement, live: bool) -> None:
    """Call what only arranges `div`: tables that hold paragraphs, entries of a live blog."""
    for table in page.iter("table"):
        if any(len(cell.findall("p")) + len(cell.findall("br")) > 2 for cell in table.iter("td")):
            for part in list(table.iter("table", "tbody", "tr", "td")):
                part.tag = "div"
    if live:
        for entry in list(page.iter("article", "section")):
            entry.tag = "div"


def _gleaned(found: list[Block], page: HtmlElement) -> Iterable[Block]:
    """`found` with the siblings on the page that read like them, in the page's order."""
    by_words = {same_words(block.text): number for number, block in enumerate(found)}
    elements = [e for e in page.iter(*_BLOCKS) if not any(_holds_blocks(child) for child in e)]
    mapped = {e: by_words[key] for e in elements if (key := same_words(_words(e))) in by_words}
    home = _home(list(mapped))
    if home is None:
        return found
    shapes = Counter(_shape(e, home) for e in mapped)
    after: dict[int, list[Block]] = {}
    last = -1
    for element in elements:
        last = mapped.get(element, last)
        shape = _shape(element, home)
        if element not in mapped and shape and shapes[shape] > 1 and _reads(element):
            after.setdefault(last, []).extend(blocks_of(element))
    lead = after.get(-1, [])
    return lead + [
        block for number, one in enumerate(found) for block in (one, *after.get(number, ()))
    ]


def _home(elements: list[HtmlElement]) -> HtmlElement | None:
    """The lowest element that holds four fifths of `elements`."""
    holders: Counter[HtmlElement] = Counter()
    for element in elements:
        holders.update(element.iterancestors())
    wide = [e for e, count in holders.items() if count >= 0.8 * len(elements)]
    return max(wide, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)


def _shape(element: HtmlElement, home: HtmlElement) -> str:
    """The tags from `home` down to the parent of `element`, "" where it lies elsewhere."""
    tags = ["home"]
    for ancestor in element.iterancestors():
        if ancestor is home:
            return "/".join(tags)
        tags.append(ancestor.tag)
    return ""


def _reads(element: HtmlElement) -> bool:
    """Whether an element reads like a part of an article: words, and most of them in no link."""
    words = len(_words(element).split())
    linked = sum(len(_words(link).split()) for link in element.iter("a"))
    links = bool(linked) or next(element.iterancestors("a"), None) is not None
    return not links if element.tag in _HEADINGS else words > 4 and linked < _LINKED_SHARE * words


def _is_furniture(block: Block) -> bool:
    return _FURNITURE_WORDS.fullmatch(block.text) is not None
