"""What was in work when the bot ended, and what is added beside it while it runs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from knowledge import Library, read_text
from knowledge.library.preparation import prepare_passages
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Telegram


@pytest.mark.timeout(240)
def test_what_is_in_work_is_taken_up_at_the_start_and_what_is_added_meanwhile_is_found(
    telegram: Telegram, bot: RunningBot, tmp_path: Path
) -> None:
    library = Library.open(tmp_path)
    article = library.repository.put(prepare_passages(read_text(ARTICLE))).id
    bot.start()
    ends = time.monotonic() + 120
    while library.repository.in_work() and time.monotonic() < ends:
        time.sleep(0.1)
    assert [s.speaker_name for s in library.read(article).attribution.statements] == ["Ilse Brandt"]
    library.close()
    chat = telegram.chat(7)
    answer = chat.reply(chat.say("What did Brandt say?"))
    assert "Ilse Brandt" in answer["text"]
    shelve(tmp_path, "The zeppelin over Corrin costs 9 crowns a flight.\n")
    answer = chat.reply(chat.say("How much does the zeppelin cost?"))
    assert "9 crowns" in quotes(answer)[0]
