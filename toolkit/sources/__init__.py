"""Sources: turns what `lint` is given (files, folders, standard input) into templates and messages."""

from toolkit.sources.read import ENDINGS, STDIN, Source, is_linted, read_sources
from toolkit.sources.roots import places_of_root, root_of_file, root_of_folder

__all__ = [
    "ENDINGS",
    "STDIN",
    "Source",
    "is_linted",
    "places_of_root",
    "read_sources",
    "root_of_file",
    "root_of_folder",
]
