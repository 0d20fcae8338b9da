"""Feeds in Telegram: followed, fetched again and again, and followed no longer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.feeding import fetches, hasty, heard, holds, titles
from tests.bot.running import RunningBot, quotes
from tests.telegram_server.client import Chat, Json, Telegram
from tests.web_server import news
from tests.web_server.feeds import MEDIA_TYPE, Entry, rss, whole
from tests.web_server.server import WebServer

GROUP = -1001234567890
ZEPPELIN = whole(1, "Zeppelin lands", "The zeppelin costs 9 crowns a flight, Ann Lee said.")
BALLOON = whole(2, "Balloon rises", "The balloon costs 4 crowns a flight, Tom Ek said.")
FERRY = whole(3, "Ferry sinks", "The ferry sank at noon in shallow water, Olga Finch said.")
TRAM = whole(4, "Tram stops", "The tram stopped at the mill for an hour, Ida Moss said.")


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


@pytest.fixture
def bot(telegram: Telegram, web: WebServer, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started and in a hurry; a chat may follow three feeds and keep four articles."""
    running = hasty(
        telegram,
        web,
        tmp_path,
        ONTHERECORD_CHAT_FEEDS="3",
        ONTHERECORD_CHAT_ARTICLES="4",
        ONTHERECORD_ADMINS="99",
    )
    running.start()
    yield running
    running.kill()


def serve(web: WebServer, *entries: Entry, ETag: str = "") -> str:  # noqa: N803 - the header's
    headers = {"ETag": ETag} if ETag else {}
    return web.serve("/rss", rss(*entries), MEDIA_TYPE, 200, **headers)


def labels(message: Json) -> list[str]:
    return [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]


def follow(chat: Chat, link: str) -> Json:
    return heard(chat, f"/follow {link}")


