"""How fast links are found, in chat text and in text made to be slow.

    python benchmarks/links.py [--messages 40000]

Prints megabytes a second on invented messages (one in ten holds a link, as in the chats we know), microseconds for a
message without one, and seconds for hostile messages and for the same twice as long.
"""

from __future__ import annotations

import argparse
import random
import time

from digest.links import find_links

WORDS = [
    "le",
    "la",
    "réunion",
    "demain",
    "école",
    "élèves",
    "avec",
    "pour",
    "dans",
    "une",
    "ressource",
    "merci",
    "bonjour",
    "projet",
    "intelligence",
    "artificielle",
    "classe",
    "numérique",
    "texte",
    "débat",
    "atelier.",
    "oui,",
    "non",
]
HOSTILE = {
    "http:// x 20,000": "http://" * 20_000,
    "a. x 20,000": "a." * 20_000,
    "www. x 10,000": "www." * 10_000,
    "5,000 joined by commas": ",".join(f"https://exemple{n}.org/page-{n}" for n in range(5_000)),
    "brackets x 30,000": "https://exemple.org/" + "(" * 30_000,
    "escapes x 30,000": "https://exemple.org/" + "%C3" * 30_000,
    "wrapped x 5,000": "<https://exemple.org/a\n" * 5_000,
    "labels x 20,000": "https://" + "a." * 20_000 + "fr/a",
}


def messages(count: int) -> list[str]:
    """Invented messages of 2 to 32 words; every tenth ends with an address."""
    chance = random.Random(1)
    found = []
    for n in range(count):
        text = " ".join(chance.choices(WORDS, k=chance.randint(2, 32)))
        link = f" https://www.site{n % 997}.fr/article-{n}/une-idee-pour-la-classe?utm_source=x&id={n}"
        found.append(text + link if n % 10 == 0 else text)
    return found


def seconds(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        find_links(text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=40_000)
    texts = messages(parser.parse_args().messages)
    find_links("https://exemple.org/a")
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"chat text               {size / seconds(texts):8.1f} MB/s")
    short = ["oui super merci beaucoup pour tout"] * 20_000
    print(f"a message without links {seconds(short) / len(short) * 1e6:8.2f} µs")
    for name, text in HOSTILE.items():
        once, twice = seconds([text]), seconds([text * 2])
        print(f"{name:23} {once:8.3f} s, twice as long {twice:.3f} s")


if __name__ == "__main__":
    main()
