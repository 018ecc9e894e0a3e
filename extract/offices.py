"""Units of government and their like: one name for one office, the line it serves, its kind.

``resolve_unit`` is the one public function. What offices exist, how they are abbreviated and
which line each serves is data (``lexicon/offices.toml``); this module knows how such names are
built: a place or the letter of a level (芜湖市, 市), a stem (经信), a rank (局).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from extract.places import PROVINCE, Division, display_name, division, divisions_named, short_name

LEXICON = Path(__file__).parent / "lexicon"

UNKNOWN = "unknown"

DEPARTMENT = "政府部门"
PARTY = "党委部门"
MASS = "群团组织"
GOVERNMENT = "政府"
ZONE = "园区管委会"
CENTRAL = "中央垂直管理机构"
INSTITUTION = "事业单位"
TELECOM = "通信运营商"
FINANCIAL = "金融机构"
STATE_FIRM = "国有企业"
FIRM = "企业"
COORDINATION = "议事协调机构"
OTHER = "其他"
KINDS = frozenset(
    {
        *(DEPARTMENT, PARTY, MASS, GOVERNMENT, ZONE, CENTRAL, INSTITUTION),
        *(TELECOM, FINANCIAL, STATE_FIRM, FIRM, COORDINATION, OTHER),
    }
)


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation: canonical ``name`` within one city, ``function`` and ``kind``."""

    name: str
    function: str
    kind: str


def resolve_unit(raw: str, place: Division | None) -> Unit:
    """The unit that ``raw`` names in a text of ``place``.

    ``raw`` is one member of a list as printed (市经信局, 各县区人民政府<管委>, 市财政局（国资委）);
    ``place`` is the city of the document, None where it is unknown. The canonical name is the
    office's full form with the letter of the level that is printed (市经济和信息化局); where the
    printed place is ``place`` itself the letter stands for it (芜湖市财政局 in 芜湖 is 市财政局).
    ``function`` is ``unknown`` where neither the lexicon nor the form of the name tells it.
    Raises nothing; an unreadable name comes back as printed, kind 其他.
    """
    return _resolve(raw, place.code if place else None)


@lru_cache(maxsize=65536)
def _resolve(raw: str, code: str | None) -> Unit:
    place = division(code) if code else None
    name = _clean(raw)
    if not name:
        return Unit(raw.strip(), UNKNOWN, OTHER)
    return (
        _bracketed(name, place) or _whole(name, place) or Unit(_zone_spelling(name), UNKNOWN, OTHER)
    )


def _whole(name: str, place: Division | None) -> Unit | None:
    """``name`` read without setting a bracket aside. The order is from the sure to the vague."""
    return (
        _lower_governments(name)
        or _telecom(name, place)
        or _central_bank(name, place)
        or _office(name, place)
        or _by_form(name, place)
    )


def _bracketed(name: str, place: Division | None) -> Unit | None:
    """市财政局（国资委）: the bracket stays in the name, the head decides what the unit is."""
    found = _TRAILING_BRACKET.search(name)
    if found is None or found.start() == 0 or _lower_governments(name):
        return None
    if any(_key(head.rest) in _lexicon().whole for head in _heads(name)):
        return None
    unit = _whole(name[: found.start()], place)
    return unit and Unit(unit.name + found[0], unit.function, unit.kind)


# --- Spelling --------------------------------------------------------------------------------

_SPELLING = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", "＜": "<", "＞": ">"})
_SPELLING.update(str.maketrans({"〈": "<", "〉": ">", "，": "、", ",": "、", "/": "、"}))
_TRAILING_BRACKET = re.compile(r"（[^（）]*）$|<[^<>]*>$|\[[^\[\]]*\]$|【[^【】]*】$")
_AND_OTHERS = re.compile(r"等(?:相关|有关|市直|市级)*(?:部门|单位|部门和单位)?$")


def _clean(raw: str) -> str:
    name = re.sub(r"\s+", "", raw).translate(_SPELLING).strip("、。；;：:*#")
    return _AND_OTHERS.sub("", name) or name


_ZONE_SPELLINGS = (
    (re.compile(r"管理委员会|管委会?(?![会员])"), "管委会"),
    (re.compile(r"经济(?:技术)?开发区"), "经开区"),
    (re.compile(r"高新技术产业?(?:开发区|园区)|高新技术产业示范区|高新技术开发区"), "高新区"),
)


