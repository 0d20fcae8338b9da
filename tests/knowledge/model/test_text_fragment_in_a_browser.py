"""A link of ours in a real browser: headless Chromium scrolls to the words."""

from __future__ import annotations

import html
import re
import shutil
import subprocess

import pytest

from knowledge.model.span import Span
from knowledge.model.text_fragment import text_link
from knowledge.reading.formats.web_page import read_page
from tests.web_server import news
from tests.web_server.server import WebServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
APART = """<style>article p { margin-bottom: 1500px !important }</style><script>
addEventListener("load", () => setTimeout(() => {
  const shown = [...document.querySelectorAll("article p")].filter(p => {
    const box = p.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
  document.body.setAttribute("data-shown", shown.map(p => p.textContent).join(" "));
}, 1200));</script></head>"""


def shown_by(link: str) -> str:
    """The paragraphs that stand in the browser's window once a page with APART is opened."""
    page = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--window-size=900,700",
         "--virtual-time-budget=4000", "--dump-dom", link],
        capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip
    match = re.search(r'data-shown="([^"]*)"', page)
    assert match
    return html.unescape(match[1])


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("harbour", "“We believe it when the boats are tied up there.”"),  # exact
        ("strike", "no,” she added. Asked whether the government"),  # two paragraphs: by its ends
        ("museum", "the painting"),  # which stands there before: by what is around it
        ("most", "Мост был построен в 1974 году"),
    ],
)
def test_the_browser_scrolls_to_the_words(name: str, words: str, web: WebServer) -> None:
    page = news.page("broadsheet", name).replace(b"</head>", APART.encode(), 1)
    link = web.serve("/story", page)
    article = read_page(page, link, link)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = list(re.finditer(pattern, article.text))
    span = Span(*found[-1].span())
    paragraph = article.paragraph_at(span.start)
    assert paragraph is not None
    assert paragraph.span.of(article.text) in shown_by(text_link(link, article.text, span))
