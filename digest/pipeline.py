"""The whole story on one screen: read, redact, find and gather, curate, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from digest.curate import Curated, curate
from digest.curation import Curation
from digest.gather import Gathered, gather, highlights
from digest.ledger import Ledger
from digest.model import Chunk, Page, Site
from digest.read import Input, ReadOptions, read
from digest.redact import Gate, Gated, Policy
from digest.settings import Settings
from digest.write import write

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """One run from chats to pages, with what each stage says of its work."""

    chunk: Chunk
    gated: Gated
    curated: Curated
    site: Site
    pages: tuple[Page, ...]


def build(
    inputs: Sequence[Input],
    settings: Settings,
    curation: Curation,
    ledger: Ledger,
    *,
    today: date | None = None,
    told: Told = lambda stage: None,
) -> Built:
    """Everything but the disk: chats in, pages out.

    Args:
        inputs: the chat files.
        settings: how the group wants its site.
        curation: the moderator's decisions.
        ledger: ids given so far.
        today: the day to write for; the chat's last day when None, so that equal input gives equal pages.
        told: called with the name of each stage as it begins.
    """
    told("read")
    chunk = read(inputs, read_options(settings))
    told("redact")
    language = settings.language if settings.language != "auto" else chat_language(chunk)
    gate = Gate(policy(settings, language))
    gated = gate.messages(chunk)
    told("find")
    gathered = gather(
        gated.messages,
        about=" ".join(settings.about),
        topics=curation.topics,
        language=language,
        today=today,
    )
    told("curate")
    curated = curate(gathered, curation, ledger)
    site = make_site(settings, curated, language, today)
    told("write")
    return Built(chunk, gated, curated, site, tuple(write(site)))
