"""Whether a heading, in whole words, is that of a column of personal data."""

from __future__ import annotations

import re

from pipelines.ingest.personal_words import PERSONAL
from pipelines.ingest.spelling import words_of

_FORENAMES = {"forename", "forenames", "surname", "surnames"}
_NUMBERS = ("phonenumber", "telephonenumber", "mobilenumber")
_DATED = ("dob", "birthdate", "birthday", "dateofbirth")
_NAME_WORDS = _FORENAMES | {f"{person}{name}" for person in PERSONAL.persons for name in ("name", "names")}


def personal_heading(heading: str) -> str | None:
    """The kind of personal data that a heading says its column holds, or None.

    A setting's or an area's name is none; nor is a month of birth, or whether an e-mail was sent.
    """
    divided = _without_centres(words_of(heading))
    return _kind(divided, divided) or _kind(_without_centres(words_of(heading.lower())), divided)


def _without_centres(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, a centre being no person's; and without numbers, for Mobile 2 is a mobile."""
    said = " ".join(word for word in words if not word.isdigit())
    for centre in PERSONAL.centres:
        said = re.sub(rf"\b{centre}\b", "centre", said)
    return tuple(said.split())


def _kind(words: tuple[str, ...], divided: tuple[str, ...]) -> str | None:
    """The kind that words say; capitals within a word may divide it, as in NHSNumber, or not, as in DoB.

    A thing that has a name is one however it is written: ServiceArea is an area.
    """
    said, apart = set(words), " ".join(words)
    for kind, is_said in (
        ("nhs_number", _is_nhs_number(words)),
        ("upn", bool(said & {"upn", "upns"}) or "unique pupil number" in apart),
        ("date_of_birth", _is_date_of_birth(said, apart)),
        ("email", _is_email(said, apart)),
        ("phone", _is_phone(said)),
        ("postcode", bool(said & {"postcode", "postcodes"}) or "post code" in apart or "postal code" in apart),
        ("address", bool(said & {"address", "addresses", "homeaddress"}) and "ip" not in said),
        ("name", _is_name({*said, *divided})),
    ):
        if is_said:
            return kind
    return None


def _is_nhs_number(words: tuple[str, ...]) -> bool:
    said = set(words)
    return bool(
        said & {"nhsnumber", "nhsno"}
        or words == ("nhs",)
        or ("nhs" in said and said & {"number", "numbers", "no", "num", "id"})
    )


def _is_date_of_birth(said: set[str], apart: str) -> bool:
    if said & {"month", "year", "weight", "place"}:
        return False
    is_spelled = any(phrase in apart for phrase in ("date of birth", "birth date", "d o b", "born on", "date born"))
    return bool(said & set(_DATED)) or is_spelled


def _is_email(said: set[str], apart: str) -> bool:
    is_spelled = bool(said & {"email", "emails", "emailaddress"}) or "e mail" in apart
    return is_spelled and not _is_happening(said)


def _is_phone(said: set[str]) -> bool:
    is_spelled = said & {"phone", "telephone", "phones", "telephones", "tel", "landline", *_NUMBERS}
    is_mobile = "mobile" in said and (said == {"mobile"} or bool(said & {"number", "no", "num", *PERSONAL.persons}))
    return bool(is_spelled or is_mobile) and not _is_happening(said)


def _is_happening(said: set[str]) -> bool:
    """Whether it is told that there was a call or a message, and not where to."""
    is_where_to = said & {"number", "numbers", "no", "address", "addresses", *_NUMBERS}
    return bool(said & PERSONAL.happenings) and not is_where_to


def _is_name(said: set[str]) -> bool:
    if said & _NAME_WORDS:
        return True
    return bool(said & {"name", "names"}) and not (said & PERSONAL.things and not said & PERSONAL.persons)