def _zone_spelling(name: str) -> str:
    """One spelling for a zone: the short one, as 经开区 does not tell which long one it is."""
    for pattern, spelling in _ZONE_SPELLINGS:
        name = pattern.sub(spelling, name)
    return name


# --- Governments below -----------------------------------------------------------------------

_LEVELS = r"(?:县级市|自治县|特区|新区|地区|林区|[县市区州盟旗地])"
_SEVERAL = re.compile(
    r"^(?P<head>(?:全[市省区])?(?:各|有关|相关|各有关|各相关)(?:地级以上|设区的?|设区)?)"
    rf"(?P<levels>{_LEVELS}(?:[、及和]|{_LEVELS}|（[、及和]?(?:{_LEVELS}|[、及和])+）)*)"
    r"(?P<tail>(?:党委)?[、和]?(?:人民)?政府|党委和?政府)?$"
)
_TOWNSHIPS = re.compile(
    r"^(?:各|有关|相关)?(?:乡镇|镇街|镇乡|街镇|街道|乡|镇)(?:[、（）]|街道|乡|镇|园区|办事处)*"
    r"(?:人民政府|政府|街道办事处|办事处|街道办|、)*$"
)


def _lower_governments(name: str) -> Unit | None:
    several = _SEVERAL.match(name)
    if several:
        # 各县（市、区）政府 and 各县市区人民政府 are one, whatever stands between the letters
        levels = re.sub(r"[（）、及和]", "", several["levels"])
        tail = several["tail"] or ""
        if tail and "党委" not in tail:
            tail = "人民政府"
        return Unit(several["head"] + levels + tail.replace("、", ""), "政府", GOVERNMENT)
    if _TOWNSHIPS.match(name) and len(name) > 1:
        full = re.sub(r"(?<!人民)政府$", "人民政府", name)
        return Unit(full, "政府", GOVERNMENT)
    return None


# --- Places and levels at the head of a name -------------------------------------------------

_LEVEL_LETTER = re.compile(r"(?:自治区|兵团|地区|[省市县区州盟旗])")
_OF_GOVERNMENT = re.compile(r"^([省市县区州盟旗]|自治区)(?:人民)?政府(?=.{2})")
_PARTY_HEAD = re.compile(r"^(?:中共|中国共产党)(?=.{3})")


class _Head(NamedTuple):
    printed: str
    """What stands before the office: 市, 芜湖市, or nothing."""
    rest: str
    place: Division | None
    is_short: bool = False


def _heads(name: str) -> Iterator[_Head]:
    """Ways to part a place or level from the office, the likeliest first."""
    yield _Head("", name, None)
    letter = _LEVEL_LETTER.match(name)
    if letter and letter.end() < len(name):
        yield _Head(letter[0], name[letter.end() :], None)
    for end in range(min(len(name) - 1, 13), 1, -1):
        for first in divisions_named(name[:end]):
            rest = name[end:]
            is_full = first.name == name[:end] or name[end - 1] in "省市县区州盟旗"
            # 合肥市蜀山区发改局: a second place below the first
            for stop in range(min(len(rest) - 1, 12), 1, -1):
                below = [d for d in divisions_named(rest[:stop]) if _is_below(d, first)]
                if below and rest[stop - 1] in "市县区旗":
                    yield _Head(name[: end + stop], rest[stop:], below[0])
            yield _Head(name[:end], rest, first, not is_full)
            break
    # 市政府合作交流办 is 市合作交流办
    of_government = _OF_GOVERNMENT.match(name)
    if of_government:
        yield _Head(of_government[1], name[of_government.end() :], None)


def _is_below(lower: Division, upper: Division) -> bool:
    if upper.level == PROVINCE:
        return lower.code[:2] == upper.code[:2] and lower.code != upper.code
    return lower.parent == upper.code


def _letter(place: Division) -> str:
    """The letter by which a place's own offices are called: 市, 县, 州 …"""
    return "自治区" if place.level == PROVINCE and place.name.endswith("自治区") else place.name[-1]


def _prefix(head: _Head, place: Division | None) -> str:
    """The printed head, or the letter of the level where the head is the document's place."""
    named = head.place
    if named is None or place is None:
        return head.printed
    if named.code == place.code:
        return _letter(place)
    if named.level == PROVINCE and named.name == place.province:  # 安徽省财政厅 in a city's text
        return _letter(named)
    return head.printed


