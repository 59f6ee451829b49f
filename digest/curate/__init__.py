"""The moderator's decisions applied to what was gathered: what the site shows, what is gone, what waits."""

from __future__ import annotations

from digest.curate.apply import Curated, Held, accepted_ids, curate

__all__ = ["Curated", "Held", "accepted_ids", "curate"]
