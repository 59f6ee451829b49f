"""Where addresses start and end in chat text, and what is none."""

from __future__ import annotations

import pytest

from digest.links import find_links
from tests.link_cases import Case, read_cases

CASES = read_cases("detect")


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_addresses_are_found_with_their_exact_borders(case: Case) -> None:
    found = find_links(case.text)
    assert [case.text[link.start : link.end] for link in found] == [link.text for link in case.links]
    for link, wanted in zip(found, case.links, strict=True):
        for field, value in wanted.fields.items():
            assert getattr(link, field) == value
