"""``digest.yml``: how one group wants its site. Text in, :class:`Settings` out, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from digest.errors import Fault, SettingsError
from digest.model import PeriodKind, Section
from digest.plain_yaml import Address, Choice, Document, Flag, Many, Node, Option, Pairs, Record, Text, Whole, read_yaml
from digest.plain_yaml.docs import commented_file, table

SECTIONS: tuple[Section, ...] = ("resources", "figures", "events", "questions", "announcements", "polls")
LANGUAGES = ("fr", "en")
PROFILES = ("public", "members", "full")

# Countries whose way of writing phone numbers is read without a prefix, by language of the site.
COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "fr": ("FR", "BE", "CH", "LU"),
    "en": ("GB", "US", "IE", "CA"),
}

DAY_LIMITS: Mapping[Section, int] = {
    "resources": 10, "figures": 6, "events": 6, "questions": 6, "announcements": 6, "polls": 6,
}  # fmt: skip
WEEK_LIMITS: Mapping[Section, int] = {
    "resources": 20, "figures": 10, "events": 12, "questions": 10, "announcements": 10, "polls": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """Who appears, and who does not."""

    show: Mapping[str, str] = field(default_factory=dict)  # name as in the chat -> name to show
    aliases: Mapping[str, str] = field(default_factory=dict)  # nickname, older name or number -> name as in the chat
    leave_out: tuple[str, ...] = ()  # names and numbers of those who object


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Which messages wait for the moderator."""

    words: tuple[str, ...] = ()  # further words that hold a message back
    off: bool = False  # nothing is held back


@dataclass(frozen=True, slots=True)
class Mail:
    """From whom to whom the newsletter goes, and through which server; the password stands in the environment."""

    sender: str = ""
    to: tuple[str, ...] = ()
    unsubscribe: str = ""  # address or page where readers leave; empty: a letter to the sender
    host: str = ""
    port: int = 587
    user: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most items that one section of a digest shows."""

    day: Mapping[Section, int] = field(default_factory=lambda: dict(DAY_LIMITS))
    week: Mapping[Section, int] = field(default_factory=lambda: dict(WEEK_LIMITS))


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``digest.yml`` says, defaults filled in."""

    name: str = ""
    description: str = ""
    about: tuple[str, ...] = ()
    language: str = "auto"
    profile: str = "public"
    site_url: str = ""  # with a final slash
    contact: str = ""
    chunks: str = "chunks"
    date_order: str = "auto"
    countries: tuple[str, ...] = ()  # empty: those of the language
    people: People = People()
    opt_out_words: tuple[str, ...] = ()
    hold_back: HoldBack = HoldBack()
    sections: tuple[Section, ...] = SECTIONS
    limits: Limits = field(default_factory=Limits)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    noindex: bool = True
    mail: Mail = Mail()
    warnings: tuple[Fault, ...] = ()

    @property
    def section_limits(self) -> dict[PeriodKind, dict[Section, int]]:
        """The most items of a section by kind of period; 0 for sections that are not in ``sections``."""
        out = {section: 0 for section in SECTIONS if section not in self.sections}
        asked: dict[PeriodKind, Mapping[Section, int]] = {"day": self.limits.day, "week": self.limits.week}
        kinds: tuple[PeriodKind, ...] = ("day", "week", "month", "year")
        return {kind: {**asked.get(kind, {}), **out} for kind in kinds}

    def countries_for(self, language: str) -> tuple[str, ...]:
        """The countries named in the file, else those of ``language``."""
        return self.countries or COUNTRIES.get(language, COUNTRIES["en"])


_LIMIT = Pairs(Whole(0, 500), SECTIONS)
_PEOPLE = Record(
    "people",
    (
        Option("show", Pairs(Text()), {}, '{"Nadia Exemple": "Nadia"}'),
        Option("aliases", Pairs(Text()), {}, '{"Nad": "Nadia Exemple"}'),
        Option("leave_out", Many(Text()), (), '["Paul Exemple"]'),
    ),
)
_HOLD_BACK = Record(
    "hold_back",
    (Option("words", Many(Text()), (), '["collège Exemple"]'), Option("off", Flag(), False)),
)
_MAILBOX = Text(r"[!-~]+@[!-~]+", "digest@example.org")  # ASCII: what every server takes
_MAIL = Record(
    "mail",
    (
        Option("from", _MAILBOX, "", "digest@example.org"),
        Option("to", Many(_MAILBOX), (), "[liste@example.org]"),
        Option("unsubscribe", Text(), "", "https://liste.example.org/quitter"),
        Option("host", Text(), "", "smtp.example.org"),
        Option("port", Whole(1, 65535), 587),
        Option("user", Text(), "", "digest@example.org"),
    ),
)
_LIMITS = Record("limits", (Option("day", _LIMIT, DAY_LIMITS), Option("week", _LIMIT, WEEK_LIMITS)))

