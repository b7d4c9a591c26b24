"""The files that ship with kindword, safe reading and writing of everybody else's, and TOML with line numbers."""

from toolkit.resources.files import (
    MAX_FILE_BYTES,
    decode,
    read_text,
    shipped,
    too_large,
    unreadable,
    write_text,
    write_texts,
    writing,
)
from toolkit.resources.toml import key_lines, line_of, parse_toml

__all__ = [
    "MAX_FILE_BYTES",
    "decode",
    "key_lines",
    "line_of",
    "parse_toml",
    "read_text",
    "shipped",
    "too_large",
    "unreadable",
    "write_text",
    "write_texts",
    "writing",
]
