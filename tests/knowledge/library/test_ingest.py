"""Many sources at once: searched before who said what is known, denied nothing, read once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import (
    SHARED,
    Answer,
    Ingest,
    IngestResult,
    Library,
    MissingSource,
    NotOnRecord,
    Reader,
    Reason,
    SourceBytes,
    SourceError,
    TaskBudget,
    Verdict,
    WorkerPool,
    read_text,
)
from knowledge.library.ingest import _Job, _run
from knowledge.library.preparation import prepare_article, prepare_passages
from tests.web_server import news
from tests.web_server.server import WebServer

STORY = """Ferry line is to close

The ferry line between Corrin and Selby will close in November after 61 years.

“We have tried everything that money can buy,” Ann Lee, the director, said on Monday.
"""
OTHER = "The night train to Harlow is late.\n\n“It is the snow,” Tom Fox said on Monday.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library.open(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture(scope="module")
def workers() -> Iterator[WorkerPool]:
    with WorkerPool(2, TaskBudget(seconds=60)) as pool:
        yield pool


def taken(
    library: Library, given: list[str | SourceBytes], reader: Reader
) -> list[IngestResult | SourceError]:
    return list(Ingest(library, reader).take(given))


def test_an_article_in_work_is_searched_and_the_reply_says_that_it_is_still_read(
    library: Library,
) -> None:
    library.repository.put(prepare_passages(read_text(STORY)))
    answer = library.ask("When will the ferry line close?")
    assert isinstance(answer, Answer)
    assert "in November" in answer.citations[0].quote
    assert answer.searched.in_work == 1


@pytest.mark.parametrize(
    "question",
    [
        "What did Ann Lee say?",
        "What did the director say about money?",
        "Who is quoted?",
        "Who said “We have tried everything that money can buy”?",
        "Did Ann Lee say “We have tried everything”?",
        "Did Tom Fox say that the ferry is safe?",
    ],
)
def test_of_an_article_in_work_nothing_is_denied(library: Library, question: str) -> None:
    library.repository.put(prepare_passages(read_text(STORY)))
    reply = library.ask(question)
    if isinstance(reply, NotOnRecord):
        assert reply.reason is Reason.STILL_READING
    assert all(not citation.speaker for citation in getattr(reply, "citations", ()))


def test_another_articles_words_are_not_held_against_what_is_not_read_yet(
    library: Library,
) -> None:
    library.repository.put(
        prepare_article(read_text(f"{OTHER}\nAnn Lee, the director, was not in Harlow.\n"))
    )
    question = "Did Ann Lee say “It is the snow”?"
    reply = library.ask(question)
    assert isinstance(reply, Answer)
    assert reply.verdict is Verdict.SOMEONE_ELSE
    library.repository.put(prepare_passages(read_text(STORY)))
    reply = library.ask(question)
    assert isinstance(reply, Answer)
    assert (reply.verdict, reply.speaker) == (Verdict.ABOUT, "Tom Fox")


def test_as_soon_as_it_is_read_it_is_known_who_said_what(library: Library) -> None:
    article = library.repository.put(prepare_passages(read_text(STORY))).id
    assert library.read(article).in_work
    assert [entry.in_work for entry in library.articles()] == [True]
    assert library.repository.attribute(article)
    assert not library.repository.attribute(article)
    reply = library.ask("What did Ann Lee say?")
    assert isinstance(reply, Answer)
    assert reply.speaker == "Ann Lee"
    assert reply.searched.in_work == 0
    assert library.read(article).attribution == prepare_article(read_text(STORY)).attribution


def test_what_was_in_work_when_the_program_ended_is_taken_up_again(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    article = library.repository.put(prepare_passages(read_text(STORY))).id
    library.close()
    again = Library.open(tmp_path)
    assert again.repository.in_work() == again.repository.in_work(SHARED) == [article]
    assert again.repository.in_work("chat 1") == []
    assert list(Ingest(again, Reader(WorkerPool())).attribute()) == [article]
    assert again.repository.in_work() == []
    again.close()


def test_an_article_that_is_removed_while_it_is_read_stays_removed(library: Library) -> None:
    article = library.repository.put(prepare_passages(read_text(STORY))).id
    library.remove(article)
    assert not library.repository.attribute(article)
    assert library.repository.in_work() == []


def test_a_folder_is_its_files_and_a_bad_one_loses_only_itself(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    (folder / "deep" / ".hidden").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text("  \n")
    (folder / "deep" / "c.md").write_text(OTHER)
    (folder / "deep" / ".hidden" / "d.txt").write_text("It is nobody's business, he said.")
    (folder / "notes.xlsx").write_text("It is no article.")
    given = [str(folder), str(tmp_path / "none.txt"), str(tmp_path / "home")]
    found = taken(library, [*given, SourceBytes("-", STORY.encode())], Reader(WorkerPool()))
    assert [type(one).__name__ for one in found] == [
        "IngestResult", "EmptySource", "IngestResult", "MissingSource", "EmptySource",
        "IngestResult",
    ]  # fmt: skip
    assert [entry.name for entry in library.articles()] == [
        str(folder / "a.txt"),
        str(folder / "deep" / "c.md"),
    ]
    assert isinstance(found[-1], IngestResult)
    assert not found[-1].new


def test_bytes_that_were_read_before_are_not_read_again(
    library: Library, tmp_path: Path, workers: WorkerPool
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(news.page("broadsheet", "harbour"))
    first = taken(library, [str(page)], Reader(workers))
    closed = WorkerPool(1)
    again = taken(library, [str(page)], Reader(closed))
    assert closed._pool is None  # no process was started to read it
    assert isinstance(first[0], IngestResult)
    assert isinstance(again[0], IngestResult)
    assert (first[0].new, again[0].new) == (True, False)
    assert first[0].article == again[0].article
    page.write_bytes(news.page("broadsheet", "strike"))
    assert [one.new for one in taken(library, [str(page)], Reader(workers))] == [True]  # type: ignore[union-attr]


def test_a_page_that_reads_as_it_did_before_is_read_again(
    library: Library, tmp_path: Path, workers: WorkerPool
) -> None:
    page, harbour = tmp_path / "page.html", news.page("broadsheet", "harbour")
    edited = harbour.replace(b" harbour ", b" zeppelin ")
    found = []
    for now in (harbour, edited, harbour, harbour):
        page.write_bytes(now)
        found += taken(library, [str(page)], Reader(workers))
    assert [one.new for one in found if isinstance(one, IngestResult)] == [True, True, True, False]
    (shown,) = library.articles()
    assert "zeppelin" not in library.read(shown.id).article.text


def test_a_name_that_no_file_can_have_loses_only_itself(
    library: Library, workers: WorkerPool
) -> None:
    found = taken(library, ["x" * 300, "a\0b"], Reader(workers))
    assert [type(one) for one in found] == [MissingSource, MissingSource]


def test_a_list_of_feeds_is_the_articles_of_its_feeds(
    library: Library, workers: WorkerPool
) -> None:
    with WebServer() as web:
        link = web.serve("/harbour", news.page("broadsheet", "harbour"))
        items = f"<item><title>H</title><link>{link}</link></item>"
        feed = web.serve(
            "/rss",
            f'<rss version="2.0"><channel><title>W</title>{items}</channel></rss>',
            "application/rss+xml",
        )
        listed = f'<opml version="2.0"><body><outline xmlUrl="{feed}"/></body></opml>'
        reader = Reader(workers, web.downloader())
        found = taken(library, [SourceBytes("-", listed.encode())], reader)
    assert [one.source for one in found if isinstance(one, IngestResult)] == [link]


def test_many_texts_are_read_in_processes_as_they_would_be_in_this_one(
    library: Library, tmp_path: Path, workers: WorkerPool
) -> None:
    names = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(names):
        path.write_text(f"{OTHER}\nThis was chapter {number}.\n")
    given: list[str | SourceBytes] = [str(path) for path in names]
    ingest = Ingest(library, Reader(workers))
    found = list(ingest.take([*given, str(tmp_path / "none.txt")]))
    assert isinstance(found.pop(), MissingSource)
    assert [one.source for one in found if isinstance(one, IngestResult)] == given
    assert list(ingest.attribute()) == [
        one.article for one in found if isinstance(one, IngestResult)
    ]
    for path, entry in zip(names, library.articles(), strict=True):
        wanted = prepare_article(read_text(path.read_text()))
        assert library.read(entry.id).attribution == wanted.attribution
        assert library.read(entry.id).passages == wanted.passages


def test_of_large_sources_only_so_many_are_held_as_memory_has_room_for() -> None:
    held, most = list[int](), list[int]()

    def read() -> int:
        held.append(30_000_000)
        most.append(sum(held))
        return held[-1]

    waiting = deque(_Job(str(number), read, 30_000_000) for number in range(6))
    for _, result in _run(waiting, 8):
        held.remove(result())
    assert max(most) <= 64_000_000
    assert len(most) == 6
