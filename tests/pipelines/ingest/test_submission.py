from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.errors import SubmissionRefused
from pipelines.ingest.submission import read_submissions

DAY = date(2026, 3, 31)


def folder(at: Path, settings: str | None = "as_at = 2026-03-31\n", name: str = "one") -> Path:
    made = at / name
    made.mkdir()
    (made / "referrals.csv").write_text("referral_id\n")
    if settings is not None:
        (made / "submission.toml").write_text(settings)
    return made


def codes_of(paths: list[Path], as_at: date | None = None) -> list[str]:
    with pytest.raises(SubmissionRefused) as error:
        read_submissions(paths, as_at)
    return [fault.code for fault in error.value.faults]


def test_what_a_submission_says_of_itself(tmp_path: Path) -> None:
    path = folder(tmp_path, 'as_at = 2026-03-31\ndelivered_on = 2026-04-02\nname = "North"\n')
    (read,) = read_submissions([path])
    assert (read.name, read.as_at, read.delivered_on) == ("North", DAY, date(2026, 4, 2))
    assert [file.name for file in read.files] == ["referrals.csv"]


def test_its_name_is_its_folders_where_it_gives_none(tmp_path: Path) -> None:
    (read,) = read_submissions([folder(tmp_path)])
    assert (read.name, read.delivered_on) == ("one", None)


def test_hidden_files_spreadsheet_locks_settings_and_folders_are_no_files_of_it(tmp_path: Path) -> None:
    path = folder(tmp_path)
    for name in (".hidden.csv", "~$referrals.xlsx", "mapping.toml"):
        (path / name).write_text("")
    (path / "visits.csv").mkdir()
    (read,) = read_submissions([path])
    assert [file.name for file in read.files] == ["referrals.csv"]


def test_without_a_day_the_refusal_says_what_to_add(tmp_path: Path) -> None:
    path = folder(tmp_path, None)
    with pytest.raises(SubmissionRefused, match=r"as_at = 2026-03-31 into its submission\.toml") as error:
        read_submissions([path])
    assert [fault.code for fault in error.value.faults] == ["submission.as_at.missing"]


def test_the_day_given_overrides_what_the_submissions_say(tmp_path: Path) -> None:
    paths = [folder(tmp_path, None, "one"), folder(tmp_path, "as_at = 2025-12-31\n", "two")]
    assert [read.as_at for read in read_submissions(paths, DAY)] == [DAY, DAY]


def test_submissions_of_different_days_are_refused(tmp_path: Path) -> None:
    paths = [folder(tmp_path, name="one"), folder(tmp_path, "as_at = 2025-12-31\n", "two")]
    assert codes_of(paths) == ["submission.as_at.disagree"]


def test_a_folder_that_is_not_there_or_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert codes_of([tmp_path / "nowhere", tmp_path / "file"]) == ["submission.folder.missing"] * 2


def test_a_folder_that_cannot_be_opened_is_not_called_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", denied)
    assert codes_of([tmp_path]) == ["submission.folder.unreadable"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert codes_of([tmp_path]) == ["submission.folder.empty"]


def test_a_folder_given_twice_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path)
    assert codes_of([path, path]) == ["submission.folder.repeated"]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("as_at = 2026-03-31\nas_at", "submission.toml.unreadable"),
        ('as_at = "2026-03-31"\n', "submission.key.wrong"),
        ("as_at = 2026-03-31T10:00:00\n", "submission.key.wrong"),
        ("as_at = 2026-03-31\ndeliverd_on = 2026-04-02\n", "submission.key.unknown"),
    ],
)
def test_settings_that_mean_nothing_are_refused(tmp_path: Path, settings: str, code: str) -> None:
    assert codes_of([folder(tmp_path, settings)]) == [code]


def test_an_unknown_key_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(
        SubmissionRefused, match=r"deliverd_on, which means nothing there\. The nearest known is delivered_on"
    ):
        read_submissions([folder(tmp_path, "as_at = 2026-03-31\ndeliverd_on = 2026-04-02\n")])


def test_settings_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = folder(tmp_path, None)
    (path / "submission.toml").write_bytes(b"\xef\xbb\xbfas_at = 2026-03-31\n")
    assert read_submissions([path])[0].as_at == DAY
