"""Files to take away open in the programs they are for, and nothing in them runs."""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from digest.model import Redacted, Resource, Site
from digest.write import exports
from digest.write.desk import Desk
from digest.write.exports import awesome, papers
from digest.write.exports.tables import cell
from tests.curating import STUDY, run, site
from tests.test_feeds import SITES, URL

NASTY = (
    '=HYPERLINK("https://evil.example")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "'=1",
    " =1",
    "| [x](y) *z* `q` <b> {c}",
    "Titre\navec ligne",
    "A" * 5_000,
    "\\end{document} % & $ # _ ~ ^",
    "</a><script>",
    "…",
    "a, b; c",
    "«\u00a0IA\u00a0»",
)


def files(given: Site) -> dict[str, str]:
    return {page.path.removeprefix("docs/exports/"): page.data.decode() for page in exports.write(Desk(given))}


def nasty() -> Site:
    """A site whose titles and words are those of ``NASTY``, of all kinds that an export asks for."""
    base = SITES["plain"]
    first = base.resources[0]
    made = []
    for n, text in enumerate(NASTY):
        share = first.shares[0]._replace(comment=Redacted(text))
        kind = ("paper", "book", "audio", "video", "article")[n % 5]
        url = ("https://doi.org/10.1234/ab.{c}_d%", "https://arxiv.org/abs/2405.01234", f"https://example.org/{n}/")[
            n % 3
        ]
        made.append(
            replace(
                first,
                id=f"r-{n:08d}",
                key=f"{n}",
                title=Redacted(text),
                url=url,
                type=kind,
                shares=(share,),
                tags=(text,),
            )
        )  # type: ignore[arg-type]
    return replace(base, resources=tuple(made), name=NASTY[8])


ALL = {**SITES, "nasty": nasty()}


@pytest.mark.parametrize("name", ALL)
def test_every_site_gives_every_file(name: str) -> None:
    assert set(files(ALL[name])) == set(exports.EXPORTS)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("what", ["resources", "figures"])
def test_csv_and_json_hold_the_same_rows(name: str, what: str) -> None:
    found = files(ALL[name])
    text = found[f"{what}.csv"]
    assert text.startswith("\ufeff") and "\r\n" in text
    rows, told = list(csv.DictReader(io.StringIO(text[1:], newline=""))), json.loads(found[f"{what}.json"])
    assert [row["id"] for row in rows] == [one["id"] for one in told]
    assert all(set(row) == set(one) for row, one in zip(rows, told, strict=True))


@pytest.mark.parametrize("name", ALL)
def test_no_cell_of_a_spreadsheet_is_a_formula(name: str) -> None:
    for text in (files(ALL[name])[f"{what}.csv"] for what in ("resources", "figures")):
        for row in csv.reader(io.StringIO(text[1:], newline="")):
            assert not any(
                re.match(r"\s*[=+@＝＋－＠-]", value) and not re.fullmatch(r"[-+]?[\d.,]+", value) for value in row
            )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("=1+1", "'=1+1"), ("-5", "-5"), (-5.5, "-5.5"), ("+33 et plus", "'+33 et plus"), ("@x", "'@x"), ("a-b", "a-b"),
     ("", ""), ("-", "'-"), ("'x", "''x"), (True, "yes"), (False, ""), ((1, 2), "1; 2"), (" =1", "' =1"), (3, "3")],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(value: object, expected: str) -> None:
    assert cell(value) == expected


