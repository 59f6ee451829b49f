"""Rules of single sites, one file per family of sites.

Each file has three tables by host (a leading dot: its subdomains too): ``FORMS`` for the address that readers get,
``SAME`` for forms that only the identity levels, ``KEYS`` where a number or name alone is the identity.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.links.address import Address
from digest.links.sites import docs, media, papers, shops, social, works
from digest.links.tables import SAME_HOSTS

Form = Callable[[Address], Address]
Key = Callable[[Address], str]

FAMILIES = (media, social, papers, works, docs, shops)
FORMS: dict[str, Form] = {host: rule for family in FAMILIES for host, rule in family.FORMS.items()}
SAME: dict[str, Form] = {host: rule for family in FAMILIES for host, rule in family.SAME.items()}
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
    return _applied(FORMS, address)


def site_key(address: Address) -> tuple[Address, str]:
    """The form under which a canonical address is compared, and its identity where a number or name decides alone."""
    if address.host in SAME_HOSTS:
        address = address._replace(host=SAME_HOSTS[address.host])
    address = _applied(SAME, address)
    rule = _find(KEYS, address)
    found = rule(address) if rule else ""
    return address, found if isinstance(found, str) else ""


def _applied(table: dict[str, Form], address: Address) -> Address:
    rule = _find(table, address)
    found = rule(address) if rule else address
    return found if isinstance(found, Address) else address
