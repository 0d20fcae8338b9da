"""The templates of `bot/templates`, rendered in the language in force."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bot.i18n import translation


def error_text(error: BaseException) -> str:
    """One sentence for people about an error: that of its class, else of the nearest parent."""
    known = [
        _templates().get_template(name).module for name in ("errors.txt", "terminal_errors.txt")
    ]
    words = next(
        getattr(sentences, kind.__name__)
        for kind in type(error).__mro__
        for sentences in known
        if hasattr(sentences, kind.__name__)
    )
    return str(words(error)).strip()


def label(name: str, **values: Any) -> str:
    """The words on a button, from templates/labels.txt."""
    return render_macro("labels.txt", name, **values)


def render_macro(template: str, name: str, **values: Any) -> str:
    """The words of one macro of a template that holds several."""
    found = getattr(_templates().get_template(template).module, name)
    return str(found(**values)).strip()


def render(template: str, **values: Any) -> str:
    """The text of any other template of `bot/templates`, escaped where that is .html."""
    return _templates().get_template(template).render(values).strip()


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    environment.filters |= {
        "clipped": clip,
        "day": translation.format_day,
        "days": translation.format_period,
        "month": translation.format_month,
        "moment": translation.format_moment,
        "size": translation.format_size,
    }
    return environment


def clip(text: str, length: int = 200) -> str:
    """What is only a label need not be shown whole."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
