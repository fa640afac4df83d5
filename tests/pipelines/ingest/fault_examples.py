"""One bad and one good example of every kind of fault that a file, a heading or a setting can have.

An example is the files of a submission, beside the good referrals, visits and ``submission.toml`` of ``Delivery``; or,
where files alone do not make the fault, what has to be done to them. The good one is as near to the bad one as it goes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from pipelines.ingest import landing
from tests.pipelines.ingest.delivery import REFERRALS, VISITS, Files

Patch = Callable[[object, str, object], None]
"""Sets an attribute for the length of a test."""
Twist = Callable[[Path, Patch], list[Path]]
"""Does something to a submission's folder, and says which folders are delivered."""
_HEADINGS, _VISIT = (line + "\n" for line in VISITS.splitlines())


@dataclass(frozen=True)
class Example:
    """A code that is found in the bad submission and not in the good one."""

    code: str
    bad: Files
    good: Files = field(default_factory=dict)
    twist: Twist | None = None


def _mapping(bad: str, good: str, code: str, files: Files | None = None) -> Example:
    return Example(code, {"mapping.toml": bad, **(files or {})}, {"mapping.toml": good, **(files or {})})


def _column(heading: str, *cells: str) -> Files:
    """Visits with one more column."""
    rows = [f"v{at},r1,cornwall,2026-01-12,attended,{cell}\n" for at, cell in enumerate(cells or ("x",))]
    return {"visits.csv": "".join([_HEADINGS.replace("\n", f",{heading}\n"), *rows])}


def _sheets(*named: tuple[str, str]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, text in named:
            sheet = book.add_worksheet(name)
            for at, line in enumerate(text.splitlines()):
                sheet.write_row(at, 0, line.split(","))
    return buffer.getvalue()


def _referrals(identifier: Callable[[int, date], str]) -> Files:
    """Forty referrals received a week apart, born in the month in which they were received."""
    days = [date(2025, 1, 6) + timedelta(weeks=at) for at in range(40)]
    rows = [f"{identifier(at, day)},c{at},cornwall,{day},{day:%Y-%m}\n" for at, day in enumerate(days)]
    return {"referrals.csv": "referral_id,child_id,service_area,received_on,birth_month\n" + "".join(rows)}


def _opaque(at: int, day: date) -> str:
    del day
    return f"r{at * 7919 % 1009}x"


def _repeated(folder: Path, patch: Patch) -> list[Path]:
    del patch
    return [folder, folder]


def _gone(folder: Path, patch: Patch) -> list[Path]:
    del patch
    return [folder.rename(folder.with_name("elsewhere")).with_name("submission")]


def _emptied(folder: Path, patch: Patch) -> list[Path]:
    del patch
    for name in ("referrals.csv", "visits.csv"):
        (folder / name).unlink()
    return [folder]


def _closed(folder: Path, patch: Patch) -> list[Path]:
    """Whoever runs the tests may open every folder, so it is only said that this one may not be."""

    def denied(path: Path) -> None:
        raise PermissionError(path)

    patch(Path, "iterdir", denied)
    return [folder]


def _of_two_days(folder: Path, patch: Patch) -> list[Path]:
    del patch
    other = folder.with_name("other")
    other.mkdir()
    for path in folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes().replace(b"2026-03-31", b"2026-02-28"))
    return [folder, other]


def _a_folder_for_a_file(folder: Path, patch: Patch) -> list[Path]:
    del patch
    (folder / "mapping.toml").mkdir()
    return [folder]


def _written_to(folder: Path, patch: Patch) -> list[Path]:
    """Once it was looked through, and before it is stored."""
    make = landing._make_tables

    def make_and_write(warehouse: object) -> None:
        (folder / "visits.csv").write_text(_HEADINGS)
        make(warehouse)  # type: ignore[arg-type]

    patch(landing, "_make_tables", make_and_write)
    return [folder]


