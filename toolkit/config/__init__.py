"""The team's configuration: the nearest `kindword.toml` or `[tool.kindword]`, checked key by key."""

from toolkit.config.keys import KEYS, SEVERITIES, flat
from toolkit.config.load import config_places, find_config, load_config
from toolkit.config.model import Config, Declared, Override
from toolkit.config.show import shown

__all__ = [
    "KEYS",
    "SEVERITIES",
    "Config",
    "Declared",
    "Override",
    "config_places",
    "find_config",
    "flat",
    "load_config",
    "shown",
]
