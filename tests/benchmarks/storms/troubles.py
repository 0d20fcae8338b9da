"""What goes wrong in chaos: a Bot API that fails, a full disk, a clock that jumps, a kill."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bot.receiving.test_polling import ODD
from tests.bot.running import RunningBot
from tests.small_disk import fill
from tests.telegram_server.client import Telegram
from tests.telegram_server.faults import POLL

CALLS = ("sendMessage", "editMessageText")
DAY = 86_400.0
FULL = 16
"""Beats for which the disk stays full."""
DOWN = 8
"""Beats at most for which the bot stays away after it was killed."""


@dataclass
class Troubles:
    """Makes trouble, beat by beat, every kind of it as often; `made` counts it by its kind.

    `disk` is the bot's data folder where that can be filled up, else None; what the file `clock`
    says is how wrong the bot's clock is.
    """

    telegram: Telegram
    bot: RunningBot
    disk: Path | None
    clock: Path
    chance: random.Random
    chats: int
    made: Counter[str] = field(default_factory=Counter)
    _deck: list[str] = field(default_factory=list)
    _ballast: Path | None = None
    _full: int = 0
    _down: int = 0

    def beat(self, likely: float) -> None:
        """A moment passes: what has lasted long enough ends, and with this likelihood something
        begins.
        """
        self._lift()
        if self.chance.random() < likely:
            self._deck = self._deck or self.chance.sample(sorted(KINDS), len(KINDS))
            kind = self._deck.pop()
            if KINDS[kind](self):
                self.made[kind] += 1

    def end(self) -> None:
        """Nothing is wrong any more but what is under way, and the clock."""
        self._full = self._down = 0
        self._lift()
        self.telegram.act("disorder", likely=0.0)

    def _lift(self) -> None:
        self._full, self._down = max(0, self._full - 1), max(0, self._down - 1)
        if self._ballast is not None and not self._full:
            self._ballast.unlink()
            self._ballast = None
        if not self._down and not self.bot.running():
            if self.made["kill"] or self.made["full disk"]:
                self.made["start"] += 1
            self.bot.start()

    def kill(self) -> bool:
        """The power is cut."""
        if not self.bot.running():
            return False
        self.bot.kill()
        self._down = self.chance.randint(1, DOWN)
        return True

    def fill_disk(self) -> bool:
        """There is no byte left where the bot writes."""
        if self.disk is None or self._ballast is not None:
            return False
        self._ballast, self._full = fill(self.disk), FULL
        return True

    def jump(self) -> bool:
        """The clock is set, by a minute or by days, forwards or back."""
        wrong = self.chance.choice((-1, 1)) * self.chance.choice((60.0, 3600.0, DAY, 20 * DAY))
        self.clock.write_text(str(wrong))
        return True

    def poison(self) -> bool:
        """An update that cannot be read."""
        self.telegram.act("send", update=ODD[self.chance.choice(sorted(ODD))](0))
        return True

    def fault(self, **given: object) -> bool:
        """The next call of some method goes wrong."""
        self.telegram.fault(**given)
        return True

    def somewhere(self) -> dict[str, object]:
        """A call that the bot makes in some chat."""
        return {"method": self.chance.choice(CALLS), "chat": self.chance.randint(1, self.chats)}

    def call(self) -> str:
        """A call that the bot makes, the poll among them."""
        return self.chance.choice((*CALLS, POLL))


KINDS: dict[str, Callable[[Troubles], bool]] = {
    "kill": Troubles.kill,
    "full disk": Troubles.fill_disk,
    "clock": Troubles.jump,
    "poison": Troubles.poison,
    "429": lambda t: t.fault(**t.somewhere(), retry_after=t.chance.randint(1, 3)),
    "5xx": lambda t: t.fault(
        method=t.call(), code=t.chance.choice((500, 502, 503)), words="Internal Server Error"
    ),
    "broken JSON": lambda t: t.fault(
        method=t.call(),
        code=t.chance.choice((200, 200, 502)),
        body=t.chance.choice(("<html>Bad Gateway</html>", '{"ok": tru', "[]", '{"ok": true}')),
    ),
    "late": lambda t: t.fault(**t.somewhere(), late=t.chance.uniform(1, 6)),
    "cut": lambda t: t.fault(**t.somewhere(), lost=True),
}
"""Each kind of trouble by its name; it returns whether there is any."""
