"""Links that may be public but deserve a look first: open for editing, internal, with names, unlisted."""

from __future__ import annotations

from digest.links.address import Address
from digest.links.patterns import pattern, place

KINDS = ("names", "editable", "internal", "unlisted")
_PATTERNS = tuple((kind, pattern(kind)) for kind in KINDS)


def delicacy(address: Address) -> str:
    """Why a moderator should look before it is shown: one of :data:`KINDS`, empty when there is no reason.

    The address is the repaired one, before cleaning: cleaning makes ``/edit`` and ``/view`` alike.
    """
    where = place(address)
    return next((kind for kind, found in _PATTERNS if found.match(where)), "")
