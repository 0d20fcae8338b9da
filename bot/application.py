"""The Telegram application: how it is built, and the only list of handlers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    JobQueue,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot import buttons, choices, feed_buttons
from bot.access import Access
from bot.addressing import Addressed, Bare
from bot.admin import DATA, Admin
from bot.brought import Brings
from bot.cards import Cards
from bot.choices import Choices
from bot.commands import Commands
from bot.courtesy import Courtesy
from bot.doubts import Doubtful, Doubts
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
from bot.pacing import Pace
from bot.posting import Posting
from bot.pressing import Pressing
from bot.questions import Questions
from bot.rhythm import Rhythm
from bot.rounds import Rounds
from bot.settings import Settings
from bot.shelves import Shelves
from bot.sources import Sources
from bot.store.store import Store
from bot.timelines import Timelines
from bot.watches import Watches
from knowledge import Library, Reader, Workers

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
)
CONNECTIONS = 64
GATE = -1
"""The group of handlers that comes before the others."""
READ_TIMEOUT = 40.0
"""Long: a reply of Telegram's that comes late means that the message was sent, and when we do
not wait for it we do not know."""

RHYTHM = Rhythm()

Telegram = Application[Any, Any, Any, Any, Any, Any]


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
    """The rooms of a bot on this library and this store; `painters` draw its pictures, and feeds
    are fetched in this rhythm.
    """
    inbox, moving = Inbox(store), Moving(library, store)
    failures = Failures(store, inbox, moving)
    health = Health(store, inbox)
    admins, most = settings.admins, settings.chat_feeds
    questions = Questions(library, store, inbox, failures)
    way = GivingWay(library, store, settings.chat_articles)
    sources = Sources(library, store, inbox, failures, questions, reader, way)
    following = Following(store, inbox, failures, reader, admins, most)
    posting = Posting(store, inbox, failures, painters)
    return Rooms(
        store,
        Access(store, settings.allowed, settings.admins, settings.rate),
        inbox,
        InOrder(store, inbox, failures),
        failures,
        moving,
        Commands(),
        questions,
        Pressing(library, store, questions),
        Inline(library),
        Courtesy(store),
        Opinions(store, admins),
        sources,
        Shelves(library, store, questions),
        Forgetting(library, store),
        Doubts(store, inbox, sources, questions),
        following,
        FeedLists(store, inbox, failures, reader, following, most),
        Watches(library, store),
        Rounds(library, store, reader, way, rhythm),
        health,
        Admin(library, health, failures, reader, settings),
        Choices(store),
        Cards(library, store, posting),
        Timelines(library, store, posting),
    )


def build(token: str, api_url: str, rooms: Rooms) -> Telegram:
    """The application, not yet connected."""
    api = api_url.rstrip("/")
    application: Telegram = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        .rate_limiter(Pace())
        .update_queue(rooms.inbox)
        .concurrent_updates(rooms.order)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(READ_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .write_timeout(READ_TIMEOUT)
        .job_queue(JobQueue())
        .build()
    )
    application.add_handler(TypeHandler(Update, rooms.access.check), GATE)
    application.add_handlers(handlers(rooms))
    application.add_error_handler(rooms.failures.report)
    rooms.rounds.begin(application)
    return application


def handlers(rooms: Rooms) -> list[BaseHandler[Any, Any, Any]]:
    """Every handler, in the order in which they are tried: the first that fits takes it."""
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    private = new & filters.ChatType.PRIVATE
    return [
        CommandHandler("start", rooms.questions.follow, private, has_args=True),
        CommandHandler("start", rooms.commands.start, new),
        CommandHandler("help", rooms.commands.help, new),
        CommandHandler("privacy", rooms.commands.privacy, private),
        CommandHandler("settings", rooms.choices.settings, new),
        CommandHandler("articles", rooms.shelves.articles, new),
        CommandHandler("remove", rooms.shelves.remove, new),
        CommandHandler("forget", rooms.forgetting.ask, new),
        CommandHandler("card", rooms.cards.card, new),
        CommandHandler("timeline", rooms.timelines.timeline, new),
        CommandHandler("admin", rooms.admin.command, private),
        CommandHandler("feedback", rooms.opinions.tell, private),
        CommandHandler("follow", rooms.following.follow, new),
        CommandHandler("following", rooms.following.following, new),
        CommandHandler("unfollow", rooms.following.unfollow, new),
        CommandHandler("watch", rooms.watches.watch, new),
        CommandHandler("unwatch", rooms.watches.unwatch, new),
        MessageHandler(private & filters.Document.FileExtension("opml"), rooms.lists.bring),
        MessageHandler(new & Brings() | private & rooms.sources.pastes, rooms.sources.bring),
        CommandHandler("add", rooms.courtesy.add_what, new),
        MessageHandler(private & Doubtful(), rooms.doubts.ask),
        MessageHandler(new & Addressed(), rooms.questions.answer),
        MessageHandler(edited & Addressed(), rooms.questions.correct),
        CallbackQueryHandler(rooms.shelves.press, f"^{buttons.CHOSEN}"),
        CallbackQueryHandler(rooms.forgetting.press, f"^({buttons.FORGET}|{buttons.KEEP})$"),
        CallbackQueryHandler(rooms.doubts.press, f"^({buttons.ARTICLE}|{buttons.QUESTION})$"),
        CallbackQueryHandler(rooms.following.press, f"^{feed_buttons.FEEDS}"),
        CallbackQueryHandler(rooms.watches.press, f"^{feed_buttons.WATCHES}"),
        CallbackQueryHandler(rooms.cards.press, f"^{buttons.PICTURED}"),
        CallbackQueryHandler(rooms.admin.press, f"^{DATA}"),
        CallbackQueryHandler(rooms.choices.press, f"^{choices.PRESSED}"),
        CallbackQueryHandler(rooms.pressing.press),
        InlineQueryHandler(rooms.inline.answer),
        MessageReactionHandler(rooms.opinions.react),
        MessageHandler(filters.StatusUpdate.MIGRATE, rooms.moving.moved),
        ChatMemberHandler(rooms.failures.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(new & Bare(), rooms.courtesy.ask_what),
        MessageHandler(private & filters.COMMAND, rooms.courtesy.unknown_command),
        MessageHandler(
            private & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT, rooms.courtesy.unsupported
        ),
    ]
