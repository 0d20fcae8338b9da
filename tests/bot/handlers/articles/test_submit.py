"""What people bring: a link, a file, a forwarded post or a text in, a card and an answer out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.bot.running import ARTICLE, RunningBot, quotes, reading, shelve
from tests.telegram_server.client import Chat, Json, Telegram
from tests.web_server import news
from tests.web_server.papers import column, paper
from tests.web_server.server import WebServer

STORY = news.story("harbour")
STRIKE = news.story("strike")
PASTE = """Zeppelin over Corrin

By Jane Roe

The zeppelin over Corrin costs 9 crowns a flight and leaves from the meadow behind the mill.

“We will fly every day until the snow comes,” Ann Lee, the captain of the zeppelin, said on Monday.

The town council had asked for a quieter engine, and for a lamp at the mast that can be seen
from the road to Selby. Neither has been bought so far. The airship carries twelve people, and
their bicycles, over the river and back in about forty minutes, wind permitting; when there is
too much of it the captain puts a red flag on the roof of the mill.

In the winter it will stand in the old tram shed, which has been heightened for that.
"""


@pytest.fixture
def bot(telegram: Telegram, web: WebServer, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started, which may read what `web` serves."""
    with reading(telegram.url, web, tmp_path, ONTHERECORD_CHAT_ARTICLES="3") as running:
        yield running


def bring(chat: Chat, text: str, **more: object) -> Json:
    """Says it and waits for the reply."""
    return chat.reply(chat.say(text, **more))


def brought_file(chat: Chat, name: str, data: bytes, caption: str = "") -> str:
    return str(chat.reply(chat.send_file(name, data, caption))["text"])


def from_a_channel(text: str) -> Json:
    channel = {"id": -1009, "type": "channel", "title": "Corrin Wire", "username": "corrinwire"}
    origin = {"type": "channel", "date": 1500000000, "chat": channel, "message_id": 12}
    return {"forward_origin": origin, "text": text}


@pytest.mark.usefixtures("bot")
def test_a_link_is_answered_with_a_card_and_the_question_beside_it_on_that_article(
    telegram: Telegram, web: WebServer
) -> None:
    link = web.serve("/harbour", news.page("broadsheet", "harbour"))
    chat = telegram.chat(7)
    card = bring(chat, link)
    assert STORY.headline in card["text"]
    assert STORY.outlet in card["text"]
    assert STORY.authors[0] in card["text"]
    paragraphs = sum(block.kind != "heading" for block in STORY.blocks)
    assert f"{paragraphs} paragraphs, " in card["text"]
    speaker = card["reply_markup"]["inline_keyboard"][0][0]["text"]
    assert f"Quoted: {speaker}" in card["text"]
    before = len(chat.from_bot())
    chat.press(card, speaker)
    chat.wait(lambda: [m for m in chat.from_bot()[before:] if quotes(m)])

    other = web.serve("/strike", news.page("tabloid", "strike"))
    answered = bring(chat, f"{other} Who is quoted here?")
    assert STRIKE.headline in answered["text"]
    assert quotes(answered)
    text = " ".join(STRIKE.gold)
    assert all(quote in text for quote in quotes(answered))


