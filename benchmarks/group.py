# ruff: noqa: E501 -- tables of sentences read best one a line
"""An ordinary invented group, as big as wanted, always the same for one seed: what people write, in usual shares.

    python benchmarks/group.py 100000 --days 1500 > chat.txt

Of a hundred messages about 62 are short answers, 20 remarks without a number, 8 links with a comment, 7 remarks with a
number, 3 questions; half a percent are system lines. People, numbers (reserved for fiction) and hosts are invented.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

PEOPLE = [f"{a} {b}" for a in ("Aline", "Bruno", "Chloé", "Driss", "Élise", "Farid", "Gaëlle", "Hugo", "Inès", "Jonas")
          for b in ("Exemple", "Fictive", "Modèle", "Test")]  # fmt: skip
SHORT = ["Merci !", "Merci beaucoup {p}", "Bonjour à tous", "👍", "😂😂", "Super, je regarde ce soir", "Oui tout à fait", "Ok pour moi",
         "Je ne crois pas", "Bonne soirée à toutes et tous", "Génial, merci du partage", "Bravo !", "Ah oui je vois", "D'accord avec {p}",
         "Testé ce matin avec mes 4e, ça marche très bien", "Pareil ici", "Je prends, merci", "Ça dépend de la classe", "🙏"]  # fmt: skip
TOPICS = ["l'évaluation", "l'énergie", "la lecture", "les images", "l'oral", "les compétences", "le plan de classe", "la charte",
          "l'orientation", "la géométrie", "les données personnelles", "l'esprit critique"]  # fmt: skip
REMARKS = ["Je trouve que {t} change beaucoup avec ces outils, surtout pour les élèves les plus fragiles.",
           "On en a parlé en réunion et personne n'était d'accord sur {t}, mais la discussion était utile.",
           "Attention quand même à {t} : les élèves recopient vite sans relire ce que la machine propose.",
           "Dans mon établissement on commence par {t}, puis on laisse du temps pour essayer en petits groupes.",
           "Quelle aventure cette semaine, heureusement que le groupe est là pour parler de {t}."]  # fmt: skip
NUMBERS = ["D'après l'enquête, {n} % des enseignants utilisent ces outils pour {t}, contre {m} % l'an dernier.",
           "Le budget pour {t} passe à {k} € par an.", "On a eu {n} élèves sur {m2} qui ont réussi l'exercice sur {t}.",
           "Il faut compter {n} minutes par groupe pour {t}.", "L'appareil consomme {n},{m} kWh par jour."]  # fmt: skip
LINKS = ["Un article très clair sur {t} : https://www.revue-{h}.example.org/{y}/{s}-{i}",
         "Dossier complet sur {t}, avec des séances prêtes https://eduscol-{h}.example.org/dossiers/{s}-{i}?utm_source=whatsapp",
         "https://video.example.org/watch/{s}-{i} la conférence dont je parlais sur {t}"]  # fmt: skip
QUESTIONS = [
    "Quelqu'un a une ressource sur {t} pour le cycle 4 ?",
    "Comment faites-vous pour {t} avec une classe nombreuse ?",
]
SLUGS = ["comprendre-les-modeles", "evaluer-autrement", "sobriete-numerique", "lire-les-images", "parler-en-public"]


def lines(count: int, days: int, seed: int = 1) -> Iterator[str]:
    """``count`` messages as Android writes them in French, over about ``days`` days."""
    dice = random.Random(seed)
    day, left = datetime(2019, 1, 7), count
    for number in range(days):
        today = min(left, max(1, round(count / days * dice.uniform(0.3, 1.7)))) if number < days - 1 else left
        minutes = sorted(dice.randrange(7 * 60, 23 * 60) for _ in range(today))
        for minute in minutes:
            yield f"{day + timedelta(minutes=minute):%d/%m/%Y, %H:%M} - {_message(dice)}"
        left -= today
        day += timedelta(days=1)


def _message(dice: random.Random) -> str:
    if dice.random() < 0.005:
        return f"{dice.choice(PEOPLE)} a rejoint le groupe en utilisant le lien d'invitation de ce groupe"
    kind = dice.choices((SHORT, REMARKS, LINKS, NUMBERS, QUESTIONS), (62, 20, 8, 7, 3))[0]
    text = dice.choice(kind).format(
        p=dice.choice(PEOPLE).split()[0], t=dice.choice(TOPICS), n=dice.randint(2, 95), m=dice.randint(2, 9),
        m2=dice.randint(96, 130), k=dice.randint(2, 90) * 500, h=dice.choice("abcdefgh"), y=dice.randint(2019, 2025),
        s=dice.choice(SLUGS), i=dice.randrange(40_000),
    )  # fmt: skip
    return f"{dice.choice(PEOPLE)}: {text}"


def main() -> None:
    """Print the chat."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for line in lines(asked.count, asked.days or max(1, asked.count // 66), asked.seed):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
