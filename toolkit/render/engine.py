"""The rendering engine: Jinja in a sandbox, whose text carries its origin and whose work is measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import asdict
from itertools import count
from types import BuiltinMethodType, MethodType
from typing import Any, ClassVar

from jinja2 import Undefined, nodes
from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedFormatter
from markupsafe import EscapeFormatter, Markup

from toolkit.render.bounds import (
    check_call,
    check_power,
    check_product,
    check_size,
    check_width,
    meter,
)
from toolkit.render.derive import braces, derived, join_texts, percent, recased, runs_in, stripped
from toolkit.render.files import SUBJECT, Files
from toolkit.render.filters import bounded_filters
from toolkit.render.functions import FUNCTIONS
from toolkit.render.generate import MappingGenerator
from toolkit.render.loader import EngineLoader, MappedTemplate
from toolkit.render.message import Origin
from toolkit.render.messages import pattern_of, translators
from toolkit.render.options import JinjaSettings
from toolkit.render.parse import PlacingParser
from toolkit.render.prepared import Compiled, Part, Prepared
from toolkit.render.runtime import Counted, MappingContext
from toolkit.render.standins import StandIn
from toolkit.render.trans import TranslatableText
from toolkit.render.tree import Nodes, nodes_in
from toolkit.render.undefined import Unset
from toolkit.render.written import Run, is_written, joined, made, repeated, runs_of, shown
from toolkit.resources.recent import Recent

Prepare = Callable[[str], Prepared]
"""Returns a file, given its name, as it is to be compiled."""

_parts: Recent[Part] = Recent(256)
"""Shared parts, kept for the next template that uses them."""
_numbers = count()
"""Numbers for constants, each given once: code that one engine has compiled may be run by another."""

_NUMBER = re.compile(r"\d+")

_METHODS: Mapping[str, Callable[..., Any]] = {
    "join": join_texts,
    "strip": stripped,
    "lstrip": lambda text, *given: stripped(text, *given, right=False),
    "rstrip": lambda text, *given: stripped(text, *given, left=False),
    "upper": lambda text: recased(text, str.upper),
    "lower": lambda text: recased(text, str.lower),
    "capitalize": lambda text: recased(text, str.capitalize),
    "title": lambda text: recased(text, str.title),
}
"""Methods of texts that keep runs."""


def _is_text(value: Any) -> bool:
    return isinstance(value, (str, StandIn))


def _not_the_subject(name: str | None) -> bool:
    """Tell whether data in a file of an HTML template is escaped: a subject line is plain text."""
    return name != SUBJECT


class _Formatter(SandboxedFormatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return a value in a format whose widths are checked."""
        check_width(*map(int, _NUMBER.findall(format_spec)))
        return super().format_field(value, format_spec)


class _EscapingFormatter(_Formatter, EscapeFormatter):
    pass