# --- Offices of the lexicon ------------------------------------------------------------------

_RANKS = (
    *("委员会办公室", "委员会", "办公室", "总队", "支队", "大队"),
    *("中心", "总局", "分局", "总站"),
    *"局厅委办部处署院站队室社所馆",
)
_FULL_RANK = {"委": "委员会", "办": "办公室"}
_INSTITUTION_RANKS = frozenset({"中心", "总站", *"院站所馆队处社"})
_JOINERS = re.compile(r"[和与及、]")
# Words between the matter and the rank that do not change the matter: 农业农村事业发展中心
_FILLERS = re.compile(
    r"(?:事务服务|事业发展|事业服务|发展服务|公共服务|综合服务|技术推广|综合执法|行政执法|服务|发展|事务|促进"
    r"|管理|推广|综合|保障|执法|监察|监督|监管|研究|指导|工作|监测|检测|信息|应用|交流|建设|规划|评审)$"
)
_FUZZY_FROM = 5
"""Stems this long are recognised with one character missing or too many."""


class _Entry(NamedTuple):
    canonical: str
    function: str
    kind: str


class _Lexicon(NamedTuple):
    stems: dict[str, _Entry]
    whole: dict[str, _Entry]
    near: dict[str, _Entry | None]
    """Stem less one character → entry; None where two different stems share it."""


@cache
def _lexicon() -> _Lexicon:
    with (LEXICON / "offices.toml").open("rb") as file:
        lines = tomllib.load(file)["line"]
    stems: dict[str, _Entry] = {}
    whole: dict[str, _Entry] = {}
    for line in lines:
        for table, key in ((stems, "stems"), (whole, "whole")):
            for names in line.get(key, ()):
                entry = _Entry(names[0], line["function"], line["kind"])
                for name in names:
                    table.setdefault(_key(name), entry)
    near: dict[str, _Entry | None] = {}
    for key, entry in stems.items():
        if len(key) < _FUZZY_FROM:
            continue
        for shorter in (key, *_less_one(key)):
            known = near.get(shorter, entry)
            near[shorter] = entry if known == entry or shorter == key else None
    return _Lexicon(stems, whole, near)


def _key(name: str) -> str:
    return _JOINERS.sub("", name)


def _less_one(key: str) -> list[str]:
    return [key[:i] + key[i + 1 :] for i in range(len(key))]


def _office(name: str, place: Division | None) -> Unit | None:
    """An office of the lexicon, with whatever place or level stands before it."""
    bare = _PARTY_HEAD.sub("", name)
    bare = re.sub(r"^国家税务总局(?=.+税务局$)", "", bare)
    bare = re.sub(r"^国家统计局(?=.+调查队$)", "", bare)
    bare = re.sub(r"^国家金融监督管理总局(?=.+监管分局$)", "", bare)
    bare = re.sub(r"^中国(?:银保监会|银行保险监督管理委员会)(.+?)监管分局$", r"\1银保监分局", bare)
    bare = re.sub(r"^(.+?)(?<!金融)监管分局$", r"\1金融监管分局", bare) if bare != name else bare
    bare = re.sub(r"^共青团(.*?[省市县区州盟旗])委(?:员会)?$", r"\1团委", bare)
    bare = re.sub(r"^团([省市县区州盟旗])委$", r"\1团委", bare)
    heads = list(_heads(bare))
    # 市监委 is listed whole; only then may 市监 be taken for a stem
    for lookup in (_listed, _ranked, _misprinted, _compound):
        is_exact = lookup in (_listed, _ranked)
        for head in heads if is_exact else [*heads[1:], heads[0]]:
            if head.is_short and not is_exact:
                continue
            entry = lookup(head.rest)
            if entry:
                return Unit(_office_name(head, entry, place), entry.function, entry.kind)
    return None


# Named after their seat, not by level: 芜湖银保监分局, 国家统计局芜湖调查队.
_NAMED_AFTER_SEAT = {"金融监管": "", "海关": "", "军事": "", "统计": "国家统计局"}