def test_a_feed_is_followed_and_what_appears_in_it_answers_questions(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    link = serve(web, BALLOON, ZEPPELIN, ETag='"1"')
    chat = telegram.chat(7)
    assert follow(chat, link)["text"].startswith("Following The Post.")
    holds(bot.home, 7, telegram, "Zeppelin lands", "Balloon rises")
    reply = chat.ask("How much does the zeppelin cost?")
    assert "9 crowns" in quotes(reply)[0]
    assert "The Post" in reply["text"]

    telegram.wait(lambda: any(s.headers.get("If-None-Match") == '"1"' for s in web.seen))
    serve(web, FERRY, BALLOON, ZEPPELIN, ETag='"2"')
    holds(bot.home, 7, telegram, "Zeppelin lands", "Balloon rises", "Ferry sinks")
    assert "at noon" in quotes(chat.ask("When did the ferry sink?"))[0]
    asked = fetches(web, "/rss")
    telegram.wait(lambda: fetches(web, "/rss") > asked + 2)
    assert titles(bot.home, 7) == ["Zeppelin lands", "Balloon rises", "Ferry sinks"]
    assert "asked first" not in heard(chat, "/articles")["text"]


def test_a_page_that_names_its_feed_and_items_of_few_words_are_fetched(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    web.serve("/robots.txt", "User-agent: *\nDisallow: /secret", "text/plain")
    good = web.serve("/harbour", news.page("broadsheet", "harbour"))
    secret = web.serve("/secret", news.page("broadsheet", "strike"))
    serve(web, Entry(1, "The secret", secret), Entry(2, "The harbour", good))
    page = web.serve(
        "/", '<link rel="alternate" type="application/rss+xml" href="/rss"><p>News</p>'
    )
    assert "Following The Post." in follow(telegram.chat(7), page)["text"]
    holds(bot.home, 7, telegram, news.story("harbour").headline)
    asked = fetches(web, "/rss")
    telegram.wait(lambda: fetches(web, "/rss") > asked + 1)
    assert (fetches(web, "/harbour"), fetches(web, "/secret")) == (1, 0)


def test_at_first_the_newest_come_and_an_item_comes_once_whatever_its_ids(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    older = [Entry(n, "Older", f"/{n}") for n in range(50_000, 30, -1)]
    again = whole(2, "Balloon rises", *BALLOON.paragraphs[:1], guid="urn:another")
    link = serve(web, ZEPPELIN, BALLOON, again, FERRY, *older)
    follow(telegram.chat(7), link)
    holds(bot.home, 7, telegram, "Ferry sinks", "Balloon rises", "Zeppelin lands")
    # Vanished and come back under another id: still the same.
    serve(web, ZEPPELIN)
    asked = fetches(web, "/rss")
    telegram.wait(lambda: fetches(web, "/rss") > asked + 1)
    serve(web, whole(1, "Zeppelin lands", *ZEPPELIN.paragraphs[:1], guid="urn:x"), BALLOON)
    asked = fetches(web, "/rss")
    telegram.wait(lambda: fetches(web, "/rss") > asked + 1)
    assert titles(bot.home, 7) == ["Ferry sinks", "Balloon rises", "Zeppelin lands"]


def test_feeds_are_listed_taken_away_and_counted(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    assert "No feed is followed" in heard(chat, "/following")["text"]
    for n in (1, 2, 3):
        web.serve(f"/{n}", rss(whole(n, f"Story {n}"), title=f"Paper {n}"), MEDIA_TYPE)
        assert f"Following Paper {n}." in follow(chat, web.url(f"/{n}"))["text"]
    assert "followed here already" in follow(chat, web.url("/1"))["text"]
    serve(web, ZEPPELIN)
    assert "as many feeds as it may (3)" in follow(chat, web.url("/rss"))["text"]
    chat.wait(lambda: len(titles(bot.home, 7)) == 3)
    listed = heard(chat, "/following")
    assert [line[:10] for line in listed["text"].splitlines()] == [
        f"{n}. Paper {n}" for n in (1, 2, 3)
    ]
    chat.wait(lambda: "fetched just now" in heard(chat, "/following")["text"])
    assert labels(listed) == ["1: unfollow", "2: unfollow", "3: unfollow", "As a file (OPML)"]
    chat.press(listed, "2: unfollow")
    assert "Paper 2" not in chat.from_bot()[-1]["text"] or "Paper 3" in listed["text"]
    assert heard(chat, "/unfollow 9")["text"].startswith("That one is not followed here")
    assert "Paper 3 is followed no longer" in heard(chat, f"/unfollow {web.url('/3')}")["text"]
    assert "Paper 1 is followed no longer" in heard(chat, "/unfollow 1")["text"]
    assert "No feed is followed" in heard(chat, "/following")["text"]
    asked = len(web.seen)
    time.sleep(1)
    assert len(web.seen) <= asked + 1
    assert len(titles(bot.home, 7)) == 3


@pytest.mark.usefixtures("bot")
def test_a_list_of_feeds_goes_out_and_comes_in_with_a_line_for_each_refusal(
    telegram: Telegram, web: WebServer
) -> None:
    chat, other = telegram.chat(7), telegram.chat(8)
    for n in (1, 2):
        web.serve(f"/{n}", rss(whole(n, f"Story {n}"), title=f"Paper {n} & more"), MEDIA_TYPE)
        follow(chat, web.url(f"/{n}"))
    heard(chat, "/following opml")
    document = chat.from_bot()[-1]["document"]
    assert document["file_name"] == "feeds.opml"
    bad = [web.url("/none"), web.url("/none2"), web.url("/none3")]
    outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in (web.url("/2"), bad[0], *bad[1:]))
    data = f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()
    told = other.reply(other.send_file("mine.opml", data))["text"]
    assert told.startswith("One feed of the 4 in the list is followed now.")
    assert f"{bad[0]} was refused by its server." in told
    assert f"{bad[1]} was refused by its server." in told
    assert "One more was left out: this chat may follow 3." in told
    assert "is broken" in other.reply(other.send_file("x.opml", b"<html>no</html>"))["text"]
    assert "Paper 2 & more" in heard(other, "/following")["text"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "There is nothing to read"),
        (b"<html><body><p>Only a page.</p></body></html>", "is no feed and names none"),
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            b"<rss version='2.0'><channel><title>&b;</title></channel></rss>",
            "is broken, or not what it claims to be",
        ),
        (b"\x00\x01\x02" * 500, "is no feed and names none"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": 7}', "is no feed"),
    ],
)
def test_a_broken_feed_is_one_sentence_and_is_not_followed(
    telegram: Telegram, web: WebServer, body: bytes, words: str
) -> None:
    chat = telegram.chat(7)
    told = follow(chat, web.serve("/rss", body, "application/rss+xml"))["text"]
    assert words in told
    assert "\n" not in told
    assert "No feed is followed" in heard(chat, "/following")["text"]


def test_a_feed_in_a_wrong_charset_is_read_all_the_same(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    feed = rss(whole(1, "Häfen öffnen", "Der Hafen öffnet im März.")).decode()
    link = web.serve("/rss", feed.encode("cp1252"), "application/rss+xml; charset=utf-8")
    assert "Following" in follow(telegram.chat(7), link)["text"]
    holds(bot.home, 7, telegram, "Häfen öffnen")


@pytest.mark.usefixtures("bot")
def test_channels_and_what_is_no_link_are_explained(telegram: Telegram) -> None:
    chat = telegram.chat(7)
    for channel in ("@corrinwire", "https://t.me/corrinwire", "t.me/s/corrinwire"):
        assert "does not let bots read channels" in follow(chat, channel)["text"]
    assert "after /follow" in heard(chat, "/follow")["text"]
    assert "cannot be reached" in follow(chat, "nowhere.invalid/feed")["text"]


def test_the_link_of_a_feed_that_is_pasted_is_recognised_and_can_be_followed_at_once(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    offer = chat.reply(chat.say(serve(web, ZEPPELIN)))
    assert "is a feed of articles" in offer["text"]
    chat.press(offer, "Follow")
    chat.wait(lambda: "Following The Post." in chat.from_bot()[-1]["text"])
    holds(bot.home, 7, telegram, "Zeppelin lands")


def test_in_a_group_only_administrators_decide_and_everybody_may_ask(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    link = serve(web, ZEPPELIN)
    telegram.act("member", chat=GROUP, user=5, status="administrator")
    telegram.act("member", chat=GROUP, user=6, status="member")
    admin, member = telegram.chat(GROUP, user=5), telegram.chat(GROUP, user=6)
    for command in (f"/follow {link}", "/unfollow 1", "/watch Lee", "/unwatch 1"):
        assert "Only administrators" in heard(member, command)["text"]
    assert "Following" in follow(admin, link)["text"]
    holds(bot.home, GROUP, telegram, "Zeppelin lands")
    listed = heard(member, "/following")
    assert "Only administrators" in member.press(listed, "1: unfollow")["answer"]
    assert "9 crowns" in quotes(member.ask("/ask How much does the zeppelin cost?"))[0]
    anonymous = {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "x"}}
    before = len(admin.from_bot())
    telegram.act("say", chat=GROUP, user=1087968824, text="/unfollow 1", content=anonymous)
    admin.wait(lambda: len(admin.from_bot()) > before)
    assert "is followed no longer" in admin.from_bot()[-1]["text"]


@pytest.mark.usefixtures("bot")
def test_administrators_of_the_bot_feed_the_shared_library(
    telegram: Telegram, web: WebServer
) -> None:
    link = serve(web, ZEPPELIN)
    chat, other = telegram.chat(99), telegram.chat(7)
    assert "Only those who run this bot" in heard(other, f"/follow shared {link}")["text"]
    assert "Following" in follow(chat, f"shared {link}")["text"]
    assert "The Post" in heard(chat, "/following shared")["text"]
    other.wait(lambda: quotes(other.ask("How much does the zeppelin cost?")))
    listed = heard(chat, "/following shared")
    stolen = next(b["callback_data"] for b in listed["reply_markup"]["inline_keyboard"][0])
    assert "administrators" in other.press_data(other.from_bot()[-1], stolen)["answer"]
    assert "is followed no longer" in heard(chat, "/unfollow shared 1")["text"]


def test_feed_items_give_way_to_newer_ones_and_never_what_a_person_brought(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    mine = "My own paper\n\nBy Jane Roe\n\nThe mill has 14 doors, Ann Lee said."
    chat.reply(chat.send_file("mine.txt", mine.encode()))
    link = serve(web, FERRY, BALLOON, ZEPPELIN)
    follow(chat, link)
    holds(bot.home, 7, telegram, "My own paper", "Zeppelin lands", "Balloon rises", "Ferry sinks")
    serve(web, TRAM, FERRY, BALLOON, ZEPPELIN)
    holds(bot.home, 7, telegram, "My own paper", "Balloon rises", "Ferry sinks", "Tram stops")
    for n in range(3):
        text = f"Paper {n} of mine\n\nBy Jane Roe\n\nThe barn number {n} has a roof, Ann Lee said."
        chat.reply(chat.send_file(f"{n}.txt", text.encode()))
    own = [f"Paper {n} of mine" for n in range(3)]
    assert titles(bot.home, 7) == ["My own paper", *own]
    serve(web, whole(5, "One more"), TRAM)
    chat.wait(lambda: "no room here" in heard(chat, "/following")["text"])
    full = chat.reply(chat.send_file("z.txt", b"Z\n\nBy A\n\nThe end is near, Ann Lee said."))
    assert "already, which is all it may" in full["text"]
    assert titles(bot.home, 7) == ["My own paper", *own]


def test_two_chats_share_a_fetch_and_nothing_else(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    link = serve(web, ZEPPELIN, ETag='"1"')
    mine, other = telegram.chat(7), telegram.chat(8)
    follow(mine, link)
    holds(bot.home, 7, telegram, "Zeppelin lands")
    assert quotes(other.ask("How much does the zeppelin cost?")) == []
    assert "No feed is followed" in heard(other, "/following")["text"]
    listed = heard(mine, "/following")
    stolen = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other.press_data(other.from_bot()[-1], stolen)
    assert "The Post" in heard(mine, "/following")["text"]
    # Who comes later gets it all, though for the server nothing is new; and is told the same.
    told = follow(other, link)["text"]
    assert told.startswith("Following The Post. Its newest articles come here now")
    holds(bot.home, 8, telegram, "Zeppelin lands")
    heard(other, "/unfollow 1")
    assert "The Post" in heard(mine, "/following")["text"]
    heard(mine, "/forget")
    assert titles(bot.home, 7) == []
    assert "No feed is followed" in heard(mine, "/following")["text"]
    assert titles(bot.home, 8) == ["Zeppelin lands"]


def test_a_feed_that_fails_is_left_alone_for_longer_and_its_trouble_is_shown(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    follow(chat, serve(web, ZEPPELIN))
    holds(bot.home, 7, telegram, "Zeppelin lands")
    web.serve("/rss", status=503, Retry_After="3")
    chat.wait(lambda: "refused by its server" in heard(chat, "/following")["text"])
    asked = fetches(web, "/rss")
    time.sleep(1.5)
    assert fetches(web, "/rss") == asked
    serve(web, BALLOON, ZEPPELIN)
    holds(bot.home, 7, telegram, "Zeppelin lands", "Balloon rises")
    chat.wait(lambda: "refused" not in heard(chat, "/following")["text"])


def test_a_feed_that_fails_for_too_long_is_paused_and_that_is_told_once(
    telegram: Telegram, web: WebServer, tmp_path: Path
) -> None:
    with hasty(telegram, web, tmp_path, {"patience": 0.5}) as bot:
        chat, other = telegram.chat(7), telegram.chat(8)
        follow(chat, serve(web, ZEPPELIN))
        holds(bot.home, 7, telegram, "Zeppelin lands")
        web.serve("/rss", b"<p>gone</p>")
        chat.wait(lambda: "is paused" in chat.from_bot()[-1]["text"])
        assert "no feed any more" in chat.from_bot()[-1]["text"]
        assert "paused after two weeks" in heard(chat, "/following")["text"]
        asked = fetches(web, "/rss")
        time.sleep(1.2)
        assert fetches(web, "/rss") == asked
        assert sum("is paused" in m["text"] for m in chat.from_bot()) == 1
        # Another chat's luck with it is not this one's.
        serve(web, BALLOON)
        follow(other, web.url("/rss"))
        holds(bot.home, 8, telegram, "Balloon rises")
        assert titles(bot.home, 7) == ["Zeppelin lands"]
        follow(chat, web.url("/rss"))
        holds(bot.home, 7, telegram, "Zeppelin lands", "Balloon rises")


def test_an_item_whose_server_is_down_is_tried_again_and_then_let_go(
    telegram: Telegram, web: WebServer, bot: RunningBot
) -> None:
    page = web.serve("/harbour", status=503)
    never = web.serve("/never", status=503)
    serve(web, Entry(1, "The harbour", page), Entry(2, "Never", never), ETag='"1"')
    follow(telegram.chat(7), web.url("/rss"))
    telegram.wait(lambda: fetches(web, "/harbour") >= 1)
    web.serve("/harbour", news.page("broadsheet", "harbour"))
    holds(bot.home, 7, telegram, news.story("harbour").headline)
    telegram.wait(lambda: any(s.headers.get("If-None-Match") == '"1"' for s in web.seen))
    assert fetches(web, "/never") == 3


def test_killed_in_the_midst_of_a_feed_nothing_is_lost_and_nothing_comes_twice(
    telegram: Telegram, web: WebServer, tmp_path: Path
) -> None:
    entries = [
        whole(n, f"Story {n}", f"The barn number {n} burned, Ann Lee said.") for n in range(12)
    ]
    with hasty(telegram, web, tmp_path, {"newest": 12}) as bot:
        follow(telegram.chat(7), serve(web, *entries, ETag='"1"'))
        for some in (1, 4, 8):
            telegram.wait(lambda some=some: len(titles(tmp_path, 7)) >= some)  # type: ignore[misc]
            bot.kill()
            bot.start()
        holds(tmp_path, 7, telegram, *(f"Story {n}" for n in range(11, -1, -1)))
        telegram.wait(lambda: any(s.headers.get("If-None-Match") == '"1"' for s in web.seen))
        assert len(titles(tmp_path, 7)) == 12


@pytest.mark.usefixtures("bot")
def test_a_chat_that_has_blocked_the_bot_is_fetched_for_no_longer(
    telegram: Telegram, web: WebServer
) -> None:
    follow(telegram.chat(7), serve(web, ZEPPELIN))
    telegram.act("block", chat=7)
    telegram.wait(lambda: not telegram.look()["pending"])
    time.sleep(0.5)
    asked = fetches(web, "/rss")
    time.sleep(1)
    assert fetches(web, "/rss") <= asked + 1
