"""What the README says is so: its settings, its commands, its examples."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

from bot.commandline.program import app
from bot.settings import Settings
from tests.conversation import told
from tests.processes import ran

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    [
        line.removeprefix("$ ").split("  #")[0].strip()
        for line in block.splitlines()
        if line[0] == "$"
    ]
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
]


def test_every_setting_is_named_and_no_other() -> None:
    named = set(re.findall(r"^\| `((?:TELEGRAM|ONTHERECORD)_\w+)`", README, re.MULTILINE))
    assert named == {str(field.alias) for field in Settings.model_fields.values()}


def test_every_command_is_named_and_no_other() -> None:
    named = set(re.findall(r"^\| `ontherecord (\w+)", README, re.MULTILINE))
    assert named == set(get_command(app).commands)  # type: ignore[attr-defined]


def test_every_telegram_command_is_named() -> None:
    source = (ROOT / "bot" / "application.py").read_text(encoding="utf-8")
    commands = re.findall(r'CommandHandler\(\s*"(\w+)"', source)
    assert commands
    assert all(f"`/{command}" in README for command in commands)


def test_the_two_commands_stand_at_the_top_and_in_the_makefile() -> None:
    assert BLOCKS[0] == ["make run", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", README)) | {"run", "test"} <= targets


@pytest.mark.parametrize("block", BLOCKS[1:], ids=lambda block: block[0])
def test_the_examples_run_one_after_the_other(block: list[str], tmp_path: Path) -> None:
    shutil.copy(ROOT / "knowledge" / "sample" / "article.txt", tmp_path / "article.txt")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONTHERECORD")}
    environment |= {"ONTHERECORD_HOME": str(tmp_path / "home")}
    for example in block:
        command, *arguments = shlex.split(example)
        assert command == "ontherecord", example
        done = ran(arguments, environment, tmp_path)
        assert (done.returncode, done.stderr) == (0, b""), example
        assert done.stdout, example


def test_every_test_and_file_that_it_names_is_there() -> None:
    tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", README)
    assert len(tests) > 20
    for path, name in tests:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), name
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_every_threat_has_its_tests() -> None:
    model = README.split("## Threat model")[1].split("\n## ")[0]
    threats = re.split(r"^\*\*", model, flags=re.MULTILINE)[1:]
    assert len(threats) == 5
    assert all("::test_" in threat for threat in threats)


def test_the_conversation_is_what_comes_out() -> None:
    assert told() in README


@pytest.mark.parametrize("leak", ["/work", "/root", "/home/"])
def test_it_names_no_path_of_a_machine(leak: str) -> None:
    assert leak not in README
