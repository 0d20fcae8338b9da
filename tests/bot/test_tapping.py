"""What can be tapped: questions under /start, buttons under answers, lists, links, files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from knowledge import Library, read_text
from tests.bot.running import RunningBot, quotes
from tests.bot.test_sources import PASTE
from tests.telegram_server.client import Chat, Json, Telegram
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN

SAID = "What did Sorel say?"
ABOUT = "What did Sorel say about the bridge?"
GONE = "That article is no longer here."
LINK_GONE = "no longer opens anything"
MANY = "Speeches\n\n" + "\n\n".join(
    f"“The lantern number {n} is lit on the hill,” said Ann Lee, the keeper." for n in range(60)
)
FORMULA = "=HYPERLINK(1)\n\n“The gate stays shut tonight,” said Ann Lee.\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def telegram(home: Path) -> Iterator[Telegram]:
    """A server with the bot at work: each test talks in chats of its own."""
    with TelegramServer() as server, RunningBot(server.url, home) as bot:
        client = Telegram(server.url)
        client.wait(lambda: "listening" in bot.log(), 60)
        yield client
        assert "Traceback" not in bot.log()
        assert [c for c in client.calls() if "refused" in c] == []
        client.close()


def own(home: Path, chat: int, *texts: str) -> list[int]:
    """Puts articles into a chat's collection."""
    with closing(Library.open(home)) as library:
        return [library.add(read_text(text), f"chat:{chat}").id for text in texts]


def buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Json) -> list[str]:
    return [button["text"] for button in buttons(message)]


def said_to(chat: Chat, text: str, **more: object) -> Json:
    """Says it, and waits for a message that is no placeholder."""
    before = {m["message_id"] for m in chat.from_bot()}
    chat.say(text, **more)
    return new(chat, before)


def new(chat: Chat, before: set[int]) -> Json:
    def found() -> Json | None:
        fresh = [m for m in chat.from_bot() if m["message_id"] not in before]
        done = [m for m in fresh if not m.get("text", "").endswith("…")]
        return done[-1] if done else None

    return dict(chat.wait(found))


def pressed(chat: Chat, message: Json, label: str) -> Json:
    """Presses a button that is answered by a new message."""
    before = {m["message_id"] for m in chat.from_bot()}
    assert chat.press(message, label)["answer"] == ""
    return new(chat, before)


def now(chat: Chat, message: Json) -> Json:
    return next(m for m in chat.from_bot() if m["message_id"] == message["message_id"])


def test_every_question_under_start_is_answered_and_the_sample_is_left_behind(
    telegram: Telegram, home: Path
) -> None:
    chat = telegram.chat(11)
    welcome = said_to(chat, "/start")
    assert len(labels(welcome)) == 3
    for question in labels(welcome):
        answer = pressed(chat, welcome, question)
        assert quotes(answer), question
        assert answer["text"].startswith(question.rstrip("…"))
    own(home, 11, PASTE)
    again = said_to(chat, "/start")
    assert not set(labels(again)) & set(labels(welcome)) - {"Who is quoted?"}
    assert len(labels(again)) == 3
    for question in labels(again):
        answer = pressed(chat, again, question)
        assert quotes(answer), question
        assert "sample" not in answer["text"]
    assert chat.press(welcome, "What did")["answer"] == GONE
    assert (
        telegram.chat(12).press_data(
            said_to(telegram.chat(12), "/start"), buttons(again)[0]["callback_data"]
        )["answer"]
        == GONE
    )


def test_an_answer_leads_on_until_there_is_nothing_more(telegram: Telegram) -> None:
    chat = telegram.chat(13)
    first = chat.ask(SAID)
    assert len(first["reply_markup"]["inline_keyboard"]) <= 3
    assert "Next ›" not in labels(first)
    second = pressed(chat, first, "More from Henrik Sorel")
    third = pressed(chat, second, "More from Henrik Sorel")
    assert not set(quotes(second)) & set(quotes(first))
    assert quotes(third)
    assert not set(quotes(third)) & {*quotes(first), *quotes(second)}
    assert "More from Henrik Sorel" not in labels(third)
    # The answers are apart: the first one's buttons are still its own.
    chat.press(first, "¶")
    chat.press(now(chat, first), "Back")
    assert now(chat, first)["text"] == first["text"]
    assert labels(now(chat, first)) == labels(first)


