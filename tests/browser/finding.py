"""The browser of this machine, if there is one."""

from __future__ import annotations

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATH = os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