_NHS_NUMBERS, _UPNS = ("9434765919", "4010232137", "9876543210"), ("H801200001001", "T801200001003", "A801200001004")
PERSONAL: dict[str, tuple[Files, Files]] = {
    "name": (_column("Child name"), _column("Setting name")),
    "address": (_column("Home address"), _column("Addressed")),
    "postcode": (_column("Remark", "TR1 2AB"), _column("Remark", "TR1")),
    "phone": (_column("Remark", "01872 322222"), _column("Remark", "11872 322222")),
    "email": (_column("Remark", "marker@mail.org"), _column("Remark", "marker at mail.org")),
    "nhs_number": (_column("Remark", *_NHS_NUMBERS), _column("Remark", *_NHS_NUMBERS[:2])),
    "upn": (_column("UPN"), _column("UPRN")),
    "date": (_column("Remark", "14/02/2022"), _column("Remark", "2022-02")),
    "date_of_birth": (
        {"referrals.csv": REFERRALS.replace("\n", ",birth_month\n", 1).replace("05\n", "05,2023-05-14\n")},
        {"referrals.csv": REFERRALS.replace("\n", ",birth_month\n", 1).replace("05\n", "05,2023-05\n")},
    ),
}
"""By kind of personal data, visits or referrals that have it, and nearly have it."""

