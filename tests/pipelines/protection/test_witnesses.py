"""Other worlds are found for what cannot be proved, and for nothing else."""

from __future__ import annotations

import pytest

from pipelines.disclosure import PRESETS, controlled
from tests.pipelines.protection.conftest import DEFINITIONS, attacked, searched, small_areas
from tests.twins.witnesses import Efforts

EFFORTS = Efforts(turns=2, tries=40, points=8)


@pytest.mark.parametrize(("seed", "is_broken"), [(1, False), (2, True)])
def test_what_no_other_world_is_found_for_is_what_can_be_proved(seed: int, is_broken: bool) -> None:
    exact = small_areas(seed, (2025,), (12, 30))
    alone = controlled(exact, DEFINITIONS, PRESETS["round5"])
    found = searched(exact, alone, PRESETS["round5"], "children", EFFORTS)
    assert found.told == attacked(exact, alone, PRESETS["round5"], "children")
    assert bool(found.told) == is_broken and found.only_points < found.small / 5
