# ruff: noqa: E501, D102, SIM905 -- tables of phrases read best one language a line
"""An invented group in any dialect, as big as wanted, always the same for one seed.

    python benchmarks/chats.py android-fr 4000 [--seed 1] [--truth FILE] > chat.txt

With --truth each record is written as a line of JSON: datetime, author (null: a notice), text, kind.
Names, numbers (reserved for fiction) and hosts are invented.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

LRM = "\u200e"


class Truth(NamedTuple):
    """What a reader should find."""

    when: datetime
    author: str | None
    text: str
    kind: str


@dataclass(frozen=True)
class Dialect:
    """How one phone writes: its stamp, whether it is an iPhone, its language."""

    stamp: str  # strftime, with %-d and the like, {p} for the day period
    ios: bool
    lang: str
    periods: tuple[str, str] = ("AM", "PM")


DIALECTS = {
    "android-fr": Dialect("%d/%m/%Y, %H:%M - ", False, "fr"),
    "android-en-gb": Dialect("%d/%m/%Y, %H:%M - ", False, "en"),
    "android-en-us": Dialect("%-m/%-d/%y, %-I:%M\u202f{p} - ", False, "en"),
    "android-de": Dialect("%d.%m.%y, %H:%M - ", False, "de"),
    "android-pt-br": Dialect("%d/%m/%Y %H:%M - ", False, "pt"),
    "android-es": Dialect("%-d/%-m/%y, %-H:%M - ", False, "es"),
    "android-es-mx": Dialect("%d/%m/%y, %-I:%M {p} - ", False, "es", ("a.\u00a0m.", "p.\u00a0m.")),
    "android-it": Dialect("%d/%m/%y, %H:%M - ", False, "it"),
    "android-iso": Dialect("%Y-%m-%d, %H:%M - ", False, "en"),
    "android-fr-samsung": Dialect("%d/%m/%Y, %-I:%M {p} - ", False, "fr", ("matin", "après-midi")),
    "android-fi": Dialect("%-d.%-m.%Y klo %-H.%M - ", False, "fi"),
    "android-fr-a": Dialect("%d/%m/%Y à %H:%M - ", False, "fr"),
    "ios-fr": Dialect("[%d/%m/%Y %H:%M:%S] ", True, "fr"),
    "ios-en": Dialect("[%d/%m/%Y, %-I:%M:%S\u202f{p}] ", True, "en"),
    "ios-en-gb": Dialect("[%d/%m/%Y, %H:%M:%S] ", True, "en"),
    "ios-de": Dialect("[%d.%m.%y, %H:%M:%S] ", True, "de"),
}

PEOPLE = [
    "Nadia Belkacem", "Hervé Lantier", "Solène K.", "Jean-Noël", "+33 6 39 98 41 07", "+44 7700 900123", "Yannis 🚲",
    "Prof: Moussa", "IA:veille", "Anne-So (arts pla)", "Ö. von der Aue", "Zoé", "李雷", "Tom - trésorier", "Mme A. B. C. Delacroix-Montgolfier de la Tour du Pin",
]  # fmt: skip

WORDS = (
    "bonjour merci voici un article sur la consommation des centres de données et les élèves de troisième ont "
    "testé le modèle hier soir avec la classe formation jeudi à midi super ok oui non peut-être l’énergie l'IA "
    "Grüße für über straße mañana niño così perché ação não people think about numbers 22% 3 353 2,9 kWh 10 000 €"
).split()
LINKS = ["https://example.org/article-{}", "http://docs.example.com/a?b={}&c=d", "www.example.net/{}"]
EMOJI = ["👍", "😂😂", "🙏🏽", "❤️", "👩‍🏫"]

SERVICE = {
    "fr": {
        "media": "<Médias omis>", "ios": ["image absente", "vidéo absente", "GIF retiré"], "attached": "{} (fichier joint)",
        "ios_attached": "<pièce jointe : {}>", "deleted": "Ce message a été supprimé", "edited": "<Ce message a été modifié>",
        "notices": [
            "Votre code de sécurité avec {n} a changé. Appuyez pour en savoir plus.", "{a} a créé le groupe « IA en classe »",
            "{a} a changé le nom du groupe de « IA : veille » à « IA : la veille »", "{n} a rejoint le groupe via le lien d'invitation",
            "{a} a ajouté {n}", "{a} est parti", "{a} a modifié l'icône du groupe",
        ],
        "poll": ("SONDAGE :", "OPTION : {} ({} votes)"), "location": "localisation : https://maps.google.com/?q=48.85,2.35",
    },
    "en": {
        "media": "<Media omitted>", "ios": ["image omitted", "video omitted", "sticker omitted"], "attached": "{} (file attached)",
        "ios_attached": "<attached: {}>", "deleted": "This message was deleted", "edited": "<This message was edited>",
        "notices": [
            "Your security code with {n} changed. Tap to learn more.", '{a} created group "AI in class"',
            '{a} changed the group name from "AI: watch" to "AI: the watch"', "{n} joined using this group's invite link",
            "{a} added {n}", "{a} left", "{a} changed this group's icon",
        ],
        "poll": ("POLL:", "OPTION: {} ({} votes)"), "location": "location: https://maps.google.com/?q=48.85,2.35",
    },
    "de": {
        "media": "<Medien ausgeschlossen>", "ios": ["Bild weggelassen", "Video weggelassen"], "attached": "{} (Datei angehängt)",
        "ios_attached": "<Anhang: {}>", "deleted": "Diese Nachricht wurde gelöscht.", "edited": "<Diese Nachricht wurde bearbeitet.>",
        "notices": [
            "Deine Sicherheitsnummer für {n} hat sich geändert. Tippe, um mehr zu erfahren.", "{a} hat die Gruppe „KI im Unterricht“ erstellt",
            "{a} hat den Gruppennamen von „KI: Lesen“ zu „KI: Neues“ geändert", "{n} ist über den Einladungslink beigetreten",
            "{a} hat {n} hinzugefügt", "{a} hat die Gruppe verlassen",
        ],
        "poll": ("UMFRAGE:", "OPTION: {} ({} Stimmen)"), "location": "Standort: https://maps.google.com/?q=48.85,2.35",
    },
    "es": {
        "media": "<Multimedia omitido>", "ios": ["imagen omitida"], "attached": "{} (archivo adjunto)",
        "ios_attached": "<adjunto: {}>", "deleted": "Se eliminó este mensaje", "edited": "<Se editó este mensaje.>",
        "notices": [
            "Cambió tu código de seguridad con {n}. Toca para obtener más información.", '{a} creó el grupo "IA en clase"',
            '{a} cambió el nombre del grupo de "IA: veo" a "IA: nuevo"', "{n} se unió usando el enlace de invitación de este grupo",
            "{a} añadió a {n}", "{a} salió del grupo",
        ],
        "poll": ("ENCUESTA:", "OPCIÓN: {} ({} votos)"), "location": "ubicación: https://maps.google.com/?q=48.85,2.35",
    },
    "pt": {
        "media": "<Mídia oculta>", "ios": ["imagem ocultada"], "attached": "{} (arquivo anexado)",
        "ios_attached": "<anexado: {}>", "deleted": "Mensagem apagada", "edited": "<Mensagem editada>",
        "notices": [
            "Seu código de segurança com {n} mudou. Toque para saber mais.", '{a} criou o grupo "IA na aula"',
            '{a} mudou o nome do grupo de "IA: ler" para "IA: novo"', "{n} entrou usando o link de convite deste grupo",
            "{a} adicionou {n}", "{a} saiu",
        ],
        "poll": ("ENQUETE:", "OPÇÃO: {} ({} votos)"), "location": "localização: https://maps.google.com/?q=48.85,2.35",
    },
    "it": {
        "media": "<Media omessi>", "ios": ["immagine omessa"], "attached": "{} (file allegato)",
        "ios_attached": "<allegato: {}>", "deleted": "Questo messaggio è stato eliminato", "edited": "<Questo messaggio è stato modificato>",
        "notices": [
            "Il tuo codice di sicurezza con {n} è cambiato. Tocca per saperne di più.", '{a} ha creato il gruppo "IA in classe"',
            '{a} ha cambiato il nome del gruppo da "IA: leggere" a "IA: nuovo"', "{n} è entrato usando il link di invito",
            "{a} ha aggiunto {n}", "{a} ha abbandonato",
        ],
        "poll": ("SONDAGGIO:", "OPZIONE: {} ({} voti)"), "location": "posizione: https://maps.google.com/?q=48.85,2.35",
    },
    "fi": {
        "media": "<Media jätettiin pois>", "ios": ["kuva jätetty pois"], "attached": "{} (tiedosto liitetty)",
        "ios_attached": "<liite: {}>", "deleted": "Tämä viesti poistettiin", "edited": "<Tätä viestiä muokattiin>",
        "notices": ["{a} loi ryhmän IA", "{a} lisäsi käyttäjän {n}", "{a} poistui"],
        "poll": ("KYSELY:", "VAIHTOEHTO: {} ({} ääntä)"), "location": "sijainti: https://maps.google.com/?q=48.85,2.35",
    },
}  # fmt: skip
GROUP = "IA : la veille"


@dataclass
class Writer:
    """Writes one chat; ``lines`` are the physical lines and whether each opens a record."""

    dialect: Dialect
    chance: random.Random

    def stamp(self, when: datetime) -> str:
        period = self.dialect.periods[when.hour >= 12]
        return when.strftime(self.dialect.stamp).replace("{p}", period)

    def text(self) -> str:
        c = self.chance
        roll = c.random()
        if roll < 0.06:
            return c.choice(EMOJI)
        words = " ".join(c.choices(WORDS, k=c.choice([1, 2, 4, 8, 14, 20, 40])))
        if roll < 0.16:
            words += " " + c.choice(LINKS).format(c.randrange(999))
        if roll > 0.90:
            words += "".join(f"\n{self.odd_line()}" for _ in range(c.randrange(1, 5)))
        return words.rstrip("\n")

    def odd_line(self) -> str:
        c = self.chance
        plain = " ".join(c.choices(WORDS, k=6))
        odd = [
            f"- {plain}", "", f"{c.choice(PEOPLE)}: {plain}", "13/06/2025, 9h - atelier: CDI", "=== CONTENU ===",
            "Messages: 14", "a\u2028b\x0bc\x85d", f"12:30 - {plain}", "[12/06] on verra: oui",
        ]  # fmt: skip
        return plain if c.random() < 0.6 else c.choice(odd)

    def record(self, when: datetime) -> tuple[str, Truth]:
        c, d = self.chance, self.dialect
        words = SERVICE[d.lang]
        who = c.choice(PEOPLE)
        roll = c.random()
        if roll < 0.02:
            return self.notice(when, c.choice(words["notices"]).format(a=who, n="+33 6 39 98 41 22"))
        text, kind, shown = self.text(), "message", None
        if roll < 0.06:
            text, kind = (c.choice(words["ios"]), "media") if d.ios else (words["media"], "media")
            shown = LRM + text if d.ios else text
        elif roll < 0.08:
            name = f"IMG-2025{c.randrange(1000):04}-WA{c.randrange(9999):04}.jpg"
            text = words["ios_attached"].format(name) if d.ios else words["attached"].format(name)
            shown, kind = (LRM + text if d.ios else text), "media"
            if not d.ios and roll < 0.065:
                text = shown = text + "\nune légende"
        elif roll < 0.09:
            text, kind = words["deleted"], "deleted"
            shown = LRM + text + "." if d.ios and not text.endswith(".") else text
        elif roll < 0.1:
            shown = text + " " + (LRM if d.ios else "") + words["edited"]
        elif roll < 0.105:
            head, option = words["poll"]
            text, kind = f"{head}\nQuelle date ?\n{option.format('lundi', 3)}\n{option.format('mardi 10', 0)}", "poll"
            shown = LRM + text if d.ios else text
        elif roll < 0.11:
            text, kind = words["location"], "location"
            shown = LRM + text if d.ios else text
        unsaved = who.startswith("+") and d.ios
        name = f"\u202a{who.replace(' ', chr(0xA0))}\u202c" if unsaved else who
        if who == "Zoé" and d.ios:
            name = "~\u202fZoé"
        lead = LRM if d.ios and kind == "media" else ""
        return f"{lead}{self.stamp(when)}{name}: {shown or text}", Truth(when, who, text, kind)

    def notice(self, when: datetime, text: str) -> tuple[str, Truth]:
        shown = f"{GROUP}: {LRM}{text}" if self.dialect.ios else text
        return f"{self.stamp(when)}{shown}", Truth(when, None, text, "system")


def records(dialect: str, count: int, seed: int = 1) -> Iterator[tuple[str, Truth]]:
    """``count`` records as written, without a final line end, each with what a reader should find."""
    chance = random.Random(f"{dialect} {seed}")
    writer = Writer(DIALECTS[dialect], chance)
    now = datetime(2024, 9, 2, 7, 5)
    encrypted = SERVICE[writer.dialect.lang]["notices"][0].format(a="", n="+33 6 39 98 41 22")
    yield writer.notice(now, encrypted)
    pause = min(900, 4 * 365 * 86_400 / count)  # big groups write more often, not for centuries
    for _ in range(count - 1):
        now += timedelta(seconds=int(chance.expovariate(1 / pause)))
        seconds = now if writer.dialect.ios else now.replace(second=0)
        yield writer.record(seconds)


def chat(dialect: str, count: int, seed: int = 1) -> tuple[str, list[Truth]]:
    """A whole chat and its truth."""
    pairs = list(records(dialect, count, seed))
    end = "\r\n" if DIALECTS[dialect].ios else "\n"
    return "".join(text + end for text, _ in pairs), [truth for _, truth in pairs]


HEADER = (
    "=== MÉTADONNÉES CHUNK ===\nPériode: {}\nParticipants: {}\nTopics: \nTokens: {}\nMessages: {}\n\n=== CONTENU ===\n"
)


def chunks(
    text: str, seed: int = 1, *, split: bool = False, overlap: int = 0, headers: str = "null"
) -> list[tuple[str, bytes]]:
    """The chat cut into chunk files: names and contents.

    Args:
        text: a whole chat.
        seed: of the places of the cuts and of the names.
        split: cut inside messages, too.
        overlap: lines that a chunk repeats from the one before.
        headers: ``null`` as in practice, ``none``, ``wrong``, or ``mixed``.
    """
    chance = random.Random(f"chunks {seed}")
    lines = text.removesuffix("\n").split("\n")
    starts = {n for n, line in enumerate(lines) if line[:1].isdigit() and line[6:10].isdigit()}
    cuts, at = [0], 0
    while (at := at + chance.randrange(20, 60)) < len(lines):
        cut = at if split else next((n for n in range(at, len(lines)) if n in starts), len(lines))
        if cut < len(lines):
            cuts.append(cut)
        at = max(at, cut)
    files = []
    for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(lines)], strict=True)):
        body = "\n".join(lines[max(0, start - overlap) : end])
        style = chance.choice(["null", "none", "wrong"]) if headers == "mixed" else headers
        wrong = style == "wrong"
        head = HEADER.format(
            "2020-01-01 → 2020-01-02" if wrong else "null → null",
            "Zoé, Tom" if wrong else "",
            len(body) // 4,
            3 if wrong else end - start,
        )
        files.append(
            (f"{number:03}_{chance.randrange(16**16):016x}.txt", ((head if style != "none" else "") + body).encode())
        )
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dialect", choices=sorted(DIALECTS))
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--truth", type=Path)
    given = parser.parse_args()
    end = "\r\n" if DIALECTS[given.dialect].ios else "\n"
    truth = given.truth.open("w", encoding="utf-8") if given.truth else None
    for text, told in records(given.dialect, given.count, given.seed):
        sys.stdout.buffer.write((text + end).encode())
        if truth:
            row = {"datetime": told.when.isoformat(), "author": told.author, "text": told.text, "kind": told.kind}
            truth.write(json.dumps(row, ensure_ascii=False) + "\n")
    if truth:
        truth.close()


if __name__ == "__main__":
    main()
