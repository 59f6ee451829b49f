"""The tables of a language: data files in ``languages/<code>/<subject>.yml``, read once.

The only stage that reads files, and only those of the package itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted."""
    return tuple(
        sorted(p.name for p in files("digest").joinpath("languages").iterdir() if p.is_dir() and len(p.name) == 2)
    )


@cache
def table(subject: str, language: str = "") -> Mapping[str, Any]:
    """The table ``subject`` (``figures``, ``words`` …) of ``language``, or the one for all languages.

    Empty when that language has none: a language may start small.
    """
    place = files("digest").joinpath("languages")
    path = (place.joinpath(language) if language else place).joinpath(f"{subject}.yml")
    if not path.is_file():
        return {}
    loaded = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    return loaded if isinstance(loaded, dict) else {}
