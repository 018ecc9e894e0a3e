"""A sum or a percentage as it is read, and the words with which a sentence pays.

The words are data (``lexicon/sums.toml``).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.lexicon import alternation, load
from extract.quantities import Quantity

WORDS = load("sums")
# 支持 and the like grant money only where a sum or a share follows (支持企业发展 does not).
GRANT = regex.compile(
    r"按照?[^，。；]{2,30}%(?:的标准|的比例)?(?:执行|收取|计收|缴纳|征收|减收)"
    r"|贴息(?=(?:额度|金额|总额|资金)(?:最高|不超过|不高于|上限))|(?:支持|扶持|配套|激励)(?=[^，。；]{0,14}?(?:\d|最高|资金|一次性|[一二三四五六七八九十百]+万))|"
    # 县财政为其代缴每年100元
    + r"(?:财政|政府)[^，。；]{0,10}代缴|"
    + alternation(WORDS["paying"]["words"])
    + "(?<!发放(?=[^，。；\\d]{0,10}(?:券|贷款|信贷)))(?!率)(?<!报销(?=比例(?:稳定|保持|维持|达到)))"  # 救助率, 补贴率 are figures
    + r"|(?:(?<!递|弥|增|候)补|增补(?=\d[\d.]*[万亿]?元)|(?<!等|获|评)奖)(?=\d|[一二三四五六七八九十百千]+[万元])"  # 每增1头补1500元
)
# 一次性 of the grant, not of what the beneficiary does at one time (一次性组织300人).
ONCE = regex.compile(
    r"一次性(?:(?=\p{Han}{1,6}?(?:扶持|奖励|奖补|补助|补贴|资助))|(?!组织|投资|购|采购|付|缴|引进|入驻|投入|通过|签订|到位|建成|招用|吸纳))"
)

# 100张以上（不含）, 1000万元（不含）以上: the bound itself is outside, told after the number.
EXCLUDED = regex.compile(
    r"（不含(?:本[级数])?[\d.十百千万亿]{0,8}\p{Han}{0,2}）(?:及?以[上下])|(?:及|或)?以[上下]（不含(?:本[级数])?[\d.十百千万亿]{0,8}\p{Han}{0,2}[%‰]?）"
)
STRICT = {">=": ">", "<=": "<"}


@dataclass(slots=True)
class Sum:
    """A sum or percentage with its meaning. Offsets are those of the folded text."""

    quantity: Quantity
    role: str = "other"
    comparator: str = "="
    per: str | None = None
    tier: str | None = None
    once: bool = False
    annual: bool = False
    base: tuple[int, int] | None = None
    per_span: tuple[int, int] | None = None
    indicator: tuple[int, int] | None = None
    """What a goal in money measures (总产值突破100亿元: 总产值)."""
    due_on: str | None = None
    comparator_at: int | None = None
    """Where the word of comparison begins; the words of a cap begin there or at its scope."""
    group: int = 0
    """Sums of one list (20万、10万、5万元) have one group."""

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def is_percent(self) -> bool:
        return self.quantity.kind == "percent"


def grants(norm: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of paying somebody something."""
    return bool(GRANT.search(norm, start, end))
