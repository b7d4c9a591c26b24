"""The message library: templates, what their headers declare, and the kinds of message."""

from toolkit.library.kinds import CHANNELS, KINDS, folder_of, kind_of_folder, kind_of_path
from toolkit.library.load import Library, files_below, load_library
from toolkit.library.model import LOCALE, SITUATION_LENGTH, TAG, Sample, SubjectLine, Template, Variable
from toolkit.library.names import TEMPLATE_ENDINGS, is_apart, is_template
from toolkit.library.parts import Part, parts_below
from toolkit.library.read import inside, read_template

__all__ = [
    "CHANNELS",
    "KINDS",
    "LOCALE",
    "SITUATION_LENGTH",
    "TAG",
    "TEMPLATE_ENDINGS",
    "Library",
    "Part",
    "Sample",
    "SubjectLine",
    "Template",
    "Variable",
    "files_below",
    "folder_of",
    "inside",
    "is_apart",
    "is_template",
    "kind_of_folder",
    "kind_of_path",
    "load_library",
    "parts_below",
    "read_template",
]
