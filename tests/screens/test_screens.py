"""The tool that shoots the screens: it shows what was sent, and the README's screen is there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.screens.page import WIDTH, marked_up, page
from tests.screens.scenes import SCENES
from tests.screens.shooting import CHROMIUM, SCALE, shoot
from tests.telegram_server.client import Json

HERE = Path(__file__).parent


def message(**more: object) -> Json:
    return {"from": {"is_bot": True, "first_name": "Bot"}, **more}


def test_entities_become_markup_in_utf_16_units_and_words_stay_words() -> None:
    entities = [
        {"type": "bold", "offset": 3, "length": 4},
        {"type": "expandable_blockquote", "offset": 0, "length": 7},
    ]
    made = marked_up("🪶 <&b> x", entities)
    assert made == '<blockquote class="more">🪶 <b>&lt;&amp;b&gt;</b></blockquote> x'


def test_a_page_holds_words_keyboards_and_pictures() -> None:
    keys = {"inline_keyboard": [[{"text": "In <context>"}], [{"text": "Copy"}]]}
    photo = message(photo=[{"file_id": "a"}], caption="Who", caption_entities=[])
    made = page([message(text="Hello", reply_markup=keys), photo], lambda _: b"png")
    assert "<span>In &lt;context&gt;</span>" in made
    assert "data:image/png;base64,cG5n" in made
    assert "Hello" in made
    assert "Who" in made


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_page_is_shot_at_the_width_of_a_phone_and_cut_to_the_chat(tmp_path: Path) -> None:
    shoot(page([message(text="Hello")], lambda _: b""), tmp_path / "a.png")
    with Image.open(io.BytesIO((tmp_path / "a.png").read_bytes())) as image:
        assert image.width == WIDTH * SCALE
        assert 80 < image.height < 400


def test_the_screen_of_the_readme_is_one_of_the_scenes_and_small() -> None:
    assert "answer" in SCENES
    with Image.open(HERE / "answer.png") as image:
        assert image.width == WIDTH * SCALE
    assert (HERE / "answer.png").stat().st_size <= 150_000
    assert "](tests/screens/answer.png)" in (HERE.parents[1] / "README.md").read_text("utf-8")
