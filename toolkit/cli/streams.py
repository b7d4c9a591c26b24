"""What the command writes and where: results to stdout, all else to stderr, safely for whoever reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from toolkit.errors import KindwordError


def prepare() -> None:
    """Write UTF-8 whatever the locale says, and half characters (lone surrogates) as their codes.

    A stream that the caller has closed (`>&-`) is empty, or leads to nowhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as we do
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def emit(text: str) -> bool:
    """Write a result to stdout at once; a reader who has left (`| head`) is no error, a full disk is.

    Tells whether somebody reads.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence_output()
        return False
    except OSError as error:
        silence_output()
        raise KindwordError(f"the output cannot be written: {error.strerror or error}") from error
    return True


def say_error(error: KindwordError | OSError) -> None:
    """Write to stderr what went wrong, and where."""
    if isinstance(error, KindwordError):
        say(f"Error: {error}")
        return
    where = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
    say(f"Error: {where}{error.strerror or error}")


def say(text: str) -> None:
    """Write one message to stderr, control characters in it escaped."""
    try:
        sys.stderr.write(f"{_safe(text)}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it lives as long as we do


def say_report(report: Callable[..., str]) -> None:
    """Write a report to stderr, in colour where that is a terminal that can; `report` takes `colour`.

    In a terminal, an empty line parts it from the message above it.
    """
    terminal = sys.stderr.isatty()
    text = report(colour=terminal and _colour_wanted())
    try:
        sys.stderr.write(("\n" if terminal and to_terminal() else "") + text)
        sys.stderr.flush()
    except BrokenPipeError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it lives as long as we do


def silence_output() -> None:
    """Lead stdout to nowhere, so that nothing written later, or flushed on leaving, fails again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it lives as long as we do
    finally:
        os.close(nowhere)


def colour_allowed(*, refused: bool) -> bool:
    """Tell whether stdout may be coloured: a terminal that can, NO_COLOR unset, and no --no-color."""
    return not refused and _colour_wanted() and to_terminal()


def _colour_wanted() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def to_terminal() -> bool:
    """Tell whether stdout is a terminal."""
    return sys.stdout.isatty()


def asks() -> bool:
    """Tell whether somebody is there to answer a question: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _safe(text: str) -> str:
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in "\n\u00a0" else repr(character)[1:-1]
        for character in text
    )
