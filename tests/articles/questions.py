"""The questions on our own articles, read and checked: `python -m tests.articles.questions`.

One JSON object a line: the article, the question as typed, its kind, whether it is answered, the
names of which one must be the answer's speaker, the texts of which one must stand in the first
citation, the questions asked before it in the conversation, and for the unanswerable the trap.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.articles import annotation

KINDS = frozenset({
    "claim_check", "compare", "followup", "how_many", "quoted", "said_about", "unanswerable",
    "what_said", "when", "where", "who_is", "who_said", "why", "yes_no",
})  # fmt: skip
STATUSES = frozenset({"answered", "not_found"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what a right answer must hold."""

    qid: str
    article: str
    q: str
    kind: str
    status: str
    speaker: tuple[str, ...]
    cite: tuple[str, ...]
    context: tuple[str, ...]
    trap: str = ""


def read() -> list[Asked]:
    """All questions, in order."""
    lines = (annotation.HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [_asked(json.loads(line)) for line in lines]


def _asked(row: dict[str, Any]) -> Asked:
    lists = {key: tuple(row[key]) for key in ("speaker", "cite", "context")}
    return Asked(**{**row, **lists})


def faults(asked: list[Asked]) -> list[str]:
    """What is wrong with the questions themselves, a line for each fault."""
    found = []
    texts = {name: annotation.text_of(name) for name in annotation.names()}
    for one in asked:
        text = texts.get(one.article, "")
        missing = [words for words in one.cite if words not in text]
        if one.kind not in KINDS or one.status not in STATUSES:
            found.append(f"{one.qid}: no such kind or status")
        if bool(one.cite) != (one.status == "answered"):
            found.append(f"{one.qid}: an answer has words to cite, and nothing else has")
        if one.kind == "unanswerable" and one.status == "answered":
            found.append(f"{one.qid}: unanswerable, yet answered")
        if (one.kind == "followup") != bool(one.context):
            found.append(f"{one.qid}: a follow-up has a context, and nothing else has")
        found += [f"{one.qid}: not in the article: {words}" for words in missing]
    twice = [qid for qid, count in Counter(one.qid for one in asked).items() if count > 1]
    return found + [f"{qid}: twice" for qid in twice]


def main() -> None:
    """Print the faults, or how many questions of each kind there are."""
    asked = read()
    wrong = faults(asked)
    kinds = Counter(one.kind for one in asked)
    print("\n".join(wrong) or f"{len(asked)} questions: {dict(kinds.most_common())}")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
