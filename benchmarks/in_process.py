"""Times linting inside one process: milliseconds a message of 80 words, all rules on, and each rule's share."""

from __future__ import annotations

import time
from collections.abc import Callable

from messages import KINDS, bodies, fresh_bodies

from toolkit.language import Prose, load_vocabulary
from toolkit.rules import Rule, load_rules

COUNT = 500
ROUNDS = 7


def best(work: Callable[[], object]) -> float:
    """Return the shortest of several times of one piece of work, in seconds of this process's own time."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print the times for messages as alike as a team's macros, and for such as have no sentence in common."""
    for title, made in (("macros", bodies(COUNT)), ("no sentence twice", fresh_bodies(COUNT))):
        print(title)
        _measure([(body, KINDS[number % len(KINDS)]) for number, body in enumerate(made)])


def _measure(texts: list[tuple[str, str]]) -> None:
    """Print the time of reading the prose, of all rules, and of the dearest of them."""
    rules = [rule for rule in load_rules() if rule.check is not None]

    def lint(chosen: list[Rule]) -> None:
        load_vocabulary().readings.clear()  # each round is a run that has read nothing yet
        for body, kind in texts:  # one after the other, as a run judges them
            one = Prose.of(body, kind=kind)
            one.live  # noqa: B018 - it is worked out on first use
            for rule in chosen:
                if rule.check is not None and rule.applies_to(one.kind, one.channel):
                    list(rule.check.matches(one))

    lint(rules)
    reading, whole = best(lambda: lint([])), best(lambda: lint(rules))
    print(f"  reading the prose  {reading / COUNT * 1000:6.3f} ms a message")
    print(f"  all {len(rules):2} rules       {whole / COUNT * 1000:6.3f} ms a message")
    shares = {rule.id: best(lambda rule=rule: lint([rule])) - reading for rule in rules}  # type: ignore[misc]
    for name, taken in sorted(shares.items(), key=lambda pair: -pair[1])[:10]:
        print(f"    {name:28} {taken / COUNT * 1000:6.3f} ms")


if __name__ == "__main__":
    main()
