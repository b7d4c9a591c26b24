"""The health of a library: what is wrong with its templates beside each other, each of them fine by itself."""

from toolkit.lint.health.across import across
from toolkit.lint.health.whole import Whole

__all__ = ["Whole", "across"]
