"""The text of a proposed ``mapping.toml``: beside every line how sure it is and why, and below what has no line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations import EXTRACTS
from pipelines.errors import Fault
from pipelines.ingest.nearest import quoted as in_quotes
from pipelines.proposal.area import Constant
from pipelines.proposal.assembling import Line, Proposed, all_places
from pipelines.proposal.coding import Meaning
from pipelines.proposal.delivered import ROWS_LOOKED_AT, Delivered
from pipelines.proposal.personal import personal_columns
from pipelines.proposal.placing import Confidence, candidates
from pipelines.proposal.serving import Serving

_START = f"""\
# A proposed mapping.toml. Nothing of it counts until it stands in the submission; read every line first.
#
# sure: it can hardly be otherwise. likely: it usually is so; look at it. guess: ask somebody who knows the system.
# Headings and codes that are the contract's own need no line. The first {ROWS_LOOKED_AT:,} rows of each file were
# looked at.
"""
_TOLD = {Confidence.GUESS: "guess", Confidence.LIKELY: "likely", Confidence.SURE: "sure"}
_NEAREST_AT_MOST = 3
_RECOGNISED_AT_LEAST = 2
_DELETE = "\x7f"


def quoted(text: str) -> str:
    """The text as TOML writes it, in a key, a value or a comment."""
    return in_quotes(text).replace(_DELETE, r"\u007f")


def written(proposed: Sequence[Proposed], constant: Constant, unused: Sequence[str], wrong: Sequence[Fault]) -> str:
    """The whole text.

    Args:
        proposed: what is proposed, by extract.
        constant: the service area of extracts that have no column for it.
        unused: the names of tables that serve nothing.
        wrong: what is wrong with files that could not be read.
    """
    found = [serving for one in proposed for serving in one.servings]
    there = {one.extract.name for one in proposed}
    missing = [extract.name for extract in EXTRACTS if extract.is_required and extract.name not in there]
    lines = [
        *(f"# No file has what {name} needs, without which there are no figures." for name in missing),
        *(f"# {fault.sentence}" for fault in wrong),
        *(f"# {quoted(name)[1:-1]} is like no extract, and nothing is proposed for it." for name in unused),
        *(line for one in proposed for line in _extract(one, constant)),
        *_not_to_be_delivered(found),
        *_not_placed(found),
    ]
    return "\n".join((_START, *lines, ""))


def _extract(one: Proposed, constant: Constant) -> Iterator[str]:
    yield from ("", f"# ---- {one.extract.name}: {one.extract.grain}")
    yield from _files(one)
    if one.lines or one.clashes:
        yield from ("", f"[{one.extract.name}.columns]")
    yield from (_column(line) for line in one.lines)
    yield from (f"# {_column(line)}; left out, for a file would have two columns for it" for line in one.clashes)
    if one.lacks_area:
        yield from ("", *_constant(one.extract.name, constant))
    for column, values in one.values.items():
        yield from ("", f"[{one.extract.name}.values.{column}]", *map(_value, values))


def _files(one: Proposed) -> Iterator[str]:
    unnamed = [serving for serving in one.servings if serving.confidence is not Confidence.CONTRACT]
    if not unnamed:
        return
    names = ", ".join(quoted(name) for name in dict.fromkeys(serving.delivered.path.name for serving in unnamed))
    surely = min(serving.confidence for serving in unnamed)
    why = "; ".join(dict.fromkeys(serving.why for serving in unnamed))
    yield from ("", f"[{one.extract.name}.files]", f"names = [{names}]  # {_TOLD[surely]}: {why}")


def _column(line: Line) -> str:
    columns = [quoted(column) for column in line.columns]
    fed = columns[0] if len(columns) == 1 else f"[{', '.join(columns)}]"
    return f"{quoted(line.heading)} = {fed}  # {_TOLD[line.confidence]}: {line.why}"


def _constant(extract: str, constant: Constant) -> Iterator[str]:
    if constant.code is None:
        yield f"# No column says the service area. Say which it is ({constant.why}), and take the marks away:"
        yield from (f"# [{extract}.constants]", '# service_area = ""')
    else:
        yield f"[{extract}.constants]"
        yield f"service_area = {quoted(constant.code)}  # {_TOLD[constant.confidence]}: {constant.why}"


def _value(meaning: Meaning) -> str:
    if meaning.code is None:
        return f'# {quoted(meaning.value)} = ""  # not settled: {meaning.why}'
    return f"{quoted(meaning.value)} = {quoted(meaning.code)}  # {_TOLD[meaning.confidence]}: {meaning.why}"


def _tables(found: Sequence[Serving]) -> list[Serving]:
    """One of what each table serves, so that it is told of once."""
    first: dict[int, Serving] = {}
    for one in found:
        first.setdefault(id(one.delivered), one)
    return list(first.values())


def _not_to_be_delivered(found: Sequence[Serving]) -> Iterator[str]:
    lines = [
        f"#   {_named(one.delivered, at)}: it seems to hold {what}"
        for one in _tables(found)
        for at, what in personal_columns(one.delivered, all_places(one, found)).items()
    ]
    if lines:
        yield from (
            "",
            "# ---- Not to be delivered: take these columns out, or mend them, in the system they come from",
        )
        yield from lines


def _not_placed(found: Sequence[Serving]) -> Iterator[str]:
    lines = [line for one in _tables(found) for line in _left(one, found)]
    if lines:
        yield from ("", "# ---- Without a place: these headings are not read, unless you add a line for them above")
        yield from lines


def _left(one: Serving, found: Sequence[Serving]) -> Iterator[str]:
    """A table's headings that stand for nothing; none is told where hardly any was recognised: they may be cells."""
    places = all_places(one, found)
    told = {place.position for place in places} | personal_columns(one.delivered, places).keys()
    if len({place.position for place in places}) < _RECOGNISED_AT_LEAST:
        return
    for at in (at for at in one.delivered.headings if at not in told):
        near = [place.column.name for place in candidates(one.delivered, one.extract) if place.position == at]
        about = f"nearest: {', '.join(near[:_NEAREST_AT_MOST])}" if near else "like no column"
        yield f"#   {_named(one.delivered, at)}: {about}"


def _named(delivered: Delivered, position: int) -> str:
    return f"{quoted(delivered.headings[position])} in {quoted(delivered.table.file)[1:-1]}"
