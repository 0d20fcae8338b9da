"""The forms of questions for an overview, in six languages."""

from __future__ import annotations

import re

_THIS = (
    r"(?:(?:it|this|that|these|the (?:articles?|text|story|stories|piece|news|report|page)"
    r"|(?:this|that) (?:article|text|story|piece|report|page|one)|(?:these|those|my) articles"
    r"|all (?:of )?(?:this|these|them)|everything)(?: all)?)"
)
_KIND = r"(?:short |brief |quick |whole |one-?line |very )*"
_FOR = r"(?: (?:up|please|pls|for me|now|here|then|of (?:it|them|all)|briefly|quickly|in short))*"
_SUMMARY = (
    r"(?:summary|overview|gist|tl;? ?dr|abstract|recap|synopsis|rundown|nutshell|short version"
    r"|(?:main|key|central|most important|important) (?:points?|facts?|things?|takeaways?|ideas?"
    r"|news)|takeaways?|highlights?|bottom line|essence)"
)
_ENGLISH = (
    rf"(?:(?:what|wh?at)(?:'s|’s|s| is| was| are)|what) {_THIS}(?: (?:is|was|are))?"
    rf" (?:all )?about{_FOR}",
    rf"(?:what|wats?|whats)(?:'s|’s| is|s| are|s the)? (?:the )?{_KIND}{_SUMMARY}"
    rf"(?: (?:of|in|from|behind|here|about) ?{_THIS}?)?{_FOR}",
    r"(?:what|wat)(?:'s|’s|s| is) the (?:whole |big )?story(?: (?:here|about|behind this))?",
    r"(?:so )?what (?:has |had )?happened(?: (?:here|there|exactly|then|in (?:this|the) "
    r"(?:article|story)))?",
    r"what(?:'s|’s|s| is) (?:going on|happening|new|up|the news|the latest|the deal)"
    r"(?: (?:here|there|today|in (?:this|the) (?:article|story)))?",
    rf"(?:(?:can|could|would|will) you )?(?:please )?(?:just )?(?:give (?:me|us) |i (?:want|need) "
    rf"|write |make |show me |tell me |get me )?(?:a |an |the |some |its )?{_KIND}{_SUMMARY}"
    rf"(?: (?:of|about|on|from|for|in) {_THIS})?{_FOR}",
    rf"(?:(?:can|could|would|will) you )?(?:please )?(?:just )?(?:summari[sz]e|sum up|sum|recap"
    rf"|outline|condense)(?: {_THIS})?{_FOR}",
    rf"(?:tell me|explain) (?:what )?{_THIS}(?: (?:is|was))? about{_FOR}",
    rf"in (?:a nutshell|short|brief|one sentence|a few words|a sentence){_FOR}",
    rf"(?:tell me|explain|describe) (?:about )?{_THIS}{_FOR}",
    r"(?:the )?(?:key|best|strongest|most important|main|top) (?:quotes?|quotations?)",
)
_OTHERS = (
    r"(?:worum|um was) (?:geht|ging) es(?: (?:hier|da|dabei|in (?:dem|diesem) \w+))?",
    r"(?:kurze |eine kurze )?(?:zusammenfassung|übersicht|kurzfassung)(?: bitte)?",
    r"fass(?:e|en sie)? (?:das|es|den artikel|den text)?(?: bitte)?(?: kurz)? ?zusammen",
    r"(?:was ist|was) (?:passiert|geschehen|los)",
    r"(?:die )?(?:wichtigsten|hauptpunkte)(?: (?:punkte|fakten))?",
    r"de quoi (?:ça |cela |s['’]agit[- ]il|parle(?:nt)? (?:cet|l['’]|ce|les) ?\w*|est-il question)"
    r"(?:parle|s['’]agit)?",
    r"(?:un |le )?(?:bref |petit )?résumé(?: (?:s['’]il (?:te|vous) pla[iî]t|stp|svp))?",
    r"(?:(?:peux-tu|pouvez-vous) résumer|résume[rz]?)(?: (?:ça|cela|(?:cet |l['’])article))?",
    r"que s['’]est[- ]il passé|qu['’]est[- ]ce qui s['’]est passé",
    r"(?:les )?points (?:clés|principaux)",
    r"de qu[eé] (?:trata|va|se trata|habla)(?: (?:esto|el artículo|este artículo|la noticia))?",
    r"(?:un |el )?(?:breve )?resumen(?: por favor)?|resume(?:lo|me)?(?: (?:esto|el artículo))?",
    r"qu[eé] (?:pasó|ha pasado|ocurrió|sucedió)|(?:los )?puntos (?:clave|principales)",
    r"о ч[её]м (?:здесь|тут|эта|это|говорится|речь|идет речь|идёт речь|статья|идет|этот)"
    r"(?: (?:статья|текст|речь|говорится|это|новость))?",
    r"(?:краткое |коротко )?(?:резюме|содержание|пересказ)(?: пожалуйста)?|вкратце|коротко",
    r"что (?:случилось|произошло|происходит)|(?:главное|основные (?:моменты|тезисы))",
    r"про що (?:тут|ця|це|йдеться|йде мова|стаття|говориться|мова)(?: (?:стаття|мова|текст|це))?",
    r"(?:коротке |короткий )?(?:резюме|зміст|переказ|підсумок)(?: будь ласка)?|стисло",
    r"що (?:сталося|трапилося|відбувається)|(?:головне|основні (?:тези|моменти))",
)
_FORM = re.compile("|".join(f"(?:{form})" for form in (*_ENGLISH, *_OTHERS)), re.IGNORECASE)
_SIGNS = " \t?!.,;:…\"'“”‘’«»¿¡-–—"


def is_one(text: str) -> bool:
    """Whether `text` asks what the articles are about, and nothing in particular."""
    return bool(_FORM.fullmatch(" ".join(text.strip(_SIGNS).replace(",", " ").split())))
