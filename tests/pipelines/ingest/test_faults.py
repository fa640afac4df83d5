from __future__ import annotations

import re

from pipelines.ingest import faults


def test_every_code_is_of_one_kind() -> None:
    codes = [kind.code for kind in faults.FAULT_KINDS]
    assert len(codes) == len(set(codes)) > 30


def test_codes_are_words_with_dots_between() -> None:
    word = r"([a-z_]+|\{(extract|column|kind)\})"
    assert [kind.code for kind in faults.FAULT_KINDS if not re.fullmatch(rf"{word}(\.{word})+", kind.code)] == []


def test_every_sentence_is_one() -> None:
    assert [
        kind.code for kind in faults.FAULT_KINDS if not kind.sentence.replace("{hint}", "").rstrip().endswith(".")
    ] == []
