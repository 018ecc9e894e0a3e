"""Tokens of quantity: every sum, percentage, date, ratio and counted number of a text,
found in one pass. What they mean is decided afterwards from the words around them.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.lexicon import alternation, load
from extract.models import Number
from extract.numerals import ARABIC, CHINESE, DIGITS, parse_number
from extract.patterns import pattern

_LEXICON = load("quantities")
CURRENCIES: dict[str, str] = _LEXICON["currencies"]


def _unit(unit: str) -> str:
    """A measure word as a pattern: no beginning of another word (部 of 部门)."""
    rest = [w[len(unit) :] for w in _LEXICON["not_units"] if w.startswith(unit) and w != unit]
    return regex.escape(unit) + (rf"(?!{alternation(rest)})" if rest else "")


_SORTED = sorted(_LEXICON["units"], key=len, reverse=True)
# And what it is measured by: 微克/立方米.
UNITS = (
    rf"(?:{'|'.join(map(_unit, _SORTED))})"
    rf"(?:(?<=克|吨|升|方米|千瓦时|标准煤|公里|千米)(?:/|每){alternation(_LEXICON['per_units'])})?"
)
# Units that a number in Chinese characters may stand before; after others it is mostly
# part of a word (十分重要, 三级, 四位一体).
_PLAIN_UNITS = alternation(_LEXICON["plain_units"])

_LATIN = alternation(_LEXICON["latin_units"]) + r"(?![A-Za-z])"

_TO = r"(?:[-~至到]+)"
# Between the ends of a time: 3月1日起至5月31日, 从6月1日开始到8月31日.
_UNTIL = r"(?:(?:起|开始)?[-~至到]+)"
_CURRENCY = alternation(CURRENCIES)
# Whether an end of a range belongs to it: 200万-500万（不含）美元.
_EDGE = r"(?:（不?含(?:本数)?）)"
_MAG = r"(?:[十百千]?万亿|[十百千]?[万亿]|[十百千](?=元))"
_N = rf"(?:\d+亿\d+千?万|\d+万\d+千?(?=元)|{ARABIC}(?:多|余)?{_MAG}?|(?:(?<=过|超|达|破|逾|近|上)|(?![万亿]+元)){CHINESE}{{1,12}}(?:多|余)?{_MAG}?)"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TAIL = r"(?:年?[底末初]|上半年|下半年|(?:第)?[一二三四1-4首]季度?(?:末|底)?)"
_DATE = (
    rf"{_YEAR}年(?:度)?(?:{_MONTH}月(?:份)?(?:{_DAY}(?:日|(?=\n))|[底末初]|[上中下]旬)?|{_TAIL})?"
)

# 按四:三:三, 按六四比例
_HAN_RATIO = (
    r"(?<=[按以照])[一二三四五六七八九](?:[:比][一二三四五六七八九]){1,3}"
    r"|(?<=[按以照])[一二三四五六七八九]{2}(?=(?:的?比例)?(?:分担|分摊|分成|承担|负担|分配)|开)"
)
# 八成, 八成五, 五至七成; no beginning of another word (成员, 成本).
_NO_TENTHS = alternation(_LEXICON["no_tenths"])
_TENTHS = rf"[一二两三四五六七八九](?:[至到~-][二三四五六七八九])?成[半一二三四五六七八九]?(?!{_NO_TENTHS})"

# What a rank stands after: 销售额排名前|十的企业.
_RANK = r"(?:[排列居位]|名次?|[额量率值分绩速度])前"

# What may follow a number in Chinese characters, or be its next digit; after any other
# character it is part of a word (一批, 进一步).
_GOES_ON = (
    "".join(
        sorted(
            {w[0] for w in (*_LEXICON["units"], *CURRENCIES)}
            | set(
                "〇○零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟多余年月分成至到~星级点、和或（不:比的开位且企，。；"
            )
        )
    )
    + "-"
)
PATTERN = regex.compile(
    rf"""
    (?!\d{{1,2}}\.20[0-4]\d年)  # 1.2024年重点工作: the number of an item before a year
    (?=[\d第A-Za-z]|（[12一二]|[〇零一二两三四五六七八九十百千万亿半壹贰叁肆伍陆柒捌玖拾佰仟][{_GOES_ON}])(?:  # a cheap look before the alternatives
      (?P<docno>（{_YEAR}）第?\d{{1,5}}号)
    | (?P<period>(?<![\d.-])(?:20\d{{2}})[-~](?:20\d{{2}})(?![\d年./-]|学年)|{_YEAR}年?{_UNTIL}{_YEAR}年(?:[底末])?(?!{_MONTH}月)|{_DATE}{_UNTIL}{_DATE}|{_YEAR}年{_MONTH}月{_DAY}日{_UNTIL}{_MONTH}月{_DAY}日|{_YEAR}年{_MONTH}月{_DAY}日?{_UNTIL}{_DAY}日|{_YEAR}年{_MONTH}月?{_UNTIL}{_MONTH}月[底末]?)
    | (?P<date>{_DATE}|{_YEAR}年月日|(?<!\d)(?:19|20)\d{{2}}(?P<sep>[-/.])(?:1[0-2]|0?[1-9])(?P=sep)(?:3[01]|[12]\d|0?[1-9])(?!\d|\.\d)|(?<![\d.])20\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d.]))
    | (?P<monthday>(?<!\d)(?<!\d年){_MONTH}月{_DAY}日{_UNTIL}{_MONTH}月{_DAY}日|(?<!\d)(?<!\d年){_MONTH}月{_DAY}日?{_UNTIL}{_DAY}日|(?<!\d)(?<!\d年){_MONTH}月?(?:{_UNTIL}|[、和]){_MONTH}月(?:份|[底末])?|(?<!\d)(?<!\d年){_MONTH}月(?:{_DAY}日|[底末初]|[上中下]旬|份)|(?:1[0-2]|[1-9])月(?<=(?:每年度?|次年)\d\d?月)|(?<![\d年.])(?:1[0-2]|[1-9])月(?=[，、]|以?[前后起]|之[前后]|(?:全面|正式|基本)?(?:完成|投入|建成|竣工|验收|投用)))
    | (?P<ordinal>第(?:\d+|{CHINESE}+)(?:[名位等](?:奖)?|[年次届期批版号条款项章节步类季]度?|[一-龥])?)
    | (?P<ratio>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+|{_HAN_RATIO})
    | (?P<percent>{ARABIC}[%‰]{_EDGE}?{_TO}{ARABIC}[%‰]|{ARABIC}{_TO}{ARABIC}[%‰]|{ARABIC}[%‰]|[二三四五六七八九十]分之[一二三四五六七八九](?![十百千])|(?<![\d./])[1-9]/(?:[2-9]|10)(?=(?:及?以[上下内])|(?:的比例|的标准|的额度)?，?(?:给予|予以|补贴|补助|奖励|资助|贴息))|[百千万]分之(?:{CHINESE}+(?:点{CHINESE}+)?|{ARABIC})(?:{_TO}百分之(?:{CHINESE}+(?:点{CHINESE}+)?|{ARABIC}))?|{_TENTHS})
    | (?P<money>(?<![数几])(?:{_N}{_CURRENCY}?{_EDGE}?{_TO}{_N}{_EDGE}?{_CURRENCY}|(?![一二三四五六七八九]元(?![以每的起整及、])\p{{Han}}){_N}{_CURRENCY}|{_MAG}元(?=以上|以下|级|及以上)))
    | (?P<code>(?<![A-Za-z])[A-Za-z]{{1,12}}[-+]?\d+(?:\.\d+)*(?:[A-Za-z]+\d*)*(?![A-Za-z%])|\d+(?:\.\d+)?(?!{_LATIN})(?:G|D|[A-Z]{{2,}})(?![A-Za-z])|\d+[A-Za-z]\d+[A-Za-z]?)
    | (?P<grade>[一二三四五六七八九十1-9](?:[、和或至到~-][一二三四五六七八九十1-9])*级(?<=(?:等级|级别)(?:为|是|达到)?[、和或至到~\d一二三四五六七八九十-]{{1,12}}级)|\d{{1,2}}A级?(?![A-Za-z])|[1-9]A(?![A-Za-z])|[一二三四五1-5]星级?(?=（?含|及?以[上下]|、[一二三四五1-5]星|(?:及|或)[一二三四五1-5]星))
    | (?P<count>(?<=翻)(?:[一两二三]|\d+)番|(?<=增加|增长|提高|提升|扩大|翻)(?:[一两二三]|\d+(?:\.\d+)?)倍|(?:{ARABIC}(?:多|余)?(?:[十百千]?[万亿])?|[两二三四五六七八九十百千万亿][零一二三四五六七八九十百千万亿]{{0,8}}(?:多|余)?)(?:(?:{UNITS}){_EDGE}?)?{_TO}(?:{ARABIC}|{CHINESE}{{1,8}})(?:多|余)?(?:[十百千]?[万亿])?(?:{UNITS}|年(?![\d一二]))|{ARABIC}(?:多|余)?(?:[十百千]?[万亿])?(?:{UNITS}|年)|(?<=满|期|限|为|过|行|[^最]近|^近|最近|连续|长)一(?:年|个月)|一年(?=内|之内|以上|以内|期)|(?<=至少有?|不少于|不低于|不超过|最多|至多|达到|仅限|只限|限|确保有?|力争有?|[只仅][能可得限]?[^，。；\d]{{0,6}})一(?!批)(?:{_PLAIN_UNITS})(?!性)|(?<={_RANK})(?:[三五六八]|[二三五]?十|[二三]百)(?:[名位]|(?=的|且|企业|[，。；]|$))|(?<![第十百千万亿])(?:[两二三四五六七八九十百千万半]|一(?=[十百千万亿]))[零一二三四五六七八九十百千万亿]{{0,8}}(?:多|余)?(?:{_PLAIN_UNITS}|年))
    | (?P<short>(?<=超过|突破|达到|达|近)[一二两三四五六七八九十百千]+[万亿](?=规模|产值|大关|[，。；])|{ARABIC}(?:[十百千]?[万亿])(?:{_TO}{ARABIC}(?:[十百千]?[万亿]))?)
    | (?P<bare>{ARABIC})
    )
    """,
    regex.VERBOSE,
)
_PARTS = regex.compile(
    rf"({_N}|{_MAG}(?=元))({_CURRENCY})?(?:{_EDGE})?(?:{_TO}({_N})(?:{_EDGE})?({_CURRENCY})?)?$"
)
_PERCENT_PARTS = regex.compile(rf"({ARABIC})[%‰]?(?:{_EDGE}?{_TO}({ARABIC}))?([%‰])$")
_COUNT_PARTS = regex.compile(
    rf"({ARABIC}|{CHINESE}{{1,9}}|半)(?:多|余)?([十百千]?[万亿])?(?:(?:(?:{UNITS}){_EDGE}?)?{_TO}({ARABIC}|{CHINESE}{{1,9}})(?:多|余)?([十百千]?[万亿])?)?({UNITS}|年)?$"
)


@dataclass(slots=True)
class Quantity:
    """A token of quantity in the folded text.

    ``kind`` is the name of the pattern's group; ``low``/``high`` are in the unit's base
    (yuan, per cent, pieces); ``unit`` is the measure word, or the ISO 4217 code of a sum.
    """

    kind: str
    start: int
    end: int
    text: str
    low: Number = 0
    high: Number = 0
    unit: str = ""
    vague: bool = False
    """余 or 多 after the number."""


def find_quantities(norm: str) -> list[Quantity]:
    """All tokens of quantity of a folded text, in order, none overlapping."""
    found: list[Quantity] = []
    for match in PATTERN.finditer(norm):
        kind = match.lastgroup
        assert kind is not None
        token = Quantity(kind, match.start(), match.end(), match[0])
        read = _READERS.get(kind)
        if read is not None and not read(token):
            continue
        if token.low > token.high:  # printed the wrong way round
            token.low, token.high = token.high, token.low
        found.append(token)
    return found


def make_sums(quantities: list[Quantity], yuan: int) -> None:
    """Make sums of the plain numbers of a cell of a table, in place.

    :param yuan: what 1 is in yuan, as the head of the column says (补贴标准（万元）).
    """
    for q in quantities:
        if q.kind in ("bare", "short"):
            q.kind, q.unit = "money", "CNY"
            q.low, q.high = _clean(q.low * yuan), _clean(q.high * yuan)
    for k in range(len(quantities) - 1, 0, -1):
        low, high = quantities[k - 1], quantities[k]
        if low.kind == high.kind == "money" and high.start - low.end == 1:  # 100|-|150
            low.end, low.high, low.text = high.end, high.high, f"{low.text}-{high.text}"
            del quantities[k]


def _money(token: Quantity) -> bool:
    match = _PARTS.match(token.text)
    if match is None:
        return False
    first, currency, second, last = match.groups()
    unit = last or currency
    token.unit = CURRENCIES.get(unit or "元", "CNY")
    token.vague = "余" in token.text or "多" in token.text
    low, high = _bounds(first, second, currency is None)
    if low is None or high is None:
        return False
    token.low, token.high = low, high
    return True


def _bounds(first: str, second: str | None, shared: bool) -> tuple[Number | None, Number | None]:
    """Both ends of a range; 50-100万元 means 50万 to 100万."""
    first = first.replace("余", "").replace("多", "")
    if second is None:
        value = parse_number(first)
        return value, value
    second = second.replace("余", "").replace("多", "")
    high = parse_number(second)
    low = parse_number(first)
    if shared and low is not None and first[-1] not in "十百千万亿":
        # 50-100万元 and 3-5千万元 share what follows the digits, 五至十万元 only the 万.
        magnitude = pattern(r"[十百千]?[万亿]+$" if second[0].isdigit() else r"[万亿]+$").search(
            second
        )
        if magnitude:
            low = parse_number(first + magnitude[0])
    return low, high


def _percent(token: Quantity) -> bool:
    text = token.text
    if "/" in text:  # 按缴费的2/3给予补贴
        share, of_ = text.split("/")
        token.low = token.high = _clean(100 * int(share) / int(of_))
        return True
    if text.count("分之") > 1:  # 百分之二十至百分之三十
        ends = [Quantity("percent", 0, 0, part) for part in pattern(r"[-~至到]+").split(text)]
        if len(ends) != 2 or not all(_percent(end) for end in ends):
            return False
        token.low, token.high = ends[0].low, ends[1].low
        return True
    if "分之" in text:
        number = text[3:]
        if text[0] in DIGITS or text[0] == "十":  # 四分之一
            part, of = parse_number(number), parse_number(text[0])
            if part is None or not of:
                return False
            token.low = token.high = _clean(100 * part / of)
            return True
        whole, _, fraction = number.partition("点")
        value = parse_number(whole)
        if value is None:
            return False
        if fraction:
            value = float(f"{value}." + "".join(str(parse_number(c)) for c in fraction))
        token.low = token.high = _clean(value / {"百": 1, "千": 10, "万": 100}[text[0]])
        return True
    if "成" in text:
        digits, _, fraction = text.partition("成")
        last = 5 if fraction == "半" else parse_number(fraction) if fraction else 0
        low, high = parse_number(digits[0]), parse_number(digits[-1])
        assert low is not None and high is not None and last is not None
        token.low, token.high = low * 10 + (last if len(digits) == 1 else 0), high * 10 + last
        return True
    match = _PERCENT_PARTS.match(text)
    if match is None:
        return False
    low, high = parse_number(match[1]), parse_number(match[2] or match[1])
    assert low is not None and high is not None
    if match[3] == "‰":
        low, high = _clean(low / 10), _clean(high / 10)
    token.low, token.high = low, high
    return True


def _clean(value: float) -> Number:
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _count(token: Quantity) -> bool:
    match = _COUNT_PARTS.match(token.text)
    if match is None:
        return False
    first, mag1, second, mag2, unit = match.groups()
    low = parse_number(first + (mag1 or (mag2 if second and mag2 else "")))
    high = parse_number(second + (mag2 or "")) if second else low
    if low is None or high is None:
        return False
    token.low, token.high, token.unit = low, high, unit or ""
    token.vague = "余" in token.text or "多" in token.text
    return True


def _grade(token: Quantity) -> bool:
    match = pattern(r"(\d+|.)(?:[^A星]*([^A星]))?(A级?|星级?|级)").fullmatch(token.text)
    low = parse_number(match[1]) if match else None
    high = parse_number(match[2]) if match and match[2] else low
    if match is None or low is None or high is None:
        return False
    token.low, token.high, token.unit = low, high, match[3]
    return True


def _plain(token: Quantity) -> bool:
    value = parse_number(token.text)
    if value is None:
        return False
    token.low = token.high = value
    return True


_READERS = {
    "money": _money, "short": _money, "percent": _percent, "count": _count, "grade": _grade, "bare": _plain,
}  # fmt: skip
