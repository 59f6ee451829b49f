"""Invented sites to write pages from: a French group of three weeks, an English one, an empty one."""

# ruff: noqa: E501 - what people write has no line length

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from digest.model import (
    Announcement,
    CuratedList,
    Digest,
    Event,
    Figure,
    KeyFigure,
    Link,
    Message,
    Period,
    Pick,
    PollResult,
    Question,
    Redacted,
    Resource,
    Share,
    Site,
    Topic,
)

Words = Callable[[str], str]
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def ident(letter: str, n: int) -> str:
    return f"{letter}-" + "".join(_ALPHABET[(n * 7 + k * 11 + n // 32) % 32] for k in range(8))


class Maker:
    """Makes nouns with ever new ids; ``twist`` changes every string (to make hostile twins)."""

    def __init__(self, language: str, profile: str = "public", twist: Words = lambda text: text) -> None:
        self.language, self.profile, self.twist = language, profile, twist
        self.n = 0

    def text(self, words: str) -> Redacted:
        return Redacted(self.twist(words)) if words else Redacted("")

    def next(self, letter: str) -> str:
        self.n += 1
        return ident(letter, self.n)

    def message(self, day: date, words: str, hour: int = 8, who: int = 1, name: str = "Camille") -> Message:
        shown = self.text(name) if self.profile != "public" else None
        return Message(
            self.next("m"), datetime(day.year, day.month, day.day, hour, 12), who, shown, self.text(words), "message",
            "chat.txt", self.n * 3, 1, self.language, clock=self.profile == "full",
        )  # fmt: skip

    def resource(
        self,
        shares: list[tuple[Message, str]],
        url: str,
        title: str,
        kind: str,
        topics: tuple[str, ...] = (),
        **more: object,
    ) -> Resource:
        host = self.twist(url.split("/")[2])
        link = Link(0, len(url), url, url, url, kind, title, "message", True)  # type: ignore[arg-type]
        told = tuple(Share(message, link, self.text(said), 2, 1) for message, said in shares)
        fields = {"why": Redacted(""), **more}
        return Resource(
            self.next("r"), url, url, host, self.text(title), "message", kind, told, topics, **fields  # type: ignore[arg-type]
        )  # fmt: skip

    def figure(
        self, message: Message, said: Figure, sentence: str, measures: str, *also: Figure, source: str = ""
    ) -> KeyFigure:
        return KeyFigure(self.next("f"), said, also, message, self.text(sentence), self.text(measures), source)


def figure(
    text: str, value: float | tuple[float, float], unit: str, kind: str, approx: str = "", base: float | None = None
) -> Figure:
    return Figure(0, len(text), text, value, unit, kind, approx, True, base_value=base)  # type: ignore[arg-type]


def picks(items: list[object], when: date, why: tuple[str, ...] = ("repris par le groupe",)) -> tuple[Pick, ...]:
    out = []
    for place, item in enumerate(items):
        shares = (
            [share.message for share in item.shares if share.message.day == when] if isinstance(item, Resource) else []
        )
        message = shares[0] if shares else getattr(item, "message", None)
        out.append(Pick(item, 1 - place / 10, why, message))  # type: ignore[arg-type]
    return tuple(out)


def french(profile: str = "public", twist: Words = lambda text: text) -> Site:
    """Three weeks of a group of beekeepers and gardeners."""
    m = Maker("fr", profile, twist)
    d = lambda day: date(2025, 6, day)  # noqa: E731
    m1 = m.message(
        d(5),
        "L'énergie des serveurs : une enquête qui compare les usages. Une réponse d'un petit modèle demande 57 joules, contre 3 353 pour le plus grand. Une journée d'usage représente 2,9 kWh, soit 16 km en voiture électrique. Lisez aussi l'annexe !",
    )
    m2 = m.message(d(5), "Testé ce matin au rucher-école, les élèves ont adoré", 9, 2, "Maëlle")
    m3 = m.message(d(6), "Qui connaît un relevé gratuit des floraisons ?", 10, 3, "Noé")
    m4 = m.message(
        d(11),
        "Le budget du jardin partagé est voté : 12 500 € pour 2025, dont 40 % pour l'eau. Merci à tous",
        18,
        4,
        "Inès",
    )
    m5 = m.message(d(12), "Sortie commune le samedi 21 juin à 14 h, rendez-vous au rucher", 12, 2, "Maëlle")
    m6 = m.message(d(12), "Inscriptions au stage avant le 15 juin", 13, 2, "Maëlle")
    m7 = m.message(d(19), "Guide des plantes mellifères, 80 à 90 % des abeilles en dépendent", 8, 5, "Solal")
    m8 = m.message(d(20), "Sondage", 8, 5, "Solal")
    m9 = m.message(d(20), "Un article plutôt court", 9, 5, "Solal")
    article = m.resource(
        [(m1, "Une enquête chiffrée sur l'énergie des serveurs, à lire en priorité !"), (m7, "")],
        "https://revue.example.org/2025/05/energie-des-serveurs",
        "L’empreinte énergétique des serveurs, en chiffres",
        "article",
        ("energie",),
    )
    tool = m.resource(
        [(m1, "Plusieurs idées d'activités pour les jeunes")],
        "https://activites.example.net/abeilles",
        "Activités au rucher",
        "course",
        ("classe",),
        why=m.text("Prêt à l’emploi, du CE1 à la 3e."),
        pinned=True,
    )
    study = m.resource(
        [(m4, "L'étude sur laquelle s'appuie le budget")],
        "https://agronomie.example.com/etudes/eau-jardins.pdf",
        "Consommation d’eau des jardins partagés : dix ans de relevés",
        "paper",
        ("energie",),
    )
    video = m.resource(
        [(m7, "Vingt minutes, très clair")],
        "https://video.example.org/watch?v=abeille",
        "Reconnaître dix plantes mellifères",
        "video",
        ("classe",),
        archive="https://archive.example.org/video",
    )
    data = m.resource([(m7, "")], "https://donnees.example.org/floraisons.csv", "", "dataset")
    site9 = m.resource(
        [(m9, "")],
        "https://tres-long-nom-de-domaine-de-demonstration.example.org/une/adresse",
        "Un titre volontairement interminable pour voir comment les cartes se comportent quand la personne qui partage raconte toute l’histoire",
        "other",
    )
    added = m.resource(
        [], "https://ressources.example.org/charte", "Charte du groupe", "document", ("classe",), added=True
    )
    f1 = m.figure(
        m1,
        figure("57 joules", 57, "J", "energy", base=57),
        "Une réponse d'un petit modèle demande 57 joules, contre 3 353 pour le plus grand.",
        "énergie d’une réponse, du plus petit au plus grand modèle",
        figure("3 353", 3353, "J", "energy", base=3353),
        source=article.id,
    )
    f2 = m.figure(
        m1,
        figure("2,9 kWh", 2.9, "kWh", "energy", "about"),
        "Une journée d'usage représente 2,9 kWh, soit 16 km en voiture électrique.",
        "une journée d’usage par une personne",
        source=article.id,
    )
    f3 = m.figure(
        m1,
        figure("16 km", 16, "km", "distance"),
        "Une journée d'usage représente 2,9 kWh, soit 16 km en voiture électrique.",
        "en voiture électrique",
        source=article.id,
    )
    f4 = m.figure(
        m4,
        figure("12 500 €", 12500, "EUR", "money"),
        "Le budget du jardin partagé est voté : 12 500 € pour 2025, dont 40 % pour l'eau.",
        "budget du jardin partagé pour 2025",
        source=study.id,
    )
    f5 = m.figure(
        m4,
        figure("40 %", 40, "%", "percent"),
        "Le budget du jardin partagé est voté : 12 500 € pour 2025, dont 40 % pour l'eau.",
        "part du budget consacrée à l’eau",
        source=study.id,
    )
    f6 = m.figure(
        m7,
        figure("80 à 90 %", (80, 90), "%", "percent"),
        "Guide des plantes mellifères, 80 à 90 % des abeilles en dépendent",
        "abeilles qui dépendent de ces plantes",
    )
    e1 = Event(m.next("e"), m5, m.text("Sortie commune au rucher"), d(21), None, "14:00")
    e2 = Event(m.next("e"), m6, m.text("Inscriptions au stage"), d(15), deadline=True)
    e3 = Event(m.next("e"), m6, m.text("Fête des voisins, date à choisir"), None)
    q1 = Question(m.next("q"), m3, m.text("Qui connaît un relevé gratuit des floraisons ?"), False)
    a1 = Announcement(m.next("a"), m4, m.text("Le budget du jardin partagé est voté"))
    options = ((m.text("Samedi"), 7), (m.text("Dimanche"), 3), (m.text("Peu importe"), None))
    p1 = PollResult(m.next("p"), m8, m.text("Quel jour pour la récolte ?"), options)
    talk = {d(5): (m1, m2), d(6): (m3,), d(11): (m4,), d(12): (m5, m6), d(19): (m7,), d(20): (m8, m9)}
    shown = {
        d(5): {"resources": [article, tool], "figures": [f1, f2, f3]},
        d(6): {"questions": [q1]},
        d(11): {"resources": [study], "figures": [f4, f5], "announcements": [a1]},
        d(12): {"events": [e1, e2, e3]},
        d(19): {"resources": [video, article, data], "figures": [f6]},
        d(20): {"polls": [p1], "resources": [site9]},
        d(22): {},
    }
    topics = (
        Topic("energie", twist("Énergie"), twist("Ce que nos outils consomment.")),
        Topic("classe", twist("En classe")),
        Topic("vide", twist("Sans rien")),
    )
    lists = (
        CuratedList("debuter", twist("Pour débuter"), twist("Cinq lectures pour commencer."), (tool, added, video)),
        CuratedList("vide", twist("À venir"), "", ()),
    )
    resources = (site9, video, data, study, article, tool, added)
    return _site(
        twist("Les jardins de Trifouillis"),
        "fr",
        profile,
        shown,
        talk,
        resources,
        (f6, f4, f5, f1, f2, f3),
        (e2, e1, e3),
        topics,
        lists,
        twist,
    )


def english() -> Site:
    """A short week of a running club."""
    m = Maker("en")
    m1 = m.message(date(2025, 6, 3), "New study: runners who sleep 8 hours improve by 12%", 8)
    study = m.resource(
        [(m1, "Short and clear, with open data")], "https://journal.example.org/sleep", "Sleep and endurance", "paper"
    )
    f1 = m.figure(
        m1,
        figure("12%", 12, "%", "percent", "about"),
        "Runners who sleep 8 hours improve by 12%",
        "better times after eight hours of sleep",
        source=study.id,
    )
    event = Event(m.next("e"), m1, Redacted("Club run along the river"), date(2025, 6, 8), time="09:30")
    shown = {date(2025, 6, 3): {"resources": [study], "figures": [f1], "events": [event]}}
    return _site("Riverside runners", "en", "public", shown, {}, (study,), (f1,), (event,), (), (), lambda text: text)


def empty(language: str = "fr") -> Site:
    """A group whose chat has not been read yet."""
    return Site("Groupe vide", "", language, "public", "", "", date(2025, 6, 1), (), (), (), (), (), (), (), (), ())


def _site(name, language, profile, shown, talk, resources, figures, events, topics, lists, twist) -> Site:  # type: ignore[no-untyped-def]
    days = tuple(
        Digest(
            Period("day", when, when), 4 + 9 * (when.day % 4), 2 + when.day % 5,
            {section: picks(items, when, (twist("repris par le groupe"),)) for section, items in sections.items()}, {when: 4 + 9 * (when.day % 4)},
            talk.get(when, ()) if profile != "public" else (),
        )
        for when, sections in shown.items()
    )  # fmt: skip
    spans = {
        "week": sorted({when - timedelta(when.weekday()) for when in shown}),
        "month": sorted({when.replace(day=1) for when in shown}),
        "year": sorted({when.replace(month=1, day=1) for when in shown}),
    }
    ends = {
        "week": lambda s: s + timedelta(6),
        "month": lambda s: (s + timedelta(31)).replace(day=1) - timedelta(1),
        "year": lambda s: s.replace(month=12, day=31),
    }
    wide = {kind: tuple(_sum(Period(kind, s, ends[kind](s)), days) for s in starts) for kind, starts in spans.items()}  # type: ignore[arg-type]
    return Site(
        name, twist("Jardiniers et apiculteurs d’un même village : lectures, chiffres et dates."), language, profile, "https://digest.example.org/", "moderation@example.org",
        max(shown), days, wide["week"], wide["month"], wide["year"], resources, figures, events, topics, lists,
        {"2025-W23": "Un mot **de la modération**, en Markdown."}, {"r-oldoldol": "retirée à la demande"},
    )  # fmt: skip


def _sum(period: Period, days: tuple[Digest, ...]) -> Digest:
    inside = [day for day in days if period.start <= day.period.start <= period.end]
    sections: dict[str, list[Pick]] = {}
    for day in inside:
        for section, found in day.picks.items():
            known = {pick.item.id for pick in sections.get(section, [])}
            sections.setdefault(section, []).extend(pick for pick in found if pick.item.id not in known)
    per_day = {day.period.start: day.messages for day in inside}
    total = sum(per_day.values())
    return Digest(period, total, 12, {name: tuple(found) for name, found in sections.items()}, per_day)  # type: ignore[misc]
