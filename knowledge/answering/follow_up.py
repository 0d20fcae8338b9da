"""Questions that lean on earlier ones: he, she, that; "and Putin?"; "what else?"; "why?"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.answering.wording import PRONOUNS
from knowledge.language.terms import is_stop_word
from knowledge.question import NEW_CONVERSATION, Asked, Conversation, Question, Wanted

_FRAGMENT = re.compile(
    r"\W*(?:and|but|so|or|also)?\W*(?:(?:what|how) about|what of|and)?\s*(?P<rest>[^?]+?)\W*",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\W*(?:and|but|so|or|also|what about|how about|what of)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\W*(?:and |but |so )?(?P<word>why|when|where|how many|how much|how|who to|to whom|who)"
    r"(?:(?:'s|’s)?(?: (?:was|is|did|were|does|has|had))?(?: (?:that|this|it|he|she|they|not|so"
    r"|happen|say|said|do|mean|talking|speaking|addressing|with|to))*)?\W*",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"\W*(?:and )?(?:who(?:m)? (?:was|is|were|did|does) \w+(?: \w+)?"
    r" (?:talk|speak|address|say|said|tell)(?:ing)?(?: (?:this|that|it))?(?: (?:to|with))?"
    r"|to whom(?: (?:was|were|is|did) \w+(?: \w+){0,2})?|who to"
    r"|who (?:was|is) (?:that|this|it) (?:said )?to)\W*",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\W*(?:and )?(?:what else|anything else|more|any more|go on|continue|next|else)\W*",
    re.IGNORECASE,
)
_THAT = frozenset("it that this them those these so him her".split())
_OPENERS = frozenset(
    "what who whom whose when where why how which did does do is are was were has have had will"
    " would can could should he she they it i we you".split()
)
_FEW_WORDS = 2
"""Words of substance up to which a question with a pronoun leans on what was said before: "when
can they be filed" does, "how much will it cost to rebuild the bridge" does not."""
_WANTED = {
    "why": Wanted.REASON,
    "when": Wanted.TIME,
    "where": Wanted.PLACE,
    "how many": Wanted.NUMBER,
    "how much": Wanted.NUMBER,
}


def leans(question: Question) -> bool:
    """Whether the question cannot be understood without an earlier one."""
    about_people = question.asked is not Asked.FACT
    if about_people and any(p.casefold() in PRONOUNS for p in question.people):
        return True
    return not question.marked and bool(
        _MORE.fullmatch(question.text) or _ADDRESSEE.fullmatch(question.text) or _aside(question)
    )


def resolved(question: Question, earlier: Conversation) -> Question:
    """The question with what it leaves out filled in from what was asked before. Pure."""
    if earlier == NEW_CONVERSATION:
        return question
    if _ADDRESSEE.fullmatch(question.text):
        return replace(question, asked=Asked.FACT, wanted=Wanted.ADDRESSEE, near=earlier.cited[:1])
    if _MORE.fullmatch(question.text):
        kind = earlier.asked if earlier.asked is not Asked.CHECK else Asked.SAID
        if kind is Asked.SAID and not earlier.people:
            return question  # more of nobody's words
        return replace(question, asked=kind, people=earlier.people, topic=earlier.topic, more=True)
    if (wanted := _aside(question)) is not None and earlier.cited:
        return replace(question, asked=Asked.FACT, wanted=wanted, near=earlier.cited[:1])
    if question.asked is Asked.FACT and _LEADS.match(question.text):
        match = _FRAGMENT.fullmatch(question.text)
        if match and _is_fragment(match["rest"]):
            return replace(question, fragment=match["rest"].strip())
    return _filled(question, earlier)


def _is_fragment(rest: str) -> bool:
    """Whether words are a name or a topic rather than a question of their own."""
    words = rest.casefold().split()
    return 0 < len(words) <= 6 and words[0] not in _OPENERS


def _filled(question: Question, earlier: Conversation) -> Question:
    """Pronouns for people and topics replaced by those of the conversation."""
    person = earlier.person
    people = tuple(
        person if name.casefold() in PRONOUNS and person else name for name in question.people
    )
    topic = earlier.topic if question.topic.casefold() in _THAT else question.topic
    about = question.about
    if question.asked is Asked.FACT:
        words = [w.strip("?.,!").casefold() for w in about.split()]
        own = [w for w in words if not is_stop_word(w, "en")]
        if len(own) <= _FEW_WORDS and any(w in PRONOUNS for w in words):
            about = " ".join([about, person, earlier.topic])
    spelt_out = about if about != question.about else ""
    return replace(question, people=people, topic=topic, about=about, spelt_out=spelt_out)


def _aside(question: Question) -> Wanted | None:
    match = _ASIDE.fullmatch(question.text)
    return _WANTED.get(match["word"].casefold()) if match else None
