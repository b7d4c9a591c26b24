"""Code generation: Jinja's own, with each piece of an output wrapped in text that knows where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from toolkit.render.parse import span_of
from toolkit.render.written import Written, WrittenMarkup, joined

if TYPE_CHECKING:
    from toolkit.render.engine import Engine


class MappingGenerator(CodeGenerator):
    """Writes Python that yields mapped text. Constants are taken from the engine's list of pieces."""

    environment: Engine

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return self._piece(joined(group))

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ARG002
        # Nothing but plain text is computed while compiling: whatever else there is stays within the bounds.
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("environment.show(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(self._place(node, frame))

    def _place(self, node: nodes.Node, frame: Frame) -> str:
        """Return the rest of a call that shows a value: whether it is escaped, and where it stands."""
        span = span_of(node)
        start, end = (span.start, span.end) if span is not None else (0, 0)
        volatile = frame.eval_ctx.volatile
        escape = "context.eval_ctx.autoescape" if volatile else bool(frame.eval_ctx.autoescape)
        return f", {escape}, {self.filename!r}, {start}, {end})"

    def _piece(self, text: str) -> str:
        return f"environment.pieces[{self.environment.keep(text)}]"

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 (Jinja's naming)
        """Write a constant; the writer's strings keep their places."""
        if isinstance(node.value, (Written, WrittenMarkup)):
            self.write(self._piece(node.value))
        else:
            super().visit_Const(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """Write a loop whose rounds are counted."""
        counted = copy(node)
        counted.iter = _call("counted", node.iter)
        super().visit_For(counted, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """Write a call block; what is called may be no macro, and give data."""
        call_frame, macro_ref = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro_ref, call_frame)
        self.start_write(frame, node)
        self.write("environment.show(")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(self._place(node, frame))
        self.end_write(frame)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802
        """Write a filter block: what the filter makes of its words stands on the whole block."""
        filter_frame = frame.inner()
        filter_frame.symbols.analyze_node(node)
        self.enter_frame(filter_frame)
        self.buffer(filter_frame)
        self.blockvisit(node.body, filter_frame)
        self.start_write(frame, node)
        self.write(f"environment.show_block(concat({filter_frame.buffer}), ")
        self.visit_Filter(node.filter, filter_frame)
        self.write(self._place(node, frame))
        self.end_write(frame)
        self.leave_frame(filter_frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        """Write a list whose size is checked."""
        self._checked(lambda: super(MappingGenerator, self).visit_List(node, frame))

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        """Write a tuple whose size is checked, unless names are set by it."""
        if node.ctx == "load":
            self._checked(lambda: super(MappingGenerator, self).visit_Tuple(node, frame))
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Write a mapping whose size is checked."""
        self._checked(lambda: super(MappingGenerator, self).visit_Dict(node, frame))

    def _checked(self, write: Any) -> None:
        self.write("environment.checked(")
        write()
        self.write(")")


def _call(name: str, argument: Any) -> nodes.Expr:
    called = nodes.EnvironmentAttribute(name, lineno=argument.lineno)
    return cast("nodes.Expr", nodes.Call(called, [argument], [], None, None, lineno=argument.lineno))
