"""What a chat says stays text: every form on its own, then whole sites of hostile words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

import digest
from digest.markup import PageText, block, environment, finalize, inline, link
from tests import sample
from tests.pages import Read, as_html, markdown_pages, rendered

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</div></article></p><h1>owned</h1>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "{: onclick=alert(1) }",
    "{{ config }} {% raw %} {# c #}",
    "# heading\n## another {#resources}",
    "\n\n---\ntitle: owned\n---\n",
    "\n\n    code block",
    "!!! note\n    owned",
    "??? note",
    "| a | b |\n|---|---|\n| c | d |",
    "1. one\n2. two",
    "- a\n- b\n+ c\n* d",
    "[ref]: https://evil.example 'x'",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "<!-- comment",
    "]]> <![CDATA[ x",
    "`code` ``` ~~~",
    "*a* _b_ **c** ~d~ ^e^ ==f==",
    "--8<-- 'mkdocs.yml'",
    ":smile: :material-home:",
    "\x02wzxhzdk:0\x03 \x01 \u202e \u2028 \x85",
    "https://a／b [::1",
    "\\<b\\>\\",
    "<a href=https://evil.example>x</a>",
    "===\ntext\n===",
    "*[HTML]: owned",
    "/// note\nowned\n///",
    "'''\"\"\"",
    "</style><style>*{display:none}",
    "<details open ontoggle=alert(1)>",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "around", ["{}", "# {}", "- {}", "<p>{}</p>", '<p title="{}">x</p>', "| {} |\n|---|\n| {} |", "x {} x"]
)
def test_inline_text_starts_nothing_in_any_place(text: str, around: str) -> None:
    plain = Read(as_html(around.replace("{}", "plain")))
    found = Read(as_html(around.replace("{}", inline(text))))
    assert found.tags == plain.tags


@given(st.text())
def test_inline_text_reads_as_it_was_written(text: str) -> None:
    shown = Read(as_html(f"<p>{inline(text)}</p>")).text
    assert shown.split() == inline_words(text)


def inline_words(text: str) -> list[str]:
    return re.sub(
        r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]", "", text
    ).split()


@given(st.text())
def test_block_text_is_one_line_that_closes_nothing(text: str) -> None:
    shown = block(text)
    assert "\n" not in shown
    assert {tag for tag, *_ in Read(shown).tags} <= {"br"}


@given(st.text(alphabet="[]()*_`#<>&!{}:-=+.\n 1a", max_size=40))
def test_any_mix_of_marks_stays_one_paragraph(text: str) -> None:
    assert Read(as_html(f"a {inline(text)} z")).tags == [("p",)]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a@b.example", "//x", "https://a／b", "ftp://a.example"]
)
def test_an_address_that_may_not_be_opened_is_only_its_text(url: str) -> None:
    assert link(url, "read") == "read"


def test_an_address_keeps_its_parameters_and_breaks_out_of_nothing() -> None:
    made = link('https://a.example/x_(y)?b=1&c="d"*e*#f', "a <b>")
    assert made.count("<") == 2
    assert Read(as_html(made)).links[0].startswith("https://a.example/x_(y)?b=1&c=")


@pytest.mark.parametrize("value", [None, 1.5, ["a"], {"a": 1}, object(), True])
def test_a_page_prints_only_what_has_a_form(value: object) -> None:
    with pytest.raises(TypeError, match="choose its form"):
        finalize(value)


@pytest.mark.parametrize(
    "way", ["{{ x }}", "{{ x | safe }}", "{{ x | upper }}", "{{ x ~ '' }}", "{{ (x ~ p) }}", "{% set y = x %}{{ y }}"]
)
def test_no_way_of_printing_in_a_user_template_gets_round_the_finalizer(way: str) -> None:
    env = environment("en", {"own.md.j2": way})
    shown = env.get_template("own.md.j2").render(x="<b>*x*</b>", p=PageText("<i>"))
    assert not re.search(r"[<*]", shown)


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    with pytest.raises(TemplateError):
        environment("en", {"own.md.j2": "{{ nothing }}"}).get_template("own.md.j2").render()


@pytest.mark.parametrize(
    "path", sorted(Path(digest.__file__).parent.glob("templates/**/*.md.j2")), ids=lambda p: p.name
)
def test_templates_share_by_include_and_never_by_means_that_escape_twice_or_not_at_all(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(
        r"\{%-?\s*(macro|call|filter|import|from|raw|autoescape)\b|\|\s*safe\b|super\(\)|Markup", source
    )


@pytest.fixture(scope="module", params=["public", "full"])
def benign(request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    return request.param, markdown_pages(sample.french(request.param, lambda text: f"{text} mot"))


# every string of the site carries them, and the pages must keep their shape
@pytest.mark.parametrize("payload", [" ".join(HOSTILE[n::3]) for n in range(3)])
def test_hostile_words_in_every_field_change_no_page_into_another_shape(
    payload: str, benign: tuple[str, dict[str, str]]
) -> None:
    profile, plain = benign
    hostile = markdown_pages(sample.french(profile, lambda text: f"{text} {payload}"))
    assert hostile.keys() == plain.keys()
    for path in plain:
        assert shape(hostile[path]) == shape(plain[path]), path


def shape(text: str) -> list[tuple[str, ...]]:
    tags = Read(rendered(text)).tags
    return [tag for tag in tags if tag[0] not in {"br", "mark"} and not (tag[0] == "p" and "hidden" in tag)]


def test_front_matter_holds_nothing_that_a_theme_could_print_live() -> None:
    for text in markdown_pages(sample.french(twist=lambda words: words + ' "><script>alert(1)</script>')).values():
        head = text.split("\n---\n", 1)[0]
        assert not re.search(r"[<>\"]", head.replace('"', "", 0).replace("'", ""))
