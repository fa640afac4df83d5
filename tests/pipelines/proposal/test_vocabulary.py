"""What is known of headings and values names what there is, and nothing twice."""

from __future__ import annotations

from collections import defaultdict

import pytest

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from pipelines.proposal.vocabulary import vocabulary
from pipelines.proposal.wording import is_same, likeness, words_that_count


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.name)
def test_headings_name_columns_of_their_extract(extract: Extract) -> None:
    columns = {column.name for column in extract.columns}
    assert set(vocabulary().sure[extract.name]) == set(vocabulary().likely[extract.name]) == columns


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.name)
def test_a_sure_heading_means_one_column(extract: Extract) -> None:
    sure, likely = vocabulary().sure[extract.name], vocabulary().likely[extract.name]
    meant: dict[frozenset[str], set[str]] = defaultdict(set)
    for listed in (sure, likely):
        for column, headings in listed.items():
            for heading in headings:
                meant[words_that_count(heading)].add(column)
    wrong = [(h, meant[words_that_count(h)]) for hs in sure.values() for h in hs if len(meant[words_that_count(h)]) > 1]
    assert not wrong


def test_values_name_codes_of_their_column() -> None:
    codes: dict[str, set[str]] = {"boolean": {"true", "false"}}
    for column in (c for extract in EXTRACTS for c in extract.columns if c.type is ColumnType.CODE):
        codes.setdefault(column.name, set()).update(code for code, _ in column.codes)
    for listed in (vocabulary().sure_values, vocabulary().likely_values):
        for column_name, known in listed.items():
            assert set(known) <= codes[column_name], column_name


def test_a_value_means_one_code() -> None:
    sure, likely = vocabulary().sure_values, vocabulary().likely_values
    for column in sure:
        listed = [v for known in (sure[column], likely.get(column, {})) for values in known.values() for v in values]
        assert len(listed) == len(set(listed)), (column, [v for v in listed if listed.count(v) > 1])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ref Recd Date", "DateReferralReceived"), ("VST_STS", "Visit status"), ("Child Ref", "CHILD_ID")],
)
def test_spellings_of_one_heading_have_the_same_words(one: str, other: str) -> None:
    assert words_that_count(one) == words_that_count(other)


def test_words_for_what_a_row_is_of_make_no_difference_beside_others() -> None:
    subject = frozenset({"visit"})
    assert is_same(words_that_count("Visit status"), words_that_count("status"), subject)
    assert not is_same(words_that_count("Visit date"), words_that_count("date"), subject)


def test_likeness_is_whole_for_the_same_and_none_for_nothing_shared() -> None:
    some, others = frozenset({"close", "date"}), frozenset({"kind"})
    assert likeness(some, some, frozenset()) == 1
    assert likeness(some, others, frozenset()) == 0
