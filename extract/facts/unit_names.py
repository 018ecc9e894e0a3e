"""Whether a name is that of an office, a body of government or another unit."""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.offices import UNKNOWN, resolve_unit
from extract.patterns import pattern
from extract.text import fold

# What stands in such a list and is no unit: days, manners, people.
_NOT_UNIT = regex.compile(
    r"\d{2,}|\d[月日年]|万元|设[在于]|办公室设|[。！？：]|^(?:各|有关|相关|等)?$|的|^[下同]同|为牵头单位|为责任单位|注册|符合|依法|具有|(?<![省市县区乡]级)以上|以下|包括|要求|^(?:长期|持续|年底|全年|立即|常年)|(?:完成|推进|开展|坚持|落实|同志|书记|市长|县长|区长|局长|主任)$"
)


@lru_cache(maxsize=4096)
def is_no_unit(name: str) -> bool:
    return _NOT_UNIT.search(name) is not None


_LONGEST_NAME = 14


def may_be_name(name: str) -> bool:
    """Whether a member of a list may be the name of a body that is known by nothing else."""
    return len(name) <= _LONGEST_NAME and not (
        is_no_unit(name) or VERB_FIRST.match(name) or "的" in name
    )


UNIT_END = regex.compile(
    r"(?:政府|委员会|办公室|办公厅|管委会|管委|领导小组|工作组|专班|联席会议|联合会|银行|集团|公司|中心|协会|商会|学院|大学|企业|单位|部门|园区|开发区|县区|街道|乡镇|镇街|工商联|残联|妇联|总工会|团[省市区县]委|支队|海关|公积金中心|运营商|机构|[局厅委办部院会署社站所队区县市行科处室])(?:（[^）]*）)?$"
)
_COLLECTIVES = regex.compile(
    r"^(?:各|有关|相关|其他|市直|省直|县直|区直|市级|省级).{0,20}|.{0,20}(?:政府|管委会?|园区|开发区|县区|区县|街道|乡镇|镇街|部门|单位|企业|公司|集团|银行|支行|分行|海关|大学|学院|协会|商会|运营商|机构)(?:（[^）]*）)?$"
)
_OFFICE_FORM = regex.compile(
    r"^(?:中共|国家|中国)?(?:[省市区县州旗盟]|自治[区县州]|\p{Han}{1,8}?[省市区县州旗盟])(?!级|场|域)(?:.{1,16}?(?:局|厅|委|办|署|部|院|会|政府|中心|支队|总队|大队|公司|银行|支行|分行)|.{2,24}?(?:办公室|领导小组|指挥部|工作组|专班))(?:（[^）]*）)?$"
)


@lru_cache(maxsize=4096)
def looks_like_unit(name: str) -> bool:
    name = fold(name)
    return len(name) <= 30 and (
        bool(UNIT_END.search(name))
        or is_public(name)
        or resolve_unit(name, None).function != UNKNOWN
    )


# Bodies of government that are called by their kind: 各有关部门, 各县区政府, 产业链专班.
_PUBLIC = regex.compile(
    r"各地(?:区|各部门)?|各部门(?:各单位)?|(?:各|有关|相关|其他|属地|所在地|[省市区县州旗盟镇乡街]|行业|业务|主管|自治区|人民|\p{Han}{0,6}(?:园区|开发区|高新|经开|功能区)).{0,24}?"
    r"(?:政府|管委会?|部门|专班|工作组|领导小组|指挥部|街道|乡镇|镇街|园区|开发区|县区|区县|县市区?|办事处|街道办|(?<!建设|项目|申报|用人|施工|运营|承担|实施|使用|企业|企事业|经营|服务)单位)(?:（[^）]*）)?"
)
VERB_FIRST = regex.compile(
    r"^(?:支持|鼓励|引导|推动|推进|加强|协调|组织|指导|督促|配合|会同|联合|要求|委托|依托|以及|报|向|对|请|在|按|以|为|将(?!乐)|与|和(?!县|平|政|田|静|硕|顺|龙|林|布)|及|并|可|应(?!急)|或|经过|通过)"
)


@lru_cache(maxsize=4096)
def is_public(name: str) -> bool:
    """Whether a name is that of an office or a body of government, and of nobody else."""
    name = fold(name)
    if VERB_FIRST.match(name) or is_no_unit(name) or len(name) > 30:
        return False
    return (
        is_office(name)
        or bool(_PUBLIC.fullmatch(name))
        or (name.endswith("部门") and resolve_unit(_unbracketed(name), None).function != UNKNOWN)
        or _BY_KIND.fullmatch(name) is not None
        or _LOWEST.match(name) is not None
    )


def _unbracketed(name: str) -> str:
    """农业农村（畜牧兽医）部门 without what its bracket adds."""
    return pattern(r"（[^（）]*）(?=部门$)").sub("", name)


# 公安机关, 动物卫生监督机构: called by what they do, of whatever place
_BY_KIND = regex.compile(
    r"(?:各级|[省市区县州旗])?(?:公安|司法|税务|检察|监察|审判|财政|民政|\p{Han}{2,8}(?:主管|登记|行政|监督|管理))机关"
    r"|(?:各级|[省市区县州旗])?\p{Han}{2,8}(?:监督|执法|经办|检验|检疫)机构"
    r"|(?:中央|中省|省|市|县|区)?(?:直|驻)\p{Han}{0,8}(?:单位|部门)|归口部门|\p{Han}{2,16}(?:指挥部|领导小组办公室)"
    r"|(?:[省市县区]级以上|各级|地方(?:各级)?|所在地)(?:地方)?(?:人民)?政府\p{Han}{0,16}(?:部门|机构|机关)"
    r"|[省市区县州旗]?\p{Han}{0,4}行业协会|\p{Han}{2,6}街(?:道|办)(?:办事处)?"
)
_LOWEST = regex.compile(
    r"^(?:(?:乡镇|镇|乡|街道|镇街)(?:人民)?(?:政府|办事处)|各(?:[省市县区旗州镇乡]|街道))(?:（[^）]*）)?$"
)


@lru_cache(maxsize=4096)
def is_office(name: str) -> bool:
    """Whether a name is sure to be one of an office: of a place or a level, or one that is known."""
    name = fold(name)
    if is_no_unit(name) or len(name) > 30:
        return False
    if _OFFICE_FORM.match(name):
        return True
    known = resolve_unit(name, None)
    return (
        known.function != UNKNOWN
        and bool(_KNOWN_END.search(name))
        and (known.kind in _OFFICIAL or known.function == "供销")
    )


_KNOWN_END = regex.compile(
    r"(?:局|厅|委|办|署|部|会|室|联|科协|作协|共青团|供销社|海关|支行|分行|院|队)(?:（[^）]*）)?$"
)
_OFFICIAL = frozenset(
    {"政府部门", "党委部门", "群团组织", "政府", "园区管委会", "中央垂直管理机构"}
)


@lru_cache(maxsize=4096)
def is_collective(name: str) -> bool:
    name = fold(name)
    return bool(_COLLECTIVES.fullmatch(name)) and len(name) <= 24 and not is_no_unit(name)