# The help of each option stands in the language tables ``options``.
SETTINGS = Record(
    "settings",
    (
        Option("name", Text(), "", '"IA & école"'),
        Option("description", Text(), "", '"Ce que le groupe a partagé, semaine après semaine."'),
        Option("about", Many(Text()), (), '["intelligence artificielle", "école"]'),
        Option("language", Choice((*LANGUAGES, "auto")), "auto"),
        Option("profile", Choice(PROFILES), "public"),
        Option("site_url", Address(), "", "https://groupe.example.org/"),
        Option("contact", Text(), "", '"moderation@example.org"'),
        Option("chunks", Text(), "chunks"),
        Option("date_order", Choice(("auto", "dmy", "mdy", "ymd")), "auto"),
        Option("countries", Many(Text()), (), "[FR, BE]"),
        Option("people", _PEOPLE),
        Option("opt_out_words", Many(Text()), (), '["#privé"]'),
        Option("hold_back", _HOLD_BACK),
        Option("sections", Many(Choice(SECTIONS)), SECTIONS),
        Option("limits", _LIMITS),
        Option("phrases", Pairs(Many(Text()), LANGUAGES), {}, '{fr: ["message du robot"]}'),
        Option("noindex", Flag(), True),
        Option("mail", _MAIL),
    ),
)


def read_settings(text: str, file: str = "digest.yml") -> Settings:
    """The settings in ``text``; ``file`` names it in messages.

    Raises:
        SettingsError: with all faults, each with line, column and the nearest right name.
    """
    document = read_yaml(text, file)
    values = SETTINGS.read(document.root, document, "") or {} if not document.faults else {}
    _cross_checks(values, document)
    if document.faults:
        raise SettingsError(document.in_order())
    return _settings(values, tuple(document.warnings))


def new_settings(language: str, values: Mapping[str, str]) -> str:
    """The text of a first ``digest.yml``: every option with its help, those in ``values`` set."""
    head = {
        "fr": "# Réglages du site. Une ligne qui commence par # est un commentaire ; enlevez le # pour vous en servir."
    }
    return f"{head.get(language, _HEAD)}\n\n{commented_file(SETTINGS, language, values)}"


_HEAD = "# Settings of the site. A line that starts with # is a comment; take the # away to use it."


def settings_table(language: str) -> str:
    """All options as a Markdown table for the guide."""
    return table(SETTINGS, language)


def _settings(values: dict[str, Any], warnings: tuple[Fault, ...]) -> Settings:
    given = {key: value for key, value in values.items() if key not in ("line", "lines")}
    if url := given.get("site_url"):
        given["site_url"] = url.rstrip("/") + "/"
    for name, noun in (("people", People), ("hold_back", HoldBack)):
        if name in given:
            given[name] = noun(**{key: value for key, value in given[name].items() if key not in ("line", "lines")})
    if "mail" in given:
        told = {key: value for key, value in given["mail"].items() if key not in ("line", "lines")}
        given["mail"] = Mail(sender=told.pop("from", ""), **told)
    if "limits" in given:
        asked = given["limits"]
        given["limits"] = Limits({**DAY_LIMITS, **asked.get("day", {})}, {**WEEK_LIMITS, **asked.get("week", {})})
    if "countries" in given:
        given["countries"] = tuple(code.upper() for code in given["countries"])
    return Settings(**given, warnings=warnings)


def _cross_checks(values: dict[str, Any], document: Document) -> None:
    """What no single option can see."""
    nodes = document.root.value if isinstance(document.root.value, Mapping) else {}
    folder = values.get("chunks", "").replace("\\", "/").removeprefix("./").rstrip("/")
    if folder.split("/")[0] in ("docs", "site") or ".." in folder.split("/"):
        message = f"`chunks: {folder}` would put private files where they are published or outside the group's folder"
        document.fault(message, nodes["chunks"], "use a folder beside docs, for example `chunks`")
    for code in values.get("countries", ()):
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            document.fault(f"“{code}” is no country code of two letters", nodes["countries"], "for example [FR, BE]")
    people = values.get("people", {})
    left_out = {name.casefold() for name in people.get("leave_out", ())}
    for name in people.get("show", {}):
        if name.casefold() in left_out:
            place = cast("Mapping[str, Node]", cast("Mapping[str, Node]", nodes["people"].value)["show"].value)[name]
            document.fault(
                "a person stands both in `show` and in `leave_out`", place, "keep one of the two", at_key=True
            )
