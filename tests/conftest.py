"""What all tests have in common: a cache folder of their own, so that none writes into its user's."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["KINDWORD_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / "kindword-tests")
