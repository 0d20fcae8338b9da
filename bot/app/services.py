"""The parts of the bot, each made once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chats.access_control import AccessControl
from bot.chats.article_quota import ArticleQuota
from bot.chats.chat_migration import ChatMigration
from bot.handlers.articles.ambiguous_text import AmbiguousTexts
from bot.handlers.articles.article_list import ArticleList
from bot.handlers.articles.export import Export
from bot.handlers.articles.pasted_parts import PastedParts
from bot.handlers.articles.share import SharedLinks
from bot.handlers.articles.submit import Submissions
from bot.handlers.chats.admin import Admin
from bot.handlers.chats.fallbacks import Fallbacks
from bot.handlers.chats.feedback import Feedback
from bot.handlers.chats.forget import DataDeletion
from bot.handlers.chats.help import Help
from bot.handlers.chats.settings import ChatSettings
from bot.handlers.chats.start import Start
from bot.handlers.feeds.follow import FeedSubscriptions
from bot.handlers.feeds.opml_import import OpmlImport
from bot.handlers.feeds.watch import Watches
from bot.handlers.questions.answer_buttons import AnswerButtons
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.card import QuoteCards
from bot.handlers.questions.check import QuoteCheck
from bot.handlers.questions.inline import InlineQueries
from bot.handlers.questions.speakers import SpeakerLists
from bot.handlers.questions.timeline import Timelines
from bot.jobs.intervals import JobIntervals
from bot.jobs.scheduler import Jobs
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.photo_sender import PhotoSender
from bot.messaging.set_aside import Aside
from bot.messaging.update_processor import ChatUpdateProcessor
from bot.messaging.update_queue import UpdateQueue
from bot.ops.health import Health
from bot.settings import Settings
from bot.store.store import Store
from knowledge import Library, Reader, WorkerPool

DEFAULT_INTERVALS = JobIntervals()


@dataclass(frozen=True, kw_only=True)
class QuestionHandlers:
    """A question and everything under its answer."""

    ask: Questions
    answer_buttons: AnswerButtons
    inline: InlineQueries
    speaker_lists: SpeakerLists
    quote_check: QuoteCheck
    quote_cards: QuoteCards
    timelines: Timelines


@dataclass(frozen=True, kw_only=True)
class ArticleHandlers:
    """What people bring."""

    submissions: Submissions
    ambiguous_texts: AmbiguousTexts
    pasted_parts: PastedParts
    article_list: ArticleList
    shared_links: SharedLinks
    export: Export


@dataclass(frozen=True, kw_only=True)
class FeedHandlers:
    """Feeds and watches."""

    subscriptions: FeedSubscriptions
    opml_import: OpmlImport
    watches: Watches


@dataclass(frozen=True, kw_only=True)
class ChatHandlers:
    """A chat's own commands."""

    start: Start
    help: Help
    settings: ChatSettings
    feedback: Feedback
    data_deletion: DataDeletion
    admin: Admin
    fallbacks: Fallbacks


@dataclass(frozen=True, kw_only=True)
class Services:
    """The parts of the bot, each made once."""

    store: Store
    aside: Aside
    update_queue: UpdateQueue
    update_processor: ChatUpdateProcessor
    access_control: AccessControl
    error_handler: ErrorHandler
    chat_migration: ChatMigration
    health: Health
    jobs: Jobs
    questions: QuestionHandlers
    articles: ArticleHandlers
    feeds: FeedHandlers
    chats: ChatHandlers


def build_services(
    library: Library,
    store: Store,
    reader: Reader,
    painters: WorkerPool,
    settings: Settings,
    rhythm: JobIntervals = DEFAULT_INTERVALS,
) -> Services:
    """Every part; `painters` draw the pictures, and feeds are fetched in this rhythm."""
    aside = Aside(store, settings.admins)
    queue, migration = UpdateQueue(store, aside), ChatMigration(library, store)
    access = AccessControl(store, settings.allowed, settings.admins, settings.rate)
    errors, health = ErrorHandler(store, queue, migration), Health(store, queue, aside)
    quota = ArticleQuota(library, store, settings.chat_articles)
    photos = PhotoSender(store, queue, errors, painters)
    ask, shared = Questions(library, store, queue, errors), SharedLinks(library, store, queue)
    submissions = Submissions(library, store, queue, errors, ask, reader, quota)
    return Services(
        store=store,
        aside=aside,
        update_queue=queue,
        update_processor=ChatUpdateProcessor(store, queue, errors),
        access_control=access,
        error_handler=errors,
        chat_migration=migration,
        health=health,
        jobs=Jobs(library, store, reader, quota, rhythm, access, migration, aside),
        questions=_questions(library, store, queue, ask, photos),
        articles=_articles(library, store, queue, ask, submissions, shared),
        feeds=_feeds(library, store, queue, errors, reader, settings),
        chats=ChatHandlers(
            start=Start(library, store, ask, shared),
            help=Help(),
            settings=ChatSettings(store),
            feedback=Feedback(store, settings.admins),
            data_deletion=DataDeletion(library, store),
            admin=Admin(library, health, errors, reader, settings),
            fallbacks=Fallbacks(store),
        ),
    )


def _questions(
    library: Library, store: Store, queue: UpdateQueue, ask: Questions, photos: PhotoSender
) -> QuestionHandlers:
    return QuestionHandlers(
        ask=ask,
        answer_buttons=AnswerButtons(library, store, queue, ask),
        inline=InlineQueries(library, store),
        speaker_lists=SpeakerLists(library, store, queue),
        quote_check=QuoteCheck(library, store, queue, ask),
        quote_cards=QuoteCards(library, store, photos),
        timelines=Timelines(library, store, photos),
    )


def _articles(
    library: Library,
    store: Store,
    queue: UpdateQueue,
    ask: Questions,
    submissions: Submissions,
    shared: SharedLinks,
) -> ArticleHandlers:
    return ArticleHandlers(
        submissions=submissions,
        ambiguous_texts=AmbiguousTexts(store, queue, submissions, ask),
        pasted_parts=PastedParts(library, store, queue, submissions, ask),
        article_list=ArticleList(library, store, queue, ask),
        shared_links=shared,
        export=Export(library, store, queue),
    )


def _feeds(
    library: Library,
    store: Store,
    queue: UpdateQueue,
    errors: ErrorHandler,
    reader: Reader,
    settings: Settings,
) -> FeedHandlers:
    most = settings.chat_feeds
    subscriptions = FeedSubscriptions(store, queue, errors, reader, settings.admins, most)
    return FeedHandlers(
        subscriptions=subscriptions,
        opml_import=OpmlImport(store, queue, errors, reader, subscriptions, most),
        watches=Watches(library, store, queue),
    )
