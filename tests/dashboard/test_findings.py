"""What charts show, in a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import findings, over_time

_SCHEMA = {
    "what": pl.String,
    "area": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "words": pl.String,
    "other_value": pl.Float64,
    "other_words": pl.String,
}
CONTACT, MEETING = "First contact", "Initial meeting"
NO_LIMIT = "no limit published"
Share = tuple[str, str, str, float | None, float, str]


def _shares(*rows: Share) -> pl.DataFrame:
    """Rows of standard, area, period, numerator, denominator, words."""
    told = [
        (title, area, period, None if met is None else met / of, met, None if met is None else of, words, None, "")
        for title, area, period, met, of, words in rows
    ]
    return _frame(told)


def _pairs(*rows: tuple[str, str, float | None, float | None, str, str]) -> pl.DataFrame:
    """Rows of standard, area, first and second number, and the words of both."""
    return _frame([(t, area, "", one, one, None, words, two, why) for t, area, one, two, words, why in rows])


def _frame(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    code = pl.when(pl.col("area") == "All areas").then(pl.lit("all")).otherwise(pl.col("area").str.to_lowercase())
    return frame.with_columns(code.alias("service_area"), pl.lit("none").alias("breakdown"))


def _on_time(rows: pl.DataFrame) -> str:
    return findings.levels(rows, "in Mar 2026", "on time")


def test_one_area_is_told_standard_by_standard() -> None:
    rows = _shares((CONTACT, "Avon", "", 8, 10, ""), (MEETING, "Avon", "", 1, 2, ""))
    assert _on_time(rows) == (
        "In Mar 2026, on time in Avon: first contact 80 % (8 of 10) and initial meeting 50 % (1 of 2)."
    )


def test_ethnic_groups_keep_their_capitals_and_are_told_apart() -> None:
    groups = ("White", "Black, Black British, Caribbean or African", "Asian or Asian British", "Not known")
    rows = _shares(
        *(
            (group, "Avon", "", met, 8, "" if met else "suppressed")
            for group, met in zip(groups, (4, 2, 1, None), strict=True)
        )
    )
    assert findings.levels(rows.with_columns(pl.lit("ethnicity").alias("breakdown")), "in Mar 2026") == (
        "In Mar 2026, in Avon: White 50 % (4 of 8); Black, Black British, Caribbean or African 25 % (2 of 8) "
        "and Asian or Asian British 12 % (1 of 8). Suppressed in Avon: Not known."
    )


def test_all_areas_together_are_in_small_letters() -> None:
    assert "on time in all areas: " in _on_time(_shares((CONTACT, "All areas", "", 8, 10, "")))


def test_several_areas_are_told_from_least_to_most() -> None:
    rows = _shares((CONTACT, "Avon", "", 9, 10, ""), (CONTACT, "Brent", "", 2, 10, ""), (CONTACT, "Esk", "", 5, 10, ""))
    assert _on_time(rows) == "In Mar 2026, on time: first contact 20 % in Brent to 90 % in Avon."


def test_equal_shares_are_told_of_those_that_have_them() -> None:
    rows = _shares((CONTACT, "Avon", "", 5, 10, ""), (CONTACT, "Brent", "", 1, 2, ""))
    assert _on_time(rows) == "In Mar 2026, on time: first contact 50 % in Avon and Brent."


def test_all_areas_together_are_no_end_of_a_range() -> None:
    rows = _shares(
        (CONTACT, "All areas", "", 5, 10, ""), (CONTACT, "Avon", "", 4, 10, ""), (CONTACT, "Brent", "", 3, 10, "")
    )
    assert _on_time(rows) == "In Mar 2026, on time: first contact 30 % in Brent to 40 % in Avon."
    assert _on_time(rows[:2]) == "In Mar 2026, on time: first contact 40 % in Avon to 50 % in all areas."


def test_an_area_without_limits_is_told_in_the_same_breath() -> None:
    rows = _shares(
        (CONTACT, "Avon", "", 9, 10, ""),
        (CONTACT, "Dale", "", None, 0, NO_LIMIT),
        (MEETING, "Dale", "", None, 0, NO_LIMIT),
    )
    assert _on_time(rows) == (
        "In Mar 2026, on time: first contact 90 % in Avon. "
        "Dale publishes no limit for first contact and initial meeting."
    )


def test_what_is_suppressed_is_told_and_never_nothing() -> None:
    rows = _shares((CONTACT, "Esk", "", None, 0, "suppressed"))
    assert _on_time(rows) == ("In Mar 2026 there is no share on time to show. Suppressed in Esk: first contact.")


def test_a_run_of_one_area_is_told_from_its_last_to_its_first() -> None:
    rows = _shares(
        (CONTACT, "Avon", "Q1", 1, 4, ""), (CONTACT, "Avon", "Q2", 2, 4, ""), (CONTACT, "Avon", "Q3", 3, 4, "")
    )
    assert over_time.latest(rows, "share") == "Avon: 75 % (3 of 4) in Q3; 25 % (1 of 4) in Q1."


def test_a_run_says_first_that_its_last_figure_is_not_there() -> None:
    rows = _shares((CONTACT, "Avon", "Q1", 1, 4, ""), (CONTACT, "Avon", "Q2", None, 0, "suppressed"))
    assert over_time.latest(rows, "share") == "Avon: suppressed in Q2; before that 25 % (1 of 4) in Q1."


def test_a_figure_of_the_close_of_a_period_is_told_as_one() -> None:
    runs = [(CONTACT, "Avon", period, number, None, 9.0, "", None, "") for period, number in (("1", 3.0), ("2", 4.0))]
    told = over_time.latest(_frame(runs), "children", "at the end of")
    assert told == "Avon: 4 children at the end of 2; 3 children at the end of 1."


def test_runs_of_several_areas_are_told_by_their_last() -> None:
    rows = _shares((CONTACT, "Avon", "Q1", 1, 4, ""), (CONTACT, "Dale", "Q1", None, 0, NO_LIMIT))
    assert over_time.latest(rows, "share") == "In Q1: Avon 25 % (1 of 4). No limit published: Dale."


def test_runs_of_several_areas_keep_apart_what_is_not_there_now_and_what_never_was() -> None:
    areas = (("All areas", 3, 2), ("Avon", 1, None), ("Dale", None, None), ("Esk", None, None))
    rows = _shares(
        *(
            (CONTACT, area, period, met, 4, "" if met else "suppressed")
            for area, *counts in areas
            for period, met in zip(("Q1", "Q2"), counts, strict=True)
        )
    )
    assert over_time.latest(rows, "share") == (
        "In Q2: all areas 50 % (2 of 4). Avon: suppressed in Q2; before that 25 % (1 of 4) in Q1. "
        "Suppressed: Dale and Esk."
    )


def test_a_run_without_any_figure_says_every_reason() -> None:
    rows = _shares((CONTACT, "Esk", "Q1", None, 0, "suppressed"), (CONTACT, "Esk", "Q2", None, 0, "nothing to count"))
    assert over_time.latest(rows, "share") == "Esk: suppressed and nothing to count."


def test_days_are_told_as_days() -> None:
    rows = _frame([(CONTACT, "Avon", "Q1", 1.0, None, 9.0, "", None, "")])
    assert over_time.latest(rows, "working days") == "Avon: 1 working day in Q1."


def test_the_widest_pair_is_told() -> None:
    rows = _pairs((CONTACT, "Avon", 0.8, 0.7, "", ""), (MEETING, "Avon", 0.5, 0.9, "", ""))
    assert findings.widest(rows, "this way", "that way", "same") == (
        "the two readings lie furthest apart for initial meeting in Avon: 50 % this way, 90 % that way."
    )


def test_all_areas_together_are_the_widest_pair_only_where_they_are_alone() -> None:
    rows = _pairs((CONTACT, "All areas", 0.9, 0.1, "", ""), (CONTACT, "Avon", 0.8, 0.7, "", ""))
    assert "in Avon: 80 %" in findings.widest(rows, "this way", "that way", "same")
    assert "in all areas: 90 %" in findings.widest(rows[:1], "this way", "that way", "same")


def test_equal_pairs_are_the_same() -> None:
    assert findings.widest(_pairs((CONTACT, "Avon", 0.8, 0.8, "", "")), "this way", "that way", "same") == "same."


def test_pairs_that_are_equal_in_each_area_may_differ_in_all_together() -> None:
    rows = _pairs((CONTACT, "All areas", 0.9, 0.7, "", ""), (CONTACT, "Avon", 0.8, 0.8, "", ""))
    assert findings.widest(rows, "this way", "that way", "same") == (
        "same in each area, but not in all together: first contact 90 % this way, 70 % that way."
    )


def test_half_a_pair_is_none() -> None:
    told = findings.widest(_pairs((CONTACT, "Dale", None, 0.8, NO_LIMIT, "")), "this way", "that way", "same")
    assert told == "no share can be read both ways here."


def test_what_is_outstanding_is_told_for_each_area() -> None:
    totals = _pairs(("", "Avon", 42.0, 1204.0, "", ""), ("", "Dale", None, None, NO_LIMIT, NO_LIMIT))
    by_standard = _pairs((CONTACT, "Avon", 30.0, 4.0, "", ""), (MEETING, "Avon", 12.0, 5.0, "", ""))
    assert findings.outstanding(by_standard, totals, "on the day") == (
        "On the day: Avon 42 overdue, 1,204 due soon; Dale no limit published. "
        "Most of one kind: first contact in Avon, 30."
    )


def test_one_area_is_named_in_the_same_breath_as_the_day() -> None:
    totals = _pairs(("", "All areas", 1.0, 3.0, "", ""))
    assert findings.outstanding(totals, totals, "on the day") == "On the day, in all areas: 1 overdue, 3 due soon."


def test_all_areas_together_do_not_repeat_the_most_of_one_kind() -> None:
    rows = _pairs(
        *((CONTACT, area, number, 0.0, "", "") for area, number in (("All areas", 9.0), ("Avon", 4.0), ("Esk", 5.0)))
    )
    assert findings.outstanding(rows, rows[:1], "on the day").endswith("Most of one kind: first contact in Esk, 5.")


def test_a_suppressed_count_says_what_it_would_have_counted() -> None:
    totals = _pairs(("", "Esk", None, 10.0, "suppressed", ""), ("", "Brent", 0.0, None, "", "suppressed"))
    assert findings.outstanding(totals.clear(), totals, "on the day") == (
        "On the day: Esk overdue suppressed, 10 due soon; Brent 0 overdue, due soon suppressed."
    )
