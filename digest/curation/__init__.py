"""``curation.yml``, the moderator's own file: read, checked for contradictions, never written."""

from __future__ import annotations

from digest.curation.checks import unknown_topics
from digest.curation.nouns import Curation, Decision, FigureDecision, ListRule, Match, Rule, TopicRule
from digest.curation.read import curation_schema, curation_table, read_curation

__all__ = [
    "Curation", "Decision", "FigureDecision", "ListRule", "Match", "Rule", "TopicRule",
    "curation_schema", "curation_table", "read_curation", "unknown_topics",
]  # fmt: skip
