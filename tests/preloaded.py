"""What the fork server of the tests loads once, so that no process of theirs has to again.

Nothing here changes what these processes do: all of it is loaded by them sooner or later, and
what stands in the environment or the data folder each of them reads itself.
"""

from __future__ import annotations

import importlib

from bot.views import templates as reply_templates
from knowledge import read_text
from knowledge.language import detect
from knowledge.library.preparation import prepare_article

MODULES = """
bot.cli.program bot.cli.add bot.cli.articles bot.cli.ask bot.cli.backup bot.cli.chat bot.cli.doctor
bot.cli.sources bot.cli.statements bot.ops.doctor bot.app.server alembic.command alembic.script
pebble pydantic_settings sqlalchemy.dialects.sqlite tests.web_server.server
""".split()

for module in MODULES:
    importlib.import_module(module)
# At first use the parser, the languages and each template have something to load.
prepare_article(
    read_text("Zeppelin lands\n\n“It is full,” Ann Lee said. It costs 9 crowns a flight.\n")
)
detect.detect_language("Wort Satz")
templates = reply_templates._templates()
for name in templates.list_templates():
    templates.get_template(name)
