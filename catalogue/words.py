"""How codes and numbers are said to readers. The filters of every template."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

DOCUMENT_KINDS = {
    "notice": "通知",
    "opinions": "意见",
    "measures": "政策措施",
    "plan": "计划规划",
    "roster": "名单",
    "other": "其他",
}
ROLES = {
    "lead": "牵头",
    "responsible": "责任单位",
    "support": "配合",
    "interpret": "负责解释",
    "draft": "制定细则",
    "host": "办公室所在",
}
AMOUNT_ROLES = {
    "award": "定额",
    "cap": "上限",
    "threshold": "门槛",
    "budget": "预算",
    "fee": "价格",
    "target": "目标",
    "other": "其他",
}
PERCENTAGE_ROLES = {
    "rate": "补助比例",
    "threshold": "门槛",
    "target": "目标",
    "share": "占比",
    "other": "其他",
}
DEADLINE_KINDS = {
    "issued": "印发",
    "effective": "施行",
    "expiry": "截止",
    "validity": "有效期",
    "target": "完成时限",
    "period": "期间",
    "recurring": "周期",
    "other": "其他时间",
}
COMPARATORS = {"=": "", "<=": "不超过", ">=": "不低于", "<": "低于", ">": "超过", "~": "约"}
STATUSES = {
    "draft": "征求意见稿",
    "future": "尚未施行",
    "in_force": "有效",
    "expired": "已到期",
    "open": "未写明期限",
    "unknown": "未写明日期",
}


LEVELS = {
    "title": "标题",
    "chapter": "章",
    "section": "节",
    "article": "条",
    "item": "项",
    "paragraph": "段",
    "signature": "落款",
    "furniture": "页面",
}
TABLES = {
    "amounts": "金额",
    "percentages": "百分比",
    "caps": "上限",
    "shares": "分担",
    "measures": "措施",
    "responsibilities": "责任分工",
    "deadlines": "时间",
    "targets": "目标",
    "conditions": "条件",
    "citations": "引用",
    "members": "人员",
}
_YES_NO = {"0": "否", "1": "是"}
# What the codes in a column of the tables mean, whichever table it is in.
CODES: dict[str, dict[str, str]] = {
    "level": LEVELS,
    "document_kind": DOCUMENT_KINDS,
    "kind": DEADLINE_KINDS | DOCUMENT_KINDS | {"title": "标题", "number": "文号"},
    "role": PERCENTAGE_ROLES | AMOUNT_ROLES | ROLES,
    "comparator": COMPARATORS | {"=": "等于"},
    "fact_table": TABLES,
    "function": {"unknown": "未知"},
    "is_one_off": _YES_NO,
    "is_annual": _YES_NO,
    "is_draft": _YES_NO,
}


def coded(code: Any, column: str) -> str:
    """Return the word for a code of a column, nothing where there is none (or none is needed)."""
    return CODES.get(column, {}).get(str(code), "")


# Datasette's ways to compare, in its forms.
LOOKUPS = {
    "exact": "等于",
    "not": "不等于",
    "contains": "包含",
    "endswith": "结尾是",
    "startswith": "开头是",
    "gt": "大于",
    "gte": "不小于",
    "lt": "小于",
    "lte": "不大于",
    "like": "符合 LIKE",
    "notlike": "不符合 LIKE",
    "glob": "符合 GLOB",
    "in": "是其中之一",
    "notin": "不是其中之一",
    "arraycontains": "列表含有",
    "arraynotcontains": "列表不含",
    "date": "日期是",
    "isnull": "没有值",
    "notnull": "有值",
    "isblank": "空白",
    "notblank": "非空白",
}


def lookup(key: str, display: str) -> str:
    """Return the word for a way to compare, else what Datasette calls it."""
    return LOOKUPS.get(key, display)


def plain(number: Any) -> str:
    """Return a number with all its digits, in groups of three, and no closing zeros."""
    text = f"{Decimal(str(number)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(amount: Any) -> str:
    """Return a sum in the unit in which people say it: 300万元, 1.5亿元, 2000元; — for None."""
    if amount is None:
        return "—"
    exact = Decimal(str(amount))
    for size, name in ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元")):
        if abs(exact) >= size and (exact / size) == (exact / size).quantize(Decimal("0.0001")):
            return plain(exact / size).replace(",", "") + name
    return plain(exact) + "元"


def percent(rate: Any) -> str:
    """Return a percentage: 30%; — for None."""
    return "—" if rate is None else plain(rate) + "%"


def ends(low: Any, high: Any, say: Callable[[Any], str]) -> str:
    """Return the words for what lies between two numbers, for one number where they are equal."""
    return say(high) if low == high else f"{say(low)}—{say(high)}"


def bounded(comparator: str | None) -> str:
    """Return the words for a comparator, none for =."""
    return COMPARATORS.get(comparator or "=", "")


def day(text: str | None) -> str:
    """Return a date as a Chinese reader writes it: 2021年9月24日, 2021年; — for None."""
    if not text:
        return "—"
    parts = text.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def said(words: dict[str, str], code: str) -> str:
    """Return the word for a code; a code without one is shown as it is, rather than not at all."""
    return words.get(code, code)


FILTERS: dict[str, Callable[..., str]] = {
    "plain": plain,
    "lookup": lookup,
    "yuan": yuan,
    "percent": percent,
    "bounded": bounded,
    "day": day,
    "document_kind": partial(said, DOCUMENT_KINDS),
    "role": partial(said, ROLES),
    "amount_role": partial(said, AMOUNT_ROLES),
    "percentage_role": partial(said, PERCENTAGE_ROLES),
    "deadline_kind": partial(said, DEADLINE_KINDS),
    "status": partial(said, STATUSES),
    "coded": coded,
}
