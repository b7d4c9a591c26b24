"""How reports in XML are written: characters that XML 1.0 cannot hold shown as codes, and the whole document."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Return `text` as XML 1.0 can hold it: other characters show as `\x1b` or `\ufffe`."""
    return _NOT_IN_XML.sub(_code, text)


def xml_document(root: ET.Element) -> str:
    """Return the document of a root element, indented, as text to be written as UTF-8."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _code(character: re.Match[str]) -> str:
    code = ord(character[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
