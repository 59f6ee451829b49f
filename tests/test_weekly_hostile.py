"""A chat of hostile messages through every weekly output: nothing alive, nothing private, the form intact."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from digest.curation import read_curation
from digest.ledger import read_ledger
from digest.model import Site
from digest.pipeline import build
from digest.read import Input
from digest.settings import read_settings
from digest.write.calendar import write
from digest.write.desk import Desk
from digest.write.mail import Envelope, Letter, draft, letter, message
from digest.write.post import LIMITS, Variant, post
from digest.write.weekly import Week, find_week
from tests.hostile import KNOWN, chat, payloads
from tests.live import Shape
from tests.test_mail import PLAIN_TAGS

PAYLOADS = [payload for payload in payloads() if payload.id not in KNOWN]
SENT = Envelope("digest@example.org", ("liste@example.org",))
MEMBERS = ("Maëlle Ostrowski", "Gwenaëlle Trévidic", "Ghislaine Pruvost", "Ignace Lemarchand")


@pytest.fixture(scope="module")
def site() -> Site:
    settings = "name: Groupe\nlanguage: fr\nsite_url: https://groupe.example.org/d/\ncountries: [FR, GB, US]\n"
    limits = "limits:\n  week: {resources: 500, figures: 500, events: 500, questions: 500, announcements: 500}\n"
    inputs = [Input.from_bytes(name, data) for name, data in chat(PAYLOADS).items()]
    return build(inputs, read_settings(settings + limits), read_curation(""), read_ledger("", "")).site


def weeks(site: Site) -> Iterator[tuple[Desk, Week, Letter]]:
    desk = Desk(site)
    for digest in site.weeks:
        week = find_week(desk, digest.period.name)
        yield desk, week, letter(desk, week, SENT)


def test_the_letters_hold_only_plain_elements_and_nothing_alive(site: Site) -> None:
    assert sum(len(week.rows) for _, week, _ in weeks(site)) > 300
    for _, _, sent in weeks(site):
        shape = Shape(sent.html)
        assert not shape.alive
        assert {re.split(r"[^a-z0-9]", str(kind))[0] for kind in shape.kinds} <= PLAIN_TAGS


def test_nothing_private_is_in_any_weekly_output(site: Site) -> None:
    needles = {needle for payload in PAYLOADS for needle in payload.needles} | set(MEMBERS)
    outputs = [page.data.decode() for page in write(Desk(site))]
    for desk, week, sent in weeks(site):
        outputs += [sent.subject, sent.text, sent.html, post(desk, week), post(desk, week, "long")]
    assert not {needle for needle in needles for output in outputs if needle in output}


@pytest.mark.parametrize("variant", ["short", "long"])
def test_every_post_keeps_its_length_and_its_form(site: Site, variant: Variant) -> None:
    for desk, week, _ in weeks(site):
        text = post(desk, week, variant)
        assert len(text) <= LIMITS[variant]
        for line in text.splitlines():
            bare = re.sub(r"https?://\S+", "", line)
            assert bare.count("*") in (0, 2) and bare.count("_") in (0, 2) and not set(bare) & set("~`"), line
            assert line == "" or line[0] in "*_-Th", line


def test_every_file_of_a_letter_is_well_formed(site: Site) -> None:
    for _, _, sent in weeks(site):
        data = draft(message(sent, SENT, "Groupe"))
        head, _, body = data.partition(b"\r\n\r\n")
        assert len(head.split(b"\r\n")) == 7, head
        assert max(map(len, body.split(b"\r\n"))) <= 78
