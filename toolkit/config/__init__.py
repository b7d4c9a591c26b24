"""The team's configuration: the nearest `kindword.toml` or `[tool.kindword]`, checked key by key."""

from toolkit.config.keys import KEYS, SEVERITIES
from toolkit.config.load import find_config, load_config
from toolkit.config.model import Config, Declared

__all__ = ["KEYS", "SEVERITIES", "Config", "Declared", "find_config", "load_config"]
