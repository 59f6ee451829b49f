"""The short ways of the page writer give the bytes of the long ones."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.markup import inline
from digest.write import front
from digest.write.exports import tables

MARKS = st.text(st.sampled_from("ab1é٣_.-?/!;:,()«»\"'<>&{}\\\n\t\u00a0\u202f #*yes~"), max_size=40)
# The rule of escaping in one expression, slow but plain.
READ = re.compile(
    r"[!\"#$&'()*+:<=>@\[\\\]^_`{|}~]|(?<=\d)\.|(?<!\w)-|-(?!\w)|\?(?=\?)|(?<=\?)\?|/(?=/)|(?<=/)/"
)  # fmt: skip


@given(MARKS)
def test_each_mark_that_some_syntax_reads_is_an_entity(text: str) -> None:
    line = re.sub(r"[ \t\n]{2,}|[\t\n]", " ", text)
    assert inline(text) == READ.sub(lambda mark: f"&#{ord(mark[0])};", line)


@given(st.one_of(MARKS, st.text(max_size=30), st.from_regex(front._PLAIN, fullmatch=True)))
def test_the_head_is_what_yaml_writes(title: str) -> None:
    head = {"title": title, "description": title, "hide": ["navigation", "toc"]}
    long = yaml.dump(head, Dumper=front._Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    assert front._yaml(head) == long


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8))


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.one_of(VALUES, st.lists(VALUES, max_size=3)), min_size=1)))
def test_tables_are_what_json_writes(rows: list[dict[str, Any]]) -> None:
    assert tables._json(rows) == json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
