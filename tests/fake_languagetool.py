"""A LanguageTool server that is none: it reports what it is told to, or fails as it is told to."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

LANGUAGES = [{"name": "English", "code": "en", "longCode": code} for code in ("en", "en-US", "en-GB")]
WORDS = {"teh": "the", "recieved": "received"}
"""What the fake reports as misspelt, by the right spelling."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, in which LanguageTool counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def match(text: str, start: int, end: int, instead: str) -> dict[str, object]:
    """Return one report as LanguageTool writes it; `start` and `end` are code points."""
    return {
        "message": "Possible spelling mistake found.",
        "replacements": [{"value": instead}],
        "offset": units(text[:start]),
        "length": units(text[start:end]),
        "context": {"text": text, "offset": start, "length": end - start},
        "sentence": text,
        "rule": {"id": "MORFOLOGIK_RULE_EN_US", "issueType": "misspelling", "category": {"id": "TYPOS"}},
    }


def spelt(text: str) -> tuple[int, bytes]:
    """Answer a check: every one of WORDS is reported."""
    found = re.finditer("|".join(WORDS), text)
    matches = [match(text, *one.span(), WORDS[one[0]]) for one in found]
    return 200, json.dumps({"matches": matches, "software": {"version": "6.8"}}).encode()


Answer = Callable[[str], tuple[int, bytes]]


@dataclass
class Fake:
    """A running fake: its URL, and the texts and languages that it was asked about."""

    url: str
    texts: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


@contextmanager
def fake(answer: Answer = spelt, languages: Callable[[], bytes] | None = None) -> Iterator[Fake]:
    """Give a fake that answers each check by `answer`."""
    seen = Fake("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = languages() if languages else json.dumps(LANGUAGES).encode()
            self._send(200, b"OK" if self.path.endswith("healthcheck") else known)

        def do_POST(self) -> None:
            asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
            seen.texts.append(asked["text"][0])
            seen.languages.append(asked["language"][0])
            self._send(*answer(asked["text"][0]))

        def _send(self, status: int, body: bytes) -> None:
            if status == 0:  # it dies: the connection closes without a word
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
