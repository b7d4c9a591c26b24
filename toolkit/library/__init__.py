"""The message library: templates, what their headers declare, and the kinds of message."""

from toolkit.library.kinds import CHANNELS, KINDS, folder_of, kind_of_folder, kind_of_path
from toolkit.library.model import Sample, SubjectLine, Template, Variable

__all__ = [
    "CHANNELS",
    "KINDS",
    "Sample",
    "SubjectLine",
    "Template",
    "Variable",
    "folder_of",
    "kind_of_folder",
    "kind_of_path",
]
