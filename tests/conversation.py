"""The conversation that docs/asking.md shows, on the sample: `python -m tests.conversation`."""

from __future__ import annotations

from bot.views import answer_text, templates
from knowledge import NEW_CONVERSATION, Library

QUESTIONS = (
    "What did the harbour minister say about the bridge?",
    "and the mayor?",
    "what else did she say?",
    'did Sorel say "we have run out of money to be patient with this bridge"?',
    "who accused the ministry?",
    "who is okoro",
    "what did the finance minister say?",
    "what did brandt say about the cracks",
    "how much will it cost to rebuild the bridge?",
    "what did Quill say about the price of oil?",
)


def told(most: int = len(QUESTIONS)) -> str:
    """The first questions, `most` of them, each with its reply as plain text, but for the note
    that this is the sample.
    """
    library = Library.throwaway()
    conversation = NEW_CONVERSATION
    turns = []
    for question in QUESTIONS[:most]:
        reply = library.ask(question, conversation=conversation)
        conversation = reply.conversation
        note = templates.render("note.txt", searched=reply.searched)
        turns.append(f"You: {question}\n\n{answer_text.plain(reply).removesuffix(note).rstrip()}")
    return "\n\n".join(turns)


if __name__ == "__main__":
    print(told())
