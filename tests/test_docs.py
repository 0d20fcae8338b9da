"""What the README and the pages of docs say is so, and nothing is left out that people can use."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values
from jinja2 import Environment, nodes
from typer.main import get_command

from bot.app import application
from bot.cli.program import app
from bot.ops import health
from bot.settings import Settings
from bot.store.tables import answers, daily_counts, feed_items, notices, updates
from bot.version import VERSION
from bot.views import templates
from tests import pages
from tests.conversation import told
from tests.pages import CHANGELOG, DOCS, PAGES, README, ROOT, name_of, text_of
from tests.processes import ran

EXAMPLES = [
    (page, pages.commands(block)) for page in PAGES for block in pages.examples(text_of(page))
]
RUNNING = [(page, block) for page, block in EXAMPLES if not block[0].startswith("make ")]
TEMPLATES = sorted((ROOT / "bot" / "templates").iterdir())
LABELLED = {"number": 2, "speaker": "Sorel", "paragraph": 4, "article": 12, "label": "Short"}
"""What labels are said of on the pages."""
NO_BUTTONS = {"forwarded", "pasted", "words", "opml_title"}
"""Labels of other things: names of articles, what to type, the title of a file."""
KINDS_OF_CHANGE = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}

every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


def run(arguments: list[str], folder: Path) -> bytes:
    """What the command prints in a folder with the sample's text and a library of its own."""
    shutil.copy(ROOT / "knowledge" / "sample" / "article.txt", folder / "article.txt")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONTHERECORD")}
    environment |= {"ONTHERECORD_HOME": str(folder / "home")}
    done = ran(arguments, environment, folder)
    assert (done.returncode, done.stderr) == (0, b""), arguments
    return done.stdout


def labels(template: str) -> list[str]:
    """The words of a template's labels, those of commands left out."""
    source = (ROOT / "bot" / "templates" / template).read_text(encoding="utf-8")
    found = (
        [templates.render_macro(template, "context", paragraph=0)]
        if template == "labels.txt"
        else []
    )
    for name, given in re.findall(r"{% macro (\w+)\((.*?)\) %}", source):
        if not name.startswith("command_") and name not in NO_BUTTONS:
            values = {one: LABELLED[one] for one in given.split(", ") if one}
            found.append(templates.render_macro(template, name, **values))
    return [words.replace("\xa0", " ") for words in found]


class TestTheReadme:
    def test_it_is_one_page(self) -> None:
        assert len(README.read_bytes()) < 7000

    def test_it_leads_to_every_page(self) -> None:
        led = {ROOT / link.partition("#")[0] for link in pages.links(text_of(README))}
        assert {CHANGELOG, *DOCS} <= led

    def test_its_turns_of_the_conversation_are_what_comes_out(self) -> None:
        assert f"```text\n{told(3)}\n```" in text_of(README)

    @pytest.mark.parametrize("page", [README, ROOT / "docs" / "contributing.md"], ids=name_of)
    def test_the_two_commands_stand_at_the_top_in_the_words_of_make_help(self, page: Path) -> None:
        block = pages.examples(text_of(page))[0]
        found = re.findall(r"^\$ make (\w+) +# (.+)$", block, re.MULTILINE)
        assert [target for target, _ in found] == ["run", "test"]
        assert all(pages.targets()[target].startswith(words) for target, words in found)


