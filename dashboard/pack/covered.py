"""Whether a pack's tables are about what its manifest says: who names others there has to change them too."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dashboard import relations
from dashboard.pack import tidy
from dashboard.pack.archive import Archive
from dashboard.pack.errors import NoPack
from dashboard.pack.manifest import Manifest
from dashboard.pack.scope import Scope

_FIGURES = tidy.tables()[0]
(_AREAS,) = (table for table in tidy.tables() if table.name == "service_area")
_AREA, _START = "service_area", "period_start"
_LARGEST_TABLE = 2**22
_LONGEST_LINE, _MOST_COLUMNS = 2**16, 64
"""No line of figures is nearly as long, in bytes, nor has it as many columns."""
_RULES, _COMMON_RULES = "service_area", "common.toml"


def files(manifest: Manifest) -> list[str]:
    """The files that say what the pack is about."""
    return [table.file_name(manifest.is_internal) for table in (_FIGURES, _AREAS)]


def contradicting(pack: Archive, manifest: Manifest) -> Iterator[str]:
    """Which files are about something else than the manifest says; each of ``files`` has to be there.

    An area that delivered nothing has no figures, so that the table of areas says which of them the pack is about.
    """
    figures, areas = files(manifest)
    is_other = _is_everything(manifest) and manifest.files[figures].sha256 != manifest.build.figures
    if is_other or not _is_within(pack, figures, manifest.scope):
        yield figures
    if not _are_named(pack, areas, manifest.about.areas):
        yield areas
    of_all = [table.file_name(manifest.is_internal) for table in tidy.tables() if table.is_of_all]
    yield from (name for name in of_all if (name in manifest.files) != manifest.scope.is_of_all)


def _is_everything(manifest: Manifest) -> bool:
    """Whether a pack is about every area that has rules, a file for each, and every quarter: its figures are all."""
    about = manifest.about
    ruled = [rule for rule in manifest.build.rules if rule.kind == _RULES and rule.name != _COMMON_RULES]
    is_of_all_areas = relations.ALL_AREAS in about.areas and len({*about.areas}) == len(ruled) + 1
    return is_of_all_areas and about.first_quarter is None and about.last_quarter is None


def _are_named(pack: Archive, name: str, areas: tuple[str, ...]) -> bool:
    """Whether the table of areas has these, all together aside, and no others."""
    try:
        named = pl.read_csv(pack.content(name, _LARGEST_TABLE), infer_schema=False).get_column(_AREA).to_list()
    except (NoPack, pl.exceptions.PolarsError):
        return False
    apart = (relations.ALL_AREAS, relations.COMMON)
    return sorted(filter(None, named)) == sorted(area for area in areas if area not in apart)


def _is_within(pack: Archive, name: str, scope: Scope) -> bool:
    """Whether every figure is of the scope; they are read block by block, however many somebody made up."""
    try:
        first, before = scope.from_on, scope.before
        is_of_it = pl.col(_AREA).is_in(scope.areas) & pl.col(_START).str.to_date("%Y-%m-%d").is_between(
            first, before, closed="left"
        )
        return all(block.select(is_of_it.fill_null(False).all()).item() for block in _blocks(pack, name))
    except (NoPack, pl.exceptions.PolarsError):
        return False


def _blocks(pack: Archive, name: str) -> Iterator[pl.DataFrame]:
    """The figures' areas and periods, some of them at a time.

    Raises:
        NoPack: they are damaged or no figures.
        polars.exceptions.PolarsError: they are no CSV.
    """
    columns: list[str] = []
    for lines in _lines(pack, name):
        written = lines
        if not columns:
            heading, _, written = lines.partition(b"\n")
            columns = heading.decode(errors="replace").split(",")
            if len(columns) > _MOST_COLUMNS:
                raise NoPack("has figures of too many columns.")
        if written:
            rows = pl.read_csv(written, has_header=False, new_columns=columns, infer_schema=False)
            yield rows.select(_AREA, _START)
    if not columns:
        raise NoPack("has no figures.")


def _lines(pack: Archive, name: str) -> Iterator[bytes]:
    """Whole lines of a member, about one MiB at a time."""
    rest = b""
    for piece in pack.pieces(name):
        whole, end, rest = (rest + piece).rpartition(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise NoPack("has figures in lines without end.")
        if end:
            yield whole + end
    if rest:
        yield rest
