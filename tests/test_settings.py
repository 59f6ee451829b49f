"""``digest.yml``: defaults, all faults at once, and what no single option can see."""

import pytest

from digest.errors import SettingsError
from digest.settings import DAY_LIMITS, SECTIONS, Settings, read_settings


def faults(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(text, "digest.yml")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("text", ["", "# rien\n", "name:\n", "\ufeff", "---\n", "about: []\n", "people: {}\n"])
def test_a_file_that_says_nothing_gives_the_defaults(text: str) -> None:
    assert read_settings(text) == Settings()


def test_the_default_is_private() -> None:
    default = read_settings("")
    assert (default.profile, default.noindex, default.people.show) == ("public", True, {})


def test_all_options_are_read() -> None:
    read = read_settings("""
name: "L'IA : en classe"
about: école
language: en
profile: members
site_url: https://example.org/groupe
countries: [fr, BE]
date_order: dmy
people:
  show: {"Nadia Exemple": Nadia}
  aliases: {Nad: "Nadia Exemple"}
  leave_out: "+33 6 39 98 12 34"
hold_back:
  words: [dyslexie]
  off: non
sections: [figures, resources]
limits:
  day: {figures: 2}
phrases: {fr: [message du robot]}
noindex: non
""")
    assert (read.name, read.about, read.language, read.profile) == ("L'IA : en classe", ("école",), "en", "members")
    assert (read.site_url, read.countries) == ("https://example.org/groupe/", ("FR", "BE"))
    assert read.people.leave_out == ("+33 6 39 98 12 34",) and read.people.aliases == {"Nad": "Nadia Exemple"}
    assert read.hold_back.words == ("dyslexie",) and not read.hold_back.off
    assert read.sections == ("figures", "resources") and read.limits.day == {**DAY_LIMITS, "figures": 2}
    assert read.phrases == {"fr": ("message du robot",)} and not read.noindex


def test_every_fault_is_told_at_once_in_the_order_of_the_lines() -> None:
    found = faults("nam: x\nprofil: y\nlanguage: de\nnoindex: peut-être\nlimits: {day: {ressources: 3}}\nabout: #ia\n")
    assert [line.split(":")[1] for line in found] == ["1", "2", "3", "4", "5", "6"]
    assert ["did you mean `name`?" in found[0], "did you mean `profile`?" in found[1]] == [True, True]
    assert "did you mean `resources`?" in found[4]


def test_a_key_that_is_a_list_of_people_is_told_with_its_shape() -> None:
    (fault,) = faults("people: [Nadia]\n")
    assert fault.startswith("digest.yml:1:9: `people` takes lines of the form `name: value`")


@pytest.mark.parametrize("folder", ["docs", "docs/chats", "./docs/x", "site", "../elsewhere", "a/../../b", "docs\\x"])
def test_chats_never_stand_where_they_would_be_published(folder: str) -> None:
    assert "private files" in faults(f"chunks: {folder}\n")[0]


@pytest.mark.parametrize("code", ["France", "F1", "é2", "F"])
def test_a_country_has_two_letters(code: str) -> None:
    assert "no country code" in faults(f"countries: [{code}]\n")[0]


def test_nobody_is_shown_and_left_out_and_no_name_is_printed() -> None:
    (fault,) = faults('people:\n  show: {"Paul Exemple": Paul}\n  leave_out: [paul exemple]\n')
    assert fault.startswith("digest.yml:2:10:") and "Paul" not in fault


def test_countries_are_those_of_the_language_unless_named() -> None:
    assert "FR" in read_settings("").countries_for("fr") and "GB" in read_settings("").countries_for("en")
    assert read_settings("countries: [DE]").countries_for("fr") == ("DE",)


def test_a_broken_file_gives_its_line_and_nothing_else() -> None:
    (fault,) = faults('name: "sans fin\nabout: x\n')
    assert fault.startswith("digest.yml:1:7: the quotation mark that opens here is never closed")


def test_sections_keep_their_order_and_unknown_ones_are_told() -> None:
    assert read_settings("").sections == SECTIONS
    assert "did you mean `figures`?" in faults("sections: [figure]\n")[0]


def test_sections_that_are_not_listed_have_no_room_in_any_digest() -> None:
    limits = read_settings("sections: [figures]\nlimits: {week: {figures: 3}}\n").section_limits
    assert limits["week"]["figures"] == 3 and "figures" not in limits["year"]
    assert all(limits[kind]["resources"] == 0 for kind in limits)