EXAMPLES: dict[str, Example] = {
    "submission.folder.missing": Example("submission.folder.missing", {}, {}, _gone),
    "submission.folder.unreadable": Example("submission.folder.unreadable", {}, {}, _closed),
    "submission.folder.empty": Example("submission.folder.empty", {}, {}, _emptied),
    "submission.folder.repeated": Example("submission.folder.repeated", {}, {}, _repeated),
    "submission.as_at.missing": Example("submission.as_at.missing", {"submission.toml": 'name = "North"\n'}),
    "submission.as_at.disagree": Example("submission.as_at.disagree", {}, {}, _of_two_days),
    "{kind}.toml.unreadable": Example("submission.toml.unreadable", {"submission.toml": "as_at = 31 March\n"}),
    "{kind}.toml.not_opened": Example("mapping.toml.not_opened", {}, {}, _a_folder_for_a_file),
    "{kind}.key.unknown": Example("submission.key.unknown", {"submission.toml": "as_att = 2026-03-31\n"}),
    "{kind}.key.wrong": Example("submission.key.wrong", {"submission.toml": 'as_at = "2026-03-31"\n'}),
    "submission.file.unused": Example("submission.file.unused", {"read me.md": "x"}),
    "submission.file.unnamed": Example(
        "submission.file.unnamed",
        {"appointments.csv": VISITS},
        {
            "appointments.csv": VISITS,
            "visits.csv": None,
            "mapping.toml": '[visits.files]\nnames = ["appointments.csv"]\n',
        },
    ),
    "mapping.extract.unknown": _mapping(
        '[visit.columns]\n"status" = "status"\n', '[visits.columns]\n"status" = "status"\n', "mapping.extract.unknown"
    ),
    "mapping.column.unknown": _mapping(
        '[visits.columns]\n"status" = "state"\n', '[visits.columns]\n"status" = "status"\n', "mapping.column.unknown"
    ),
    "mapping.value.unknown": _mapping(
        '[visits.values.status]\nDNA = "absent"\n',
        '[visits.values.status]\nDNA = "not brought"\n',
        "mapping.value.unknown",
    ),
    "mapping.value.repeated": _mapping(
        '[visits.values.status]\nDNA = "planned"\ndna = "planned"\n',
        '[visits.values.status]\nDNA = "planned"\nDNB = "planned"\n',
        "mapping.value.repeated",
    ),
    "mapping.heading.repeated": _mapping(
        '[visits.columns]\nState = "status"\nSTATE = "status"\n',
        '[visits.columns]\nState = "status"\n',
        "mapping.heading.repeated",
        {"visits.csv": VISITS.replace("status", "State")},
    ),
    "mapping.heading.absent": _mapping(
        '[visits.columns]\nState = "kind"\n', '[visits.columns]\nstatus = "status"\n', "mapping.heading.absent"
    ),
    "mapping.file.missing": _mapping(
        '[visits.files]\nnames = ["visit.csv"]\n', '[visits.files]\nnames = ["visits.csv"]\n', "mapping.file.missing"
    ),
    "{extract}.file.missing": Example("visits.file.missing", {"visits.csv": None}),
    "{extract}.file.unreadable": Example(
        "visits.file.unreadable", {"visits.csv": VISITS.replace(",", "|")}, {"visits.csv": VISITS.replace(",", ";")}
    ),
    "{extract}.file.changed": Example("visits.file.changed", {}, {}, _written_to),
    "{extract}.file.empty": Example("visits.file.empty", {"visits.csv": ""}, {"visits.csv": _HEADINGS}),
    "{extract}.heading.missing": Example("visits.heading.missing", {"visits.csv": _VISIT}),
    "{extract}.heading.repeated": Example("visits.heading.repeated", _column("Status "), _column("State")),
    "{extract}.heading.unknown": Example("visits.heading.unknown", _column("Team"), _column("kind", "home")),
    "{extract}.heading.blank": Example(
        "visits.heading.blank",
        {"visits.csv": f",{_HEADINGS}x,{_VISIT}"},
        {"visits.csv": f",{_HEADINGS},{_VISIT}"},
    ),
    "{extract}.{column}.missing": Example("visits.status.missing", {"visits.csv": VISITS.replace("status", "State")}),
    "{extract}.{column}.fed_twice": _mapping(
        '[visits.columns]\nState = "status"\n',
        '[visits.columns]\nState = "kind"\n',
        "visits.status.fed_twice",
        _column("State", "home"),
    ),
    "{extract}.{column}.constant_unused": _mapping(
        '[visits.constants]\nservice_area = "durham"\n',
        '[visits.constants]\nkind = "home"\n',
        "visits.service_area.constant_unused",
    ),
    "{extract}.row.too_long": Example("visits.row.too_long", {"visits.csv": VISITS.replace("attended", "attended,x")}),
    "{extract}.sheet.unused": Example(
        "visits.sheet.unused",
        {"visits.csv": None, "visits.xlsx": _sheets(("Jan", VISITS), ("Notes", "Code,Meaning\nx,y\n"))},
        {"visits.csv": None, "visits.xlsx": _sheets(("Jan", VISITS), ("Feb", VISITS))},
    ),
    "submission.sheet.unnamed": Example(
        "submission.sheet.unnamed",
        {"visits.csv": None, "all.xlsx": _sheets(("Visits", VISITS), ("Notes", "Code,Meaning\nx,y\n"))},
        {"visits.csv": None, "all.xlsx": _sheets(("Visits", VISITS), ("Visits 2", VISITS))},
    ),
    "{extract}.{column}.in_order": Example(
        "referrals.referral_id.in_order", _referrals(lambda at, _: str(1000 + at)), _referrals(_opaque)
    ),
    "{extract}.{column}.holds_birth_month": Example(
        "referrals.referral_id.holds_birth_month", _referrals(lambda at, day: f"x{day:%m%Y}-{at}"), _referrals(_opaque)
    ),
    "{extract}.{column}.holds_received_on": Example(
        "referrals.referral_id.holds_received_on", _referrals(lambda _, day: f"x{day:%Y%m%d}q"), _referrals(_opaque)
    ),
    "{extract}.service_area.unknown": Example(
        "visits.service_area.unknown", {"visits.csv": VISITS.replace("cornwall", "cornwal")}
    ),
    "{extract}.{column}.value_unknown": Example(
        "visits.kind.value_unknown", _column("kind", *["Clinic"] * 5), _column("kind", *["Clinic"] * 4)
    ),
    "{extract}.personal_data.{kind}": Example("visits.personal_data.name", *PERSONAL["name"]),
}
"""By the kind's code, as the kind writes it."""
