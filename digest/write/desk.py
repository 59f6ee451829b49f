"""What every page writer needs: the site, its words, the template environment and the addresses of the other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from digest.markup import PageText, block, environment, inline, link
from digest.model import Digest, Figure, KeyFigure, Page, Period, PollResult, Resource, Site
from digest.typography import around, capital, quoted, shorten, typeset
from digest.write import charts, dates, front, quantities
from digest.write.icons import icon
from digest.write.words import Words, words

if TYPE_CHECKING:
    from digest.write.views import Card, Quote

T = TypeVar("T")
_BULLET = re.compile(r"\n[-•*–—] ?")
_ANYWHERE = "\x00"  # stands for the way to the root in parts; no page text has it, see markup.inline and block
_ADDRESS = re.compile(r"[a-z0-9][A-Za-z0-9/-]*")


class Desk:
    """One site on the writer's desk. ``directory_urls`` as in MkDocs: False for a site read from ``file://``."""

    def __init__(self, site: Site, templates: Mapping[str, str] | None = None, directory_urls: bool = True) -> None:
        self.site = site
        self.words = words(site.language)
        self.language = self.words.language
        self.directory_urls = directory_urls
        self.days: dict[date, Digest] = {digest.period.start: digest for digest in site.days}
        self.weeks = {digest.period.name: digest for digest in site.weeks}
        self.months = {digest.period.name: digest for digest in site.months}
        self.years = {digest.period.name: digest for digest in site.years}
        self.resources = {resource.id: resource for resource in site.resources}
        self.topics = {topic.id: topic for topic in site.topics}
        self._made: dict[Hashable, str] = {}
        self._once: dict[str, Any] = {}
        self._env = environment(self.language, templates)
        self._env.globals.update(self._functions())
        self._known = dict(self._env.globals)
        self.reasons = _reasons(site)

    @property
    def talks(self) -> bool:
        """Does the profile show the conversation?"""
        return self.site.profile in {"members", "full"}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for this site: what several writers need."""
        if name not in self._once:
            self._once[name] = make()
        found: T = self._once[name]
        return found

    def page(self, here: str, template: str, title: str, description: str = "", **shown: Any) -> Page:
        """The page ``here`` (an address as ``days/2025-06-05``) from ``template``; ``index`` stands for a folder."""
        text = self._render(template, here, {"title": title, **shown})
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        body = text.strip("\n")
        head = front.matter(title, shorten(description or shown.get("lede") or "", 300))
        return Page(f"docs/{here}.md", f"{head}\n{body}\n".encode())

    def to(self, there: str, here: str) -> PageText:
        """The address of the page ``there`` (``days/2025-06-05#f-…``) as a link on the page ``here``."""
        place, _, anchor = there.partition("#")
        if not _ADDRESS.fullmatch(place) or (anchor and not _ADDRESS.fullmatch(anchor)):
            raise ValueError(f"not an address of ours: {there!r}")
        if place == here and anchor:
            return PageText(f"#{anchor}")
        if self.directory_urls:
            name = "" if place == "index" else place.removesuffix("index") if place.endswith("/index") else place
            path = self._up(here) + (f"{name.rstrip('/')}/" if name else "") or "./"
        else:
            path = f"{self._up(here)}{place}.html"
        return PageText(path + (f"#{anchor}" if anchor else ""))

    def _up(self, here: str) -> str:
        """The way from the page ``here`` to the root of the site."""
        if here == _ANYWHERE:
            return here
        if not self.directory_urls:
            return "../" * here.count("/")
        return "" if here == "index" else "../" * (here.removesuffix("/index").count("/") + 1)

    def address(self, period: Period) -> str:
        """Where the page of a day, week, month or year is."""
        return f"{period.kind}s/{period.name}"

    def resource_address(self, resource: Resource) -> str:
        """The permanent address of a resource: its place among those of the month of its first sharing."""
        from digest.write.resources import shelf_of

        return f"resources/{shelf_of(resource)}#{resource.id}"

    def figure_address(self, figure: KeyFigure) -> str:
        """The permanent address of a figure."""
        return f"figures/{figure.message.day.isoformat()[:7]}#{figure.id}"

    def card_part(self, card: Card, here: str) -> PageText:
        """A resource as a card; the same one stands on the pages of its day, month, shelf and topics."""
        said = card.share and (card.share.message.id, bool(card.share.comment))
        return self._part("resource", here, (card.resource.id, said, card.why[:2]), card=card)

    def row_part(self, card: Card, here: str) -> PageText:
        """A resource as a row of a list."""
        said = card.share and (card.share.message.id, bool(card.share.comment))
        return self._part("row", here, (card.resource.id, said, card.why[:1]), card=card)

    def quote_part(self, group: Quote, here: str) -> PageText:
        """The figures of one message with their source."""
        key = tuple(figure.id for saying in group.sayings for figure in (*saying.figures, None) if figure)
        return self._part("quote", here, key, group=group)

    def _render(self, name: str, here: str, shown: Mapping[str, Any]) -> str:
        """A template with our functions; one table of them for all, as a copy for each part would cost more than it."""
        template = self._env.get_template(f"{name}.md.j2")
        told = {**self._known, "here": here, "to": lambda there: self.to(there, here), **shown}
        return "".join(template.root_render_func(template.new_context(told, shared=True)))

    def _part(self, name: str, here: str, key: Hashable, **shown: Any) -> PageText:
        """A partial, rendered once for all pages; only the way from each to the root differs."""
        place = (name, key)
        if place not in self._made:
            self._made[place] = self._render(f"parts/{name}", _ANYWHERE, shown).strip("\n")
        return PageText(self._made[place].replace(_ANYWHERE, self._up(here)))

    def _functions(self) -> dict[str, Any]:
        """The functions that templates may call."""
        lang = self.language
        return {
            "w": self.words,
            "site": self.site,
            "desk": self,
            "icon": icon,
            "link": lambda url, text: link(url, inline(typeset(text, lang))),
            "block": lambda text: block(typeset(text, lang)),
            "quote": self.quote,
            "marked": self.marked,
            "talk_text": self.talk_text,
            "count": self.count,
            "number": self.words.number,
            "quantity": lambda figure: quantities.quantity(figure, self.words),
            "approximation": lambda figure: quantities.approximation(figure, self.words),
            "plain_value": quantities.plain_value,
            "bars": lambda figure: charts.comparison(figure, self.words),
            "day": lambda when: dates.day(when, lang),
            "day_month": lambda when: dates.day_month(when, lang),
            "short": lambda when: dates.short(when, lang),
            "weekday": lambda when: dates.weekday(when, lang),
            "month": lambda when: dates.month(when, lang),
            "iso": lambda when: PageText(when.isoformat()),
            "capital": capital,
            "shorten": shorten,
            "period_title": self.period_title,
            "kind_name": lambda kind: self.words.kinds.get(kind, self.words.kinds["other"]),
        }

    def quote(self, text: str, most: int = 400) -> PageText:
        """At most ``most`` characters of what somebody wrote, on one line, in quotation marks."""
        return _quote(text, most, self.language)

    @staticmethod
    def split(items: Sequence[T], limit: int) -> tuple[Sequence[T], Sequence[T]]:
        """What to show and what to fold; a single one too many is shown."""
        return (items, ()) if len(items) <= limit + 1 else (items[:limit], items[limit:])

    def tells(self, figure: KeyFigure) -> bool:
        """Does the subject phrase say more than the number's own noun?"""
        shown = quantities.quantity(figure.figure, self.words).lower()
        return len(figure.measures) > 3 and figure.measures.lower() not in shown

    @staticmethod
    def anchor(name: str) -> PageText:
        """The id of a heading, as the attribute list that Markdown reads."""
        if not _ADDRESS.fullmatch(name):
            raise ValueError(f"not an anchor of ours: {name!r}")
        return PageText(f"{{ #{name} }}")

    def period_title(self, period: Period) -> str:
        """``Jeudi 5 juin 2025``, ``Semaine 23, 2025``."""
        return dates.title(period, self.language)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The weekdays of a calendar: short form and name."""
        return dates.day_letters(self.language)

    def month_short(self, when: date) -> str:
        """``juin``, ``janv.``."""
        return dates.month_name(when, self.language, "abbreviated")

    def clock(self, time: str) -> str:
        """``14:30`` as read: ``14 h 30`` in French."""
        hour, _, minute = time.partition(":")
        if self.language != "fr":
            return time
        return f"{int(hour)} h {minute}" if minute.strip("0") else f"{int(hour)} h"

    def quantity_html(self, figure: Figure) -> PageText:
        """The big number, with its value for machines and the original wording on hover."""
        return _quantity(figure, self.language)

    def source_link(self, resource: Resource) -> PageText:
        """A link to where a figure or a date comes from."""
        return link(resource.url, inline(typeset(shorten(resource.title or resource.host, 90), self.language)))

    def source_line(self, resource: Resource) -> PageText:
        """``D’après …`` with the linked title and its real host."""
        shown = self.source_link(resource)
        host = f' <span class="dg-host">{inline(resource.host)}</span>' if resource.title else ""
        before, _, after = self.words.figure["source"].partition("{source}")
        return PageText(f"<span>{inline(typeset(before, self.language))}{shown}{inline(after)}</span>{host}")

    def poll_bars(self, poll: PollResult) -> list[tuple[str, int | None, PageText]]:
        """The options of a poll, most votes first as exported, each with its bar."""
        most = max((votes or 0 for _, votes in poll.options), default=0)
        return [(text, votes, charts.bar((votes or 0) / most if most else 0)) for text, votes in poll.options]

    def count(self, noun: str, n: int) -> PageText:
        """``3 messages`` as page text that says by its attribute that the number is a count of ours."""
        return _count(noun, n, self.words)

    def marked(self, figure: KeyFigure, most: int = 260) -> PageText:
        """The figure's sentence in quotation marks with the figure as written in ``<mark>``."""
        return _marked(figure.sentence, figure.figure.text, most, self.language)

    def talk_text(self, message: Any, most: int = 0) -> PageText:
        """A message's text with its publishable links as our own."""
        pieces, end = [], 0
        for found in message.links:
            pieces.append(inline_lines(message.text[end : found.start], self.language))
            pieces.append(link(found.url, found.url.partition("://")[2].rstrip("/")))
            end = found.end
        pieces.append(inline_lines(message.text[end:], self.language))
        return PageText("".join(pieces))


@lru_cache(maxsize=5_000)
def _count(noun: str, n: int, words: Words) -> PageText:
    return PageText(f'<span data-count="{n}">{inline(typeset(words.count(noun, n), words.language))}</span>')


@lru_cache(maxsize=20_000)  # a sharing stands on the pages of its day, week, month and shelf
def _quote(text: str, most: int, language: str) -> PageText:
    flowing = _BULLET.sub(" • ", text)
    return block(typeset(quoted(shorten(flowing, most), language), language))


@lru_cache(maxsize=20_000)
def _marked(text: str, said: str, most: int, language: str) -> PageText:
    sentence = typeset(quoted(around(text, said, most), language), language)
    before, found, after = sentence.partition(typeset(said, language))
    if not found:
        return block(sentence)
    whole = ' class="dg-nowrap"' if len(found) <= 24 else ""
    return PageText(f"{inline(before)}<mark{whole}>{inline(found)}</mark>{inline(after)}")


@lru_cache(maxsize=5_000)
def _quantity(figure: Figure, language: str) -> PageText:
    w = words(language)
    original, value = w.figure["original"].format(text=figure.text), quantities.plain_value(figure)
    return PageText(
        f'<data class="dg-q" value="{value}" data-value="{value}"'
        f' data-unit="{inline(figure.unit)}" data-kind="{inline(figure.kind)}"'
        f' title="{inline(typeset(original, language))}">'
        f"{inline(quantities.quantity(figure, w))}</data>"
    )


def _reasons(site: Site) -> dict[str, tuple[str, ...]]:
    """Why each resource was chosen on the day of its first sharing, so that it reads the same wherever it stands."""
    picks = (pick for digest in site.days for pick in digest.section("resources"))
    found: dict[str, tuple[str, ...]] = {}
    for pick in picks:
        found.setdefault(pick.item.id, pick.why)
    return found


def inline_lines(text: str, language: str) -> PageText:
    """Text for the inside of an element of ours, outer spaces kept so that it can stand beside a link."""
    lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return PageText(lead + block(typeset(text, language)) + (tail if text.strip() else ""))
