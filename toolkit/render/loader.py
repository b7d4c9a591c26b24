"""How the engine's files become templates: found by name, compiled, and joined to this package's run time."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from jinja2.environment import Template
from jinja2.loaders import BaseLoader

from toolkit.render.bounds import meter
from toolkit.render.runtime import NAMES

if TYPE_CHECKING:
    from toolkit.render.engine import Engine


class MappedTemplate(Template):
    """A compiled template that meets this package's run time."""

    @classmethod
    def from_code(
        cls,
        environment: Any,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 (Jinja's signature)
        uptodate: Callable[[], bool] | None = None,  # noqa: ARG003
    ) -> Template:
        """Return the template of compiled code."""
        namespace: dict[str, Any] = {"environment": environment, "__file__": code.co_filename}
        exec(code, namespace)  # noqa: S102 (what Jinja itself does with the code that it generates)
        namespace.update(NAMES)
        return cls._from_namespace(environment, namespace, globals)


class EngineLoader(BaseLoader):
    """Hands a name to the engine, which knows the files."""

    def load(self, environment: Any, name: str, globals: Any = None) -> Template:  # noqa: A002 (Jinja's signature)
        """Return a file compiled; raises TemplateNotFound where there is none of that name."""
        meter().step()
        engine: Engine = environment
        if not engine.files.exists(name):
            engine.files.check(name)
            raise TemplateNotFound(name)
        return engine.compiled(name, {} if globals is None else globals)
