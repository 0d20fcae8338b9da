"""Which questions ask for an overview."""

from __future__ import annotations

import pytest

from knowledge.answering.overviews import is_one

OVERVIEWS = [
    "What is this article about?", "what's this about", "tl;dr", "TLDR?", "summary", "summarize",
    "Summarise this for me", "give me a short summary please", "main points?", "key quotes",
    "what happened?", "What's going on here?", "Can you give me the gist?", "in a nutshell?",
    "What's the story?", "what are these articles about", "key takeaways", "sum it up",
    "what is the main point of this article?", "whats new", "the short version please",
    "Worum geht es?", "Zusammenfassung bitte", "Was ist passiert?", "De quoi parle cet article ?",
    "Résumé", "¿De qué trata esto?", "Resumen", "О чём эта статья?", "Кратко: что случилось?",
    "Про що стаття?", "Що сталося?", "Коротке резюме",
]  # fmt: skip
OTHERS = [
    "What is the bridge about to do?", "what happened to the bridge?", "What did Lee say?",
    "who is quoted?", "What is the summary judgment?", "what happened in March",
    "Summarise what Lee said", "what are the main points of the agreement with Corrin?",
    "What is going on at the harbour?", "story", "What's the deal with the sick kids?",
    "Was sagte der Bürgermeister?", "What does this mean for the port?",
]  # fmt: skip


@pytest.mark.parametrize("text", [one for one in OVERVIEWS if ":" not in one])
def test_what_asks_for_an_overview_is_told(text: str) -> None:
    assert is_one(text)


@pytest.mark.parametrize("text", OTHERS)
def test_what_asks_for_something_is_no_overview(text: str) -> None:
    assert not is_one(text)
