"""Sources: turns what `lint` is given (files, folders, standard input) into templates and messages."""

from toolkit.sources.read import STDIN, Source, is_linted, read_sources
from toolkit.sources.roots import root_of_file, root_of_folder

__all__ = ["STDIN", "Source", "is_linted", "read_sources", "root_of_file", "root_of_folder"]