@every_page
class TestEachPage:
    def test_it_says_for_whom_it_is(self, page: Path) -> None:
        beginning = text_of(page).split("\n\n")[1]
        assert page in (README, CHANGELOG) or re.match(r"For (who|every)", beginning)

    def test_its_links_lead_somewhere(self, page: Path) -> None:
        for link in pages.links(text_of(page)):
            path, _, anchor = link.partition("#")
            there = (page.parent / path).resolve() if path else page
            assert there.exists(), link
            assert not anchor or anchor in pages.anchors(text_of(there)), link

    def test_the_targets_of_make_that_it_names_are_there(self, page: Path) -> None:
        named = set(re.findall(r"(?:`|^\$ )make ([a-z]+)", text_of(page), re.MULTILINE))
        assert named <= pages.targets().keys()

    def test_the_files_and_modules_that_it_names_are_there(self, page: Path) -> None:
        if page.name == "architecture.md":
            return  # see test_architecture_page.py
        for path in re.findall(
            r"`((?:bot|knowledge|tests|deploy|docs)/[\w./-]*)[`:]", text_of(page)
        ):
            assert (ROOT / path).exists(), path
        for module in re.findall(r"python -m (tests[\w.]*)", text_of(page)):
            assert find_spec(module), module

    def test_the_tests_that_it_names_are_there(self, page: Path) -> None:
        for path, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text_of(page)):
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), name

    @pytest.mark.parametrize("leak", ["/work", "/root", "/home", "/tmp"])  # noqa: S108
    def test_it_names_no_path_of_a_machine(self, page: Path, leak: str) -> None:
        assert not re.search(rf"(?<![\w/]){leak}\b", text_of(page))


@pytest.mark.parametrize(
    "block", [block for _, block in RUNNING], ids=[f"{name_of(p)}: {b[0]}" for p, b in RUNNING]
)
def test_the_examples_run_one_after_the_other(block: list[str], tmp_path: Path) -> None:
    for example in block:
        command, *arguments = shlex.split(example)
        assert command == "ontherecord", example
        assert run(arguments, tmp_path), example


def test_the_whole_conversation_is_what_comes_out() -> None:
    assert f"```text\n{told()}\n```" in text_of("asking")


def test_the_readme_and_asking_tell_of_the_same_questions() -> None:
    assert pages.table(text_of(README), "you ask") == pages.table(text_of("asking"), "you ask")


def test_every_setting_is_named_and_no_other() -> None:
    named = [name for row in pages.table(text_of("settings"), "setting") for name in coded(row)]
    assert sorted(named) == sorted(str(field.alias) for field in Settings.model_fields.values())


def test_the_example_of_settings_is_one() -> None:
    given = dotenv_values(stream=io.StringIO(pages.examples(text_of("settings"), "sh")[0]))
    set_so = Settings(_env_file=None, **given)  # type: ignore[arg-type, call-arg]
    assert len(set_so.admins) == 2
    assert set_so.allowed == {-1001234567890}


class TestTheCommandLine:
    def test_every_command_is_named_and_no_other(self) -> None:
        rows = pages.table(text_of("command-line"), "command")
        named = [words[1] for row in rows if len(words := coded(row)[0].split()) > 1]
        assert sorted(named) == sorted(get_command(app).commands)  # type: ignore[attr-defined]

    def test_every_option_is_named_and_no_other(self) -> None:
        page = text_of("command-line")
        for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
            options = {o for p in command.params for o in p.opts if o.startswith("--")} - {"--help"}
            row = next(r for r in pages.table(page, "command") if f"`ontherecord {name}" in r[0])
            if name == "ask":
                row = [" ".join(one[0] for one in pages.table(page, "option of `ask`"))]
            assert set(re.findall(r"--\w+", row[0])) == options, name

    @pytest.mark.parametrize(
        ("heading", "path"),
        [("key", ()), ("key of a citation", ("citations",)), ("key of a passage", ("passages",))],
    )
    def test_every_key_of_an_answer_is_named_and_no_other(
        self, heading: str, path: tuple[str, ...], tmp_path: Path
    ) -> None:
        asked = ["ask", "--article", "article.txt", "--json", "--passages", "1", "Who is quoted?"]
        value: Any = json.loads(run(asked, tmp_path))
        for key in path:
            value = value[key][0]
        assert keys_named(heading) == sorted(value)

    def test_every_key_of_a_statement_is_named_and_no_other(self, tmp_path: Path) -> None:
        printed = json.loads(run(["statements", "article.txt", "--json"], tmp_path))
        named = re.search(r"a line for each article: (.+)\.$", text_of("command-line"), re.M)
        assert named
        assert coded([named[1]]) == list(printed)
        assert keys_named("key of a statement") == sorted(printed["statements"][0])


