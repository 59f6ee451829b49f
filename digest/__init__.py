"""A group chat's chunk files in, a searchable digest site out."""

__version__ = "0.1.0"
