"""What deploys the bot is well formed and says what docs/deploying.md promises."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.bot.running import RunningBot
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer

ROOT = Path(__file__).parents[2]
DOCKER = {
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
}  # fmt: skip
SETTINGS = {str(field.alias) for field in Settings.model_fields.values()}


def dockerfile() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with what follows it."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    whole = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    lines = [line.split(maxsplit=1) for line in whole.splitlines() if line.strip()]
    return [(name, more) for name, more in lines]


def last(name: str) -> str:
    """The last of the instructions of that name."""
    return [more for found, more in dockerfile() if found == name][-1]


def pinned(lock: Path) -> dict[str, str]:
    """The lines of a lock file with their hashes, by the package."""
    text = re.sub(r"\\\n\s*", "", lock.read_text(encoding="utf-8"))
    return {line.split("==")[0]: line for line in text.splitlines()}


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def unit() -> dict[str, dict[str, list[str]]]:
    """The systemd unit: sections, their keys, and what is said for each."""
    sections: dict[str, dict[str, list[str]]] = {}
    for line in (ROOT / "deploy" / "ontherecord.service").read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = sections.setdefault(header[1], {})
        elif line and line[0] != "#":
            key, given, value = line.partition("=")
            assert given and re.fullmatch(r"[A-Za-z]+", key), line
            section.setdefault(key, []).append(value)
    return sections


class TestDockerfile:
    def test_every_instruction_is_one_and_its_lists_are_json(self) -> None:
        assert dockerfile()[0][0] == "FROM"
        for name, more in dockerfile():
            assert name in DOCKER
            listed = more[more.index("[") :] if name in {"CMD", "ENTRYPOINT", "HEALTHCHECK"} else ""
            if listed:
                assert all(isinstance(word, str) for word in json.loads(listed))

    def test_it_is_slim_and_of_a_python_that_the_project_allows(self) -> None:
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
        for image in (more.split()[0] for name, more in dockerfile() if name == "FROM"):
            version = re.fullmatch(r"python:3\.(\d+)-slim", image)
            assert version
            assert int(version[1]) >= int(wanted.removeprefix(">=3."))

    def test_it_does_not_run_as_root(self) -> None:
        assert last("USER") == "10001"
        after = [name for name, _ in dockerfile()]
        assert "RUN" not in after[after.index("USER") :]

    def test_what_it_copies_is_there_and_is_not_ignored(self) -> None:
        ignore = (ROOT / ".dockerignore").read_text().split()
        assert ignore[0] == "*"
        for name, more in dockerfile():
            if name == "COPY" and not more.startswith("--from"):
                source = more.split()[0]
                assert (ROOT / source).exists()
                assert f"!{source}" in ignore

    def test_nothing_in_it_is_left_to_be_compiled_at_each_start(self) -> None:
        runs = [more for name, more in dockerfile() if name == "RUN"]
        assert any(run.endswith("python -m compileall -q /app") for run in runs)

    def test_the_program_knows_its_version_where_it_is_not_installed(self, tmp_path: Path) -> None:
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
        shutil.copytree(ROOT / "bot", tmp_path / "bot")
        asked = [sys.executable, "-S", "-c", "from bot.version import VERSION; print(VERSION)"]
        told = subprocess.run(asked, cwd=tmp_path, capture_output=True, timeout=20)
        assert told.stdout.decode().strip() == declared
        sources = [path for room in ("bot", "knowledge") for path in (ROOT / room).rglob("*.py")]
        assert not any("importlib.metadata" in path.read_text("utf-8") for path in sources)

    def test_its_settings_are_settings(self) -> None:
        named = {word.split("=")[0] for word in shlex.split(last("ENV"))}
        assert {name for name in named if name.startswith("ONTHERECORD")} <= SETTINGS

    def test_no_secret_is_in_it(self) -> None:
        assert "TELEGRAM_BOT_TOKEN" not in (ROOT / "Dockerfile").read_text()

    def test_its_dependencies_are_the_tested_ones_and_no_others(self) -> None:
        tested, deployed = (
            pinned(ROOT / "requirements.lock"),
            pinned(ROOT / "deploy" / "requirements.lock"),
        )
        assert deployed.items() <= tested.items()
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
        names = {re.split(r"[\[<>=~]", line)[0].replace(".", "-") for line in declared}
        assert names <= set(deployed)
        assert not {"pytest", "mypy", "numba"} & set(deployed)

    def test_its_health_check_tells_a_bot_that_is_ready_from_none(self, tmp_path: Path) -> None:
        check = json.loads(last("HEALTHCHECK")[last("HEALTHCHECK").index("[") :])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        command = [sys.executable, *check[1:]]
        environment = os.environ | {"ONTHERECORD_HEALTH_PORT": port}
        with TelegramServer() as server:
            telegram = Telegram(server.url)
            with RunningBot(server.url, tmp_path, ONTHERECORD_HEALTH_PORT=port):
                telegram.wait(lambda: telegram.calls("setMyCommands"))
                ready = subprocess.run(command, env=environment, capture_output=True, timeout=20)
            telegram.close()
        gone = subprocess.run(command, env=environment, capture_output=True, timeout=20)
        assert (ready.returncode, gone.returncode) == (0, 1)


class TestCompose:
    def test_it_is_a_compose_file_whose_volumes_are_declared(self) -> None:
        found = compose()
        assert set(found) == {"services", "volumes"}
        (bot,) = found["services"].values()
        for volume in bot["volumes"]:
            assert volume.split(":")[0] in found["volumes"]
        assert {f"{volume.split(':')[1]}" for volume in bot["volumes"]} == {last("VOLUME")}
        assert set(bot["environment"]) <= SETTINGS

    def test_it_gives_the_bot_time_to_end_and_no_rights(self) -> None:
        bot = compose()["services"]["bot"]
        assert int(bot["stop_grace_period"].removesuffix("s")) > 8
        assert bot["cap_drop"] == ["ALL"]
        assert bot["read_only"] is True
        assert bot["security_opt"] == ["no-new-privileges:true"]


class TestUnit:
    def test_it_has_its_sections_and_each_key_once(self) -> None:
        assert list(unit()) == ["Unit", "Service", "Install"]
        for section in unit().values():
            assert all(len(values) == 1 for values in section.values())

    def test_it_gives_the_bot_time_to_end_and_a_user_of_its_own(self) -> None:
        service = {key: values[0] for key, values in unit()["Service"].items()}
        assert int(service["TimeoutStopSec"]) > 8
        assert service["User"] not in {"", "root"}
        assert service["Environment"].split("=")[0] in SETTINGS
        assert service["ExecStart"].split("/")[-1] == "ontherecord"

    @pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd's own check")
    def test_systemd_has_nothing_to_say_against_it(self, tmp_path: Path) -> None:
        text = (ROOT / "deploy" / "ontherecord.service").read_text()
        here = re.sub(r"(?m)^ExecStart=.*$", f"ExecStart={sys.executable}", text)
        (tmp_path / "ontherecord.service").write_text(here)
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(tmp_path / "ontherecord.service")],
            capture_output=True,
            timeout=60,
        )
        ours = [line for line in done.stderr.decode().splitlines() if "ontherecord" in line]
        assert ours == []
