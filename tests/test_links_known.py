"""Class and title of a link, from its address and from the words around it."""

from __future__ import annotations

import pytest

from digest.links import find_links
from tests.link_cases import Case, read_cases

CASES = read_cases("classes") + read_cases("titles")


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_what_a_link_is_and_how_it_is_called(case: Case) -> None:
    found = find_links(case.text)
    assert [case.text[link.start : link.end] for link in found] == [link.text for link in case.links]
    for link, wanted in zip(found, case.links, strict=True):
        for field, value in wanted.fields.items():
            got = getattr(link, field)
            assert (got in value.split()) if field == "type" else (got == value), (
                f"{link.url}: {field} is {got!r}, not {value!r}"
            )
