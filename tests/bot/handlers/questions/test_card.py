"""A quotation as a picture: /card and its button, sent once, with the source under it."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.handlers.questions.card import CardRequest, card_of, parse_card_arguments
from bot.keyboards import answer_keyboard
from knowledge import Citation, CitationKind, Library, Quotation, Source, Span
from tests.bot.running import RunningBot, asked, quotes, shelve
from tests.telegram_server.client import Json, Telegram

ARTICLE = """Council votes on the ferry & the quay

“We have waited <long> enough,” said Ilse Brandt, the mayor of Marsh.

Brandt told reporters that the old ferry would stay until spring.
"""
QUESTION = "What did Brandt say?"


def shown(telegram: Telegram, picture: Json) -> Image.Image:
    return Image.open(io.BytesIO(telegram.file(picture["photo"][-1]["file_id"])))


def brightness(image: Image.Image) -> int:
    return int(image.convert("L").getpixel((0, 0)))  # type: ignore[arg-type]


def test_the_quotations_of_the_last_answer_become_pictures_with_their_source(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, answer = asked(telegram, bot, ARTICLE, QUESTION)
    assert len(quotes(answer)) == 2
    first = chat.picture(chat.say("/card"))
    assert first["caption"].splitlines()[0].startswith("Ilse Brandt")
    assert "Council votes on the ferry & the quay" in first["caption"]
    assert brightness(shown(telegram, first)) > 230
    second = chat.picture(chat.say("/card 2 dark"))
    assert brightness(shown(telegram, second)) < 60
    image = shown(telegram, second)
    assert image.size == (1080, 1080)
    assert [c for c in telegram.calls() if "refused" in c] == []
    assert "Traceback" not in bot.log()


def test_the_button_makes_a_picture_after_a_restart_and_for_no_stranger(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, answer = asked(telegram, bot, ARTICLE, QUESTION)
    bot.stop()
    bot.start()
    assert chat.press(answer, "Picture")["answer"] == ""
    assert "Ilse Brandt" in chat.picture(answer)["caption"]
    stranger = telegram.chat(8)
    own = stranger.ask("How much is a ticket?")
    for data in ("p:1:0", "p:99:0", "p:1:9", "p:1", "p:x:0"):
        assert stranger.press_data(own, data)["answer"] == "That article is no longer here."
    assert [m for m in stranger.from_bot() if "photo" in m] == []


def test_a_reply_to_an_answer_means_that_answer(telegram: Telegram, bot: RunningBot) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    group = telegram.chat(-1001234567890, user=7)
    answer = group.reply(group.say(f"/ask {QUESTION}", thread=5))
    group.reply(group.say("/ask Which team won the football championship?", thread=5))
    picture = group.picture(group.say("/card", reply_to=answer["message_id"], thread=5))
    assert "Ilse Brandt" in picture["caption"]
    assert picture["message_thread_id"] == 5


def test_what_cannot_be_drawn_is_refused_in_one_sentence(
    telegram: Telegram, bot: RunningBot
) -> None:
    long = " and ".join(f"the heron number {n} of the marsh flew" for n in range(60))
    shelve(bot.home, f"Herons\n\n{long}.\n\nThe crane of Tokyo (東京) has landed.\n")
    bot.start()
    chat = telegram.chat(7)

    def told(text: str) -> str:
        return str(chat.reply(chat.say(text))["text"])

    assert told("/card").startswith("There is no quotation to make a picture of")
    chat.ask("Which team won the football championship?")
    assert told("/card").startswith("There is no quotation to make a picture of")
    chat.ask("Which heron of the marsh flew?")
    assert told("/card").startswith("That quotation is too long for a picture")
    assert told("/card 7") == "That answer has one quotation: write /card alone."
    for nonsense in ("/card please", "/card -1", "/card 0", "/card 9999999999999999999999"):
        assert told(nonsense).startswith(("/card makes a picture", "That answer has one"))
    chat.ask("Where has the crane landed?")
    assert told("/card").startswith("That quotation has letters that no typeface here has")
    assert [m for m in chat.from_bot() if "photo" in m] == []
    assert "Traceback" not in bot.log()


def test_a_picture_of_which_nobody_knows_whether_it_came_is_not_sent_again(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, _ = asked(telegram, bot, ARTICLE, QUESTION)
    telegram.fault(method="sendPhoto", lost=True)
    lost = chat.say("/card")
    assert "if it has not come, ask for it again" in chat.reply(lost)["text"]
    telegram.fault(method="sendPhoto", late=60)
    killed = chat.say("/card")
    chat.picture(killed)
    bot.kill()
    bot.start()
    assert "if it has not come, ask for it again" in chat.reply(killed)["text"]
    for card in (lost, killed):
        assert sum("photo" in reply for reply in chat.replies_to(card)) == 1


def test_a_chat_without_pictures_is_told_so_and_stays_open(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, _ = asked(telegram, bot, ARTICLE, QUESTION)
    telegram.fault(
        method="sendPhoto",
        code=400,
        words="Bad Request: not enough rights to send photos to the chat",
    )
    assert "may not be sent in this chat" in chat.reply(chat.say("/card"))["text"]
    assert quotes(chat.ask(QUESTION))


def test_an_article_that_is_gone_makes_no_picture(telegram: Telegram, bot: RunningBot) -> None:
    chat, _ = asked(telegram, bot, ARTICLE, QUESTION)
    library = Library.open(bot.home)
    library.remove(library.articles()[0].id)
    library.close()
    assert chat.reply(chat.say("/card"))["text"] == "That article is no longer here."


def test_only_what_is_reported_is_called_so_and_no_mark_is_added() -> None:
    source = Source(1, "a", "Headline", "Outlet")
    for kind in CitationKind:
        cited = Citation(source, 1, Span(0, 5), "Words", kind, "Ann Lee")
        made = card_of(Quotation(cited, "mayor"), dark=False)
        assert made.words == "Words"
        assert bool(made.note) == (kind is CitationKind.INDIRECT)
    unsaid = Citation(source, 1, Span(0, 5), "Words", CitationKind.DIRECT, "Ann Lee", negated=True)
    assert "not said" in card_of(Quotation(unsaid), dark=True).note


def test_the_words_behind_the_command_are_a_number_and_a_colour() -> None:
    assert parse_card_arguments([]) == CardRequest()
    assert (
        parse_card_arguments(["2", "Dark"])
        == parse_card_arguments(["dark", "2"])
        == CardRequest(2, dark=True)
    )
    assert parse_card_arguments(["nonsense"]) is None


@given(st.lists(st.text(min_size=1, max_size=9), max_size=4))
def test_any_words_behind_the_command_are_read_or_refused(words: list[str]) -> None:
    wanted = parse_card_arguments(words)
    assert wanted is None or wanted.number > 0


@given(st.text(max_size=64))
def test_any_callback_data_is_read_or_refused(data: str) -> None:
    pressed = answer_keyboard.parse_picture_button(data)
    assert pressed is None or pressed.act == "p"