class Engine(ImmutableSandboxedEnvironment):
    """A sandbox for one template and the files that it is put together from.

    `pieces` are the constants of all that was compiled. `lenient` engines leave out tags that Jinja does not know,
    and note them in `unknown_tags` by file; `foreign` ones fill the fields of messages to translate, as another
    application's functions would.
    """

    code_generator_class = MappingGenerator
    template_class = MappedTemplate
    context_class = MappingContext
    intercepted_binops: ClassVar[frozenset[str]] = frozenset(("+", "*", "%", "**"))  # type: ignore[misc]
    concat = staticmethod(joined)

    def __init__(
        self,
        files: Files,
        settings: JinjaSettings,
        *,
        escape: bool = False,
        lenient: bool = False,
        foreign: bool = False,
        undefined: type[Undefined] = Unset,
    ) -> None:
        super().__init__(
            **asdict(settings),
            autoescape=_not_the_subject if escape else False,
            undefined=undefined,
            extensions=[TranslatableText, "jinja2.ext.do", "jinja2.ext.loopcontrols"],
            optimized=False,
            loader=EngineLoader(),
            auto_reload=False,
        )
        self.files = files
        self.lenient = lenient
        self.foreign = foreign
        self.settings = settings
        self.prepare: Prepare = self.prepared
        self.pieces: dict[int, str] = {}
        self._new: dict[int, str] = {}
        self.unknown_tags: dict[str, list[tuple[str, int]]] = {}
        self.filters = dict(bounded_filters())
        self.globals.update(FUNCTIONS)
        if foreign:
            self.globals.update(translators(self._formatter_of))

    # --- from a name to compiled code

    def parsed(self, name: str) -> nodes.Template:
        """Return the tree of a file, its constructs with their places; raises what Jinja raises for a mistake."""
        text = self.files.read(name)
        parser = PlacingParser(self, text.source, text.origins, text.origins.path, lenient=self.lenient)
        tree = parser.parse()
        self.unknown_tags[name] = parser.unknown_tags
        return tree

    def prepared(self, name: str) -> Prepared:
        """Return a file parsed, to be compiled as it is."""
        return Prepared(self.parsed(name))

    def shared_part(self, name: str, finish: Callable[[nodes.Template, Nodes], None]) -> Part:
        """Return a file that several templates may use: parsed once for all of them, and finished by `finish`."""
        text = self.files.read(name)

        def make() -> Part:
            tree = self.parsed(name)
            every = nodes_in(tree)
            finish(tree, every)
            return Part(Prepared(tree), every, self.unknown_tags[name])

        how = (self.settings, bool(self.autoescape), self.lenient, self.foreign)
        return _parts.found((name, text.origins.path, text.source, *how), make)

    def compiled(self, name: str, names: MutableMapping[str, Any] | None = None) -> Template:
        """Return a file compiled, as it is prepared for this engine."""
        prepared = self.prepare(name)
        if prepared.compiled is None:
            prepared.compiled = self._compiled(prepared.tree, name)
        self.pieces.update(prepared.compiled.pieces)
        return MappedTemplate.from_code(self, prepared.compiled.code, self.make_globals(names or {}))

    def _compiled(self, tree: nodes.Template, name: str) -> Compiled:
        path = self.files.read(name).origins.path
        self._new = {}
        try:
            return Compiled(self._compile(self._generate(tree, name, path), path), self._new)
        except (SyntaxError, MemoryError) as error:
            raise RecursionError("the generated code is nested too deeply") from error

    def keep(self, text: str) -> int:
        """Keep a constant of the code that is being generated and return its number."""
        number = next(_numbers)
        self._new[number] = text
        return number

    def render(self, name: str, data: Mapping[str, Any]) -> str:
        """Return a file rendered with data, as text with runs."""
        template = self.get_template(name)
        return joined(template.root_render_func(template.new_context(dict(data))))

    # --- what compiled code calls

    def show(self, value: Any, escape: bool, path: str, start: int, end: int) -> str:  # noqa: FBT001
        """Return how a value reads that is printed by the construct from `start` to `end` of `path`."""
        if isinstance(value, TemplateModule):
            value = joined(value._body_stream)  # noqa: SLF001 (its `__str__` loses the runs)
        text, runs = shown(value, markup=escape)
        meter().wrote(len(text))
        placed = tuple(run if run.path else run._replace(path=path, start=start, end=end) for run in runs)
        return made(text, placed)

    def show_block(self, before: str, after: Any, escape: bool, path: str, start: int, end: int) -> str:  # noqa: FBT001
        """Return what a filter block shows, `before` and `after` its filter.

        Words that the filter left as they are keep their places; else the whole stands on the whole block.
        """
        text = self.show(after, escape, path, start, end)
        runs = runs_of(text) or ()
        if not is_written(runs_of(before)) or all(run.origin is not Origin.TRANSFORMED for run in runs):
            return text
        return made(str(text), (Run(len(text), path, start, end, Origin.TRANSFORMED),) if text else ())

    def counted(self, items: Any) -> Counted:
        """Return what a loop runs over, its rounds counted."""
        return Counted(items)

    def checked(self, value: Any) -> Any:
        """Return a list or mapping that a template made; raises BoundsError for one that is too large."""
        return check_size(value)

    # --- the sandbox's own seams

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; a stand-in for a key chooses the first there is, where its own text is none."""
        if isinstance(argument, StandIn) and isinstance(obj, Mapping) and obj:
            return obj.get(str(argument), next(iter(obj.values())))
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may reach for an attribute; a stand-in has none of its own to hide."""
        if isinstance(obj, StandIn):
            return not attr.startswith("__")
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator gives, measured before it is computed."""
        sides = (left, right)
        if operator == "+" and any(isinstance(side, str) for side in sides) and all(map(_is_text, sides)):
            return check_size(joined(sides, markup=any(isinstance(side, Markup) for side in sides)))
        if operator == "%" and isinstance(left, str):
            return check_size(percent(pattern_of(left), right))
        if operator == "*":
            check_product(left, right)
            for text, times in ((left, right), (right, left)):
                if (runs := runs_of(text)) is not None and isinstance(times, int):
                    return repeated(text, runs, times)
        if operator == "**":
            check_power(left, right)
        return check_size(super().call_binop(context, operator, left, right))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063 (Jinja's)
        """Call what a template calls; methods of the writer's texts give the writer's texts."""
        meter().step()
        if isinstance(__obj, (BuiltinMethodType, MethodType)) and isinstance(__obj.__self__, str):
            check_call(__obj, args, kwargs)
            own = _METHODS.get(__obj.__name__)
            if own is not None and not kwargs:
                return check_size(own(__obj.__self__, *args))
            result = super().call(__context, __obj, *args, **kwargs)
            return check_size(derived(result, runs_in(__obj.__self__)))
        check_call(__obj, args, kwargs)
        return check_size(super().call(__context, __obj, *args, **kwargs))

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what stands for an attribute that no template may reach: any use of it is an error."""
        message = f"a template may not reach for {attribute!r}"
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return a method that formats in the sandbox, within bounds and with runs; None for any other value."""
        if not isinstance(value, (MethodType, BuiltinMethodType)) or value.__name__ not in (
            "format",
            "format_map",
        ):
            return None
        pattern = value.__self__
        if not isinstance(pattern, str):
            return None
        pattern = pattern_of(pattern)
        formatter = self._formatter_of(pattern)

        def formatted(*args: Any, **kwargs: Any) -> str:
            if value.__name__ == "format_map":
                (kwargs,), args = args, ()
            return check_size(braces(pattern, formatter, args, kwargs))  # type: ignore[no-any-return]

        return formatted

    def _formatter_of(self, pattern: str) -> SandboxedFormatter:
        if isinstance(pattern, Markup):
            return _EscapingFormatter(self, escape=pattern.escape)
        return _Formatter(self)
