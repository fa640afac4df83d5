from __future__ import annotations

import pytest

from expectations import EXTRACTS
from pipelines.ingest.personal_headings import personal_heading


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Name", "name"),
        ("Child's name", "name"),
        ("FirstName", "name"),
        ("surname", "name"),
        ("PUPIL_FORENAME", "name"),
        ("firstname", "name"),
        ("Setting key worker name", "name"),
        ("School SurName", "name"),
        ("ServiceArea WorkerName", "name"),
        ("Home Address", "address"),
        ("address_line_1", "address"),
        ("Address2", "address"),
        ("Postcode", "postcode"),
        ("Home post code", "postcode"),
        ("Tel", "phone"),
        ("Parent mobile", "phone"),
        ("phone no.", "phone"),
        ("E-mail", "email"),
        ("Parent email address", "email"),
        ("NHS Number", "nhs_number"),
        ("NHSNumber", "nhs_number"),
        ("nhs_no", "nhs_number"),
        ("UPN", "upn"),
        ("Unique pupil number", "upn"),
        ("DOB", "date_of_birth"),
        ("Child DOB", "date_of_birth"),
        ("Date of Birth", "date_of_birth"),
        ("Birthdate", "date_of_birth"),
        ("Date born", "date_of_birth"),
        ("Mobile1", "phone"),
        ("Children's centre key worker name", "name"),
    ],
)
def test_headings_of_personal_data(heading: str, kind: str) -> None:
    assert personal_heading(heading) == kind


@pytest.mark.parametrize(
    "heading",
    [
        "Setting name",
        "Name of nursery",
        "Area name",
        "service_area_name",
        "ServiceArea Name",
        "servicearea name",
        "Team name",
        "Nominated on",
        "Birth month",
        "Month of birth",
        "Upnorth",
        "Intel",
        "Hotel",
        "E-mail sent",
        "Telephone contact made",
        "NHS trust",
        "Neighbourhood",
        "UPRN",
        "Children's Centre name",
        "Family hub name",
        "Placement name",
    ],
)
def test_headings_that_are_none(heading: str) -> None:
    assert personal_heading(heading) is None


def test_no_column_of_the_contract_is_personal() -> None:
    assert [column.name for extract in EXTRACTS for column in extract.columns if personal_heading(column.name)] == []
