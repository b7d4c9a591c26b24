"""Times checking grammar beside plain calls of the client on one server, and shows what rendering first buys.

Needs what `kindword grammar install` fetches. Each gets messages of its own, for the server remembers sentences.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from language_tool_python import LanguageTool
from messages import fresh_bodies

from toolkit.grammar import Engine, Source, open_engine
from toolkit.grammar.home import needed_home, needed_java, own_folder
from toolkit.grammar.server import Place, shared
from toolkit.library import read_template
from toolkit.lint import lint
from toolkit.render import RenderedMessage
from toolkit.rules import load_rules
from toolkit.sources.plain_text import read_plain_text

COUNT = 1_000
AT_A_TIME = 100
"""Messages after which the other has its turn, so that whatever else the machine does slows both."""
WARM_UP = 300
SET = Path(__file__).parent.parent / "tests" / "proofread"
RULES = [rule for rule in load_rules() if rule.sort == "engine"]


def main() -> None:
    """Print seconds and their ratios, then what is found in the messages that the tests use."""
    home = needed_home(None)
    url = shared(Place.of(own_folder(), home), home, needed_java()).url
    client = LanguageTool("en-US", remote_server=url)
    _speed(client)
    _worth(client)
    client.close()


def _speed(client: LanguageTool) -> None:
    texts = fresh_bodies(2 * COUNT + WARM_UP)
    plain, ours, before = texts[:COUNT], texts[COUNT : 2 * COUNT], texts[2 * COUNT :]
    for text in before:
        client.check(text)
    rows = {
        "the client, one call a message": 0.0,
        "kindword, nothing known yet": 0.0,
        "kindword, a second run": 0.0,
    }
    with tempfile.TemporaryDirectory() as kept:
        for start in range(0, COUNT, AT_A_TIME):
            turn = slice(start, start + AT_A_TIME)
            works = (
                lambda turn=turn: [client.check(text) for text in plain[turn]],
                lambda turn=turn: _lint(ours[turn], Path(kept)),
                lambda turn=turn: _lint(ours[turn], Path(kept)),
            )
            for name, work in zip(rows, works, strict=True):
                rows[name] += _seconds(work)
    base = next(iter(rows.values()))
    print(f"{COUNT} messages of 80 words")
    for name, taken in rows.items():
        print(f"  {name:32} {taken:7.2f} s  {COUNT / taken:8.0f} a second  {base / taken:6.1f} times as fast")


def _lint(texts: Sequence[str], kept: Path) -> None:
    engine = open_engine(Source(), keep_in=kept)
    lint([_message(text) for text in texts], RULES, engine=engine)
    engine.close()


def _message(text: str) -> RenderedMessage:
    return read_plain_text(text, "message.txt", kind="any", locale="en-US")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _worth(client: LanguageTool) -> None:
    """Print how many messages of each set have a finding: by kindword, and by LanguageTool on the raw source."""
    engine = open_engine(Source())
    print("messages with a finding (and findings)    kindword        LanguageTool on the template's source")
    for name in ("faulty", "faulty_later", "clean", "clean_later"):
        lines = (SET / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        sources = [re.sub("[«»]", "", line).replace("\\n", "\n") for line in lines]
        ours = [_found(source, engine) for source in sources]
        raw = [len(client.check(source)) for source in sources]
        print(f"  {len(sources)} {name.replace('_', ', '):37} {_told(ours):15} {_told(raw)}")
    engine.close()


def _found(source: str, engine: Engine) -> int:
    template = read_template(Path("message.j2"), Path(), "message.j2", source=source)
    return len(lint(template, RULES, engine=engine).findings)


def _told(counts: Sequence[int]) -> str:
    return f"{sum(map(bool, counts))} ({sum(counts)})"


if __name__ == "__main__":
    main()
