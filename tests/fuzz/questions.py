"""Questions: whatever is asked, every citation is an exact slice of an article in scope."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import strategies as st

from bot.keyboards import answer_keyboard
from bot.store.tables.answers import StoredAnswer, StoredCitation
from bot.views import answer_text, message_split
from knowledge import NEW_CONVERSATION, Answer, Conversation, Library, Scope, read_text
from tests.articles import annotation

NAMES = tuple(annotation.names())
PARTS = ("shared", "chat:1", "chat:2")
_FORMS = (
    "What did {} say about {}?", "Who said {}?", 'Did {} say "{}"?', "who is {}", "When did {} {}?",
    "{} and {}?", "Compare {} and {} on {}", "how many {}", "{}, in October", "why {}", "and {}?",
    "what else?", "What does each side say about {}?", "{} last week", "/ask {}", "{}{}{}",
    "in the {}",
)  # fmt: skip


@cache
def library() -> Library:
    """The annotated articles, dealt out to three collections."""
    made = Library.throwaway()
    for number, name in enumerate(NAMES):
        text = read_text(annotation.text_of(name), name)
        made.add(text, PARTS[number % len(PARTS)], name)
    return made


@cache
def words() -> list[str]:
    """Names, words and stretches of words of the articles."""
    texts = [annotation.text_of(name) for name in NAMES]
    names = {found for text in texts for found in re.findall(r"(?:[A-Z]\w+ ?){1,3}", text)}
    some = {found for text in texts for found in re.findall(r"\w+(?: \w+){0,8}", text)}
    return sorted(names | some)


HARD = (
    "\u202e", "\x00", "“", "”", '"', "'", "e\u0301\u0302", "\U0001f469\u200d\U0001f467", "\ud800",
    "<b>", "%", "{}", "\\", "\u2028", "0" * 60, "ß", "İ", "ﬁ", "١٢", "¶ 5", "$&", "(" * 40,
    "?" * 80,)  # fmt: skip
_WORD = st.one_of(
    st.deferred(lambda: st.sampled_from(words())), st.sampled_from(HARD), st.text(max_size=20)
)
_ASKED = st.one_of(
    st.builds(
        lambda form, given: form.format(*(given * 3)),
        st.sampled_from(_FORMS),
        st.lists(_WORD, min_size=1, max_size=3),
    ),
    st.text(max_size=300),
    st.lists(_WORD, max_size=60).map(" ".join),
)
cases = st.tuples(
    st.lists(_ASKED, min_size=1, max_size=3), st.sets(st.sampled_from([*PARTS, "chat:9"]))
)


def check(case: tuple[list[str], set[str]]) -> None:
    """A conversation in a scope."""
    asked, collections = case
    scope, conversation = Scope(tuple(sorted(collections))), NEW_CONVERSATION
    for question in asked:
        reply = library().ask(question, scope=scope, conversation=conversation, passages=3)
        given = reply.citations if isinstance(reply, Answer) else reply.offers
        mine = {entry.id for entry in library().articles(tuple(collections))}
        for citation in given:
            opened = library().read(citation.source.article)
            span = citation.span
            assert opened.article.text[span.start : span.end] == citation.quote
            assert opened.id in mine or reply.searched.sample
        assert all(hit.article in mine for hit in reply.hits) or reply.searched.sample
        for part in answer_text.html(reply):
            assert message_split.visible_length(part) <= message_split.LIMIT
            assert part.count("</") <= message_split.ENTITIES
        answer_text.plain(reply)
        cited = tuple(
            StoredCitation(c.source.article, c.paragraph, c.span.start, c.span.end) for c in given
        )
        shown = StoredAnswer(1, 1, 1, 0, "", id=1, citations=cited)
        keyboard = answer_keyboard.answer_keyboard(shown, given[0].quote if given else "")
        if keyboard is not None:
            data = [b.callback_data for row in keyboard.inline_keyboard for b in row]
            assert all(len(str(d).encode()) <= 64 for d in data if d)
        kept = reply.conversation.to_json()
        conversation = Conversation.from_json(kept)
