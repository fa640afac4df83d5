"""Words for figures, one test per edge."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import sentences


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0 %"),
        (0.004, "under 1 %"),
        (0.006, "1 %"),
        (0.872, "87 %"),
        (0.994, "99 %"),
        (0.996, "over 99 %"),
        (1.0, "100 %"),
    ],
)
def test_only_none_is_0_and_only_all_is_100(value: float, said: str) -> None:
    assert sentences.share(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0.0 %"), (0.0004, "under 0.1 %"), (0.8725, "87.2 %"), (0.9996, "over 99.9 %"), (1.0, "100.0 %")],
)
def test_an_exact_share_has_one_decimal(value: float, said: str) -> None:
    assert sentences.exact_share(value) == said


def test_an_interval_has_its_two_ends() -> None:
    assert sentences.interval(0.801, 1.0) == "80.1 % to 100.0 %"


@pytest.mark.parametrize(("value", "said"), [(4, "4"), (4.0, "4"), (4.5, "4.5"), (1204, "1,204"), (0, "0"), (10, "10")])
def test_a_number_has_no_needless_decimals(value: float, said: str) -> None:
    assert sentences.number(value) == said


def test_one_is_singular_and_a_half_is_not() -> None:
    said = [sentences.plural_of(value, "working day", "working days") for value in (1, 0.5, 2)]
    assert said == ["1 working day", "0.5 working days", "2 working days"]


@pytest.mark.parametrize(
    ("kind", "start", "title", "in_sentence"),
    [
        ("month", date(2026, 3, 1), "Mar 2026", "in Mar 2026"),
        ("quarter", date(2026, 1, 1), "Jan to Mar 2026", "in Jan to Mar 2026"),
        ("quarter", date(2025, 10, 1), "Oct to Dec 2025", "in Oct to Dec 2025"),
        ("term", date(2026, 1, 1), "Spring term 2026", "in the spring term 2026"),
        ("term", date(2025, 4, 1), "Summer term 2025", "in the summer term 2025"),
        ("term", date(2025, 9, 1), "Autumn term 2025", "in the autumn term 2025"),
        ("financial_year", date(2025, 4, 1), "2025/26", "in the financial year 2025/26"),
        ("academic_year", date(1999, 9, 1), "1999/00", "in the academic year 1999/00"),
        ("rolling_12_months", date(2025, 4, 1), "12 months to Mar 2026", "in the 12 months to Mar 2026"),
        ("rolling_12_months", date(2025, 1, 1), "12 months to Dec 2025", "in the 12 months to Dec 2025"),
        ("as_at", date(2026, 3, 31), "31 March 2026", "on 31 March 2026"),
    ],
)
def test_a_period_is_named(kind: str, start: date, title: str, in_sentence: str) -> None:
    assert (sentences.period(kind, start), sentences.period_in_sentence(kind, start)) == (title, in_sentence)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"within": 1, "unit": "weeks"}, "within 1 week"),
        ({"within": 10, "unit": "working_days"}, "within 10 working days"),
        ({"within": 14, "unit": "calendar_days"}, "within 14 days"),
        ({"within": 2, "unit": "months", "within_visits": 6}, "within 2 months and by the sixth visit"),
        ({"within": 2, "unit": "months", "within_visits": 12}, "within 2 months and by the 12th visit"),
        ({"within": 6, "unit": "months", "not_before": 3}, "between 3 and 6 months"),
    ],
)
def test_a_limit_is_said(limit: dict[str, int | str], said: str) -> None:
    assert sentences.limit(**limit) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed(words: list[str], said: str) -> None:
    assert sentences.listed(words) == said


def test_a_capital_leaves_the_rest_alone() -> None:
    assert [sentences.capitalised(words) for words in ("in Mar 2026", "")] == ["In Mar 2026", ""]


@pytest.mark.parametrize(
    ("symbol", "said"), [("", ""), ("c", "suppressed"), ("x", "not delivered"), ("z", "no limit published")]
)
def test_every_symbol_has_its_words(symbol: str, said: str) -> None:
    assert sentences.reason(symbol, sentences.NO_LIMIT) == said


def test_an_unknown_symbol_is_never_passed_over() -> None:
    with pytest.raises(KeyError):
        sentences.reason("?", "")


def test_the_reasons_met_are_explained_once_and_no_others() -> None:
    met = sentences.reasons_met(["", sentences.SUPPRESSED, sentences.NO_LIMIT, sentences.SUPPRESSED])
    assert met == (
        f"“suppressed”: {sentences.REASONS['suppressed']}; "
        f"“no limit published”: {sentences.REASONS['no limit published']}."
    )
    assert sentences.reasons_met(["", ""]) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("[here](there) <b>", r"\[here\](there) \<b\>"),
        (":red[x] :material/lock:", r"\:red\[x\] \:material/lock:"),
        ("$5 and $6", r"\$5 and \$6"),
        ("Avon: within 5 days", "Avon: within 5 days"),
    ],
)
def test_text_is_never_read_as_markdown(text: str, said: str) -> None:
    assert sentences.literal(text) == said


def test_a_title_inside_a_sentence_keeps_what_is_written_in_capitals() -> None:
    assert sentences.uncapitalised("Destination known") == "destination known"
    assert sentences.uncapitalised("EHC plan requested") == "EHC plan requested"
    assert sentences.uncapitalised("Asian or Asian British") == "asian or Asian British"


def test_what_is_told_as_one_is_one() -> None:
    assert sentences.quantity(0.96, "months of development per month") == "1 month of development per month"
