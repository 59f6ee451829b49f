"""The guide to links says what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from digest.links import canonical
from digest.links.delicate import KINDS
from digest.model import LinkType

GUIDE = Path(__file__).parents[1].joinpath("docs", "guide", "links.md").read_text("utf-8")


def test_every_row_of_the_table_of_addresses_is_true() -> None:
    rows = re.findall(r"^\| `(http[^`]+)` \| `(http[^`]+)` \|$", GUIDE, re.M)
    assert len(rows) >= 5
    assert [canonical(shared)[0] for shared, _ in rows] == [opened for _, opened in rows]


def test_every_class_and_every_reason_is_explained() -> None:
    named = set(re.findall(r"`([a-z]+)`", GUIDE))
    assert set(get_args(LinkType)) <= named
    assert {*KINDS, "invitation", "phone", "meeting", "credentials", "signed", "local"} <= named