def test_who_else_names_others_only_or_says_in_passing_that_there_are_none(
    telegram: Telegram, home: Path
) -> None:
    chat = telegram.chat(14)
    others = pressed(chat, chat.ask(ABOUT), "Who else on this")
    assert "Marta Quill" in others["text"]
    assert "Henrik Sorel" not in others["text"]
    own(home, 15, "Gate\n\n“The gate stays shut tonight,” said Ann Lee.\n")
    alone = telegram.chat(15)
    answer = alone.ask("What did Ann Lee say about the gate?")
    assert alone.press(answer, "Who else")["answer"] == "Nobody else here is quoted about that."
    assert alone.from_bot()[-1]["message_id"] == answer["message_id"]


def test_further_quotations_come_on_the_next_page(telegram: Telegram) -> None:
    chat = telegram.chat(16)
    first = chat.ask("What does each side say about the bridge?")
    second = pressed(chat, first, "Next ›")
    assert quotes(second)
    assert not set(quotes(first)) & set(quotes(second))


def test_a_quote_to_check_is_asked_for_and_checked_of_the_speaker(telegram: Telegram) -> None:
    chat = telegram.chat(17)
    answer = chat.ask(SAID)
    prompt = pressed(chat, answer, "Check a quote")
    sent = next(
        c
        for c in telegram.calls("sendMessage")
        if c["chat"] == 17 and "force_reply" in str(c["given"].get("reply_markup"))
    )
    assert "Henrik Sorel" in sent["given"]["text"]
    verdict = chat.reply(chat.say("a wish, not a plan", reply_to=prompt["message_id"]))
    assert verdict["text"].startswith("Henrik Sorel is not on record with that; Ines Calloway")
    verdict = chat.reply(chat.say("Dr. Brandt gave me a number", reply_to=prompt["message_id"]))
    assert verdict["text"].startswith("On record, word for word. Henrik Sorel")


def test_who_is_quoted_is_listed_with_counts_and_a_name_gives_the_words(
    telegram: Telegram,
) -> None:
    chat = telegram.chat(18)
    listed = said_to(chat, "/who")
    assert "1. Henrik Sorel, Harbour Minister · 9" in listed["text"]
    said = pressed(chat, listed, "Henrik Sorel")
    assert said["text"].startswith("Henrik Sorel, Harbour Minister")
    assert len(quotes(said)) == 5
    assert labels(said) == ["Older ›"]
    chat.press(said, "Older")
    older = now(chat, said)
    assert len(quotes(older)) == 4
    assert not set(quotes(older)) & set(quotes(said))
    chat.press(older, "Newer")
    assert now(chat, said)["text"] == said["text"]
    stranger = telegram.chat(19)
    theirs = said_to(stranger, "/who")
    leaf = buttons(said)[0]["callback_data"]
    assert stranger.press_data(theirs, leaf)["answer"] == GONE


def test_a_long_list_is_leafed_through(telegram: Telegram, home: Path) -> None:
    names = [f"{first} {last}" for first in ("Ann", "Bo", "Cy") for last in ("Lee", "Holm", "Ask")]
    text = "Fair\n\n" + "\n\n".join(f"“We like the fair a lot,” said {name}." for name in names)
    own(home, 20, text)
    chat = telegram.chat(20)
    listed = said_to(chat, "/who")
    chat.press(listed, "Next")
    second = now(chat, listed)
    assert second["text"].splitlines()[-1].startswith("9. ")
    chat.press(second, "Back")
    assert now(chat, listed)["text"] == listed["text"]


