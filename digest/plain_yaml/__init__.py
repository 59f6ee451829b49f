"""Files that a moderator writes by hand: read as text with lines, checked against a declared shape."""

from digest.plain_yaml.docs import commented_file
from digest.plain_yaml.read import Document, Node, read_yaml
from digest.plain_yaml.shape import (
    Address,
    Choice,
    Flag,
    Many,
    Option,
    Pairs,
    Record,
    Shape,
    Text,
    Whole,
    nearest,
    web_address,
)

__all__ = [
    "Address", "Choice", "Document", "Flag", "Many", "Node", "Option", "Pairs", "Record", "Shape", "Text", "Whole",
    "commented_file", "nearest", "read_yaml", "web_address",
]  # fmt: skip
