"""Feeds in Telegram: followed, fetched again and again, and followed no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from tests.bot.feeding import fetches, hasty, heard, holds, shared, titles
from tests.bot.running import RunningBot, quotes
from tests.telegram_server.client import Chat, Json, Telegram
from tests.telegram_server.server import TelegramServer
from tests.web_server import news
from tests.web_server.feeds import MEDIA_TYPE, Entry, rss, whole
from tests.web_server.server import WebServer

GROUP = -1001234567890
NUMBERS = count(1000)
ZEPPELIN = whole(1, "Zeppelin lands", "The zeppelin costs 9 crowns a flight, Ann Lee said.")
BALLOON = whole(2, "Balloon rises", "The balloon costs 4 crowns a flight, Tom Ek said.")
FERRY = whole(3, "Ferry sinks", "The ferry sank at noon in shallow water, Olga Finch said.")
TRAM = whole(4, "Tram stops", "The tram stopped at the mill for an hour, Ida Moss said.")


PATIENT = {"patience": 0.5}
MANY = {"newest": 10}
ROBOTS = "User-agent: *\nDisallow: /secret"


@pytest.fixture(scope="module")
def telegram() -> Iterator[Telegram]:
    """One server for all: a bot takes long to start. Each test has chats of its own."""
    with TelegramServer() as server:
        client = Telegram(server.url)
        yield client
        client.close()


@pytest.fixture(scope="module")
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        server.serve("/robots.txt", ROBOTS, "text/plain")
        yield server


@pytest.fixture(scope="module")
def bot(
    telegram: Telegram, web: WebServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningBot]:
    """The bot, started and in a hurry; a chat may follow three feeds and keep four articles."""
    running = hasty(
        telegram,
        web,
        tmp_path_factory.mktemp("home"),
        ONTHERECORD_CHAT_FEEDS="3",
        ONTHERECORD_CHAT_ARTICLES="4",
        ONTHERECORD_ADMINS="99",
    )
    running.start()
    yield running
    running.kill()


@pytest.fixture
def chat(telegram: Telegram, bot: RunningBot) -> Iterator[Chat]:
    """A chat that nobody has used, and that follows nothing afterwards."""
    del bot
    used = telegram.chat(next(NUMBERS))
    yield used
    telegram.act("block", chat=used.id)


@pytest.fixture
def other(telegram: Telegram, bot: RunningBot) -> Iterator[Chat]:
    """Another such chat."""
    del bot
    used = telegram.chat(next(NUMBERS))
    yield used
    telegram.act("block", chat=used.id)


@pytest.fixture
def beat(telegram: Telegram, web: WebServer, other: Chat) -> Iterator[str]:
    """Where a feed stands that another chat follows: the bot fetches it all the time."""
    path = f"/beat{next(NUMBERS)}"
    follow(other, serve(web, path, TRAM))
    yield path
    telegram.act("block", chat=other.id)


@pytest.fixture
def path() -> str:
    """Where on the site the feed of a test stands."""
    return f"/rss{next(NUMBERS)}"


def serve(web: WebServer, path: str, *entries: Entry, etag: str = "") -> str:
    headers = {"ETag": etag} if etag else {}
    return web.serve(path, rss(*entries), MEDIA_TYPE, 200, **headers)


def conditional(web: WebServer, path: str) -> list[str]:
    """The versions that the bot has said it knows of a feed."""
    return [seen.headers.get("If-None-Match", "") for seen in web.seen if seen.path == path]


def rounds(telegram: Telegram, web: WebServer, path: str, more: int = 2) -> None:
    """Waits until a feed has been fetched some times more."""
    asked = fetches(web, path)
    telegram.wait(lambda: fetches(web, path) >= asked + more)


def falls_silent(telegram: Telegram, web: WebServer, path: str, beat: str) -> None:
    """Waits until a feed is fetched no longer, while the one that beats is again and again."""

    def silent() -> bool:
        asked = fetches(web, path)
        rounds(telegram, web, beat, 4)
        return fetches(web, path) == asked

    telegram.wait(silent)


def labels(message: Json) -> list[str]:
    return [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]


def follow(chat: Chat, link: str) -> Json:
    return heard(chat, f"/follow {link}")


def test_a_feed_is_followed_and_what_appears_in_it_answers_questions(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    link = serve(web, path, BALLOON, ZEPPELIN, etag='"1"')
    assert follow(chat, link)["text"].startswith("Following The Post.")
    holds(bot.home, chat, "Zeppelin lands", "Balloon rises")
    reply = chat.ask("How much does the zeppelin cost?")
    assert "9 crowns" in quotes(reply)[0]
    assert "The Post" in reply["text"]

    telegram.wait(lambda: '"1"' in conditional(web, path))
    serve(web, path, FERRY, BALLOON, ZEPPELIN, etag='"2"')
    holds(bot.home, chat, "Zeppelin lands", "Balloon rises", "Ferry sinks")
    assert "at noon" in quotes(chat.ask("When did the ferry sink?"))[0]
    telegram.wait(lambda: '"2"' in conditional(web, path))
    rounds(telegram, web, path)
    assert titles(bot.home, chat) == ["Zeppelin lands", "Balloon rises", "Ferry sinks"]
    assert "asked first" not in heard(chat, "/articles")["text"]


def test_a_page_that_names_its_feed_and_items_of_few_words_are_fetched(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    good = web.serve("/harbour", news.page("broadsheet", "harbour"))
    secret = web.serve("/secret", news.page("broadsheet", "strike"))
    serve(web, path, Entry(1, "The secret", secret), Entry(2, "The harbour", good))
    named = f'<link rel="alternate" type="application/rss+xml" href="{path}">'
    page = web.serve("/front", f"{named}<p>News</p>")
    assert "Following The Post." in follow(chat, page)["text"]
    holds(bot.home, chat, news.story("harbour").headline)
    rounds(telegram, web, path)
    assert (fetches(web, "/harbour"), fetches(web, "/secret")) == (1, 0)


def test_at_first_the_newest_come_and_an_item_comes_once_whatever_its_ids(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    older = [Entry(n, "Older", f"/{n}") for n in range(50_000, 30, -1)]
    again = whole(2, "Balloon rises", *BALLOON.paragraphs[:1], guid="urn:another")
    follow(chat, serve(web, path, ZEPPELIN, BALLOON, again, FERRY, *older))
    holds(bot.home, chat, "Ferry sinks", "Balloon rises", "Zeppelin lands")
    # Vanished and come back under another id: still the same.
    serve(web, path, ZEPPELIN)
    rounds(telegram, web, path)
    serve(web, path, whole(1, "Zeppelin lands", *ZEPPELIN.paragraphs[:1], guid="urn:x"), BALLOON)
    rounds(telegram, web, path)
    assert titles(bot.home, chat) == ["Ferry sinks", "Balloon rises", "Zeppelin lands"]


def test_feeds_are_listed_taken_away_and_counted(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str, beat: str
) -> None:
    assert "No feed is followed" in heard(chat, "/following")["text"]
    for n in (1, 2, 3):
        feed = rss(whole(n, f"Story {n}"), title=f"Paper {n}")
        link = web.serve(f"{path}/{n}", feed, MEDIA_TYPE)
        assert f"Following Paper {n}." in follow(chat, link)["text"]
    assert "followed here already" in follow(chat, web.url(f"{path}/1"))["text"]
    assert (
        "follows 3 feeds, which is all it may" in follow(chat, serve(web, path, ZEPPELIN))["text"]
    )
    chat.wait(lambda: len(titles(bot.home, chat)) == 3)
    listed = heard(chat, "/following")
    assert [line[:10] for line in listed["text"].splitlines() if line] == [
        f"{n}. Paper {n}" for n in (1, 2, 3)
    ]
    assert labels(listed) == ["1: unfollow", "2: unfollow", "3: unfollow", "As a file (OPML)"]
    chat.press(listed, "2: unfollow")
    assert "Paper 2" not in chat.from_bot()[-1]["text"]
    assert heard(chat, "/unfollow 9")["text"].startswith("That one is not followed here")
    told = heard(chat, f"/unfollow {web.url(f'{path}/3')}")["text"]
    assert "Paper 3 is followed no longer" in told
    assert "Paper 1 is followed no longer" in heard(chat, "/unfollow 1")["text"]
    assert "No feed is followed" in heard(chat, "/following")["text"]
    falls_silent(telegram, web, f"{path}/1", beat)
    assert len(titles(bot.home, chat)) == 3


def test_a_list_of_feeds_goes_out_and_comes_in_with_a_line_for_each_refusal(
    web: WebServer, chat: Chat, other: Chat, path: str
) -> None:
    links = [
        web.serve(f"{path}/{n}", rss(whole(n, f"S {n}"), title=f"Paper {n} &amp; more"), MEDIA_TYPE)
        for n in (1, 2)
    ]
    for link in links:
        follow(chat, link)
    heard(chat, "/following opml")
    assert chat.from_bot()[-1]["document"]["file_name"] == "feeds.opml"
    bad = [web.url(f"/none{n}") for n in range(3)]
    outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in (links[1], *bad))
    data = f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()
    told = other.reply(other.send_file("mine.opml", data))["text"]
    assert told.startswith("One feed of the list is followed now.")
    assert f"{bad[0]} is not there, or not any more." in told
    assert f"{bad[1]} is not there, or not any more." in told
    assert "One more was left out: this chat follows as many feeds as it may." in told
    assert "is broken" in other.reply(other.send_file("x.opml", b"<html>no</html>"))["text"]
    assert "Paper 2 & more" in heard(other, "/following")["text"]


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
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": 7}', "is no feed"),
    ],
)
def test_a_broken_feed_is_one_sentence_and_is_not_followed(
    web: WebServer, chat: Chat, path: str, body: bytes, words: str
) -> None:
    told = follow(chat, web.serve(path, body, "application/rss+xml"))["text"]
    assert words in told
    assert "\n" not in told
    assert "No feed is followed" in heard(chat, "/following")["text"]


def test_a_feed_in_a_wrong_charset_is_read_all_the_same(
    web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    feed = rss(whole(1, "Häfen öffnen", "Der Hafen öffnet im März.")).decode()
    link = web.serve(path, feed.encode("cp1252"), "application/rss+xml; charset=utf-8")
    assert "Following" in follow(chat, link)["text"]
    holds(bot.home, chat, "Häfen öffnen")


def test_channels_and_what_is_no_link_are_explained(chat: Chat) -> None:
    for channel in ("@corrinwire", "https://t.me/corrinwire", "t.me/s/corrinwire"):
        assert "does not let bots read channels" in follow(chat, channel)["text"]
    assert "after /follow" in heard(chat, "/follow")["text"]
    assert "cannot be reached" in follow(chat, "nowhere.invalid/feed")["text"]


def test_the_link_of_a_feed_that_is_pasted_is_recognised_and_can_be_followed_at_once(
    web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    offer = chat.reply(chat.say(serve(web, path, ZEPPELIN)))
    assert "is a feed of articles" in offer["text"]
    chat.press(offer, "Follow")
    chat.wait(lambda: "Following The Post." in chat.from_bot()[-1]["text"])
    holds(bot.home, chat, "Zeppelin lands")


def test_in_a_group_only_administrators_decide_and_everybody_may_ask(
    telegram: Telegram, web: WebServer, bot: RunningBot, path: str
) -> None:
    link = serve(web, path, ZEPPELIN)
    telegram.act("member", chat=GROUP, user=5, status="administrator")
    telegram.act("member", chat=GROUP, user=6, status="member")
    admin, member = telegram.chat(GROUP, user=5), telegram.chat(GROUP, user=6)
    for command in (f"/follow {link}", "/unfollow 1", "/watch Lee", "/unwatch 1"):
        assert "only its administrators" in heard(member, command)["text"]
    assert "Following" in follow(admin, link)["text"]
    holds(bot.home, admin, "Zeppelin lands")
    listed = heard(member, "/following")
    assert "only its administrators" in member.press(listed, "1: unfollow")["answer"]
    assert "9 crowns" in quotes(member.ask("/ask How much does the zeppelin cost?"))[0]
    anonymous = {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "x"}}
    before = len(admin.from_bot())
    telegram.act("say", chat=GROUP, user=1087968824, text="/unfollow 1", content=anonymous)
    admin.wait(lambda: len(admin.from_bot()) > before)
    assert "is followed no longer" in admin.from_bot()[-1]["text"]


def test_feed_items_give_way_to_newer_ones_and_never_what_a_person_brought(
    web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    mine = "My own paper\n\nBy Jane Roe\n\nThe mill has 14 doors, Ann Lee said."
    chat.reply(chat.send_file("mine.txt", mine.encode()))
    follow(chat, serve(web, path, FERRY, BALLOON, ZEPPELIN))
    holds(bot.home, chat, "My own paper", "Zeppelin lands", "Balloon rises", "Ferry sinks")
    serve(web, path, TRAM, FERRY, BALLOON, ZEPPELIN)
    holds(bot.home, chat, "My own paper", "Balloon rises", "Ferry sinks", "Tram stops")
    for n in range(3):
        text = f"Paper {n} of mine\n\nBy Jane Roe\n\nThe barn number {n} has a roof, Ann Lee said."
        chat.reply(chat.send_file(f"{n}.txt", text.encode()))
    own = ["My own paper", *(f"Paper {n} of mine" for n in range(3))]
    assert titles(bot.home, chat) == own
    serve(web, path, whole(5, "One more"), TRAM)
    chat.wait(lambda: "no room here" in heard(chat, "/following")["text"])
    full = chat.reply(chat.send_file("z.txt", b"Z\n\nBy A\n\nThe end is near, Ann Lee said."))
    assert "already, which is all it may" in full["text"]
    assert titles(bot.home, chat) == own


def test_a_shared_page_that_comes_anew_by_a_feed_is_shared_as_it_reads_now(
    web: WebServer, bot: RunningBot, chat: Chat, other: Chat, path: str
) -> None:
    page = web.url(f"{path}/story")
    chat.reply(chat.say(web.serve(f"{path}/story", news.page("broadsheet", "harbour", page))))
    chat.press(heard(chat, "/articles"), "1: share")
    chat.wait(lambda: "?start=" in chat.from_bot()[-1]["text"])
    heard(other, "/start " + chat.from_bot()[-1]["text"].split("?start=")[1].split()[0])
    follow(chat, serve(web, path, Entry(1, "Ferry sinks after all", page, FERRY.paragraphs)))
    holds(bot.home, chat, "Ferry sinks after all")
    chat.wait(lambda: "Ferry sinks after all" in heard(other, "/articles")["text"])
    assert "at noon" in quotes(other.ask("When did the ferry sink?"))[0]


def test_what_a_person_brought_does_not_give_way_though_a_feed_brings_a_new_version_of_it(
    web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    page = web.url(f"{path}/story")
    chat.reply(chat.say(web.serve(f"{path}/story", news.page("broadsheet", "harbour", page))))
    follow(chat, serve(web, path, Entry(9, "Ferry sinks after all", page, FERRY.paragraphs)))
    holds(bot.home, chat, "Ferry sinks after all")
    serve(web, path, TRAM, BALLOON, ZEPPELIN)
    later = ("Zeppelin lands", "Balloon rises", "Tram stops")
    holds(bot.home, chat, "Ferry sinks after all", *later)
    serve(web, path, whole(5, "One more"), TRAM)
    holds(bot.home, chat, "Ferry sinks after all", *later[1:], "One more")


def test_two_chats_share_a_fetch_and_nothing_else(
    web: WebServer, bot: RunningBot, chat: Chat, other: Chat, path: str
) -> None:
    link = serve(web, path, ZEPPELIN, etag='"1"')
    follow(chat, link)
    holds(bot.home, chat, "Zeppelin lands")
    assert "9 crowns" not in " ".join(quotes(other.ask("How much does the zeppelin cost?")))
    assert "No feed is followed" in heard(other, "/following")["text"]
    listed = heard(chat, "/following")
    stolen = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other.press_data(other.from_bot()[-1], stolen)
    assert "The Post" in heard(chat, "/following")["text"]
    # Who comes later gets it all, though for the server nothing is new; and is told the same.
    told = follow(other, link)["text"]
    assert told.startswith("Following The Post. Its newest articles come here now")
    holds(bot.home, other, "Zeppelin lands")
    heard(other, "/unfollow 1")
    assert "The Post" in heard(chat, "/following")["text"]
    chat.press(heard(chat, "/forget"), "Forget everything")
    chat.wait(lambda: titles(bot.home, chat) == [])
    assert "No feed is followed" in heard(chat, "/following")["text"]
    assert titles(bot.home, other) == ["Zeppelin lands"]


def test_an_item_whose_server_is_down_is_tried_again_and_then_let_go(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    page = web.serve("/later", status=503)
    never = web.serve("/never", status=503)
    entries = (Entry(1, "The harbour", page), Entry(2, "Never", never))
    follow(chat, serve(web, path, *entries, etag='"1"'))
    telegram.wait(lambda: fetches(web, "/later") >= 1)
    web.serve("/later", news.page("broadsheet", "harbour"))
    holds(bot.home, chat, news.story("harbour").headline)
    telegram.wait(lambda: '"1"' in conditional(web, path))
    assert fetches(web, "/never") == 3


def test_a_chat_that_has_blocked_the_bot_is_fetched_for_no_longer(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str, beat: str
) -> None:
    follow(chat, serve(web, path, ZEPPELIN))
    holds(bot.home, chat, "Zeppelin lands")
    telegram.act("block", chat=chat.id)
    falls_silent(telegram, web, path, beat)


def test_administrators_of_the_bot_feed_the_shared_library(
    telegram: Telegram, web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    link = serve(web, path, whole(9, "Lamps lit", "The lamps cost 77 crowns each, Ann Lee said."))
    admin = telegram.chat(99)
    assert "Only those who run this bot" in heard(chat, f"/follow shared {link}")["text"]
    told = follow(admin, f"shared {link}")["text"]
    assert told.startswith("Following The Post for everyone. Its newest articles go into the")
    assert "followed for everyone already" in follow(admin, f"shared {link}")["text"]
    assert "The Post" in heard(admin, "/following shared")["text"]
    chat.wait(lambda: shared(bot.home) == ["Lamps lit"])
    assert "77 crowns" in quotes(chat.ask("How much do the lamps cost?"))[0]
    listed = heard(admin, "/following shared")
    stolen = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert "administrators" in chat.press_data(chat.from_bot()[-1], stolen)["answer"]
    assert "is followed no longer" in heard(admin, "/unfollow shared 1")["text"]


def test_a_feed_that_fails_is_left_alone_as_it_asks_and_its_trouble_is_shown(
    web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    follow(chat, serve(web, path, ZEPPELIN))
    holds(bot.home, chat, "Zeppelin lands")
    asked = fetches(web, path)
    web.serve(path, status=503, Retry_After="3")
    chat.wait(lambda: fetches(web, path) > asked)
    failed = fetches(web, path)
    serve(web, path, BALLOON, ZEPPELIN)
    chat.wait(lambda: "refused by its server" in heard(chat, "/following")["text"])
    chat.wait(lambda: fetches(web, path) > failed)
    times = [seen.at for seen in web.seen if seen.path == path]
    assert times[failed] - times[failed - 1] >= 3
    holds(bot.home, chat, "Zeppelin lands", "Balloon rises")
    chat.wait(lambda: "refused" not in heard(chat, "/following")["text"])


def test_a_feed_that_fails_for_too_long_is_paused_and_that_is_told_once(
    web: WebServer, path: str, tmp_path: Path
) -> None:
    with (
        TelegramServer() as server,
        closing(Telegram(server.url)) as telegram,
        hasty(telegram, web, tmp_path, PATIENT) as bot,
    ):
        chat, other = telegram.chat(7), telegram.chat(8)
        follow(chat, serve(web, path, ZEPPELIN))
        holds(bot.home, chat, "Zeppelin lands")
        web.serve(path, b"<p>gone</p>")
        chat.wait(lambda: "is paused:" in chat.from_bot()[-1]["text"])
        assert "no feed any more" in chat.from_bot()[-1]["text"]
        assert "paused after two weeks" in heard(chat, "/following")["text"]
        beat = f"{path}/beat"
        follow(other, serve(web, beat, TRAM))
        asked = fetches(web, path)
        rounds(telegram, web, beat, 4)
        assert fetches(web, path) == asked
        assert sum("is paused:" in m["text"] for m in chat.from_bot()) == 1
        # Another chat's luck with it is not this one's.
        follow(other, serve(web, path, BALLOON))
        holds(bot.home, other, "Tram stops", "Balloon rises")
        assert titles(bot.home, chat) == ["Zeppelin lands"]
        follow(chat, web.url(path))
        holds(bot.home, chat, "Zeppelin lands", "Balloon rises")


def test_killed_in_the_midst_of_a_feed_nothing_is_lost_and_nothing_comes_twice(
    web: WebServer, path: str, tmp_path: Path
) -> None:
    entries = [
        whole(n, f"Story {n}", f"The barn number {n} burned, Ann Lee said.") for n in range(10)
    ]
    with (
        TelegramServer() as server,
        closing(Telegram(server.url)) as telegram,
        hasty(telegram, web, tmp_path, MANY) as bot,
    ):
        chat = telegram.chat(7)
        follow(chat, serve(web, path, *entries, etag='"1"'))
        for some in (1, 5):
            chat.wait(lambda some=some: len(titles(tmp_path, chat)) >= some)  # type: ignore[misc]
            bot.kill()
            bot.start()
        holds(tmp_path, chat, *(f"Story {n}" for n in range(9, -1, -1)))
        chat.wait(lambda: '"1"' in conditional(web, path))
        assert len(titles(tmp_path, chat)) == 10
