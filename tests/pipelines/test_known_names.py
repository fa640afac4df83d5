"""What is said of a name that is not known."""

from __future__ import annotations

import pytest

from pipelines.errors import WrongUsage
from pipelines.known_names import by_code_and_name, listed, meaning_of, must_be_one_of, nearest


def test_a_known_name_passes() -> None:
    must_be_one_of("measure", "b", ["a", "b"])


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ([], "There is no measure visit."),
        (["quite_another"], "There is no measure visit; there is quite_another."),
        ([f"other_{number}" for number in range(9)], "There is no measure visit."),
        (["visits", "visit_s", "far_away"], "There is no measure visit; the nearest are visits and visit_s."),
    ],
)
def test_an_unknown_one_is_told_with_the_nearest(known: list[str], said: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        must_be_one_of("measure", "visit", known)
    assert str(refused.value) == said


def test_a_name_means_its_code_and_so_does_the_code() -> None:
    assert by_code_and_name({"esk": "Lune", "tees": "esk"}) == {"Lune": "esk", "esk": "esk", "tees": "tees"}
    names = by_code_and_name({"esk": "Esk and the Long Valley", "avon": "Avon"})
    typed = (" ESK", "esk and the long valley", "Avon ")
    assert [meaning_of("service area", word, names) for word in typed] == ["esk", "esk", "avon"]
    with pytest.raises(WrongUsage, match=r"There is no service area Avom; the nearest (is|are) "):
        meaning_of("service area", "Avom", names)


def test_a_blank_is_told_with_what_there_is() -> None:
    with pytest.raises(WrongUsage, match="without a name; there are avon and esk"):
        meaning_of("service area", " ", {"avon": 1, "esk": 2})


def test_no_more_than_three_are_told() -> None:
    assert len(nearest("visit_a", [f"visit_{letter}" for letter in "bcdefg"])) == 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("childern", ["children_waiting", "children_supported"]),
        ("children", ["children_waiting", "children_supported"]),
        ("meeting", ["initial_meeting_on_time"]),
        ("vists_atended", ["visits_attended"]),
        ("closed", ["closed_for_non_attendance"]),
        ("xyz", []),
    ],
)
def test_a_name_is_near_by_its_letters_or_by_its_words(typed: str, meant: list[str]) -> None:
    known = ("children_waiting", "children_supported", "initial_meeting_on_time", "visits_attended", "waits_ended")
    assert nearest(typed, [*known, "closed_for_non_attendance", "closures", "p92_wait_days"]) == meant


def test_a_list_reads_as_a_sentence() -> None:
    assert [listed(words) for words in ((), ("a",), ("a", "b", "c"))] == ["", "a", "a, b and c"]