def test_each_of_several_links_gets_its_card_or_its_sentence_and_the_log_a_line(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    good = [web.serve(f"/{n}", news.page("broadsheet", n)) for n in ("harbour", "strike")]
    bad = [web.url("/none"), "http://10.0.0.1/x"]
    text = bring(telegram.chat(7), " ".join([good[0], bad[0], good[1], bad[1]]))["text"]
    assert STORY.headline in text
    assert STRIKE.headline in text
    assert f"{bad[0]} is not there, or not any more." in text
    assert f"{bad[1]} leads to an address that is not public, and is not opened." in text
    assert "INFO bot.messaging.error_handler: refused: NotThere\n" in bot.log()
    assert "INFO bot.messaging.error_handler: refused: ForbiddenAddress" in bot.log()
    assert "Traceback" not in bot.log()


@pytest.mark.usefixtures("bot")
def test_files_of_every_kind_are_read_and_what_cannot_be_is_one_sentence(
    telegram: Telegram,
) -> None:
    chat = telegram.chat(7)
    assert STORY.headline in brought_file(chat, "a.html", news.page("blog", "harbour"))
    pdf = paper([column(["The boats lie at Port Averil, Ann Lee said."], 60, 700)])
    assert "Port Averil" in brought_file(chat, "a.pdf", pdf, "Where are the boats?")
    assert "Zeppelin over Corrin" in brought_file(chat, "a.txt", PASTE.encode())
    assert "already, which is all it may" in brought_file(chat, "b.txt", b"One more. Ann said.")


@pytest.mark.usefixtures("bot")
def test_a_file_that_cannot_be_read_is_one_sentence(telegram: Telegram) -> None:
    chat = telegram.chat(7)
    assert "no text" in brought_file(chat, "film<b>.mp4", bytes(range(256)) * 50)
    assert "nothing to read" in brought_file(chat, "empty.txt", b"  \n")
    locked = paper([column(["x"], 60, 700)], password="p")
    assert "password" in brought_file(chat, "locked.pdf", locked)
    document = {"file_id": "x", "file_unique_id": "ux", "file_name": "big.pdf"}
    content = {"document": {**document, "file_size": 20_000_001}}
    sent = chat.telegram.act("say", chat=7, user=7, content=content)
    assert "big.pdf is too large: at most 20 MB" in chat.reply(sent)["text"]


@pytest.mark.usefixtures("bot")
def test_a_forwarded_post_of_a_channel_is_an_article_with_the_post_as_its_source(
    telegram: Telegram,
) -> None:
    chat = telegram.chat(7)
    post = "The zeppelin over Corrin costs 9 crowns a flight, Ann Lee said. " * 1
    sent = chat.telegram.act("say", chat=7, user=7, content=from_a_channel(post))
    card = chat.reply(sent)
    assert "Corrin Wire · 14 July 2017" in card["text"]
    reply = chat.ask("How much does the zeppelin cost?")
    assert "9 crowns" in quotes(reply)[0]
    links = [e["url"] for e in reply["entities"] if e["type"] == "text_link"]
    assert any(link.startswith("https://t.me/corrinwire/12") for link in links)


@pytest.mark.usefixtures("bot")
def test_a_pasted_text_of_several_paragraphs_is_an_article_and_a_question_is_none(
    telegram: Telegram,
) -> None:
    chat = telegram.chat(7)
    card = bring(chat, PASTE)
    assert "Zeppelin over Corrin" in card["text"]
    assert "Quoted: Ann Lee" in card["text"]
    assert "9 crowns" in quotes(chat.ask("How much does the zeppelin cost?"))[0]


@pytest.mark.usefixtures("bot")
def test_a_text_in_doubt_is_what_its_buttons_say(telegram: Telegram) -> None:
    chat, doubtful = telegram.chat(7), PASTE.split("\n\n")[4]
    asked = chat.ask(doubtful)
    chat.press(asked, "article")
    chat.wait(lambda: "1 paragraph" in chat.from_bot()[-1]["text"])
    asked = chat.ask(doubtful)
    chat.press(asked, "question")
    chat.wait(lambda: "Searched" in chat.from_bot()[-1]["text"] or quotes(chat.from_bot()[-1]))
    assert len(chat.from_bot()) == 2


def test_what_the_article_in_focus_does_not_say_is_looked_for_in_the_others(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    chat = telegram.chat(7)
    bring(chat, PASTE)
    reply = chat.ask("What did Ilse Brandt say about the ferry?")
    assert reply["text"].startswith("Not in this article. In another:")
    assert "Heron" in quotes(reply)[0]


@pytest.mark.usefixtures("bot")
def test_a_page_that_sends_one_byte_a_second_holds_up_no_other_chat(
    telegram: Telegram, web: WebServer
) -> None:
    over = Event()

    def trickle(connection: object) -> None:
        while not over.wait(1):
            connection.send(b"H")  # type: ignore[attr-defined]

    slow = telegram.chat(8).say(web.raw("/slow", trickle))
    assert quotes(telegram.chat(7).ask("How long will the bridge be closed?"))
    assert not [said for said in telegram.chat(8).from_bot() if "in time" in said["text"]]
    telegram.chat(8).reply(slow)
    assert "did not arrive in time" in telegram.chat(8).from_bot()[-1]["text"]
    over.set()


def test_without_the_tests_own_entry_this_machine_is_never_opened(
    telegram: Telegram, web: WebServer, tmp_path: Path
) -> None:
    link = web.serve("/harbour", news.page("broadsheet", "harbour"))
    with RunningBot(telegram.url, tmp_path, TEST_WEB_PORT=str(web.port)):
        text = bring(telegram.chat(7), link)["text"]
    assert text.startswith(link)
    assert web.seen == []
