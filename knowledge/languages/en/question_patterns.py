"""The patterns of questions: what each kind looks like, as people type it."""

from __future__ import annotations

import re

ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|on the (?:subject|topic|question|issue) of|with regard to"
    r"|as for)\b",
    re.IGNORECASE,
)
ON = re.compile(r"\b(?:about|regarding|concerning|on|over|to|of|towards?)\b", re.IGNORECASE)
COURTESY = re.compile(
    r"\W*(?:hi|hello|hey|hiya|good (?:morning|day|afternoon|evening|night)|thanks?(?: you)?"
    r"(?: (?:so|very) much| a lot)?|thx|ty|cheers|ok(?:ay)?|great|cool|nice|perfect|bye|goodbye"
    r"|sorry|got it|yes|no|lol|wow|please|well done|👍|🙏)(?: (?:there|bot|you|all|everyone))?\W*",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"(?:who|which people|what people|whose words)(?:'s|’s| is| are| was| were| all)?"
    r" (?:being |all )?(?:quoted|cited|interviewed)\b"
    r"|who (?:speaks|talks|is speaking|are the (?:sources|speakers))"
    r"|who says (?:what|anything|something)"
    r"|(?:list|show|give)\b.*\b(?:speakers|sources|quotes|quotations|everyone quoted)\b"
    r"|(?:all|any) (?:quotes|quotations)\b|who said what\b",
    re.IGNORECASE,
)
DOES = re.compile(r"what (?:does|did) (?P<who>.+?) do(?: for a living)?", re.IGNORECASE)
WHO_IS = re.compile(
    r"who(?:'s|’s| is| was| are| were|s)\s+(?P<who>.+)|(?:tell me )?who (?P<then>.+) (?:is|was)",
    re.IGNORECASE,
)
AGAINST = re.compile(r"^(?:against|for|in favou?r of|opposed to|behind)\b", re.IGNORECASE)
COMPARE = re.compile(
    r"(?:compare|contrast|difference between)\s+(?P<who>.+?)(?:\s+(?:on|about|over|regarding)"
    r"\s+(?P<topic>.+))?$"
    r"|(?P<who2>.+?\b(?:vs?\.?|versus)\s.+?)(?:\s+(?:on|about|over)\s+(?P<topic2>.+))?$",
    re.IGNORECASE,
)
EACH = re.compile(
    r"(?:what (?:do|does|did|have|has)|how (?:do|does|did)) (?:each|both|the (?:two )?|either|all)"
    r"(?: of them| the)? ?(?:sides?|part(?:y|ies)|speakers?|people|of them)\b(?P<rest>.*)",
    re.IGNORECASE,
)
ANYONE = re.compile(
    r"what (?:was|is|were|has been|have been|gets?|got|'s|’s)(?: being)? (?:said|written|claimed"
    r"|reported|announced|stated|told)(?! by)\b(?P<rest>.*)"
    r"|what (?:do|does|did) (?:people|everyone|anyone|others|the articles?|this|the (?:text|story"
    r"|piece|page|news)) (?:say|write|report|tell)(?: us)?\b(?P<rest2>.*)"
    r"|(?:any|are there|is there)(?: any)? (?:comments?|quotes?|statements?|reactions?)\b"
    r"(?P<rest3>.*)",
    re.IGNORECASE,
)
BY = re.compile(
    r"what (?:was|is|were|has been|have been) (?:\w+) by (?P<who>.+?)"
    r"(?:\s+(?:about|on|regarding|concerning|over)\s+(?P<topic>.+))?$",
    re.IGNORECASE,
)
STANCE = re.compile(
    r"(?:what(?:'s|’s| is| was| were| are)|give me|show me|tell me)\s+(?P<who>.+?)(?:['’]s?)\s+"
    r"(?:own )?(?:position|view|views|stance|opinion|take|thoughts?|response|reaction|reply|answer"
    r"|comments?|statements?|words|quotes?|argument|explanation|side|verdict|criticism|warning"
    r"|promise|claims?|message)\b(?P<rest>.*)",
    re.IGNORECASE,
)
QUOTES_OF = re.compile(
    r"(?:(?:any|all|the|some|more) )?(?:quotes?|quotations?|statements?|words|comments?|anything)"
    r"\s+(?:of|from|by)\s+(?P<who>.+?)(?:\s+(?:about|on|regarding|over)\s+(?P<topic>.+))?$",
    re.IGNORECASE,
)
ON_FRAGMENT = re.compile(r"(?P<who>[^?]{2,60}?)\s+(?:on|about|re)\s+(?P<topic>.+)$", re.IGNORECASE)
ANYTHING = re.compile(
    r"(?:(?:to |for |with )?(?:him|her|it|them|us|me|you|that|this|anything|something|more|else)\b"
    r"\W*|(?:for|about|on|to)\W+)*",
    re.IGNORECASE,
)
PLAIN = frozenset(
    "claims claimed think thinks thought feel feels felt believe believes believed".split()
)
"""Cues that add nothing to the words they introduce."""
AUXILIARY = frozenset(
    "did does do has have had is was were are will would can could should might must didn't"
    " doesn't don't hasn't haven't hadn't isn't wasn't weren't aren't won't wouldn't can't"
    " couldn't shouldn't".split()
)
ASKING_WORDS = frozenset("who whom whose what which why how when where".split())
BESIDE_WHAT = frozenset("else more other exactly things words all did does do".split())
"""Words behind "what" that leave it a question for somebody's words."""
BEING = frozenset("is are was were what's what’s wats isn't wasn't aren't weren't".split())
OPENING = re.compile(
    r"^(?:and|but|so|also|then|ok|okay|please|hey|well|now|or)\b[\s,]*"
    r"|^(?:can|could|would) you (?:please )?(?:tell|show) me\s*|^(?:tell|show) me\s*"
    r"|^i(?:'d| would) like to know\s*|^do you know\s*|^(?:is it true|true) that\s*",
    re.IGNORECASE,
)
REALLY = frozenset("really actually ever even just also then too again exactly".split())
SIGNS = " \t?!.,;:…\"'“”‘’«»-–—"


ASKING = frozenset("what what's what’s wat whats which how why when where".split())
