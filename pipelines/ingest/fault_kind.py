"""What a kind of fault is: a permanent code, a consequence, a sentence, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.check import Consequence
from pipelines.errors import Fault


@dataclass(frozen=True)
class FaultKind:
    """One kind of fault; ``fault`` makes one of it.

    Attributes:
        code: permanent; the extract, the column and the kind of personal data stand in it where braces are.
        consequence: what follows.
        sentence: what is wrong and where; the words in braces are given to ``fault``.
        mend: what the sender can do about any fault of the kind; it has no words in braces.
    """

    code: str
    consequence: Consequence
    sentence: str
    mend: str

    def fault(self, *, extract: str = "", column: str = "", file: str = "", rows: int = 0, **words: str) -> Fault:
        """A fault of this kind.

        Args:
            extract: the extract concerned.
            column: the contract's column, or the delivered heading.
            file: the delivered file's name.
            rows: how many rows it concerns.
            words: what else the sentence says.
        """
        said = {"extract": extract, "column": column, "file": file, "rows": f"{rows:,}", **words}
        code, sentence = self.code.format(**said), self.sentence.format(**said)
        return Fault(code, extract, column, self.consequence, sentence, file, rows)


def refusing(code: str, sentence: str, mend: str) -> FaultKind:
    """A kind of fault with which a submission cannot be used."""
    return FaultKind(code, Consequence.REFUSE, sentence, mend)


def noting(code: str, sentence: str, mend: str) -> FaultKind:
    """A kind of fault that is only told."""
    return FaultKind(code, Consequence.NOTE, sentence, mend)
