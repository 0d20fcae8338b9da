"""Quantities: which measure a question asks for, and whether a sentence has one of it."""

from __future__ import annotations

import re

from knowledge.question import Measure

_ASKED: tuple[tuple[Measure, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(pattern, re.IGNORECASE))
    for measure, pattern in (
        (Measure.AGE, r"\bhow old\b|\b(?:what|which) age\b|\bwhat (?:is|was) \w+(?:'s|’s)? age\b"),
        (
            Measure.SHARE,
            r"\b(?:what|which) (?:share|proportion|percentage|percent|per cent|fraction|part)\b"
            r"|\bhow (?:many|much) per ?cent\b",
        ),
        (
            Measure.MONEY,
            r"\bhow much\b.*\b(?:cost|costs|pay|pays|paid|money|spen[dt]|earn|earned|earns|raised?"
            r"|worth|dollars?|euros?|pounds?|donated?|charged?|fined?|owed?|price|cash|damages?)\b"
            r"|\b(?:what|which)(?: [\w'’]+){0,3} (?:price|cost|fee|fine|salary|budget|sum|price tag"
            r"|wage|reward|bail|compensation)\b",
        ),
        (Measure.DISTANCE, r"\bhow (?:tall|high|deep|wide|far)\b"),
        (Measure.DURATION, r"\bhow (?:long|soon)\b"),
        (Measure.COUNT, r"\bhow many\b|\bwhat number of\b"),
        (
            Measure.DATE,
            r"^\W*(?:and |so |but )?(?:since |until |till )?when(?:'s|’s)?"
            r" (?:did|do|does|was|were|is|are|will|has|have|had|can|could|would|should)\b"
            r"|\b(?:what|which) (?:year|date|day|month|century|decade)\b",
        ),
        (Measure.COLOUR, r"\b(?:what|which) colou?rs?\b"),
    )
)
_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|scores)"
)
_SOME = rf"(?:\d[\d.,]*|{_WORDS}|an?|one|several|a few|half an?)"
_TIMES = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))"
)
_LENGTHS = (
    r"(?:met(?:er|re)s?|feet|foot|ft|inch(?:es)?|yards?|miles?|kilomet(?:er|re)s?|km|cm|mm|m"
    r"|(?:centi|nano|micro|milli)met(?:er|re)s?|nm|µm|light[- ]years?|stor(?:e?y|ies|eys)"
    r"|hectares?|acres?|square)"
)
_MONEY = (
    r"[$€£¥₹]\s?\d|\b(?:US|C|A)?\$|\b(?:dollars?|euros?|pounds?|cents?|francs?|rupees?|rubles?"
    r"|roubles?|yuan|yen|kron(?:a|or|er)|crowns?|pesos?|hryvnias?|free of charge|USD|EUR|GBP)\b"
)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_HELD: dict[Measure, re.Pattern[str]] = {
    measure: re.compile(pattern, re.IGNORECASE)
    for measure, pattern in {
        Measure.COUNT: (
            rf"(?<![\d$€£:.,])(?!{_YEAR}\b)\d[\d,.]*\d?(?!\d|:\d|(?:st|nd|rd|th)\b|\s?%|\s?[ap]\.?m)"
            rf"|\b{_WORDS}\b|\b(?:none|nobody|twice|both|single|pair|couple|several|many|few|half|quarter|third)\b"
        ),
        Measure.AGE: (
            rf"\b(?:\d{{1,3}}|{_WORDS})[- ](?:years?|months?|weeks?)[- ]olds?\b|\baged?\b"
            rf"|,\s\d{{1,3}}\s?[,.;)]|\b(?:is|was|turn(?:s|ed)|now|at|who is) (?:only )?\d{{1,3}}\b"
            rf"|\bborn (?:in|on)\b|\({_YEAR}|\(\d{{1,3}}\)|\b\d{{2,3}}(?:,|$)"
        ),
        Measure.MONEY: _MONEY,
        Measure.DURATION: (
            rf"\b{_SOME}[- ](?:\w+ )?{_TIMES}\b|\b(?:since|until|till)\b|\bfrom\b.*\bto\b"
            rf"|\b(?:all|whole|entire) (?:day|night|week|month|year)\b|{_TIMES}[- ]long\b"
            rf"|\b{_SOME}[- ]?{_LENGTHS}\b"
        ),
        Measure.DISTANCE: rf"\b{_SOME}[- ]?(?:\w+ )?{_LENGTHS}\b",
        Measure.SHARE: (
            r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter|fifth|tenth|majority|most|minority|all"
            rf"|none)\b|\b(?:\d[\d,.]*|{_WORDS}|one) (?:in|out of|of)\b"
        ),
        Measure.DATE: (
            r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November"
            r"|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight"
            r"|midnight|noon|when|after|before|during|following|until|since|while|once|as soon as"
            r"|by the time|ago|later|earlier|now|current(?:ly)?|recent(?:ly)?|soon|morning|evening"
            r"|afternoon|night|spring|summer|autumn|fall|winter|weekend|Christmas|Easter|eve|era"
            r"|age of|war|first|last|next|week|month|year|decade|century|centuries)s?\b"
        ),
        Measure.COLOUR: (
            r"\b(?:white|black|red|green|blue|yellow|orange|purple|pink|brown|gr[ae]y|gold(?:en)?"
            r"|silver|beige|turquoise|violet|crimson|scarlet|navy|ivory|colou?rless)\b"
        ),
    }.items()
}


def measure_asked(question: str) -> Measure:
    """What a question (English) asks the measure of."""
    return next((m for m, pattern in _ASKED if pattern.search(question)), Measure.NONE)


def holds(measure: Measure, sentence: str) -> bool:
    """Whether a sentence (English) has a quantity of this measure."""
    return measure in _HELD and bool(_HELD[measure].search(sentence))
