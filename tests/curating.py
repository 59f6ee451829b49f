"""A small invented chat and one way through gate, gathering and curation, for the tests of these stages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.curate import Curated, accepted_ids, curate
from digest.curation import read_curation
from digest.gather import gather
from digest.ledger import Ledger, read_ledger, write_ledger
from digest.model import Chunk, Entry, Site, Topic
from digest.redact import Gate, Policy

START = datetime(2025, 6, 2, 8, 0)
PEOPLE = ("Camille Exemple", "Dominique Exemple", "Sacha Exemple")
TALK = (
    "Étude sur l'énergie des modèles, 2,9 kWh par jour contre 1,1 kWh en 2020 : https://example.org/etudes/energie-des-modeles",
    "Merci, très clair, je l'ai utilisée avec mes élèves.",
    "Vidéo « Comprendre les réseaux de neurones » : https://video.example.org/watch/reseaux-de-neurones?utm_source=wa",
    "Un podcast sur l'évaluation en classe https://audio.example.org/podcasts/evaluation-en-classe",
    "Je repartage l'étude énergie : https://www.example.org/etudes/energie-des-modeles/",
    "La même étude ailleurs : https://miroir.example.net/energie-modeles-copie",
    "Quelqu'un connaît-il un guide pour débuter avec l'IA en classe ?",
    "Oui, celui-ci : https://guides.example.com/debuter-avec-ia",
    "Publicité https://spam.example.biz/achetez-vite",
)
STUDY, VIDEO = "https://example.org/etudes/energie-des-modeles", "https://video.example.org/watch/reseaux-de-neurones"
MIRROR, GUIDE = "https://miroir.example.net/energie-modeles-copie", "https://guides.example.com/debuter-avec-ia"
SPAM = "https://spam.example.biz/achetez-vite"


def entries(texts: Sequence[str] = TALK, start: datetime = START, step: timedelta = timedelta(hours=7)) -> list[Entry]:
    """One message a text, every seven hours, its author in turn."""
    return [
        Entry(start + step * n, PEOPLE[n % len(PEOPLE)], text, file="chat.txt", line=n + 1)
        for n, text in enumerate(texts)
    ]


def run(
    curation: str = "",
    ledger: str = "",
    chat: Sequence[Entry] | None = None,
    *,
    profile: str = "public",
    seed: int = 0,
    topics: Sequence[Topic] = (),
) -> Curated:
    """What the site shows of ``chat`` after ``curation``; ``seed`` shuffles the records before they are sorted."""
    records = list(entries() if chat is None else chat)
    random.Random(seed).shuffle(records)
    records.sort(key=lambda entry: (entry.when, entry.text))
    gate = Gate(Policy(profile=profile))  # type: ignore[arg-type]
    messages = [
        replace(message, held=("health",)) if "dyslexique" in message.text else message
        for message in gate.messages(Chunk(records)).messages
    ]
    decisions, known = read_curation(curation), read_ledger(ledger)
    found = gather(messages, topics=decisions.topics, language="fr", accepted=accepted_ids(decisions, known))
    return curate(found, decisions, known, gate.text, language="fr", topics=topics)


def text_of(ledger: Ledger) -> str:
    return write_ledger(ledger)


def by_url(curated: Curated) -> dict[str, str]:
    """Address -> id of everything that is shown."""
    return {resource.url: resource.id for resource in curated.resources}


def site(curated: Curated, *, url: str = "", profile: str = "public", name: str = "Le groupe") -> Site:
    """The site that writers get."""
    return Site(
        name, "Ce que le groupe partage.", "fr", profile, url, "", START.date(), curated.days, curated.weeks,
        curated.months, curated.years, curated.resources, curated.figures, curated.events, curated.topics,
        curated.lists, curated.notes, curated.removed,
    )  # fmt: skip
