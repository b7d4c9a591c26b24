"""Judging items one after the other: what an earlier run found is taken as it is, new templates are shared out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.lint.cache import Cache
from toolkit.lint.judge import Judged, Rules, judge_message, judge_template, judge_unreadable
from toolkit.render import RenderedMessage, RenderOptions
from toolkit.resources import shared_out

Item = Template | RenderedMessage | KindwordError
"""What can be linted: a template, a message as it stands, or the reason why a file could not be read."""

_AT_ONCE = 500
"""Items that are looked at together: not all the files of a large library are in memory at once."""

_WORTH_SHARING = 20
"""New templates that take longer to judge than a process to start."""


def judged_each(
    items: Iterable[Item],
    rules: Rules,
    options: RenderOptions | None = None,
    cache: Cache | None = None,
    *,
    rendered: bool = False,
) -> Iterator[tuple[Item, Judged]]:
    """Yield each item with what the rules find in it, in the order of the items.

    With the templates that are judged now come their messages, where they are to be `rendered` for others too.
    """
    judge = partial(judge_template, rules=rules, options=options, rendered=rendered)
    left = iter(items)
    while batch := list(islice(left, _AT_ONCE)):
        templates = [item for item in batch if isinstance(item, Template)]
        found = iter(_judged_templates(templates, judge, cache))
        for item in batch:
            if isinstance(item, Template):
                yield item, next(found)
            elif isinstance(item, RenderedMessage):
                yield item, judge_message(item, rules)
            else:
                yield item, judge_unreadable(item, rules)


def _judged_templates(
    templates: Sequence[Template], judge: Callable[[Template], Judged], cache: Cache | None
) -> list[Judged]:
    """Return what is found in each template: as an earlier run found it, or judged now and kept for later ones."""
    if cache is None:
        return shared_out(judge, templates, worth=_WORTH_SHARING)
    known = [cache.find(template) for template in templates]
    new = [template for template, judged in zip(templates, known, strict=True) if judged is None]
    made = iter(shared_out(judge, new, worth=_WORTH_SHARING))
    found = [next(made) if judged is None else judged for judged in known]
    for template, before, judged in zip(templates, known, found, strict=True):
        if before is None:
            cache.keep(template, judged)
    return found
