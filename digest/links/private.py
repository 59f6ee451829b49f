"""Links that must never be shown: invitations, numbers, meeting rooms, credentials, tokens, local hosts."""

from __future__ import annotations

from digest.links.address import Address
from digest.links.hosts import numeric
from digest.links.patterns import names, pattern, place
from digest.links.secrets import carries_secret

_INVITATIONS = pattern("invitations")
_PHONES = pattern("phones")
_MEETINGS = pattern("meetings")
_LOCAL_ENDINGS = tuple(sorted(names("local_endings")))
_PHONE_NAMES = names("phone_names")


def why_private(address: Address) -> str:
    """Why this address must not be shown: invitation, phone, meeting, credentials, signed or local; empty when it may.

    The address is the repaired one, before cleaning: cleaning may take the secret off.
    """
    if not address.host or is_local(address.host):
        return "local"
    if address.user:
        return "credentials"
    where = place(address)
    if _PHONES.match(where) or _phone_parameter(address):
        return "phone"
    if _INVITATIONS.match(where):
        return "invitation"
    if _MEETINGS.match(where):
        return "meeting"
    return carries_secret(address)


def is_local(host: str) -> bool:
    """Is it a host of one machine, house or firm only: no dot, a local ending, or an address that is not global?"""
    address = numeric(host)
    if address is not None:
        return not address.is_global or address.is_multicast
    return "." not in host or host.endswith(_LOCAL_ENDINGS)


def _phone_parameter(address: Address) -> bool:
    """Does a parameter for phone numbers hold eight digits or more?"""
    for piece in address.query:
        name, _, value = piece.partition("=")
        if name.lower() in _PHONE_NAMES and sum(map(str.isdigit, value)) >= 8:
            return True
    return False
