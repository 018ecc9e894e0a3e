"""Administrative divisions of China, and which of them a text is about.

The divisions are data: ``lexicon/divisions.csv`` (current), ``lexicon/divisions_former.csv``
(renamed, merged or recoded since; older texts still name them) and ``lexicon/place_traps.txt``
(words that contain a place's name by accident). Their origin is told in ``docs/sources.md``.
Everything is read on first use, so importing this module costs nothing.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).parent / "lexicon"

PROVINCE = "province"
PREFECTURE = "prefecture"
COUNTY = "county"
_RANK = {PROVINCE: 0, PREFECTURE: 1, COUNTY: 2}


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county with its GB/T 2260 code.

    ``province`` is the name of the province it lies in (its own name for a province),
    ``parent`` the code of the division directly above, None for a province. Districts of a
    municipality and counties administered by their province have the province as parent.
    """

    code: str
    name: str
    level: str
    province: str
    parent: str | None
    latitude: float | None = None
    longitude: float | None = None


def division(code: str) -> Division | None:
    """The division with this six-digit code.

    A code that was given up when a place was renamed or upgraded finds the place of today
    (340824 潜山县 → 340882 潜山市). None for an unknown code; raises nothing.
    """
    return _gazetteer().by_code.get(code)


def divisions_named(name: str) -> tuple[Division, ...]:
    """All divisions of this name, higher levels first, then by code.

    Takes the full name (芜湖市, 恩施土家族苗族自治州) or the short one, without the word for
    its rank and without nationalities (芜湖, 恩施, 内蒙古, 南陵). A name of two characters has
    no shorter form (和县). Empty for an unknown name; raises nothing.
    """
    return _gazetteer().by_name.get(name, ())


def display_name(place: Division) -> str:
    """The name with its prefecture or province in front: 芜湖市, 安徽省芜湖市南陵县."""
    parent = division(place.parent) if place.parent else None
    return (display_name(parent) if parent else "") + place.name


# --- Loading ---------------------------------------------------------------------------------

_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|"
    "哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|"
    "柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|"
    "普米族|塔吉克族|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族|鄂伦春族|各族|蒙古"
)
_RANK_WORD = re.compile(
    r"(?:特别行政区|行政委员会|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|县|区|州|盟|旗)$"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES}|壮族|回族)+(?=自治[区州县旗]$)")


def short_name(name: str) -> str:
    """``name`` without its rank and nationalities: 芜湖市 → 芜湖, 恩施土家族苗族自治州 → 恩施.

    Returned as it is where less than two characters would remain (和县).
    """
    bare = name
    if "自治" in name and not name.startswith("内蒙古"):
        bare = _AUTONOMOUS.sub("", name)
        if bare.startswith("自治") or bare[1:].startswith("自治"):  # 东乡族自治县
            bare = name.replace("族自治", "自治")
    bare = _RANK_WORD.sub("", bare)
    return bare if len(bare) >= 2 else name


class _Gazetteer(NamedTuple):
    by_code: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    full_names: frozenset[str]
    by_bigram: dict[str, tuple[str, ...]]
    """First two characters → every name and trap that opens with them, longest first."""
    opening: re.Pattern[str]
    """A character that begins a name or trap, before one that is second in some."""
    traps: frozenset[str]
    only_after_parent: frozenset[str]
    other_name_after: tuple[str, ...]


def _level(code: str) -> str:
    if code.endswith("0000"):
        return PROVINCE
    return PREFECTURE if code.endswith("00") else COUNTY