def _office_name(head: _Head, entry: _Entry, place: Division | None) -> str:
    if entry.canonical == "共青团委":
        return "共青团" + (_prefix(head, place) or "") + "委"
    if entry.kind != DEPARTMENT and entry.function in _NAMED_AFTER_SEAT:
        seat = head.place
        if seat is None and place is not None and head.printed == _letter(place):
            seat = place
        if seat is not None:
            before = _NAMED_AFTER_SEAT[entry.function]
            return before + short_name(seat.name) + entry.canonical
    return _prefix(head, place) + entry.canonical


def _split_rank(name: str) -> Iterator[tuple[str, str]]:
    for rank in _RANKS:
        if name.endswith(rank) and len(name) > len(rank):
            yield name[: -len(rank)], rank


def _of_rank(entry: _Entry, stem: str, rank: str) -> _Entry:
    kind = entry.kind
    if kind == DEPARTMENT and rank in _INSTITUTION_RANKS:
        kind = INSTITUTION
    return _Entry(stem + _FULL_RANK.get(rank, rank), entry.function, kind)


def _listed(name: str) -> _Entry | None:
    whole = _lexicon().whole
    entry = whole.get(_key(name))
    if entry is None and name.startswith("党委"):  # 自治区党委宣传部
        entry = whole.get(_key(name[1:]))
        return entry and entry._replace(canonical="党" + entry.canonical)
    return entry


def _ranked(name: str) -> _Entry | None:
    stems = _lexicon().stems
    for stem, rank in _split_rank(name):
        entry = stems.get(_key(stem))
        if entry:
            return _of_rank(entry, entry.canonical, rank)
    return None


def _misprinted(name: str) -> _Entry | None:
    """A long stem with one character missing, surplus or wrong."""
    near = _lexicon().near
    for stem, rank in _split_rank(name):
        key = _key(stem)
        if len(key) < _FUZZY_FROM - 1:
            continue
        candidates = {e for k in (key, *_less_one(key)) if (e := near.get(k)) is not None}
        if len(candidates) == 1:
            entry = candidates.pop()
            return _of_rank(entry, entry.canonical, rank)
    return None


def _compound(name: str) -> _Entry | None:
    """A merged office the lexicon does not list (发改财政局), or one of a known matter
    (农业技术推广中心): the first matter decides, the name stays as printed."""
    stems = _lexicon().stems
    for stem, rank in _split_rank(name):
        key = _key(stem)
        first = _segment(key, stems)
        if first:
            return _of_rank(first, stem, rank)
        while found := _FILLERS.search(key):
            key = key[: found.start()]
            entry = stems.get(key)
            if entry:
                return _of_rank(entry, stem, rank)
    return None


def _segment(key: str, stems: dict[str, _Entry]) -> _Entry | None:
    """The first of two or three known stems that make up ``key``."""
    for end in range(len(key) - 2, 1, -1):
        first = stems.get(key[:end])
        if first and (key[end:] in stems or _segment(key[end:], stems)):
            return first
    return None


# --- Telecommunications and the central bank -------------------------------------------------

_BRAND = r"(?P<brand>电信|移动|联通|联合网络通信|铁塔|广电网络|广电)"
_TELECOM_BRANCH = re.compile(
    rf"^(?:中国)?{_BRAND}(?:股份|通信|集团)?(?:有限(?:责任)?公司)?(?P<seat>.{{2,12}}?)(?:市|县|区|省|州)?"
    r"(?:分公司|公司)$"
)
_TELECOM_LOCAL = re.compile(
    rf"^(?P<seat>.{{1,12}}?)(?:中国)?{_BRAND}(?:通信|集团)?(?:分公司|公司)?$"
)
_TELECOM_ALL = re.compile(
    r"(?:电信|通信|通讯|网络)(?:基础)?(?:运营)?(?:服务)?(?:企业|运营商|公司|单位)$|运营商$|^铁塔公司$|电信运营.*$"
)


