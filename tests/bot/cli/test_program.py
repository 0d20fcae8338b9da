"""The command line, run as people and the measures run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.processes import ran

STORY = """Ferry line is to close

By Jane Roe

The ferry line between Corrin and Selby will close in November after 61 years.

A ticket costs 4 crowns. The town has paid 2 million crowns for repairs since March.

Ann Lee, the director, lives in Selby. The boats are laid up at Port Averil.
"""
COMMAND = str(Path(sys.executable).parent / "ontherecord")


class Shell:
    """Runs the command with a data folder of its own; `cold` as it is installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ONTHERECORD", "TELEGRAM"))
        } | {"ONTHERECORD_HOME": str(folder / "home")}

    def __call__(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return ran(arguments, self.environment, self.folder, given)

    def cold(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [COMMAND, *arguments],
            input=given,
            capture_output=True,
            env=self.environment,
            cwd=self.folder,
            timeout=60,
        )

    def json(self, *arguments: str, given: str = "") -> list[dict[str, Any]]:
        done = self(*arguments, "--json", given=given.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    return Shell(tmp_path)


def one_sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    words = done.stderr.decode()
    assert words.count("\n") == 1
    assert "Traceback" not in words
    return words


def test_a_question_is_answered_by_the_contract(shell: Shell) -> None:
    (answer,) = shell.json(
        "ask", "--article", "ferry.txt", "--passages", "2", "How much is a ticket?"
    )
    assert list(answer) == [
        "question", "status", "speaker", "speakers", "text", "citations", "passages",
    ]  # fmt: skip
    assert answer["status"] == "answered"
    first = answer["citations"][0]
    assert list(first) == [
        "article", "title", "url", "paragraph", "start", "end", "quote", "speaker", "kind",
        "why",
    ]  # fmt: skip
    assert first["quote"] == STORY[first["start"] : first["end"]] == "A ticket costs 4 crowns."
    assert (first["article"], first["title"]) == ("ferry.txt", "Ferry line is to close")
    assert (first["paragraph"], first["kind"], first["speaker"]) == (4, "passage", None)
    assert 1 <= len(answer["passages"]) <= 2
    assert list(answer["passages"][0]) == ["article", "paragraph", "start", "end", "score"]


def test_the_command_as_it_is_installed_does_the_same(shell: Shell) -> None:
    asked = ("ask", "--article", "ferry.txt", "--json", "-")
    for given, status in ((b"How much is a ticket?\n", 0), (b"", 1)):
        installed, done = shell.cold(*asked, given=given), shell(*asked, given=given)
        assert installed.returncode == done.returncode == status
        assert installed.stdout == done.stdout
        assert installed.stderr == done.stderr


def test_each_line_of_input_is_a_question_and_blank_lines_are_none(shell: Shell) -> None:
    asked = "How much is a ticket?\n\nWho won the cup?\n   \n😀\n"
    answers = shell.json("ask", "--article", "ferry.txt", "-", given=asked)
    assert [a["question"] for a in answers] == ["How much is a ticket?", "Who won the cup?", "😀"]
    assert [a["status"] for a in answers] == ["answered", "not_found", "not_found"]
    assert all(a["text"] for a in answers)
    assert answers[1]["citations"] == []


def test_bytes_that_are_no_text_are_a_question_like_another(shell: Shell) -> None:
    done = shell("ask", "--article", "ferry.txt", "--json", "-", given=b"\xff\xfe ticket\n")
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "answered"


def test_the_article_may_come_from_standard_input(shell: Shell) -> None:
    done = shell("ask", "--article", "-", "--json", "Where are the boats?", given=STORY.encode())
    assert json.loads(done.stdout)["citations"][0]["article"] == "-"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "--article", "-", "-"),
        ("ask", "--passages", "-1", "x"),
        ("ask", "--nonsense", "x"),
        ("nonsense",),
        ("remove",),
        ("add",),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    done = shell(*arguments)
    assert done.returncode == 2
    assert one_sentence(done).startswith("Wrong usage: ")
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "no file"),
        (b"", "nothing to read"),
        (bytes(range(256)) * 10, "no text"),
        (b"a" * 20_000_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_status_1(
    shell: Shell, content: bytes | None, word: str
) -> None:
    if content is not None:
        (shell.folder / "bad.txt").write_bytes(content)
    for arguments in (
        ("ask", "--article", "bad.txt", "x"),
        ("add", "bad.txt"),
        ("statements", "bad.txt"),
    ):
        done = shell(*arguments)
        assert done.returncode == 1
        assert word in one_sentence(done)
    assert shell("articles").stdout.startswith(b"There are no articles")


@pytest.mark.parametrize("question", ["", "😀", "the of", "\x07\x08", "ferry " * 2000])
def test_a_question_that_cannot_be_read_is_one_sentence_and_status_1(
    shell: Shell, question: str
) -> None:
    done = shell("ask", "--article", "ferry.txt", question)
    assert done.returncode == 1
    one_sentence(done)


def test_input_without_a_question_is_one_sentence_and_status_1(shell: Shell) -> None:
    done = shell("ask", "--article", "ferry.txt", "-", given=b"\n \n")
    assert done.returncode == 1
    one_sentence(done)


def test_the_shared_library_is_added_to_listed_asked_and_removed_from(shell: Shell) -> None:
    assert shell("add", "ferry.txt").stdout.decode() == "1\tFerry line is to close\n"
    assert b"already there" in shell("add", "ferry.txt").stdout
    assert shell("articles").stdout.decode().split("\t")[-1] == "Ferry line is to close\n"
    (answer,) = shell.json("ask", "Where are the boats?")
    assert answer["citations"][0]["article"] == "1"
    assert shell("remove", "1").returncode == 0
    done = shell("remove", "1")
    assert done.returncode == 1
    one_sentence(done)


def test_of_many_sources_the_bad_one_loses_only_itself(shell: Shell) -> None:
    (shell.folder / "bus.txt").write_text("The bus is red, and it goes to Selby every day.")
    done = shell("add", "ferry.txt", "nowhere.txt", "bus.txt")
    assert done.returncode == 1
    assert "nowhere.txt" in one_sentence(done)
    assert len(shell("articles").stdout.splitlines()) == 2


def test_statements_print_one_object_an_article_in_order(shell: Shell) -> None:
    (shell.folder / "bus.txt").write_text("The bus is red, and it goes to Selby every day.")
    found = shell.json("statements", "bus.txt", "ferry.txt")
    assert [f["article"] for f in found] == ["bus.txt", "ferry.txt"]
    assert found[1]["text"] == STORY
    assert found[0]["statements"] == []


def test_the_chat_answers_each_line_of_piped_input_and_ends(shell: Shell) -> None:
    done = shell("chat", "ferry.txt", given=b"How much is a ticket?\nWho won the cup?\n")
    assert done.returncode == 0
    assert b"> A ticket costs 4 crowns." in done.stdout
    assert b"does not say" in done.stdout


def test_without_token_and_input_it_ends_after_a_question_on_the_sample(shell: Shell) -> None:
    done = shell()
    assert done.returncode == 0
    assert b"@BotFather" in done.stdout
    assert b"sample" in done.stdout
    assert "> “" in done.stdout.decode() or "\n> " in done.stdout.decode()


def test_an_unknown_setting_of_ours_stops_the_start(shell: Shell) -> None:
    shell.environment["ONTHERECORD_HOMME"] = "x"
    done = shell("articles")
    assert done.returncode == 1
    assert "ONTHERECORD_HOMME" in one_sentence(done)


def test_a_reader_that_goes_away_is_no_failure_to_shout_about(shell: Shell) -> None:
    questions = b"How much is a ticket?\n" * 2000
    with subprocess.Popen(
        [COMMAND, "ask", "--article", "ferry.txt", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=shell.environment,
        cwd=shell.folder,
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdout.close()
        running.stdin.write(questions)
        running.stdin.close()
        assert b"Traceback" not in running.stderr.read()