class Bookmarks(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.hrefs: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.hrefs += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize("name", ALL)
def test_bookmarks_hold_every_resource_once_and_nothing_else(name: str) -> None:
    found = Bookmarks(files(ALL[name])["bookmarks.html"])
    assert found.tags <= {"meta", "title", "h1", "h3", "dl", "p", "dt", "dd", "a"}
    assert len(found.hrefs) == len(ALL[name].resources) and all(h.startswith("https://") for h in found.hrefs)


def awesome_faults(text: str) -> list[str]:
    """The rules of awesome-lint that need no network."""
    lines, found = text.splitlines(), []
    headings = [line[3:] for line in lines if line.startswith("## ")]
    found += (
        []
        if re.match(
            r"# Awesome .+ \[!\[Awesome\]\(https://awesome\.re/badge\.svg\)\]\(https://awesome\.re\)$", lines[0]
        )
        else ["head"]
    )
    found += [] if headings[0] == "Contents" else ["contents"]
    toc = re.findall(r"^- \[(.+)\]\(#(.*)\)$", text, re.M)
    found += [] if [name for name, _ in toc] == headings[1:] else ["toc"]
    found += ["heading twice"] if len(headings) != len(set(headings)) else []
    items = [line for line in lines if line.startswith("- ") and "](#" not in line]
    for line in items:
        match = re.fullmatch(r"- \[((?:[^\[\]\\]|\\.)+)\]\((https?://[^\s()]+[^/\s()])\) - (\S.*[.!?…])", line)
        found += [] if match and not re.match(r"[a-zà-ÿ]", match[3]) else [f"item {line[:80]}"]
    urls = re.findall(r"^- \[.*\]\((https?[^)]+)\) - ", text, re.M)
    return found + (["link twice"] if len(urls) != len(set(urls)) else [])


@pytest.mark.parametrize("name", ALL)
def test_the_awesome_list_passes_the_rules_of_its_linter(name: str) -> None:
    assert awesome_faults(files(ALL[name])["awesome-list.md.txt"]) == []


def test_contents_lead_to_the_anchors_that_github_makes() -> None:
    assert awesome.slug("IA & énergie") == "ia--énergie"


@pytest.mark.parametrize("name", ALL)
def test_the_opml_file_names_feeds_only_with_the_sites_address(name: str) -> None:
    root = ET.fromstring(files(ALL[name])["feeds.opml"])
    feeds = [o for o in root.iter("outline") if o.get("type") == "rss"]
    assert root.get("version") == "2.0" and all(o.get("text") for o in root.iter("outline"))
    assert all(o.get("xmlUrl", "").startswith(URL) for o in feeds) and bool(feeds) == bool(ALL[name].url)


@pytest.mark.parametrize("name", ALL)
def test_bibtex_is_balanced_and_names_each_entry_once(name: str) -> None:
    text = files(ALL[name])["papers.bib"]
    bare = re.sub(r"\\[\\{}&%$#_]", "", text)
    assert bare.count("{") == bare.count("}")
    keys = re.findall(r"^@(?:misc|book)\{(\w+),$", text, re.M)
    assert len(keys) == len(set(keys)) == sum(r.type in ("paper", "book") for r in ALL[name].resources)


@pytest.mark.parametrize("name", ALL)
def test_csl_json_has_what_a_reference_manager_needs(name: str) -> None:
    for item in json.loads(files(ALL[name])["papers.csl.json"]):
        assert item["id"] and item["type"] in ("article", "book") and item["title"] and item["URL"]


@pytest.mark.parametrize(
    ("url", "doi", "arxiv"),
    [("https://doi.org/10.1038/s41586-020-2649-2", "10.1038/s41586-020-2649-2", ""),
     ("https://arxiv.org/abs/2405.01234", "", "2405.01234"),
     ("https://arxiv.org/abs/math.GT/0309136", "", "math.GT/0309136"),
     ("https://example.org/10.5", "", "")],
)  # fmt: skip
def test_identifiers_are_read_from_the_address(url: str, doi: str, arxiv: str) -> None:
    resource: Resource = replace(SITES["plain"].resources[0], url=url)
    assert (papers.doi(resource), papers.arxiv(resource)) == (doi, arxiv)


def test_the_study_of_the_chat_is_a_reference() -> None:
    assert STUDY in files(site(run(), url=URL))["papers.bib"]


def test_equal_sites_give_equal_files() -> None:
    assert files(nasty()) == files(nasty())