@pytest.mark.parametrize("name", ["sorel", "the harbour minister", "Sorrel"])
def test_quotes_understands_a_name_as_a_question_does(telegram: Telegram, name: str) -> None:
    assert said_to(telegram.chat(21), f"/quotes {name}")["text"].startswith("Henrik Sorel")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/quotes", "such as: /quotes"),
        ("/quotes ???", "such as: /quotes"),
        ("/quotes Vladimir Putin", "is not in the article"),
        ("/quotes Achterberg", "mentioned in the article, but not quoted"),
        ("/check", "such as: /check"),
        ("/check ???", "such as: /check"),
        ("/check “”", "such as: /check"),
        ("/check “we never said this at all”", "Nobody is on record with that"),
        ("/check Sorel: “a wish, not a plan”", "Ines Calloway is"),
        ("/check they drew a line through my town", "On record, word for word"),
        ("/export", "nothing to export yet"),
    ],
)
def test_a_command_says_in_a_sentence_what_it_needs_or_finds(
    telegram: Telegram, command: str, words: str
) -> None:
    reply = said_to(telegram.chat(22), command)
    assert words in reply["text"]


def test_a_message_is_checked_by_a_reply_in_a_group(telegram: Telegram) -> None:
    group = telegram.chat(-1001234567899, user=23)
    claim = group.say("“They drew a border through my town”")
    reply = group.reply(group.say("/check Calloway", reply_to=claim["message_id"]))
    assert reply["text"].startswith("Not in these words. Ines Calloway")
    other = telegram.chat(-1001234567899, user=24)
    asked = pressed(other, reply, "Check a quote")
    assert asked["text"].startswith("Person 24:\nReply to this")


def test_statements_are_exported_once_and_are_no_formulas(telegram: Telegram, home: Path) -> None:
    own(home, 25, PASTE, FORMULA)
    chat = telegram.chat(25)
    done = said_to(chat, "/export")
    chat.wait(lambda: any("apostrophe" in m.get("text", "") for m in chat.from_bot()))
    files = {m["document"]["file_name"]: m["document"] for m in chat.from_bot() if "document" in m}
    assert sorted(files) == ["statements.csv", "statements.jsonl"]
    assert len([m for m in chat.from_bot() if "document" in m]) == 2
    assert done
    table, lines = (content(telegram, files[name]) for name in sorted(files))
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["speaker"] for row in rows] == ["Ann Lee", "The town council", "Ann Lee"]
    assert rows[2]["article"] == "'=HYPERLINK(1)"
    said = [json.loads(line) for line in lines.decode().splitlines()]
    assert said[2]["article"] == "=HYPERLINK(1)"
    with closing(Library.open(home)) as library:
        texts = {
            e.headline: library.read(e.id).article.text for e in library.articles(("chat:25",))
        }
    for row in said:
        assert row["words"] == texts[row["article"]][row["start"] : row["end"]]


def content(telegram: Telegram, document: Json) -> bytes:
    """The bytes of a file that the bot has sent."""
    with httpx.Client(base_url=telegram.url, trust_env=False) as http:
        asked = {"file_id": document["file_id"]}
        found = http.get(f"/bot{TOKEN}/getFile", params=asked).json()["result"]["file_path"]
        return http.get(f"/file/bot{TOKEN}/{found}").content


