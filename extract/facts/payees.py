"""Who is paid: phrases that end in a noun of persons or bodies (企业, 平台, 毕业生 …)."""

from __future__ import annotations

import regex

from extract.lexicon import alternation, load

PAYEE_NOUN = alternation(load("sums")["payees"]["nouns"])
_LEADING = regex.compile(
    rf"(?!每年)(?P<who>(?:每(?:个|家|户|名|人|位|所)?|单个|单家|其|相关|符合条件的?)?\p{{Han}}{{0,8}}?{PAYEE_NOUN})(?!的|资金)"
)


def leading_payee(norm: str, start: int, end: int) -> int | None:
    """Where the payee ends that a phrase opens with (每家参展企业|展位费), if it does."""
    match = _LEADING.match(norm, start, end)
    return match.end("who") if match else None