def _telecom(name: str, place: Division | None) -> Unit | None:
    branch = _TELECOM_BRANCH.match(name)
    if branch and divisions_named(branch["seat"]):
        return _operator(branch["brand"], short_name(divisions_named(branch["seat"])[0].name))
    if re.fullmatch(rf"(?:中国)?{_BRAND}(?:公司|集团)?", name):
        return Unit(name, "通信运营", TELECOM)
    local = _TELECOM_LOCAL.match(name)
    if local and not (name.endswith("广电") and local["seat"].endswith("文")):
        seat = local["seat"]
        named = divisions_named(seat)
        if named and named[0].name != seat and not name.endswith("司"):
            named = ()
        if named:
            return _operator(local["brand"], short_name(named[0].name))
        if place is not None and seat == _letter(place) and name.endswith("公司"):
            return _operator(local["brand"], short_name(place.name))
        if _LEVEL_LETTER.fullmatch(seat):
            return Unit(name, "通信运营", TELECOM)
    if _TELECOM_ALL.search(name):
        return Unit(name, "通信运营", TELECOM)
    return None


def _operator(brand: str, seat: str) -> Unit:
    brand = {"联合网络通信": "联通", "广电网络": "广电"}.get(brand, brand)
    return Unit(f"中国{brand}{seat}分公司", "通信运营", TELECOM)


_CENTRAL_BANK = re.compile(
    r"^(?:中国)?(?:人民银行|人行)(?P<seat>.+?)(?P<rank>中心支行|中支|分行|支行|营业管理部|营管部)$"
)


def _central_bank(name: str, place: Division | None) -> Unit | None:
    found = _CENTRAL_BANK.match(name)
    if not found:
        return None
    seat, rank = found["seat"], found["rank"]
    rank = {"中支": "中心支行", "营管部": "营业管理部"}.get(rank, rank)
    named = divisions_named(seat)
    if named:
        seat = named[0].name
    elif place is not None and seat == _letter(place):
        seat = place.name
    return Unit(f"人民银行{seat}{rank}", "人民银行", CENTRAL)


# --- What the form of a name tells -----------------------------------------------------------

_STATE_FIRM_WORDS = re.compile(
    r"产投|工投|城投|建投|国投|交投|文投|农投|水投|金投|科投|产控|金控|国控|城建投|投资控股|控股集团|产业投资"
    r"|建设投资|城市投资|国有资本|国有资产|国资|投资集团|投资发展|产业集团|投资公司|轨道|地铁|公交|水务|交通集团"
)


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    function: str
    kind: str


_FORMS = tuple(
    _Form(re.compile(pattern), function, kind)
    for pattern, function, kind in (
        (
            r"(?:领导小组|协调小组|推进小组|工作小组|工作组|推进组|专项组|协调组|专班|指挥部|联席会议|委员会|联盟理事会)"
            r"(?:办公室|办)?(?:各)?(?:成员单位|组成单位|成员)?$",
            UNKNOWN,
            COORDINATION,
        ),
        (
            r"(?:供电|电力)(?:分公司|公司|局|集团|企业|部门)$|国家电网|国网|南方电网|电业局$|电网公司$",
            "电力",
            STATE_FIRM,
        ),
        (
            r"银行$|农商行$|信用(?:联)?社$|支行$|分行$|农信$|保险(?:分?公司|机构|企业)$|担保(?:公司|集团|机构|中心)$|证券公司$"
            r"|基金公司$|金融机构$|小额贷款公司$|银行业.*机构$|银行机构$|人保财险|中国信保|信保公司$",
            "银行保险",
            FINANCIAL,
        ),
        (r"行政公署$|行署$", "政府", GOVERNMENT),
        (r"街道办事处$|街道办$|(?:镇|乡|街道)(?:人民)?政府$", "政府", GOVERNMENT),
        (r"(?:海关|关区)$", "海关", CENTRAL),
        (r"(?:海事局|海事处)$", "海事", CENTRAL),
        (r"金融监管分局$", "金融监管", CENTRAL),
        (
            r"铁路(?:局|公司|集团|办事处)+$|机场(?:集团|公司)+$|车务段$",
            "铁路民航",
            STATE_FIRM,
        ),
        (r"(?:邮政|邮政分)公司$|邮政集团", "邮政管理", STATE_FIRM),
        (r"大学$|学院$|学校$|中学$|小学$|高校$|院校$", "教育", INSTITUTION),
        (r"医院$|医疗机构$|疾控机构$", "卫生健康", INSTITUTION),
        (r"科研院所$|科研机构$", "科技", INSTITUTION),
        (r"研究院$|研究所$|事业单位$|检测中心$|实验室$", UNKNOWN, INSTITUTION),
        (r"协会$|商会$|学会$|联盟$|促进会$|联合会$|基金会$|社会组织$", UNKNOWN, OTHER),
        (
            r"(?:国有|市属|省属|区属|县属|平台)(?:国有)?(?:平台)?(?:重点)?(?:企业|公司)$|国企$",
            "国有企业",
            STATE_FIRM,
        ),
    )
)
_ZONE = (
    r"(?:开发区|园区|经开区|高新区|新区|示范区|功能区|保税区|片区|新城|特区|度假区|合作区|工业园|产业园|风景区|景区"
    r"|管理区|集聚区|试验区|自贸区|科学城|科技城)"
)
_ZONE_BODY = re.compile(rf"管委会|{_ZONE}(?:.{{0,6}}(?:党工委|工委|管理局))?$")
_DEPARTMENTS = re.compile(
    r"(?:有关|相关|各|其他|职能|主管|监管|直|级|责任|成员|牵头|管理|行业|业务)"
    r".{0,6}(?:部门|委办局|机关)$"
)
_UNITS = re.compile(r"单位$|牵头人$|责任人$|主体$")


