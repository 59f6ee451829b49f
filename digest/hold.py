"""Sensitive cues that keep a message's items out until the moderator accepts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.model import Link


class Holder:
    """Says why a message must wait.

    Args:
        extra: further words or phrases of the group that hold a message.
    """

    def __init__(self, extra: Sequence[str] = ()) -> None:
        self._extra = extra

    def reasons(self, text: str, said: set[str], links: Sequence[Link], masked: Iterable[str]) -> tuple[str, ...]:
        """Reasons to hold a gated message, none for most.

        Args:
            text: the gated text.
            said: its folded words.
            links: the addresses in it.
            masked: types of what was taken out.
        """
        return tuple(dict.fromkeys(link.delicate for link in links if link.delicate))
