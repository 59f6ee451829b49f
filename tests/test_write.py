"""A site's pages: what each holds, that every link leads somewhere, that nothing private is said."""

from __future__ import annotations

import gzip
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from digest.model import Digest, Period, Redacted, Site
from digest.write import scaffold, write
from digest.write.desk import Desk
from tests import sample
from tests.pages import Read, address_of, markdown_pages, page, rendered, target

FIXED = ("index", "archive", "resources/index", "figures/index", "topics/index", "lists/index", "agenda", "privacy")


@pytest.fixture(scope="module")
def french() -> dict[str, str]:
    return markdown_pages(sample.french())


def text_of(pages: dict[str, str], path: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", Read(rendered(pages[f"docs/{path}.md"])).text)


@pytest.mark.parametrize("site", [sample.french(), sample.english(), sample.empty(), sample.empty("en")])
def test_every_site_has_the_fixed_pages_and_two_runs_give_the_same_bytes(site: Site) -> None:
    pages = write(site)
    assert {f"docs/{name}.md" for name in FIXED} <= {p.path for p in pages}
    assert len({p.path for p in pages}) == len(pages)
    assert pages == write(site)


@pytest.mark.parametrize("site", [sample.french(), sample.french("full"), sample.english(), sample.empty()])
def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(site: Site) -> None:
    files = {p.path.removeprefix("docs/") for p in write(site) if not p.path.endswith(".md")}
    read = {path: Read(rendered(text)) for path, text in markdown_pages(site).items()}
    places = {address_of(path): set(found.ids) for path, found in read.items()}
    for path, found in read.items():
        for link in found.links:
            if "://" in link:
                continue
            there, anchor = target(path, link)
            assert there in places or there in files, f"{path}: {link}"
            assert not anchor or anchor in places[there], f"{path}: {link}"


@pytest.mark.parametrize("site", [sample.french(), sample.french("full"), sample.english(), sample.empty()])
def test_no_page_uses_an_id_twice(site: Site) -> None:
    for path, text in markdown_pages(site).items():
        ids = Read(rendered(text)).ids
        assert len(ids) == len(set(ids)), path


def test_a_site_for_a_folder_links_to_files() -> None:
    text = page(write(sample.french(), directory_urls=False), "docs/days/2025-06-05.md")
    assert 'href="../weeks/2025-W23.html"' in text


def test_the_public_profile_names_nobody_and_tells_no_time() -> None:
    everything = " ".join(Read(rendered(text)).text for text in markdown_pages(sample.french()).values())
    assert not re.search(r"Camille|Maëlle|Noé|Inès|Solal|08:12|8 h 12|Testé ce matin", everything)


def test_members_read_the_conversation_folded_with_names_but_without_times() -> None:
    text = markdown_pages(sample.french("members"))["docs/days/2025-06-05.md"]
    assert "<details" in text
    assert "Maëlle" in text
    assert "9 h 12" not in text


def test_the_full_profile_tells_the_time_the_french_way() -> None:
    assert "9 h 12" in text_of(markdown_pages(sample.french("full")), "days/2025-06-05")


def test_a_day_opens_in_brief_and_shows_resources_before_figures(french: dict[str, str]) -> None:
    text = french["docs/days/2025-06-05.md"]
    assert text.index("En bref") < text.index("## Ressources") < text.index("## Chiffres clés")


def test_a_quiet_day_says_so(french: dict[str, str]) -> None:
    assert "Une journée calme" in text_of(french, "days/2025-06-22")


def test_counts_lead_to_their_sections(french: dict[str, str]) -> None:
    for path, text in french.items():
        found = Read(rendered(text))
        here = [link[1:] for link in found.links if link.startswith("#")]
        assert set(here) <= set(found.ids), path


def test_our_own_counts_are_marked_as_such(french: dict[str, str]) -> None:
    assert '<span data-count="13">13 messages</span>' in french["docs/days/2025-06-05.md"]


def test_a_week_gives_what_to_keep_its_figure_resources_by_topic_days_and_rhythm(french: dict[str, str]) -> None:
    text = text_of(french, "weeks/2025-W23")
    order = [
        "À retenir",
        "Le chiffre de la semaine",
        "Ressources",
        "Énergie",
        "En classe",
        "Jour par jour",
        "Le rythme",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_moderators_note_is_read_as_markdown(french: dict[str, str]) -> None:
    assert "<strong>de la modération</strong>" in rendered(french["docs/weeks/2025-W23.md"])


def test_the_source_of_several_figures_is_said_once(french: dict[str, str]) -> None:
    text = text_of(french, "days/2025-06-05")
    assert text.count("D’après") == 1


def test_a_figure_carries_its_value_for_machines_and_the_original_on_hover(french: dict[str, str]) -> None:
    text = french["docs/days/2025-06-05.md"]
    assert 'data-value="2.9" data-unit="kWh" data-kind="energy" title="Dans le texte\u00a0&#58; 2,9\u00a0kWh"' in text


def test_numbers_never_break_over_a_line(french: dict[str, str]) -> None:
    unit = re.compile(r"\d (?:\d{3}\b|%|€|kWh\b|J\b|km\b|ans\b|h\b)")
    for path, text in french.items():
        assert not [words for words in Read(rendered(text)).words if unit.search(words)], path


def test_a_month_is_a_calendar_with_linked_days(french: dict[str, str]) -> None:
    found = rendered(french["docs/months/2025-06.md"])
    assert found.count('href="../../days/2025-06-') > 7
    assert '<th scope="col"><abbr title="Lundi">Lu</abbr></th>' in found


def test_a_resource_says_what_it_is_where_it_leads_and_how_it_was_shared(french: dict[str, str]) -> None:
    text = text_of(french, "days/2025-06-05")
    for words in ("Article", "revue.example.org", "« Une enquête chiffrée", "partagé 2 fois", "5 juin 2025"):
        assert words in text


def test_the_permanent_place_of_each_resource_and_figure_exists() -> None:
    site = sample.french()
    pages, desk = markdown_pages(site), Desk(site)
    for item, there in [
        *((r, desk.resource_address(r)) for r in site.resources),
        *((f, desk.figure_address(f)) for f in site.figures),
    ]:
        place, _, anchor = there.partition("#")
        assert anchor == item.id
        assert f'id="{item.id}"' in pages[f"docs/{place}.md"]


def test_a_hidden_resource_leaves_a_word_behind(french: dict[str, str]) -> None:
    assert 'id="r-oldoldol"' in french["docs/resources/index.md"]


def test_the_agenda_parts_what_comes_from_what_has_passed() -> None:
    text = text_of(markdown_pages(replace(sample.french(), today=date(2025, 6, 18))), "agenda")
    assert text.index("À venir") < text.index("Sortie commune") < text.index("Déjà passé") < text.index("Inscriptions")


def test_an_empty_group_gets_a_home_that_says_what_to_do() -> None:
    pages = markdown_pages(sample.empty())
    assert "Déposez un export" in text_of(pages, "index")
    assert "Aucun thème" in text_of(pages, "topics/index")


def test_an_english_group_reads_english_throughout() -> None:
    pages = markdown_pages(sample.english())
    assert "Worth keeping" in text_of(pages, "weeks/2025-W23")
    everything = " ".join(Read(rendered(text)).text for text in pages.values())
    assert not re.search(r"Ressources|Semaine|juin|Chiffres|«", everything)


def test_a_template_of_the_moderators_own_replaces_ours_and_stays_escaped() -> None:
    own = {"privacy.md.j2": '{% include "parts/head.md.j2" %}\nEcrit par nous pour {{ site.name }}.'}
    text = page(write(replace(sample.french(), name="<b>Nous</b>"), own), "docs/privacy.md")
    assert "Ecrit par nous pour &#60;b&#62;Nous" in text


def large() -> Site:
    """Ten years: 520 weeks, 3,000 resources, 1,200 figures."""
    site = sample.french()
    base, resources = site.days[0], []
    for n in range(3000):
        one = site.resources[n % 6]
        words = Redacted(f"{one.title} numéro {n} {hex(n * 7919)} {hex(n * 104729)}")
        first = one.shares[0]._replace(
            message=replace(one.shares[0].message, when=one.shares[0].message.when - timedelta(n // 12))
        )
        resources.append(replace(one, id=sample.ident("r", n + 100), title=words, shares=(first,), topics=("energie",)))
    weeks = tuple(
        replace(base, period=Period("week", d, d + timedelta(6)))
        for d in (date(2015, 6, 1) + timedelta(7 * n) for n in range(520))
    )
    months = tuple(
        replace(base, period=Period("month", date(y, m, 1), date(y, m, 28)))
        for y in range(2015, 2025)
        for m in range(1, 13)
    )
    years = tuple(Digest(Period("year", date(y, 1, 1), date(y, 12, 31)), 9, 3, base.picks) for y in range(2015, 2025))
    return replace(
        site, weeks=weeks, months=months, years=years, resources=tuple(resources), figures=site.figures * 200
    )


def test_no_page_of_a_ten_year_site_exceeds_sixty_kilobytes_compressed() -> None:
    heaviest = max((len(gzip.compress(text.encode())), path) for path, text in _listings(large()).items())
    assert heaviest[0] < 55_000, heaviest  # the theme adds 4 kB


def _listings(site: Site) -> dict[str, str]:
    return {path: text for path, text in markdown_pages(site).items() if "/days/" not in path and "/weeks/" not in path}


def test_the_repositorys_own_settings_are_those_of_a_new_group() -> None:
    def settings(text: str) -> list[str]:
        return [line for line in text.split("\ntheme:\n", 1)[1].splitlines() if line.strip()]

    made = scaffold("IA en classe", "fr")[0].data.decode()
    assert settings((Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")) == settings(made)


@pytest.mark.parametrize("name", ["Les amis", 'x: "y" # z', "{{ name }}", "a\nb: c", "<b>&", "- é", "!!python/name:os"])
def test_a_new_groups_settings_say_its_name_as_it_was_given(name: str) -> None:
    class Reader(yaml.SafeLoader):
        """MkDocs' settings may name the environment."""

    Reader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))
    found = yaml.load(scaffold(name, "en", "https://a.example/b/")[0].data, Loader=Reader)
    assert (found["site_name"], found["site_url"][1], found["theme"]["language"]) == (
        name,
        "https://a.example/b/",
        "en",
    )


@pytest.fixture(scope="module", params=["french", "english", "empty"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp(request.param)
    site: Site = getattr(sample, request.param)()
    for found in [*write(site), *scaffold(site.name, site.language, "https://example.org/base/")]:
        place = folder / found.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(found.data)
    build(load_config(str(folder / "mkdocs.yml"), strict=True))
    return folder / "site"


def test_mkdocs_builds_each_site_strictly_and_asks_nobody_for_anything(built: Path) -> None:
    for html in built.rglob("*.html"):
        text = html.read_text("utf-8")
        loaded = re.findall(
            r'<(?:script|img|iframe|source)[^>]*\bsrc="([^"]+)"|<link[^>]*rel="(?:stylesheet|icon|preconnect|preload)"[^>]*href="([^"]+)"',
            text,
        )
        assert not [a or b for a, b in loaded if "://" in (a or b) and "example.org/base" not in (a or b)]
    assert shutil.disk_usage(built).free


def test_strangers_search_engines_are_told_not_to_list_any_page(built: Path) -> None:
    for html in built.rglob("index.html"):
        assert 'content="noindex' in html.read_text("utf-8"), html


def test_the_search_dialog_has_a_name_in_the_readers_language(built: Path) -> None:
    text = (built / "index.html").read_text("utf-8")
    assert re.search(r'role="dialog" aria-label="(Recherche dans le digest|Search the digest)"', text)


def test_a_dead_address_is_marked_with_its_day() -> None:
    site = sample.french()
    dead = replace(site.resources[0], dead="2026-01-02")
    told = markdown_pages(replace(site, resources=(dead, *site.resources[1:]), days=(), weeks=(), months=(), years=()))
    assert any("Adresse morte" in text and 'datetime="2026-01-02"' in text for text in told.values())
