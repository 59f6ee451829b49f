"""Nouns with other fields; most decisions change nothing, and then nothing is copied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

Noun = TypeVar("Noun", bound=Any)


def changed(noun: Noun, **fields: object) -> Noun:
    """``noun`` with these ``fields``; the same object when it has them already."""
    if all(getattr(noun, name) == value for name, value in fields.items()):
        return noun
    return replace(noun, **fields)
