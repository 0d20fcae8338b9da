"""Buttons: the context of a quotation and the way back, after a restart and for no stranger."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.keyboards import answer_keyboard
from bot.store.tables.answers import StoredCitation
from bot.views import message_split, quote_context
from knowledge import Library, read_text
from tests.bot.running import ARTICLE, RunningBot, asked, quotes
from tests.telegram_server.client import Telegram

TEXTS = st.text("ab .\n“”🪶é", min_size=1, max_size=40).filter(str.strip)
QUESTION = "How much does the second ferry cost?"


def test_a_quotation_is_shown_in_its_context_and_the_answer_comes_back(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, answer = asked(telegram, bot, ARTICLE, QUESTION)
    bot.stop()
    bot.start()
    assert chat.press(answer, "context")["answer"] == ""
    shown = chat.from_bot()[0]
    assert quotes(answer)[0] in quotes(shown)[0]
    assert any("until spring" in words for words in quotes(shown))
    assert any(e["type"] == "bold" for e in shown["entities"])
    chat.press(shown, "Back")
    assert chat.from_bot()[0]["text"] == answer["text"]
    assert chat.from_bot()[0]["entities"] == answer["entities"]


def test_the_words_can_be_copied(telegram: Telegram, bot: RunningBot) -> None:
    _, answer = asked(telegram, bot, ARTICLE, QUESTION)
    rows = answer["reply_markup"]["inline_keyboard"]
    copied = [b["copy_text"]["text"] for row in rows for b in row if "copy_text" in b]
    assert copied == [quotes(answer)[0]]


def test_a_button_whose_article_is_gone_says_so(telegram: Telegram, bot: RunningBot) -> None:
    chat, answer = asked(telegram, bot, ARTICLE, QUESTION)
    library = Library.open(bot.home)
    library.remove(library.articles()[0].id)
    library.close()
    assert chat.press(answer, "context")["answer"] == "That article is no longer here."
    assert chat.from_bot()[0]["text"] == answer["text"]


def test_a_number_from_another_chat_or_nonsense_opens_nothing(
    telegram: Telegram, bot: RunningBot
) -> None:
    asked(telegram, bot, ARTICLE, QUESTION)
    stranger = telegram.chat(8)
    own = stranger.ask("What did Mayor Brandt say?")
    for data in ("c:1:0", "b:1", "m:1", "c:999:0", "c:2:99", "", "c:", "x" * 64, "c:1:0; DROP"):
        answered = stranger.press_data(own, data or "-")
        assert answered["answer"] == "That article is no longer here."
        assert stranger.from_bot() == [own]


def test_a_button_that_was_pressed_long_ago_is_no_failure(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, answer = asked(telegram, bot, ARTICLE, QUESTION)
    telegram.fault(
        method="answerCallbackQuery",
        code=400,
        words="Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    telegram.act("press", chat=7, message=answer["message_id"], data=data, user=7)
    chat.wait(lambda: len(quotes(chat.from_bot()[0])) > 1)
    telegram.wait(lambda: [c for c in telegram.calls("answerCallbackQuery") if "refused" in c])
    assert "Traceback" not in bot.log()


@given(st.text(max_size=64))
def test_any_callback_data_is_read_or_refused(data: str) -> None:
    pressed = answer_keyboard.parse_answer_button(data)
    assert pressed is None or pressed.act in "cbm"


@given(
    st.lists(TEXTS, min_size=1, max_size=4),
    st.integers(1, 300),
    st.data(),
)
@settings(deadline=None)
def test_the_context_is_made_of_slices_of_the_article_and_fits_a_message(
    paragraphs: list[str], times: int, data: st.DataObject
) -> None:
    article = read_text("\n\n".join(p * times for p in paragraphs) + "\n\nx y z")
    places = article.body or article.paragraphs
    paragraph = data.draw(st.sampled_from(places))
    start = data.draw(st.integers(paragraph.span.start, max(0, paragraph.span.end - 1)))
    end = data.draw(st.integers(start + 1, max(start + 1, paragraph.span.end)))
    assume(article.text[start:end].strip())
    excerpts = quote_context.context_of(article, StoredCitation(1, paragraph.number, start, end))
    total = 0
    for excerpt in excerpts:
        whole = excerpt.before + excerpt.words + excerpt.after
        assert whole in article.text
        total += message_split.utf16_length(whole)
    assert total < 4000
    marked = [e.words.strip() for e in excerpts if e.words.strip()]
    assert len(marked) == 1
    assert article.text[start:end].strip().startswith(marked[0])
