"""How the quotations of one version of an article differ from those of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model.statement import Statement


@dataclass(frozen=True, slots=True)
class AlteredQuotation:
    """A quotation that reads otherwise now, or is another's now: as it was and as it is."""

    before: Statement
    after: Statement


@dataclass(frozen=True, slots=True)
class QuotationChanges:
    """What is new in the quotations: each in the order of its own version's text. `withdrawn`
    are the old version's statements, `added` the new one's.
    """

    altered: tuple[AlteredQuotation, ...] = ()
    withdrawn: tuple[Statement, ...] = ()
    added: tuple[Statement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.altered or self.withdrawn or self.added)
