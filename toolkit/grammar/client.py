"""LanguageTool as an engine: asked through language-tool-python, at a server that runs somewhere.

Several texts go in one request, with an empty line between them, and requests run side by side. So that a text is
judged alike whatever stands beside it, the few rules that look beyond a paragraph are off.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import KindwordError
from toolkit.grammar.beside import TooLateError, side_by_side
from toolkit.grammar.engine import Remark, Remarks
from toolkit.grammar.server import is_near
from toolkit.text import Span

if TYPE_CHECKING:
    from language_tool_python import LanguageTool as Client

_BEYOND = (
    "EN_UNPAIRED_BRACKETS",
    "EN_WORD_COHERENCY",
    "EN_UNPAIRED_QUOTES",
    "ENGLISH_WORD_REPEAT_BEGINNING_RULE",
    "PARAGRAPH_REPEAT_BEGINNING_RULE",
    "PUNCTUATION_PARAGRAPH_END",
    "TOO_LONG_PARAGRAPH",
    "WHITESPACE_PARAGRAPH",
    "WHITESPACE_PARAGRAPH_BEGIN",
)
"""Rules of LanguageTool that look at more than one paragraph, or at where paragraphs begin and end."""
_BETWEEN = "\n\n"
_MOST = 4_000
"""Code points that go in one request: enough that asking costs little, few enough to share among cores."""
_ODD = re.compile("[\U00010000-\U0010ffff\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]")
"""What is not one UTF-16 unit, or no text: the server and its client count such differently."""
_STANDS_IN = "\u25a0"
_SIDE_BY_SIDE = 8
"""Requests at a time, at most: as many as a server that kindword starts works on."""
_PATIENCE = 180.0
"""Seconds that no request may take: the first after a start is the slowest."""
_DIRECT = {"http": "", "https": "", "all": ""}
"""What keeps a proxy of the environment from being asked for this very machine."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers. `used` is the file whose time keeps it from ending as idle, None where none does."""

    url: str
    used: Path | None = None

    def note_use(self) -> None:
        """Tell the server's keeper that somebody asks."""
        if self.used is not None:
            with suppress(OSError):  # who takes the file away wants the server to end
                self.used.touch()


class LanguageTool:
    """The engine that asks a LanguageTool server; `find` tells where it is whenever something is to be checked."""

    def __init__(self, name: str, find: Callable[[], Address], *, patience: float = _PATIENCE) -> None:
        self.name = name
        self._find = find
        self._patience = patience
        self._clients: dict[tuple[str, str], Client] = {}

    def check(self, texts: Sequence[str], language: str) -> list[Remarks]:
        """Return what LanguageTool reports in each text.

        Raises KindwordError where there is no server, or one that does not answer as it should.
        """
        packs = list(_packs(texts))
        if not packs:
            return []
        address = self._find()
        client = self._client(address, language)

        def ask(pack: range) -> list[Remarks]:
            address.note_use()
            return _asked(client, texts, pack)

        found = self._waited(address, ask, packs, limit=min(_SIDE_BY_SIDE, max(2, os.cpu_count() or 1)))
        return [remarks for pack in found for remarks in pack]

    def close(self) -> None:
        """Let go of the clients; the server is left to stop by itself."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def _client(self, address: Address, language: str) -> Client:
        key = (address.url, language)
        if key not in self._clients:
            (client,) = self._waited(address, lambda _: _connected(address, language), [None], limit=1)
            self._clients[key] = client
        return self._clients[key]

    def _waited(
        self, address: Address, work: Callable[[Any], Any], jobs: Sequence[Any], *, limit: int
    ) -> list[Any]:
        """Return what work on each job gives; whatever the client throws becomes one message of ours."""
        try:
            return side_by_side(work, jobs, limit=limit, deadline=self._patience)
        except KindwordError:
            raise
        except TooLateError:
            raise _fault(address.url, f"it did not answer within {self._patience:.0f} seconds") from None
        except (Exception, SystemExit) as error:  # the client throws a dozen types, SystemExit among them
            raise _fault(address.url, _said(error)) from error


def _connected(address: Address, language: str) -> Client:
    """Return a client for a language, which asks the server what it knows."""
    from language_tool_python import LanguageTool as Client  # noqa: PLC0415 - only those who check grammar have it

    client = Client(language, remote_server=address.url, proxies=_DIRECT if is_near(address.url) else None)
    client.disabled_rules = set(_BEYOND)
    return client


def _packs(texts: Sequence[str]) -> Iterator[range]:
    """Yield which texts, by number, go in one request each."""
    start = length = 0
    for number, text in enumerate(texts):
        if number > start and length + len(text) > _MOST:
            yield range(start, number)
            start, length = number, 0
        length += len(text) + len(_BETWEEN)
    if texts:
        yield range(start, len(texts))


def _asked(client: Client, texts: Sequence[str], pack: range) -> list[Remarks]:
    """Return what is reported in each text of a pack; raises ValueError for an answer that makes no sense."""
    sent = [_ODD.sub(_STANDS_IN, texts[number]) for number in pack]
    whole = _BETWEEN.join(sent)
    found: list[list[Remark]] = [[] for _ in sent]
    starts = [0]
    for text in sent:
        starts.append(starts[-1] + len(text) + len(_BETWEEN))
    at = 0
    for match in sorted(client.check(whole), key=lambda one: (one.offset, one.error_length)):
        start, end = match.offset, match.offset + match.error_length
        if not 0 <= start <= end <= len(whole):
            raise ValueError(f"it reports something at {start} of a text of {len(whole)} characters")
        while starts[at + 1] <= start:
            at += 1
        if end <= starts[at] + len(sent[at]):
            span = Span(start, end).shift(-starts[at])
            instead = tuple(match.replacements)
            found[at].append(Remark(span, match.rule_id, match.category, _sentence(match.message), instead))
    return [tuple(remarks) for remarks in found]


def _sentence(text: str) -> str:
    return " ".join(text.split())


def _said(error: BaseException) -> str:
    """Return in one line what an error of the client says."""
    if isinstance(error, (KeyError, TypeError, AttributeError)):
        return "its answer is not what LanguageTool answers"
    words = _sentence(str(error))[:200] or type(error).__name__
    return f"{words[:1].lower()}{words[1:]}".rstrip(".")


def _fault(url: str, reason: str) -> KindwordError:
    hint = "See `kindword grammar status`; without --grammar, all other rules are checked."
    return KindwordError(f"LanguageTool at {url} could not be asked: {reason}", hint=hint)