# 县财政部门, 各级市场监督管理部门, 文化和旅游主管部门: a department called by its matter.
_OF_MATTER = re.compile(
    r"^(?P<of>.+?)(?:综合)?(?:行政)?(?:主管|监管|职能|业务|管理|执法|工作)?(?:行政)?(?:部门|系统)$"
)
_WHOSE = re.compile(
    r"(?:各级|各|本|属地|同级|有关|相关|县级以上|[省市县区旗州盟镇]|自治[区州县]|地方|人民政府|政府|、|和|级|直)*|.{1,8}[省市县区旗州盟]"
)


def _of_matter(name: str, place: Division | None) -> Unit | None:
    found = _OF_MATTER.match(name)
    if found is None:
        return None
    stems = _lexicon().stems
    of = found["of"]
    for matter in (name[: -len("部门")], of):
        for start in range(min(len(of) - 1, 12)):
            if _WHOSE.fullmatch(of[:start]):
                entry = stems.get(_key(matter[start:]))
                if entry is not None:
                    return Unit(_local_form(name, place), entry.function, entry.kind)
    return None


def _by_form(name: str, place: Division | None) -> Unit | None:
    """Units no list can hold, told by how their names are built."""
    of_matter = _of_matter(name, place)
    if of_matter:
        return of_matter
    spelled = _zone_spelling(name)
    if _ZONE_BODY.search(spelled):
        return Unit(spelled, "园区", ZONE)
    government = _government(name, place)
    if government:
        return government
    local = _local_form(name, place)
    for form in _FORMS:
        if form.pattern.search(name):
            return Unit(local, form.function, form.kind)
    if re.search(r"公司$|集团$|企业$|控股$|(?:服务|供应|制造|开发)商$", name):
        # A firm called by its level alone (市大数据公司) belongs to it.
        is_owned = name[0] in "省市县区州" or _STATE_FIRM_WORDS.search(name)
        is_one = not re.search(r"(?:企业|商)$|^(?:各|有关|相关)", name)
        if is_one and is_owned:
            return Unit(local, "国有企业", STATE_FIRM)
        return Unit(local, UNKNOWN, FIRM)
    if _DEPARTMENTS.search(name):
        of_party = re.match(r"(?:中共)?.{0,6}委(?!办)", name) and "政府" not in name
        return Unit(local, UNKNOWN, PARTY if of_party else DEPARTMENT)
    if _UNITS.search(name):
        return Unit(local, UNKNOWN, OTHER)
    return None


_GOVERNMENT = re.compile(r"^(?P<of>.*?)(?:人民)?政府$")


def _government(name: str, place: Division | None) -> Unit | None:
    found = _GOVERNMENT.match(name)
    if not found or not found["of"]:
        return None
    of = found["of"]
    if "委" in of:  # 市委市政府
        return Unit(name, "政府", GOVERNMENT)
    if place is not None and display_name(place).endswith(of) and len(of) > 1:
        of = _letter(place)
    return Unit(f"{of}人民政府", "政府", GOVERNMENT)


def _local_form(name: str, place: Division | None) -> str:
    """芜湖市工投集团 in 芜湖 is 市工投集团, as printed elsewhere in its texts."""
    if place is not None and name.startswith(place.name) and len(name) > len(place.name) + 1:
        return _letter(place) + name[len(place.name) :]
    return name