class TestTelegram:
    def test_every_command_is_named_and_no_other(self) -> None:
        source = Path(application.__file__).read_text(encoding="utf-8")
        commands = set(re.findall(r'Command(?:Handler)?\(\s*"(\w+)"', source)) | {"ask"}
        assert len(commands) > 10
        cells = [row[0] for row in pages.table(text_of("telegram"), "command")]
        assert {name for cell in cells for name in re.findall(r"`/(\w+)", cell)} == commands

    def test_every_button_is_named(self) -> None:
        rows = pages.table(text_of("telegram"), "under")
        named = {
            words for row in rows for cell in row for words in re.findall(r"\*\*(.+?)\*\*", cell)
        }
        assert named == set(labels("labels.txt"))

    def test_every_button_of_administrators_is_named(self) -> None:
        told_of = pages.section(text_of("telegram"), "## For the administrators of the bot")
        assert all(f"**{words}**" in told_of for words in labels("admin_labels.txt"))

    def test_what_is_no_button_is_a_label_all_the_same(self) -> None:
        source = (ROOT / "bot" / "templates" / "labels.txt").read_text(encoding="utf-8")
        assert all(f"macro {name}(" in source for name in NO_BUTTONS)


class TestDeploying:
    def test_every_metric_is_named_and_no_other(self) -> None:
        shown = health.metrics(health.HealthState(True, 0, 0, 0.0, 0, 0, 0, 0.0, 0.0, 1))
        rows = pages.table(text_of("deploying"), "metric")
        named = [name for row in rows for name in coded(row)]
        assert sorted(named) == sorted(re.findall(r"^(\w+) ", shown, re.MULTILINE))

    def test_it_tells_for_how_long_things_are_kept(self) -> None:
        days = [int(row[1]) for row in pages.table(text_of("deploying"), "kept")]
        assert days == [
            table.KEPT_DAYS for table in (updates, answers, notices, feed_items, daily_counts)
        ]


def test_every_threat_has_its_tests() -> None:
    threats = re.findall(r"^## .+$", text_of("threat-model"), re.MULTILINE)
    assert len(threats) == 5
    assert all("::test_" in pages.section(text_of("threat-model"), one) for one in threats)


def test_every_target_is_explained_as_by_make_help() -> None:
    rows = pages.table(text_of("contributing"), "target")
    assert [[f"`make {name}`", words] for name, words in pages.targets().items()] == rows


def test_the_filters_that_translating_tells_of_are_those_of_the_templates() -> None:
    used = set()
    for template in TEMPLATES:
        tree = Environment(extensions=["jinja2.ext.i18n"]).parse(template.read_text("utf-8"))  # noqa: S701
        used |= {node.name for node in tree.find_all(nodes.Filter)}
    shown = [row[0] for row in pages.table(text_of("translating"), "in a template")]
    named = {name for cell in shown for name in re.findall(r"\\\| (\w+)", cell)}
    assert named <= used
    assert len(named) == len(shown)


def test_the_changelog_keeps_its_form() -> None:
    text = text_of(CHANGELOG)
    versions = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    released = [
        re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", one) for one in versions[1:]
    ]
    assert all(released)
    assert [one[2] for one in released if one] == sorted(
        (o[2] for o in released if o), reverse=True
    )
    assert VERSION in {one[1] for one in released if one}
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= KINDS_OF_CHANGE


def coded(row: list[str]) -> list[str]:
    """What stands in code in the first cell of a row."""
    return pages.coded(row[0])


def keys_named(heading: str) -> list[str]:
    """The keys in the first cells of a table of the page on the command line."""
    rows = pages.table(text_of("command-line"), heading)
    return sorted(name for row in rows for name in coded(row))