def _read(name: str) -> list[tuple[str, str, float | None, float | None]]:
    with (LEXICON / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [
            (code, place, float(lat) if lat else None, float(lon) if lon else None)
            for code, place, lat, lon in rows
        ]


@cache
def _gazetteer() -> _Gazetteer:
    current = _read("divisions.csv")
    codes = {code for code, *_ in current}
    province_name = {c: n for c, n, *_ in current if c.endswith("0000")}
    by_code: dict[str, Division] = {}
    names: dict[str, list[Division]] = {}
    stems: dict[tuple[str, str, str], Division] = {}

    def division_of(code: str, name: str, lat: float | None, lon: float | None) -> Division:
        province, prefecture = code[:2] + "0000", code[:4] + "00"
        level = _level(code)
        parent: str | None = prefecture if level == COUNTY and prefecture in codes else province
        if level == PROVINCE:
            parent = None
        return Division(code, name, level, province_name[province], parent, lat, lon)

    for row in current:
        place = division_of(*row)
        code, name = place.code, place.name
        by_code[code] = place
        names.setdefault(name, []).append(place)
        short = short_name(name)
        stems[code[:2], place.level, short] = place
        if short != name:
            names.setdefault(short, []).append(place)
        if "自治" in name and place.level != PROVINCE:  # 恩施州, 景宁县
            names.setdefault(short + name[-1], []).append(place)

    for code, name, lat, lon in _read("divisions_former.csv"):
        level = _level(code)
        successor = stems.get((code[:2], level, short_name(name)))
        if successor is None and len(name) == 2:  # 沙县 is 沙县区 today
            successor = next(iter(names.get(name + "区", ())), None)
        place = successor or division_of(code, name, lat, lon)
        by_code.setdefault(code, place)
        known = names.setdefault(name, [])
        if place not in known:
            known.append(place)

    traps, after_parent, other_after = _traps()
    openings: dict[str, set[str]] = {}
    for word in (*names, *traps):
        openings.setdefault(word[:2], set()).add(word)
    firsts, seconds = (
        re.escape("".join(sorted({two[i : i + 1] for two in openings}))) for i in (0, 1)
    )
    return _Gazetteer(
        by_code,
        {n: tuple(sorted(ds, key=lambda d: (_RANK[d.level], d.code))) for n, ds in names.items()},
        frozenset(d.name for ds in names.values() for d in ds)
        | frozenset(n for n in names if _RANK_WORD.search(n) and len(n) > 2),
        {two: tuple(sorted(words, key=len, reverse=True)) for two, words in openings.items()},
        re.compile(f"[{firsts}](?=[{seconds}])"),
        traps,
        after_parent,
        other_after,
    )


def _traps() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    whole, after_parent, other_after = set(), set(), []
    for line in (LEXICON / "place_traps.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("~"):
            after_parent.add(entry[1:])
        elif entry.startswith("+"):
            other_after.append(entry[1:])
        elif entry:
            whole.add(entry)
    return frozenset(whole), frozenset(after_parent), tuple(other_after)


# --- Finding places in a text ----------------------------------------------------------------

# What follows the short form of a place in the name of an organ or zone there.
_ORGAN_AFTER = re.compile(
    r"(?:国家级?|省级|市级)?(?:经济|经开|高新|开发区|开发园区|工业园|产业园|新区|综合保税|保税|自贸|自由贸易"
    r"|示范区|海关|铁塔|电信|移动|联通|广电|银保监|金融监管|供电|税务|邮政|检察|法院|人民政府|政府|管委"
    r"|管理委员会|分公司|市|县|区|省|州|盟|委员会)"
)
# Short names of counties are often ordinary words (港口经济, 资源开发, 新兴产业): these ask for more.
_ZONE_AFTER = re.compile(
    r"(?:国家级?|省级)?(?:经济(?:技术)?开发区|经开区|高新技术(?:产业)?开发区|高新区|工业园区|开发区|综合保税区"
    r"|人民政府|政府|县委|市委|区委|管委会)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")


class _Mention(NamedTuple):
    start: int
    end: int
    name: str
    is_full: bool
    after_mention: bool
    """Directly after another mention, as 蜀山区 in 合肥市蜀山区."""


def _mentions(text: str) -> list[_Mention]:
    """Names of places in ``text``, left to right, longest match, traps left out."""
    data = _gazetteer()
    bigrams = data.by_bigram
    found: list[_Mention] = []
    done = 0
    for opening in data.opening.finditer(text):
        start = opening.start()
        if text[start : start + 2] not in bigrams:
            continue
        if start < done:
            continue
        for word in bigrams[text[start : start + 2]]:
            if not text.startswith(word, start):
                continue
            end = start + len(word)
            if word in data.traps:
                done = end
                break
            chained = bool(found) and found[-1].end == start
            is_full = word in data.full_names
            if not _stands(text, start, end, word, is_full, chained, data):
                continue
            found.append(_Mention(start, end, word, is_full, chained))
            done = end
            break
    return found


def _opens_phrase(text: str, start: int) -> bool:
    return start == 0 or not _HAN.match(text[start - 1])


def _stands(
    text: str, start: int, end: int, word: str, is_full: bool, chained: bool, data: _Gazetteer
) -> bool:
    """Whether the name at ``start`` is a place and not an accident of neighbouring words."""
    if text.startswith(data.other_name_after, end):
        return False
    if is_full and not chained:
        if len(word) == 2 and not _opens_phrase(text, start):  # 示范|县 is no 范县
            return False
        if word in data.only_after_parent and not (start == 0 and _ORGAN_AFTER.match(text, end)):
            return False
    following = text[end : end + 1]
    # 花山区|域, 北京市|场: the last character of the name belongs to the next word
    return not (
        is_full
        and (
            (word[-1] == "区" and following in ("域", "间", "块"))
            or (word[-1] == "市" and following in ("场", "值"))
        )
    )


def _within(place: Division, above: Division) -> bool:
    if place.code == above.code:
        return True
    if above.level == PROVINCE:
        return place.code[:2] == above.code[:2]
    return above.level == PREFECTURE and place.parent == above.code


def _read_chain(mentions: list[_Mention], first: int) -> tuple[tuple[Division, ...], int]:
    """What 安徽省|芜湖市|南陵县 means, and how many mentions it takes up."""
    options = _options(mentions[first])
    used = 1
    while first + used < len(mentions) and mentions[first + used].after_mention:
        below = _options(mentions[first + used])
        is_full = mentions[first + used].is_full
        pairs = [
            b
            for a in options
            for b in below
            if b.code != a.code and (_within(b, a) if is_full else b.parent == a.code)
        ]
        if not pairs:
            break
        options = tuple(dict.fromkeys(pairs))
        used += 1
    return options, used


def _options(mention: _Mention) -> tuple[Division, ...]:
    """The divisions a mention may mean.

    A short form means the highest level that has it: 吉林 is the province, 朝阳 the prefecture.
    """
    options = divisions_named(mention.name)
    if mention.is_full or len(options) < 2:
        return options
    top = options[0].level
    return tuple(p for p in options if p.level == top) if top != COUNTY else options


@lru_cache(maxsize=4096)
def place_of_issuer(text: str) -> Division | None:
    """The place whose organ ``text`` names, or that a title names as its own.

    ``text`` is an issuer (合肥市蜀山区人民政府, 中共深圳市委办公厅, 北京经济技术开发区管理委员会) or a
    title (常州市工业互联网创新发展行动计划). The leading mention wins and is read as deep as it
    goes; a name borne by several places (鼓楼区) is decided by the places named around it. What
    a title merely cites in 《》 after 贯彻, 落实 … does not count. None where no place is named
    or it stays ambiguous; raises nothing.
    """
    mentions = _mentions(text)
    quoted = _cited_spans(text)
    own = [m for m in mentions if not any(a <= m.start < b for a, b in quoted)]
    for at, mention in enumerate(own):
        short_ok = (
            mention.start == 0
            or _ORGAN_AFTER.match(text, mention.end)
            or (at + 1 < len(own) and own[at + 1].after_mention)
            or re.fullmatch(r"[（(].*[）)]", text[mention.start - 1 : mention.end + 1])
        )
        if not mention.is_full and not short_ok:
            continue
        options, _ = _read_chain(own, at)
        is_short_county = not mention.is_full and options[0].level == COUNTY
        if is_short_county and not (
            _ZONE_AFTER.match(text, mention.end) and _opens_phrase(text, mention.start)
        ):
            continue
        if len(options) > 1:
            around = [p for m in mentions if m is not mention for p in _options(m)]
            for level in (PREFECTURE, PROVINCE):  # the nearer frame decides
                above = [a for a in around if a.level == level]
                fitting = tuple(p for p in options if any(_within(p, a) for a in above))
                if fitting:
                    options = fitting
                    break
        return options[0] if len(options) == 1 else None
    return None


def _cited_spans(text: str) -> list[tuple[int, int]]:
    """Spans of 《…》 that cite another's document, not the one at hand."""
    return [
        m.span(1) for m in re.finditer(r"(?:贯彻|落实|执行|转发|依据|根据|按照)(《[^》]*》?)", text)
    ]


_MIN_VOTES = 3
_MIN_ALONE = 2
"""Votes that are enough for the only place that a text names."""
_LEAD = 1.5


def place_of_mentions(text: str) -> Division | None:
    """The prefecture, or county, that most places named in ``text`` support.

    For a text whose title and signature name none. Full names vote for themselves and, where
    they are counties, for their prefecture (德城区、乐陵市 for 德州市); a name borne by several
    places votes only where its prefecture or province is named too. Short forms count once
    something stronger stands for the place: its full name, one of its counties, or a zone,
    organ or branch named after it (德州高新区, 德州铁塔公司). None where there are fewer than
    three votes (two where no other place has any) or no clear lead over the next place; raises
    nothing.
    """
    mentions = _mentions(text)
    quoted = _cited_spans(text)
    sure: list[Division] = []
    unsure: list[tuple[Division, ...]] = []
    shorts: list[tuple[Division, bool]] = []
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        options, used = _read_chain(mentions, at)
        last = mentions[at + used - 1]
        at += used
        if any(a <= mention.start < b for a, b in quoted):
            continue
        if last.is_full:
            if len(options) == 1:
                sure.append(options[0])
            else:
                unsure.append(options)
        elif len(options) == 1 and options[0].level == PREFECTURE:
            shorts.append((options[0], bool(_ORGAN_AFTER.match(text, last.end))))

    anchored = {a for p in sure for a in (p.code, p.parent)}
    anchored |= {p.code for p, is_organ in shorts if is_organ}
    for options in unsure:
        near = [p for p in options if p.parent in anchored or p.code in anchored]
        if len(near) == 1:
            sure.append(near[0])
    sure += [p for p, _ in shorts if p.code in anchored]

    votes: Counter[str] = Counter()
    for place in sure:
        seat = _seat(place)
        if seat is not None:
            votes[seat] += 1
    if not votes:
        return None
    ranking = votes.most_common(2)
    winner, count = ranking[0]
    second = ranking[1][1] if len(ranking) > 1 else 0
    enough = _MIN_VOTES if second else _MIN_ALONE
    if count < enough or count < second * _LEAD:
        return None
    counties = Counter(p.code for p in sure if p.level == COUNTY and _seat(p) == winner)
    if counties:
        county, own = counties.most_common(1)[0]
        # One county that outweighs its prefecture and all its neighbours speaks for itself.
        if own >= _MIN_VOTES and own > 0.6 * count:
            return division(county)
    return division(winner)


def _seat(place: Division) -> str | None:
    """The code that a mention of ``place`` votes for: its prefecture, where it has one."""
    if place.level == PROVINCE:
        # A municipality is a city too; other provinces are only the frame of a text.
        return place.code if place.name.endswith("市") else None
    if place.level == PREFECTURE:
        return place.code
    above = division(place.parent) if place.parent else None
    if above is None or (above.level == PROVINCE and not above.name.endswith("市")):
        return place.code
    return above.code


def province_of_mentions(text: str) -> Division | None:
    """The one province whose full name ``text`` holds, also in what it cites.

    For a text that names its province only by level (自治区关于…的意见). None where there is no
    such name or more than one; raises nothing.
    """
    found = {
        p.code: p
        for m in _mentions(text)
        if m.is_full and not m.after_mention
        for p in divisions_named(m.name)
        if p.level == PROVINCE
    }
    return next(iter(found.values())) if len(found) == 1 else None
