"""The files that ship with kindword, safe reading and writing of everybody else's, TOML, and processes."""

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
from toolkit.resources.folder import PROJECT_FOLDER, cache_folder
from toolkit.resources.program import program_state
from toolkit.resources.sealed import digest, digest_of, keep_out_of_git, read_sealed, write_sealed
from toolkit.resources.sharing import shared_out
from toolkit.resources.toml import key_lines, line_of, parse_toml

__all__ = [
    "MAX_FILE_BYTES",
    "PROJECT_FOLDER",
    "cache_folder",
    "decode",
    "digest",
    "digest_of",
    "keep_out_of_git",
    "key_lines",
    "line_of",
    "parse_toml",
    "program_state",
    "read_sealed",
    "read_text",
    "shared_out",
    "shipped",
    "too_large",
    "unreadable",
    "write_sealed",
    "write_text",
    "write_texts",
    "writing",
]
