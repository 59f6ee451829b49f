"""Every fault of a curation file is told with its line and what to do: cases are text."""

from pathlib import Path

import pytest

from digest.curation import read_curation
from digest.errors import CurationError

CASES = Path(__file__).parent / "cases" / "curation"


def cases(name: str) -> list[tuple[str, str, str]]:
    """Title, file, expected lines of each case."""
    found = []
    for case in (CASES / name).read_text("utf-8").split("=== ")[1:]:
        title, _, rest = case.partition("\n")
        text, _, expected = rest.partition("--- faults\n")
        found.append((title, text, expected.strip()))
    return found


@pytest.mark.parametrize(("title", "text", "expected"), cases("faults.txt"), ids=lambda value: value[:50])
def test_the_faults_of_a_file_are_told_with_line_and_remedy(title: str, text: str, expected: str) -> None:
    with pytest.raises(CurationError) as caught:
        read_curation(text, "f", topics=())
    told = "\n".join(str(fault).removeprefix("f:") for fault in caught.value.faults)
    assert told == expected
