"""Who is quoted and with what: lists to leaf through, words to check, statements to take along."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from knowledge import Library
from tests.bot.handlers.articles.test_submit import PASTE
from tests.bot.handlers.taps import GONE, SAID, buttons, labels, now, own, pressed, said_to
from tests.bot.running import quotes
from tests.telegram_server.client import Json, Telegram
from tests.telegram_server.world import TOKEN

FORMULA = "=HYPERLINK(1)\n\n“The gate stays shut tonight,” said Ann Lee.\n"


def test_a_quote_to_check_is_asked_for_and_checked_of_the_speaker(at_work: Telegram) -> None:
    chat = at_work.chat(17)
    answer = chat.ask(SAID)
    prompt = pressed(chat, answer, "Check a quote")
    sent = next(
        c
        for c in at_work.calls("sendMessage")
        if c["chat"] == 17 and "force_reply" in str(c["given"].get("reply_markup"))
    )
    assert "Henrik Sorel" in sent["given"]["text"]
    verdict = chat.reply(chat.say("a wish, not a plan", reply_to=prompt["message_id"]))
    assert verdict["text"].startswith("Henrik Sorel is not on record with that; Ines Calloway")
    verdict = chat.reply(chat.say("Dr. Brandt gave me a number", reply_to=prompt["message_id"]))
    assert verdict["text"].startswith("On record, word for word. Henrik Sorel")


def test_who_is_quoted_is_listed_with_counts_and_a_name_gives_the_words(
    at_work: Telegram,
) -> None:
    chat = at_work.chat(18)
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
    stranger = at_work.chat(19)
    theirs = said_to(stranger, "/who")
    leaf = buttons(said)[0]["callback_data"]
    assert stranger.press_data(theirs, leaf)["answer"] == GONE


def test_a_long_list_is_leafed_through(at_work: Telegram, home: Path) -> None:
    names = [f"{first} {last}" for first in ("Ann", "Bo", "Cy") for last in ("Lee", "Holm", "Ask")]
    text = "Fair\n\n" + "\n\n".join(f"“We like the fair a lot,” said {name}." for name in names)
    own(home, 20, text)
    chat = at_work.chat(20)
    listed = said_to(chat, "/who")
    chat.press(listed, "Next")
    second = now(chat, listed)
    assert second["text"].splitlines()[-1].startswith("9. ")
    chat.press(second, "Back")
    assert now(chat, listed)["text"] == listed["text"]


@pytest.mark.parametrize("name", ["sorel", "the harbour minister", "Sorrel"])
def test_quotes_understands_a_name_as_a_question_does(at_work: Telegram, name: str) -> None:
    assert said_to(at_work.chat(21), f"/quotes {name}")["text"].startswith("Henrik Sorel")


def test_a_message_is_checked_by_a_reply_in_a_group(at_work: Telegram) -> None:
    group = at_work.chat(-1001234567899, user=23)
    claim = group.say("“They drew a border through my town”")
    reply = group.reply(group.say("/check Calloway", reply_to=claim["message_id"]))
    assert reply["text"].startswith("Not in these words. Ines Calloway")
    other = at_work.chat(-1001234567899, user=24)
    asked = pressed(other, reply, "Check a quote")
    assert asked["text"].startswith("Person 24:\nReply to this")


def test_statements_are_exported_once_and_are_no_formulas(at_work: Telegram, home: Path) -> None:
    own(home, 25, PASTE, FORMULA)
    chat = at_work.chat(25)
    done = said_to(chat, "/export")
    chat.wait(lambda: any("apostrophe" in m.get("text", "") for m in chat.from_bot()))
    files = {m["document"]["file_name"]: m["document"] for m in chat.from_bot() if "document" in m}
    assert sorted(files) == ["statements.csv", "statements.jsonl"]
    assert len([m for m in chat.from_bot() if "document" in m]) == 2
    assert done
    table, lines = (content(at_work, files[name]) for name in sorted(files))
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


def content(at_work: Telegram, document: Json) -> bytes:
    """The bytes of a file that the bot has sent."""
    with httpx.Client(base_url=at_work.url, trust_env=False) as http:
        asked = {"file_id": document["file_id"]}
        found = http.get(f"/bot{TOKEN}/getFile", params=asked).json()["result"]["file_path"]
        return http.get(f"/file/bot{TOKEN}/{found}").content
