"""Every check has a permanent code, a sentence, and a consequence that can follow for a row."""

from __future__ import annotations

import re

from expectations import EXTRACTS
from expectations.check import Consequence
from pipelines.ingest.faults import FAULT_KINDS, PERSONAL_DATA_KINDS
from tests.pipelines.ingest.fault_examples import EXAMPLES, PERSONAL

CHECKS = [check for extract in EXTRACTS for check in extract.checks]


def test_every_code_is_given_once() -> None:
    codes = [check.code for check in CHECKS]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    assert not twice, f"a code means one thing: {twice}"


def test_a_code_says_extract_column_and_what() -> None:
    columns = {extract.name: {column.name for column in extract.columns} for extract in EXTRACTS}
    for check in CHECKS:
        assert re.fullmatch(rf"{check.extract}\.{check.column}\.[a-z][a-z_]*", check.code), f"rename {check.code}"
        assert check.column in columns[check.extract], f"{check.code}: {check.extract} has no column {check.column}"


def test_a_check_sets_aside_or_notes() -> None:
    wrong = [check.code for check in CHECKS if check.consequence is Consequence.REFUSE]
    assert not wrong, f"a row cannot refuse a submission; that is for ingest: {wrong}"


def test_every_sentence_is_one() -> None:
    wrong = [check.code for check in CHECKS if not re.fullmatch(r"\w.* .*[^.]\.", check.sentence)]
    assert not wrong, f"say what is wrong with the row, in one sentence that ends: {wrong}"


def test_every_check_says_how_it_is_mended() -> None:
    wrong = [check.code for check in CHECKS if not re.fullmatch(r"[A-Z]\w+ .*[^.]\.", check.mend)]
    assert not wrong, f"say what the sender can do about it, in a sentence that asks for it: {wrong}"


def test_every_fault_of_a_file_says_how_it_is_mended() -> None:
    wrong = [kind.code for kind in FAULT_KINDS if not re.fullmatch(r"[A-Z]\w+ [^{}]*[^.{}]\.", kind.mend)]
    assert not wrong, f"say what the sender can do about it, whatever the file: {wrong}"


def test_no_two_checks_of_an_extract_say_the_same() -> None:
    said = [(check.extract, check.sentence) for check in CHECKS]
    assert len(set(said)) == len(said)


def test_nothing_of_a_row_but_its_number_leaves_a_check() -> None:
    for check in CHECKS:
        assert check.unexpected_rows_query.startswith("SELECT row_id FROM"), f"{check.code} would let a cell travel"


def test_every_fault_of_a_file_has_a_bad_and_a_good_example() -> None:
    lacking = {kind.code for kind in FAULT_KINDS} ^ set(EXAMPLES)
    assert not lacking, f"give one of each in tests/pipelines/ingest/fault_examples.py: {sorted(lacking)}"
    assert set(PERSONAL) == set(PERSONAL_DATA_KINDS), "every kind of personal data has both"
