from __future__ import annotations

import polars as pl
import pytest

from pipelines.ingest.shapes import has_shape, is_valid

_WEIGHTS = range(2, 14)
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number(nine: str) -> str | None:
    """The number with its check digit, added up one by one; None where there is none."""
    digit = (11 - sum(int(c) * w for c, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
    return None if digit == 10 else nine + str(digit)


def upn(twelve: str) -> str:
    values = [_LETTERS.index(c) if c.isalpha() else int(c) for c in twelve]
    return _LETTERS[sum(v * w for v, w in zip(values, _WEIGHTS, strict=True)) % 23] + twelve


def shaped(kind: str, *cells: str) -> list[bool]:
    return pl.DataFrame({"cell": cells}).select(has_shape(kind, pl.col("cell")))["cell"].to_list()


def valid(kind: str, *cells: str) -> list[bool]:
    return pl.DataFrame({"cell": cells}).select(is_valid(kind, pl.col("cell")))["cell"].to_list()


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("email", ("a.b@c.org", "X_1@mail.example.co.uk")),
        ("postcode", ("TR1 2AB", "tr12ab", "SW1A 1AA", "M1 1AE", "GIR 0AA", "B33 8TH")),
        (
            "phone",
            ("01872 123456", "(020) 7946 0958", "07700 900123", "+44 7700 900123", "+44 (0)7700-900123", "0800 123456"),
        ),
        (
            "date",
            ("2026-03-31", "31/03/2026", "03/31/26", "1/3/2026", "31.03.2026", "31 March 2026", "2026-03-31T09:15:00Z"),
        ),
        ("nhs_number", ("9434765919", "943 476 5919", "943-476-5919")),
        ("upn", ("A123456789012", "h80120000100a")),
    ],
)
def test_what_has_the_shape(kind: str, cells: tuple[str, ...]) -> None:
    assert shaped(kind, *cells) == [True] * len(cells)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("email", ("a@b", "at home", "@cornwall", "a b@c.org")),
        ("postcode", ("TR1", "QQ1 1AA", "A1B2C3", "R000123", "TR1 2AC and more", "W01 1CC")),
        ("phone", ("1872123456", "000123456789", "0123", "0100000123", "2.98725E+13")),
        ("date", ("2026-03", "12-05-26", "20260331", "46112", "99/99/2026", "v1.2.2026a", "1-2")),
        ("nhs_number", ("943476591", "94347659190", "9434-76591X")),
        ("upn", ("A12345678901", "1123456789012", "AB23456789012")),
    ],
)
def test_what_has_not(kind: str, cells: tuple[str, ...]) -> None:
    assert shaped(kind, *cells) == [False] * len(cells)


def test_check_digits_of_nhs_numbers_agree_with_adding_up() -> None:
    nines = [f"{at * 7919 % 10**9:09d}" for at in range(1, 300)]
    numbers = [number for nine in nines if (number := nhs_number(nine))]
    wrong = [number[:-1] + str((int(number[-1]) + 1) % 10) for number in numbers]
    assert valid("nhs_number", "943 476 5919", *numbers) == [True] * (len(numbers) + 1)
    assert valid("nhs_number", *wrong) == [False] * len(numbers)


def test_check_letters_of_upns_agree_with_adding_up() -> None:
    twelves = [f"{at * 7919 % 10**12:012d}" for at in range(1, 200)] + ["80120000100A", "80120000100Z"]
    right = [upn(twelve) for twelve in twelves]
    wrong = [_LETTERS[(_LETTERS.index(number[0]) + 1) % 23] + number[1:] for number in right]
    assert valid("upn", *right) == [True] * len(right)
    assert valid("upn", *wrong) == [False] * len(wrong)
