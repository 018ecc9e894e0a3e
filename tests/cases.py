"""Tables of cases: a text a line, and what it says."""

from __future__ import annotations

from typing import Any

import pytest

ISSUED = "甲县人民政府办公室关于印发支持工业互联网发展若干政策的通知\n\n各乡镇人民政府：\n现印发给你们，请遵照执行。\n\n甲县人民政府办公室\n2021年9月24日\n\n支持工业互联网发展若干政策\n\n一、支持上云\n对上云企业给予10万元奖励。\n二、附则\n"
"""A notice with its date and the policy that it issues, to which a closing rule may be added."""


def cases(table: dict[str, Any]) -> pytest.MarkDecorator:
    """Parametrize a test with ``text`` and ``expected``, the text being the name of the case."""
    return pytest.mark.parametrize(("text", "expected"), table.items(), ids=list(table))
