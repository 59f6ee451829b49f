"""The whole story on one screen: read, redact, find and gather, curate, write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, cast

from digest import gather as highlighting
from digest import themes
from digest.curate import Curated, accepted_ids, curate
from digest.curation import Curation
from digest.gather import Gathered, gather
from digest.language import infer
from digest.ledger import Ledger
from digest.model import Chunk, Digest, Fetched, Page, Site
from digest.read import Input, ReadOptions, read
from digest.redact import Gate, Gated, Policy, Profile
from digest.settings import Settings
from digest.write import write

SITE_LANGUAGES = ("fr", "en")
SAMPLE = 600  # messages that tell a chat's language


@dataclass(frozen=True, slots=True)
class Built:
    """One run from chats to pages, with what each stage says of its work."""

    chunk: Chunk
    gated: Gated
    curated: Curated
    site: Site
    pages: tuple[Page, ...]
    left_out: tuple[str, ...] = ()  # private: names of those who objected, for the gate over the site


def build(
    inputs: Sequence[Input],
    settings: Settings,
    curation: Curation,
    ledger: Ledger,
    *,
    today: date | None = None,
    told: Callable[[str], None] = lambda stage: None,
    cache: Mapping[str, Fetched] = MappingProxyType({}),
) -> Built:
    """Everything but the disk: chats in, pages out.

    Args:
        inputs: the chat files.
        settings: how the group wants its site.
        curation: the moderator's decisions.
        ledger: ids given so far.
        today: the day to write for; the chat's last day when None, so that equal input gives equal pages.
        told: called with the name of each stage as it begins.
        cache: what ``digest enrich`` was told by the net, by key of the resource; the build itself asks nobody.

    Raises:
        InputError: nothing readable is among the inputs.
    """
    told("read")
    chunk = read(inputs, ReadOptions(date_order=settings.date_order, phrases=settings.phrases))
    language = settings.language if settings.language in SITE_LANGUAGES else chat_language(chunk)
    told("redact")
    gate = Gate(gate_policy(settings, language))
    gated = gate.messages(chunk)
    told("find")
    gathered = gather(
        gated.messages,
        about=" ".join((*settings.about, *map(gate.text, chunk.topics))),
        topics=curation.topics,
        language=language,
        today=today,
        limits=settings.section_limits,
        accepted=accepted_ids(curation, ledger),
    )
    told("curate")
    topics = getattr(themes, "built_in_topics", lambda code: ())(language)
    curated = curate(gathered, curation, ledger, gate.text, language=language, topics=topics, cache=cache)
    told("write")
    site = make_site(settings, curated, language, today or last_day(gathered))
    left_out = tuple(person.name for person in gate.people.all if person.left_out)
    return Built(chunk, gated, curated, site, tuple(write(site)), left_out)


def highlight_rows(inputs: Sequence[Input], period: str = "", about: str = "") -> list[dict[str, Any]]:
    """What the pages of a chat would show in ``period`` (a day, week, month, year; empty: the whole chat)."""
    chunk = read(inputs, ReadOptions())
    language = chat_language(chunk)
    gated = Gate(gate_policy(Settings(), language)).messages(chunk)
    gathered = gather(gated.messages, about=about or " ".join(chunk.topics), language=language)
    return highlighting.highlights(gathered, period)


def chat_language(chunk: Chunk) -> str:
    """The site language that most of the chat's longer messages are in."""
    texts = (entry.text for entry in chunk.entries if len(entry.text) > 20)
    votes = Counter(infer(text, "") for _, text in zip(range(SAMPLE), texts, strict=False))
    return max(SITE_LANGUAGES, key=lambda code: votes[code])


def gate_policy(settings: Settings, language: str) -> Policy:
    """The gate's rules, from the settings."""
    return Policy(
        profile=cast("Profile", settings.profile),
        language=language,
        countries=settings.countries_for(language),
        show=settings.people.show,
        aliases=settings.people.aliases,
        leave_out=settings.people.leave_out,
        opt_out_words=settings.opt_out_words,
        hold_words=settings.hold_back.words,
        hold=not settings.hold_back.off,
    )


def last_day(gathered: Gathered) -> date:
    """The latest day with a message."""
    return gathered.days[-1].period.start if gathered.days else date(1970, 1, 1)


def hide_talk(digest: Digest) -> Digest:
    """A digest without the conversation: what the profile ``public`` may show."""
    return replace(digest, talk=())


def make_site(settings: Settings, curated: Curated, language: str, today: date) -> Site:
    """All that a writer may know."""
    shown = hide_talk if settings.profile == "public" else lambda digest: digest
    return Site(
        name=settings.name,
        description=settings.description,
        language=language,
        profile=settings.profile,
        url=settings.site_url,
        contact=settings.contact,
        today=today,
        days=tuple(map(shown, curated.days)),
        weeks=tuple(map(shown, curated.weeks)),
        months=tuple(map(shown, curated.months)),
        years=tuple(map(shown, curated.years)),
        resources=curated.resources,
        figures=curated.figures,
        events=curated.events,
        topics=curated.topics,
        lists=curated.lists,
        notes=curated.notes,
        removed=curated.removed,
    )
