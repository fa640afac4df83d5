"""Packs of the shipped submission: what is in them, and that they prove themselves."""

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
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser

from dashboard.pack.archive import zipped
from pipelines.changes.note import EARLIER_BUILD
from pipelines.cli import main
from pipelines.warehouse import Warehouse
from tests.browser.conftest import browser
from tests.conftest import SUBMISSION

__all__ = ["browser"]

IDENTIFIER = re.compile(rb"\b[A-Z]{2}-[A-Z]-[0-9]{7}")
"""What every identifier of the shipped submission looks like, whichever extract it stands in."""
FIGURES = "csv/measure_value.csv"


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def made(warehouse: Path, place: Path, *arguments: str) -> Path:
    code, output = run("pack", "--warehouse", warehouse, "--output", place / "pack.zip", *arguments)
    assert code == 0, output
    return place / "pack.zip"


@pytest.fixture(scope="module")
def published(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(shipped, tmp_path_factory.mktemp("published"), "--area", "CORNWALL", "--from", "2026-01")


@pytest.fixture(scope="module")
def internal(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    arguments = ("--area", "cornwall", "--area", "Durham", "--from", "2026-01", "--from-records")
    return made(shipped, tmp_path_factory.mktemp("internal"), *arguments)


def contents(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


def test_an_internal_pack_is_not_compared_with_published_figures(internal: Path, shipped: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("records.duckdb"))
    code, output = run("verify", internal, "--warehouse", tmp_path)
    assert code == 6 and "--from-records" not in output
    assert "has no exact figures; an internal pack is compared with the warehouse it was made of" in output


def test_the_report_needs_nothing_else(internal: Path) -> None:
    report = contents(internal)["report.html"].decode()
    assert report.startswith("<!DOCTYPE html>") or report.lstrip().startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in report and "<svg" in report
    assert not re.findall(r"<script|https?:|//\w|@import|<link|<iframe|\son\w+=", report)
    named = re.findall(r'\bid="([^"]+)"', report)
    assert len(named) == len(set(named))
    assert set(re.findall(r'href="#([^"]+)"', report)) <= set(named)


def test_every_measure_is_told(published: Path) -> None:
    inside = contents(published)
    report = inside["report.html"].decode()
    measures = [row["measure"] for row in csv.DictReader(io.StringIO(inside["csv/measure.csv"].decode()))]
    assert measures and all(f'<h3 id="{measure}">' in report for measure in measures)
    assert "too few children here, or in another figure that this one would give away" in report
    assert all(word in report for word in ("Caution", "Limits", "Rests on", "Made of", "Data quality", "Provenance"))


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


def test_a_whole_pack_verifies_and_says_of_which_build(shipped: Path, published: Path) -> None:
    code, output = run("verify", published, "--warehouse", shipped)
    assert code == 0, output
    assert "is whole" in output and "as at 2026-03-31, of cornwall" in output
    assert "of the same build" in output and "Every figure is that of" in output
    assert "So is every other file of it." in output


def test_one_flipped_byte_in_any_file_is_caught(published: Path, tmp_path: Path) -> None:
    inside = contents(published)
    for name, content in inside.items():
        for place in (0, len(content) // 2, len(content) - 1):
            flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            (tmp_path / "flipped.zip").write_bytes(_stored({**inside, name: flipped}))
            code, output = run("verify", tmp_path / "flipped.zip")
            assert code == 8 and ("is not whole" in output or "is no evidence pack" in output), (name, place, output)


def _stored(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_a_report_that_was_changed_and_sealed_anew_is_not_what_the_warehouse_makes(
    shipped: Path, published: Path, tmp_path: Path
) -> None:
    inside = contents(published)
    inside["report.html"] = inside["report.html"].replace(b" of ", b" or ", 1)
    said = json.loads(inside["manifest.json"])
    digest = hashlib.sha256(inside["report.html"]).hexdigest()
    said["files"]["report.html"] = {"sha256": digest, "size": len(inside["report.html"])}
    (tmp_path / "forged.zip").write_bytes(_sealed_anew(inside, said))
    assert run("verify", tmp_path / "forged.zip")[0] == 0
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and "not as the warehouse makes it: 'report.html'" in output


def test_a_pack_that_says_it_is_about_an_area_that_is_not_there_is_refused(
    shipped: Path, published: Path, tmp_path: Path
) -> None:
    inside = contents(published)
    said = json.loads(inside["manifest.json"])
    said["about"]["areas"] = ["nowhere"]
    (tmp_path / "forged.zip").write_bytes(_sealed_anew(inside, said))
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and "is about areas or quarters that the warehouse has not" in output


@pytest.mark.parametrize(
    "forge, told",
    [
        (lambda figures: figures + b"0" * (10 * len(figures) + 2**20), "far more figures"),
        (lambda figures: figures + figures.splitlines(keepends=True)[-1], "twice"),
        (lambda figures: figures.replace(b",cornwall,", b",\x1b[2Jcornwall,", 1), "\\x1b[2Jcornwall"),
    ],
)
def test_made_up_figures_are_neither_compared_without_end_nor_told_as_they_are(
    shipped: Path, published: Path, tmp_path: Path, forge: Callable[[bytes], bytes], told: str
) -> None:
    inside = contents(published)
    inside[FIGURES] = forge(inside[FIGURES])
    said = json.loads(inside["manifest.json"])
    digest = hashlib.sha256(inside[FIGURES]).hexdigest()
    said["files"][FIGURES] = {"sha256": digest, "size": len(inside[FIGURES])}
    (tmp_path / "forged.zip").write_bytes(_sealed_anew(inside, said))
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and told in output and "\x1b" not in output


def _sealed_anew(files: dict[str, bytes], manifest: object) -> bytes:
    """A pack whose manifest and seal say what its forger wants."""
    written = json.dumps(manifest).encode()
    seal = f"{hashlib.sha256(written).hexdigest()}  manifest.json\n".encode()
    return _stored({**files, "manifest.json": written, "manifest.sha256": seal})


def test_what_is_missing_and_added_is_named(published: Path, tmp_path: Path) -> None:
    inside = contents(published)
    del inside[FIGURES]
    (tmp_path / "other.zip").write_bytes(zipped({**inside, "../../escaped": b"x"}))
    code, output = run("verify", tmp_path / "other.zip")
    assert code == 8
    assert f"missing: '{FIGURES}'" in output and "added: '../../escaped'" in output and "Traceback" not in output


def test_figures_that_moved_are_listed(shipped: Path, published: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(shipped, moved)
    (file,) = moved.rglob("published.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "UPDATE measure_value SET value = value / 2 WHERE measure = 'targets_achieved' "
            "AND service_area = 'cornwall' AND period_kind = 'quarter' AND breakdown = 'none'"
        )
    code, output = run("verify", published, "--warehouse", moved)
    assert code == 8
    assert re.search(r"^targets_achieved cornwall quarter 2026-01-01: \S+ .* in the pack, \S+ ", output, re.MULTILINE)
    assert output.count(" in the warehouse") == 1
    assert "other figures, such as those that stand from an earlier build" in output


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
