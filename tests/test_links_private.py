"""Private links are found and never publishable; delicate ones are marked; public look-alikes stay."""

from __future__ import annotations

import pytest

from digest.links import find_links
from tests.link_cases import Case, read_cases

CASES = read_cases("private")


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_why_a_link_is_kept_back(case: Case) -> None:
    found = find_links(case.text)
    assert [case.text[link.start : link.end] for link in found] == [link.text for link in case.links]
    for link, wanted in zip(found, case.links, strict=True):
        for field, value in wanted.fields.items():
            assert getattr(link, field) == value.strip(), link
        assert link.publish is (not link.why_private)
