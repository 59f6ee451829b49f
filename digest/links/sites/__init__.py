"""Rules of single sites: one file per family, each a table of host -> form and host -> key."""

from __future__ import annotations

from collections.abc import Callable

from digest.links.address import Address
from digest.links.sites import docs, media, papers, shops, social, works

Form = Callable[[Address], Address]
Key = Callable[[Address], str]

FAMILIES = (media, social, papers, works, docs, shops)
FORMS: dict[str, Form] = {host: rule for family in FAMILIES for host, rule in family.FORMS.items()}
KEYS: dict[str, Key] = {host: rule for family in FAMILIES for host, rule in family.KEYS.items()}


def _find(table: dict[str, Form] | dict[str, Key], address: Address) -> Form | Key | None:
    """The rule of the host, or of a domain above it that is named with a leading dot."""
    host = address.site
    if rule := table.get(host):
        return rule
    labels = host.split(".")
    for at in range(len(labels) - 1):
        if rule := table.get("." + ".".join(labels[at:])):
            return rule
    return table.get("amazon") if labels[0] == "amazon" and len(labels) <= 3 else None


def site_form(address: Address) -> Address:
    """The site's main form of an address; unchanged on a site without rules."""
    rule = _find(FORMS, address)
    found = rule(address) if rule else address
    return found if isinstance(found, Address) else address


def site_key(address: Address) -> str:
    """The identity of a canonical address where a number or name decides alone; else empty."""
    rule = _find(KEYS, address)
    found = rule(address) if rule else ""
    return found if isinstance(found, str) else ""
