"""What a rendered message is written as: plain text, an HTML page, JSON, or an e-mail to open and send."""

from __future__ import annotations

import html
import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from toolkit.errors import KindwordError
from toolkit.render.message import RenderedMessage

if TYPE_CHECKING:
    from email.headerregistry import Address

VERSION = 1

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_PAGE = """\
<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 system-ui, sans-serif; }}
p, li {{ overflow-wrap: break-word; }}
ul, ol {{ padding-left: 1.5em; }}
li {{ margin: 0.5em 0; }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def as_text(message: RenderedMessage) -> str:
    """Return subject and body as plain text that ends with one line feed; a subject alone stands bare."""
    body = message.body.text.strip("\n")
    if message.subject is None:
        return f"{body}\n"
    subject = subject_line(message)
    return f"Subject: {subject}\n\n{body}\n" if body else f"{subject}\n"


def as_html(message: RenderedMessage) -> str:
    """Return a whole HTML page: what an HTML template renders to, or a page around a plain message.

    It ends with a line feed.
    """
    if message.html is not None:
        return message.html if message.html.endswith("\n") else f"{message.html}\n"
    title = subject_line(message) or message.template or "Message"
    return _PAGE.format(locale=html.escape(message.locale), title=html.escape(title), body=body_html(message))


def body_html(message: RenderedMessage) -> str:
    """Return the body as HTML: what an HTML template renders to, or a fragment made from light Markdown."""
    if message.html is not None:
        return message.html
    from toolkit.render.markdown import markdown_to_html  # noqa: PLC0415 - most messages are written as text

    return markdown_to_html(message.body)


def as_data(message: RenderedMessage) -> dict[str, Any]:
    """Return the message as plain data, in the documented order of keys."""
    return {
        "version": VERSION,
        "template": message.template,
        "kind": message.kind,
        "channel": message.channel,
        "locale": message.locale,
        "sample": message.sample or None,
        "subject": None if message.subject is None else subject_line(message),
        "body": message.body.text.strip("\n"),
        "html": body_html(message),
    }


def as_json(message: RenderedMessage) -> str:
    """Return the message as one JSON object."""
    return json.dumps(as_data(message), ensure_ascii=False, indent=2) + "\n"


def as_eml(message: RenderedMessage, *, to: str | None = None, sender: str | None = None) -> str:
    r"""Return an RFC 5322 draft with a text and an HTML part: ASCII, lines end in `\r\n`, the same every time.

    It bears no date, for it has not been sent; `X-Unsent` lets a mail program open it as a draft. Raises
    KindwordError for an address that is none.
    """
    from email.message import EmailMessage  # noqa: PLC0415 - few messages are written as e-mails
    from email.policy import SMTP  # noqa: PLC0415

    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if sender is not None:
        mail["From"] = _addresses(sender, "--from")
    if to is not None:
        mail["To"] = _addresses(to, "--to")
    if message.subject is not None:
        mail["Subject"] = _well_formed(subject_line(message))
    text, page = (_well_formed(part) for part in (message.body.text.strip("\n") + "\n", as_html(message)))
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{sha256((text + page).encode()).hexdigest()[:32]}")
    return mail.as_bytes().decode("ascii")


def subject_line(message: RenderedMessage) -> str:
    """Return the subject on one line: a line break in it would start a new header of an e-mail."""
    return "" if message.subject is None else _BREAKS.sub(" ", message.subject.text).strip()


def _addresses(text: str, option: str) -> list[Address]:
    """Return the addresses of a header; raises KindwordError where one of them is none."""
    from email.errors import HeaderParseError  # noqa: PLC0415 - few messages are written as e-mails
    from email.headerregistry import Address  # noqa: PLC0415
    from email.utils import getaddresses  # noqa: PLC0415

    problem = KindwordError(
        f"{option}: {text!r} is no e-mail address",
        hint='Write sam@example.com, or "Sam Taylor <sam@example.com>".',
    )
    if not text.isprintable():
        raise problem
    try:
        found = [Address(name, addr_spec=address) for name, address in getaddresses([text])]
    except (HeaderParseError, ValueError, IndexError) as error:
        raise problem from error
    if not found or not all(address.username and "." in address.domain for address in found):
        raise problem
    if not all(address.addr_spec.isascii() for address in found):
        raise KindwordError(
            f"{option}: {text!r} is not written in ASCII", hint="Write an international domain as xn--… ."
        )
    return found


def _well_formed(text: str) -> str:
    """Return `text` without half characters (lone surrogates), which no encoding can write."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
