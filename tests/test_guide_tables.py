"""The tables of the guide and the published schema are those of the declarations: docs cannot lie.

Run this file as a program to write them anew: python -m tests.test_guide_tables
"""

import json
import re
from pathlib import Path

import pytest

from digest.curation import curation_schema, curation_table, read_curation
from digest.curation.read import CURATION
from digest.language import table
from digest.plain_yaml import Many, Record
from digest.settings import SETTINGS, Settings, new_settings, read_settings, settings_table

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.S)


def part(name: str) -> str:
    return settings_table("en") if name == "settings" else curation_table("" if name == "curation" else name, "en")


def page(name: str) -> str:
    """The page with its generated parts made anew."""
    text = (GUIDE / name).read_text("utf-8")
    return PART.sub(lambda found: f"{found[1]}{part(found[2])}{found[3]}", text)


@pytest.mark.parametrize("name", ["settings.md", "curation.md"])
def test_the_tables_of_the_guide_are_those_of_the_code(name: str) -> None:
    assert (GUIDE / name).read_text("utf-8") == page(name), "run: python -m tests.test_guide_tables"


def test_the_published_schema_is_that_of_the_code() -> None:
    assert (GUIDE / "curation.schema.json").read_text("utf-8") == curation_schema()


def test_the_schema_knows_every_field() -> None:
    schema = json.loads(curation_schema())
    assert set(schema["properties"]) == set(CURATION.names)


def records(record: Record) -> list[Record]:
    shapes = [option.shape for option in record.options]
    inner = [shape.of if isinstance(shape, Many) else shape for shape in shapes]
    return [record, *(found for shape in inner if isinstance(shape, Record) for found in records(shape))]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("root", [SETTINGS, CURATION], ids=["settings", "curation"])
def test_every_option_has_its_help_in_each_language_and_no_help_lacks_its_option(root: Record, language: str) -> None:
    for record in records(root):
        assert set(table("options", language)[record.name]) == set(record.names)


def test_every_option_of_the_file_is_a_field_of_the_settings() -> None:
    assert set(SETTINGS.names) == set(Settings.__dataclass_fields__) - {"warnings"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_settings_file_is_right_with_and_without_its_comments(language: str) -> None:
    text = new_settings(language, {"name": "Le « groupe » : un test", "language": language})
    assert read_settings(text) == Settings(name="Le « groupe » : un test", language=language)
    bare = re.sub(r"^# ( *)(?=(?:- |[a-z_]+:))", r"\1", re.sub(r"^#   # .*\n", "", text, flags=re.M), flags=re.M)
    assert read_settings(bare).people.leave_out == ("Paul Exemple",)


@pytest.mark.parametrize("code", re.findall(r"```yaml\n(.*?)```", (GUIDE / "curation.md").read_text("utf-8"), re.S))
def test_the_examples_of_the_curation_guide_are_right(code: str) -> None:
    read_curation(code, topics=())


@pytest.mark.parametrize("code", re.findall(r"```yaml\n(.*?)```", (GUIDE / "settings.md").read_text("utf-8"), re.S))
def test_the_examples_of_the_settings_guide_are_right(code: str) -> None:
    assert read_settings(code).name


if __name__ == "__main__":
    for file in ("settings.md", "curation.md"):
        (GUIDE / file).write_text(page(file), "utf-8")
    (GUIDE / "curation.schema.json").write_text(curation_schema(), "utf-8")
