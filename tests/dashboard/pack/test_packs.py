"""Packs of the shipped submission: what is in them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from pipelines.changes.note import EARLIER_BUILD
from pipelines.warehouse import Warehouse
from tests.browser.conftest import browser
from tests.conftest import SUBMISSION
from tests.dashboard.pack.made_packs import contents, made, run

__all__ = ["browser"]

IDENTIFIER = re.compile(rb"\b[A-Z]{2}-[A-Z]-[0-9]{7}")
"""What every identifier of the shipped submission looks like, whichever extract it stands in."""


def _texts(pack: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a pack, and every part of its workbook."""
    for name, content in contents(pack).items():
        yield name, content
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                yield from ((f"{name}/{part}", parts.read(part)) for part in parts.namelist())


def test_no_pack_holds_an_identifier(published: Path, internal: Path) -> None:
    extracts = [path for path in SUBMISSION.glob("*.csv") if path.stem != "term_dates"]
    assert extracts and all(IDENTIFIER.search(path.read_bytes()) for path in extracts)
    for pack in (published, internal):
        assert not [(name, found) for name, content in _texts(pack) for found in IDENTIFIER.findall(content)]


def test_an_internal_pack_says_so_everywhere(published: Path, internal: Path) -> None:
    inside = dict(_texts(internal))
    sheets = [content for name, content in inside.items() if "/worksheets/sheet" in name]
    assert len(sheets) > 50 and all(b"INTERNAL: exact figures" in sheet for sheet in sheets)
    tables = [name for name in inside if name.endswith(".csv")]
    assert tables and all(name.startswith("csv/INTERNAL_") for name in tables)
    report = inside["report.html"].decode()
    assert "@top-center" in report and report.count("INTERNAL: exact figures") > report.count("<h2")
    assert not [name for name, content in _texts(published) if b"INTERNAL" in content or "INTERNAL" in name]


def test_the_report_needs_nothing_else(internal: Path) -> None:
    report = contents(internal)["report.html"].decode()
    assert report.startswith("<!DOCTYPE html>") or report.lstrip().startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in report and "<svg" in report
    assert not re.findall(r"<script|https?:|//\w|@import|<link|<iframe|\son\w+=", report)
    named = re.findall(r'\bid="([^"]+)"', report)
    assert len(named) == len(set(named))
    assert set(re.findall(r'href="#([^"]+)"', report)) <= set(named)


@pytest.mark.parametrize("first, last", [("2022-Q3", "2022-Q4"), ("2010-Q1", "2010-Q4")])
def test_where_no_quarter_has_figures_the_quarters_that_have_are_told(
    shipped: Path, tmp_path: Path, first: str, last: str
) -> None:
    """A school year begins in the first of these ranges, and no quarter that is counted."""
    arguments = ("--from", first, "--to", last, "--output", tmp_path / "pack.zip")
    code, output = run("pack", "--warehouse", shipped, *arguments)
    assert code == 2 and "there are some from 2023-Q2 to 2026-Q1." in output and not any(tmp_path.iterdir())


def test_every_measure_is_told(published: Path) -> None:
    inside = contents(published)
    report = inside["report.html"].decode()
    measures = [row["measure"] for row in csv.DictReader(io.StringIO(inside["csv/measure.csv"].decode()))]
    assert measures and all(f'<h3 id="{measure}">' in report for measure in measures)
    assert "too few children here, or in another figure that this one would give away" in report
    assert all(word in report for word in ("Caution", "Rules", "Rests on", "Made of", "Data quality", "Provenance"))


def test_the_tables_say_what_their_columns_are(published: Path) -> None:
    inside = contents(published)
    told = json.loads(inside["csv/csv-metadata.json"])
    assert {f"csv/{table['url']}" for table in told["tables"]} == {name for name in inside if name.endswith(".csv")}
    for table in told["tables"]:
        heading, *rows = csv.reader(io.StringIO(inside[f"csv/{table['url']}"].decode()))
        columns = table["tableSchema"]["columns"]
        assert heading == [column["titles"] for column in columns]
        assert not [column["name"] for column in columns if column["dc:description"] == column["name"]]
        key = [heading.index(name) for name in table["tableSchema"].get("primaryKey", heading)]
        assert len({tuple(row[place] for place in key) for row in rows}) == len(rows), table["url"]


def test_the_manifest_has_the_hash_of_every_file(published: Path) -> None:
    inside = contents(published)
    manifest = json.loads(inside["manifest.json"])
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in inside.items()}
    own = {"manifest.json", "manifest.sha256"}
    assert {name: file["sha256"] for name, file in manifest["files"].items()} == {
        name: found for name, found in hashes.items() if name not in own
    }
    assert inside["manifest.sha256"].decode() == f"{hashes['manifest.json']}  manifest.json\n"
    submitted = {hashlib.sha256(path.read_bytes()).hexdigest() for path in SUBMISSION.glob("*.csv")}
    assert {file["sha256"] for file in manifest["build"]["delivered"]} == submitted


def test_a_pack_tells_which_figures_stand_from_an_earlier_build(shipped: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped, tmp_path / "over")
    before = dict.fromkeys(EARLIER_BUILD) | {"stands": "Earlier ones stand."}
    (file,) = (tmp_path / "over").rglob("published.duckdb")
    with Warehouse(file) as warehouse:
        warehouse.store("earlier_build", pl.DataFrame([before], schema=EARLIER_BUILD))
    pack = made(tmp_path / "over", tmp_path, "--area", "durham", "--from", "2026-Q1")
    assert "Earlier ones stand." in contents(pack)["report.html"].decode()


def test_a_name_is_a_name_whatever_signs_are_in_it(shipped: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped, tmp_path / "named")
    (file,) = (tmp_path / "named").rglob("published.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE service_area SET name = 'Esk $^$ and $x$' WHERE service_area = 'durham'")
    report = contents(made(tmp_path / "named", tmp_path, "--area", "durham", "--from", "2026-Q1"))["report.html"]
    assert re.search(rb"<text[^>]*>Esk \$\^\$ and \$x\$</text>", report)


_MORE_OF_THE_SAME = "article:nth-of-type(n+3), tbody tr:nth-child(n+4), nav li li:nth-child(n+3), dd li:nth-child(n+3)"


def test_axe_finds_nothing_in_a_report(browser: Browser, internal: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(contents(internal)["report.html"])
    page = browser.new_page()
    page.goto(report.as_uri())
    # The rest is more of the same, and takes axe a minute.
    page.evaluate(f"document.querySelectorAll('{_MORE_OF_THE_SAME}').forEach(part => part.remove())")
    found = Axe().run(page).response["violations"]
    page.close()
    assert not [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found]


def _libreoffice() -> str:
    found = shutil.which("soffice")
    if found is None and os.environ.get("PORTAGE_REQUIRE_OFFICE") == "1":
        pytest.fail("there is no LibreOffice on this machine, and PORTAGE_REQUIRE_OFFICE asks for one")
    if found is None:
        pytest.skip("there is no LibreOffice on this machine")
    return found


def test_the_workbook_opens_elsewhere_and_prints(published: Path, tmp_path: Path) -> None:
    office = _libreoffice()
    (tmp_path / "tables.xlsx").write_bytes(contents(published)["tables.xlsx"])
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "tables.xlsx"], check=True, capture_output=True)
    assert (tmp_path / "tables.pdf").read_bytes().startswith(b"%PDF")
