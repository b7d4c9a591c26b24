"""Engines that know a language's grammar and spelling: what they report, and LanguageTool as the first of them."""

from toolkit.grammar.engine import Engine, Remark
from toolkit.grammar.source import Source, open_engine

__all__ = ["Engine", "Remark", "Source", "open_engine"]
