"""The parts of the bot, each made once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.access import Access
from bot.admin import Admin
from bot.cards import Cards
from bot.checking import Checking
from bot.choices import Choices
from bot.commands import Commands
from bot.courtesy import Courtesy
from bot.doubts import Doubts
from bot.exporting import Exporting
from bot.failures import Failures
from bot.feed_lists import FeedLists
from bot.following import Following
from bot.forgetting import Forgetting
from bot.giving_way import GivingWay
from bot.health import Health
from bot.inbox import Inbox
from bot.inline import Inline
from bot.moving import Moving
from bot.opinions import Opinions
from bot.ordering import InOrder
from bot.posting import Posting
from bot.pressing import Pressing
from bot.questions import Questions
from bot.quoted import Quoted
from bot.rhythm import Rhythm
from bot.rounds import Rounds
from bot.settings import Settings
from bot.sharing import Sharing
from bot.shelves import Shelves
from bot.sources import Sources
from bot.store.store import Store
from bot.timelines import Timelines
from bot.watches import Watches
from bot.welcome import Welcome
from knowledge import Library, Reader, Workers

RHYTHM = Rhythm()


@dataclass(frozen=True)
class Rooms:
    """The parts of the bot, each made once."""

    store: Store
    access: Access
    inbox: Inbox
    order: InOrder
    failures: Failures
    moving: Moving
    commands: Commands
    questions: Questions
    pressing: Pressing
    inline: Inline
    courtesy: Courtesy
    opinions: Opinions
    sources: Sources
    shelves: Shelves
    welcome: Welcome
    quoted: Quoted
    checking: Checking
    sharing: Sharing
    exporting: Exporting
    forgetting: Forgetting
    doubts: Doubts
    following: Following
    lists: FeedLists
    watches: Watches
    rounds: Rounds
    health: Health
    admin: Admin
    choices: Choices
    cards: Cards
    timelines: Timelines


def furnish(
    library: Library,
    store: Store,
    reader: Reader,
    painters: Workers,
    settings: Settings,
    rhythm: Rhythm = RHYTHM,
) -> Rooms:
    """Every room; `painters` draw the pictures, and feeds are fetched in this rhythm."""
    inbox, moving = Inbox(store), Moving(library, store)
    access = Access(store, settings.allowed, settings.admins, settings.rate)
    failures = Failures(store, inbox, moving)
    health, questions = Health(store, inbox), Questions(library, store, inbox, failures)
    way = GivingWay(library, store, settings.chat_articles)
    sources = Sources(library, store, inbox, failures, questions, reader, way)
    return Rooms(
        store,
        access,
        inbox,
        InOrder(store, inbox, failures),
        failures,
        moving,
        Commands(),
        questions,
        Pressing(library, store, inbox, questions),
        Inline(library, store),
        Courtesy(store),
        Opinions(store, settings.admins),
        sources,
        *_lists(library, store, inbox, questions),
        Forgetting(library, store),
        Doubts(store, inbox, sources, questions),
        *_feeds(store, inbox, failures, reader, settings),
        Watches(library, store),
        Rounds(library, store, reader, way, rhythm, access, moving),
        health,
        Admin(library, health, failures, reader, settings),
        Choices(store),
        *_pictures(library, store, Posting(store, inbox, failures, painters)),
    )


def _feeds(
    store: Store, inbox: Inbox, failures: Failures, reader: Reader, settings: Settings
) -> tuple[Following, FeedLists]:
    most = settings.chat_feeds
    following = Following(store, inbox, failures, reader, settings.admins, most)
    return following, FeedLists(store, inbox, failures, reader, following, most)


def _pictures(library: Library, store: Store, posting: Posting) -> tuple[Cards, Timelines]:
    return Cards(library, store, posting), Timelines(library, store, posting)


def _lists(
    library: Library, store: Store, inbox: Inbox, questions: Questions
) -> tuple[Shelves, Welcome, Quoted, Checking, Sharing, Exporting]:
    sharing = Sharing(library, store, inbox)
    return (
        Shelves(library, store, questions),
        Welcome(library, store, questions, sharing),
        Quoted(library, store, inbox),
        Checking(library, store, inbox, questions),
        sharing,
        Exporting(library, store, inbox),
    )
