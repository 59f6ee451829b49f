"""What can go wrong, as sentences for the user; ``cli.py`` prints them and leaves with ``exit_code``."""

from __future__ import annotations

from collections.abc import Sequence


class DigestError(Exception):
    """One plain sentence: what is wrong, where, what to do next.

    Args:
        message: what is wrong.
        file: name of the file, as the user knows it.
        line: line in that file, from 1; 0 when the whole file is meant.
        hint: what to do next.
    """

    exit_code = 2

    def __init__(self, message: str, *, file: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.hint = message, file, line, hint

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")


class InputError(DigestError):
    """The chat files cannot be read."""


class Fault(DigestError):
    """One of several things that are wrong in a file; ``column`` counts from 1, 0 means the whole line."""

    def __init__(self, message: str, file: str = "", line: int = 0, column: int = 0, hint: str = "") -> None:
        super().__init__(message, file=file, line=line, hint=hint)
        self.column = column

    def __str__(self) -> str:
        numbers = f":{self.line}:{self.column}" if self.column else f":{self.line}" if self.line else ""
        place = f"{self.file}{numbers}: " if self.file else f"line {self.line}: " if self.line else ""
        return f"{place}{self.message}" + (f"\n    {self.hint}" if self.hint else "")


class FaultsError(DigestError):
    """All faults of one file, shown together."""

    def __init__(self, faults: Sequence[DigestError]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class SettingsError(FaultsError):
    """digest.yml does not hold together."""


class CurationError(FaultsError):
    """curation.yml does not hold together."""
