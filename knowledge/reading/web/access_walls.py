"""Whether a page shows its article at all, or a wall in front of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from knowledge.errors import ConsentWall, NoArticle, Paywalled
from knowledge.reading.layout.blocks import Block
from knowledge.reading.web.metadata import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST = 25
"""Words below which there is no article: a caption, a notice of the player."""
_CONSENT = re.compile(
    r"cookies?\b|consent|privacy|personal data|partners\b.{0,60}\b(?:data|device|process)"
    r"|tracking|before you continue|datenschutz|zustimm|einwillig|personenbezogen"
    r"|confidentialit|consentement|privacidad|consentimiento|согласи|конфиденциальност|згод",
    re.IGNORECASE,
)
_CONSENT_LONGEST = 500
_PAYWALL = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in) (?:now )?(?:to|and) "
    r"(?:continue|keep|finish|read|unlock|access)"
    r"|(?:continue|keep) reading (?:with|by|for)|to (?:read|continue reading|unlock) th(?:e|is) "
    r"(?:full|whole|rest|entire|article|story)"
    r"|already (?:a subscriber|have an account|subscribed)|this (?:article|content|story) is "
    r"(?:for|reserved for|only available to|exclusive(?:ly)? (?:for|to)) "
    r"|subscribers?[- ]only|you(?:'ve|’ve| have) (?:reached|read) (?:your|all)"
    r"|(?:weiterlesen|lesen sie weiter) mit|nur für abonnenten|jetzt abonnieren und"
    r"|réservé aux abonnés|il vous reste|solo para suscriptores|только для подписчиков",
    re.IGNORECASE,
)
_PREVIEW = 120
"""Words: a body no longer than that is a preview where one sign of a paywall stands by."""
_LONG_PREVIEW = 400
"""The same where both signs do: the mark for search engines, and the wall's own words."""
_TEASERS = 5
_TEASER_WORDS = 50


def check(name: str, tree: HtmlElement, found: list[Block], known: Metadata) -> None:
    """Raise ConsentWall, Paywalled or NoArticle where `found` is no whole article."""
    words = sum(len(block.text.split()) for block in found if not block.heading)
    shown = " ".join(clean for part in tree.itertext() if (clean := part.strip()))
    if _is_consent(tree, found, words, known):
        raise ConsentWall(name)
    signs = [known.free is False, _PAYWALL.search(shown) is not None]
    if any(signs) and words < (_LONG_PREVIEW if all(signs) else _PREVIEW):
        raise Paywalled(name)
    if words < _LEAST or (not known.marked and _leads_on(tree, words)):
        raise NoArticle(name)


def _is_consent(tree: HtmlElement, found: list[Block], words: int, known: Metadata) -> bool:
    if words >= _LEAST:
        of_consent = sum(len(b.text.split()) for b in found if _CONSENT.search(b.text))
        return words < _CONSENT_LONGEST and of_consent > 0.6 * words and not known.marked
    body = " ".join(part.text_content() for part in tree.iter("body"))
    return len({m[0].casefold() for m in _CONSENT.finditer(body)}) >= 3 and not known.marked


def _leads_on(tree: HtmlElement, words: int) -> bool:
    """Whether the page leads to articles and is none: most of its words are under headings that
    are links, and no three paragraphs stand beside each other.
    """
    teasers = sum(
        len(" ".join(link.itertext()).split()) > 3
        for heading in tree.iter("h2", "h3")
        for link in heading.iter("a")
    )
    beside = Counter(p.getparent() for p in tree.iter("p") if len(p.text_content()) > 60)
    return (
        teasers >= _TEASERS
        and words < _TEASER_WORDS * teasers
        and max(beside.values(), default=0) < 3
    )