def test_an_article_is_seen_by_whoever_opens_its_link_until_it_is_taken_back(
    telegram: Telegram, home: Path
) -> None:
    own(home, 26, PASTE, "Hens\n\nThe hens of Selby cost 4 crowns each.\n")
    owner, guest = telegram.chat(26), telegram.chat(27)
    listed = said_to(owner, "/articles")
    link = pressed(owner, listed, "2: share")
    token = link["text"].split("?start=")[1].split()[0]
    assert token.startswith("a_")
    assert len(token) - 2 >= 22
    copied = [b["copy_text"]["text"] for b in buttons(link) if "copy_text" in b]
    assert copied == [f"https://t.me/on_the_record_bot?start={token}"]

    card = said_to(guest, f"/start {token}")
    assert card["text"].startswith("Zeppelin over Corrin")
    answer = guest.ask("How much does the zeppelin cost?")
    assert "9 crowns" in quotes(answer)[0]
    assert quotes(guest.ask("What do the hens of Selby cost?")) != [
        "The hens of Selby cost 4 crowns each."
    ]
    said = pressed(guest, card, "Ann Lee")
    who = said_to(guest, "/who")
    assert "Ann Lee" in who["text"]
    theirs = said_to(guest, "/articles")
    assert "shared with you" in theirs["text"]
    assert not any("share" in label for label in labels(theirs))
    assert telegram.inline(27, "zeppelin over Corrin")["answer"]
    # Nobody but the owner's chat can take it back or share it on.
    assert guest.press_data(card, buttons(link)[1]["callback_data"])["answer"] == GONE

    owner.press(link, "Stop sharing")
    assert "no longer shared" in now(owner, link)["text"]
    for message, label in ((answer, "context"), (card, "Ann Lee"), (said, "context")):
        assert guest.press(message, label)["answer"] == GONE
    assert guest.press(who, "Ann Lee")["answer"] == GONE
    assert "no articles yet" in said_to(guest, "/articles")["text"]
    assert not any("9 crowns" in q for q in quotes(guest.ask("What does the zeppelin cost?")))
    assert "Zeppelin" not in str(telegram.inline(27, "zeppelin over Corrin")["answer"])
    gone = said_to(guest, f"/start {token}")["text"]
    assert LINK_GONE in gone
    assert said_to(guest, "/start a_0123456789abcdef0123456789abcdef")["text"] == gone
    assert "9 crowns" in quotes(owner.ask("How much does the zeppelin cost?"))[0]


@pytest.mark.parametrize("command", ["/forget", "/remove 1"])
def test_an_owner_who_forgets_or_removes_takes_back_what_was_shared(
    telegram: Telegram, home: Path, command: str
) -> None:
    chat = 28 if command == "/forget" else 29
    own(home, chat, PASTE)
    owner, guest = telegram.chat(chat), telegram.chat(chat + 10)
    link = pressed(owner, said_to(owner, "/articles"), "1: share")
    token = link["text"].split("?start=")[1].split()[0]
    said_to(guest, f"/start {token}")
    heard = said_to(owner, command)
    if command == "/forget":
        owner.press(heard, "Forget everything")
    assert "no articles yet" in said_to(guest, "/articles")["text"]
    assert LINK_GONE in said_to(guest, f"/start {token}")["text"]


def test_a_guest_who_lets_an_article_go_takes_it_from_nobody_else(
    telegram: Telegram, home: Path
) -> None:
    own(home, 30, PASTE)
    owner, guest = telegram.chat(30), telegram.chat(31)
    link = pressed(owner, said_to(owner, "/articles"), "1: share")
    said_to(guest, "/start " + link["text"].split("?start=")[1].split()[0])
    guest.press(said_to(guest, "/articles"), "1: remove")
    assert "no articles yet" in said_to(guest, "/articles")["text"]
    said_to(guest, "/forget")
    assert "Zeppelin" in said_to(owner, "/articles")["text"]


def test_inline_results_come_fifty_at_a_time_with_speaker_words_and_source(
    telegram: Telegram, home: Path
) -> None:
    own(home, 32, MANY)
    first = telegram.inline(32, "Ann Lee lantern")
    assert len(first["answer"]) == 50
    second = telegram.inline(32, "Ann Lee lantern", offset=first["next_offset"])
    assert len(second["answer"]) == 10
    assert not second["next_offset"], second
    ids = [result["id"] for result in (*first["answer"], *second["answer"])]
    assert len(set(ids)) == 60
    for result in first["answer"]:
        assert result["title"] == "Ann Lee"
        assert "lantern" in result["description"]
        assert "Speeches" in result["description"]
        assert "Speeches" in result["input_message_content"]["message_text"]
    assert "Ann Lee" not in str(telegram.inline(33, "Ann Lee lantern")["answer"])


def test_a_question_too_long_for_a_link_is_carried_over_whole(telegram: Telegram) -> None:
    question = "What did the harbour minister Henrik Sorel promise about football championships?"
    button = telegram.inline(34, question)["button"]
    assert len(button["start_parameter"]) <= 64
    reply = said_to(telegram.chat(34), f"/start {button['start_parameter']}")
    assert "football championships" in reply["text"]
