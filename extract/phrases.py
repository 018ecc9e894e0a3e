"""Noun phrases: who a sentence is about, and what is counted.

Words come from the segmenter (rjieba, jieba's algorithm and dictionary at twenty
times its speed). Which verbs end or govern a phrase is data (``lexicon/phrases.toml``); its
parts of speech are too often wrong for policy texts to be all that is asked.
"""

from __future__ import annotations

import regex
import rjieba

from extract.lexicon import alternation, load
from extract.patterns import last_match, pattern

_WORDS = load("phrases")
_ALSO_NOUNS = frozenset(_WORDS["also_nouns"])
_LEAD = frozenset(_WORDS["lead"])
_VERBS = frozenset(_WORDS["verbs"])
_BREAKS = frozenset("，。；：？！")
_OPEN, _CLOSE = "（“《", "）”》"


def words(text: str) -> list[str]:
    """The words of a short text."""
    return list(rjieba.cut(text))


def first_noun_phrase(norm: str, start: int, stop: int) -> tuple[int, int] | None:
    """The subject of a sub-sentence, or its object where it has no subject.

    鼓励|企业|实施… gives 企业; 支持|建设|创新中心等服务载体 gives 创新中心等服务载体.

    :returns: a span of ``norm``, or ``None`` where the sub-sentence has no such phrase.
    """
    tokens = words(norm[start:stop])
    at = start
    i = 0
    while i < len(tokens) and (tokens[i] in _LEAD or tokens[i] == "、"):
        at += len(tokens[i])
        i += 1
    while i < len(tokens) and tokens[i] in _VERBS and i + 1 < len(tokens):
        if tokens[i] in (
            "在",
            "以",
            "按",
            "按照",
            "围绕",
            "依托",
            "面向",
            "为",
            "由",
            "经",
            "通过",
            "根据",
            "对照",
            "到",
        ):
            return None  # a prepositional phrase has no subject
        at += len(tokens[i])
        i += 1
    begin, depth = at, 0
    first = i
    while i < len(tokens):
        token = tokens[i]
        if token in _OPEN:
            depth += 1
        elif token in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (
            token in _BREAKS
            or (
                token in _VERBS
                and i > first
                and not _joins(tokens, i)
                and not (token == "组织" and tokens[i - 1] in _OF_ORGANISATIONS)
            )
        ):
            break
        at += len(token)
        i += 1
    text = norm[begin:at]
    trimmed = (
        pattern(r"(?:的|、|和|及|等)$").sub("", text) if not text.endswith("等") else text[:-1]
    )
    end = begin + len(trimmed)
    return (begin, end) if end - begin >= 2 else None


def _joins(tokens: list[str], i: int) -> bool:
    """Whether a verb stands inside a noun phrase (应用|推广|中心)."""
    if i + 1 >= len(tokens):
        return False
    if tokens[i] not in _ALSO_NOUNS:
        return False
    following = tokens[i + 1]
    return (
        (following in _VERBS and i + 2 < len(tokens) and _is_head(tokens[i + 2]))
        or _is_head(following)
        or tokens[i - 1] in ("、", "和", "及", "或")
    )


def _is_head(word: str) -> bool:
    return word.endswith(
        (
            "中心",
            "平台",
            "企业",
            "基地",
            "机构",
            "项目",
            "载体",
            "单位",
            "服务商",
            "运营商",
            "工程",
            "人才",
            "团队",
            "园区",
            "产业",
        )
    )


_COUNTING = _WORDS["counting"]
# 社会|组织, 行业|组织: a noun, where it elsewhere is a verb.
_OF_ORGANISATIONS = frozenset(
    (
        "社会",
        "行业",
        "经济",
        "合作",
        "中介",
        "国际",
        "群团",
        "公益",
        "民间",
        "专业",
        "自治",
        "基层",
        "服务",
    )
)
_GOVERN = frozenset(_COUNTING["govern"])
_OPEN_WITH = frozenset(_COUNTING["open"])
_CUT = (_GOVERN | _OPEN_WITH) - {"服务"}
_ADVERBS = frozenset(_COUNTING["adverbs"])
_PART = frozenset(_COUNTING["part"])
_MEASURED = frozenset(_COUNTING["measured"])
_DO = frozenset(_COUNTING["do"])
_DEEDS = frozenset(_COUNTING["deeds"])
_RELATION = regex.compile(alternation(_COUNTING["relation"]) + "$")
_FIGURE = regex.compile(alternation(_COUNTING["figure"]) + "$")
_AREA = regex.compile(r"(?:域|辖区|城区)$")
_BODY = regex.compile(
    r"[省市县区局委办厅院校乡镇街道部门单位园企业村户站）]$|(?:人员|职工|员工|者)$"
)
# Figures in some compounds (参保人员), counted in most.
_COUNTED_FIGURES = ("人员", "床位", "资金")
_LOOSE = frozenset(("且", "并", "或"))
_WHERE = frozenset(("全市", "全县", "全区", "全省", "全州", "全旗", "全盟", "全乡", "全镇", "全村"))
_LIGHT = frozenset(_COUNTING["light"])
_AS_ONE = "nz"
_WHOLE_WORDS = regex.compile(alternation(_COUNTING["whole"]))
_KINDS = frozenset(("机构", "用地", "单位", "对象"))
# Words after which it begins anew unless they are its first (服务机构|为|老年人).
_INSIDE = frozenset(("对", "为", "由", "向", "将", "可"))
_DOUBLED = frozenset(("提升", "壮大", "引进", "创建", "打造", "完善", "巩固"))  # 培育|提升|集聚区
# 30个|村（社区）服务站, 8家|服务中心（站）
_OTHER_KIND = regex.compile(r"(?<=\p{Han})（(?!不?含|以|其|含|即|如|每|不|附|具体)\p{Han}{1,4}）")
_FROM = frozenset(("从", "自", "向", "由"))
_HOW_OFTEN = frozenset(("每年", "连续"))
# What stands between a noun and its number and is a phrase: 由15万张增加到, 常住人口每千人.
_MEASURED_PHRASE = regex.compile(
    r"(?:(?:须|应当?|需|必须)?(?:于|在)\d{4}年(?:\d{1,2}月)?(?:年?底|末)?(?:之?前|以前)?(?:下达|完成|到位|拨付)?|在?\d{4}年的?基础上?"
    r"|(?:[从由较]|比(?![率例重值]))[^，。；]{0,6}?\d[\d.]*[万亿]?[\p{Han}%]{0,4}?"
    r"|(?:[比较]|相比于?)\d{4}年(?:再)?|(?:压缩|缩短|压减|精简|降低|减少)[至到为]\p{Han}{2,8}的"
    r"|(?:低于|高于|优于|比(?![率例重值])|较)[\p{Han}\d]{0,6}(?:上一?届|上年|去年|同期|年初|平均|水平|以前|年)[\p{Han}]{0,4}?"
    r"|(?:常住人口|户籍人口|人口)?每[十百千万]?(?:名|个|位)?(?:常住人口|人口|人|名|老年人|户)(?:拥有|配备)?)$"
)
_COMPARED = regex.compile(r"(?:[比较]|相比于?)\d{4}年")
_DATED = regex.compile(
    r"\s*(?:(?:[全我本][市省县区州旗]|\p{Han}{2,5}[市县区州旗])(?=\d{4}年))?(?:其中|计划|力争|确保|实现|到|至|于|在|截至)*(?:近[一二两三四五\d]+年(?:内|来)?(?:每年)?|[一两二三四五]年(?=累计|内|共|新增|新建|建成|培育|引进)|“?十[一二三四五六]五”?期?|(?:\d{4}年?[-~至到、和])*\d{4}年(?:\d{1,2}月)?)(?:年?[底末]|[上下]半年)?(?:之?前|以前)?(?:分别)?"
)
# The segmenter is unsure of 上云上平台.
_DOER = regex.compile(r"(?:企业|项目|单位|农户|家庭)(?=上(?!市|规))")
_NUMBERED = regex.compile(r"[^，。；\d]{0,20}(?<=的)\d+[个家条座项处](?=\p{Han})")
_OF_YEAR = regex.compile(r"(?<=[到至为])20\d{2}年底?的$")
_WHERE_LEAD = regex.compile(
    r"在(?:[\p{Han}]{2,6}?[市县区省](?:内|境内|行政区域内)?|[我本][市县区省](?:内|境内)?|[市县区省境]内)"
)
_NEXT_NUMBER = regex.compile(r"[^，。；、（）\d]{0,8}\d")
_REACHED = regex.compile(
    r"(?:(?<![高赶反])超|(?<![发通直])达|(?<![丰圆不])满|(?<![定民移安旧])居)$"
)
_TO_WHOM = regex.compile(r"对(?![外口接标比照应象于内公])")
_GREW = regex.compile(r"达|突破|超|[增提升降减][\p{Han}]?[到至高]|为|保持|稳定")
# No noun that is counted: a sum, or words that only say for whom it is.
_NO_NOUN = regex.compile(
    r".*(?:元(?:/\p{Han}+)*|\d[\d.]*[万亿]?元.*)|/.*|(?:是指|是?指在?|人均|户均|平均|每(?:人|户|个|家|班|小时|分钟|天|日|月|年)|单个|年|月|其|最|至少|最少|最多|各|所|需|(?:分别)?[比较][\p{Han}\d]{0,8}?(?:上年|去年|同期|年|期初)(?:同期)?|\d[\d.]*[万亿]?\p{Han}{1,4}|占(?:全[省市国县区州])?)"
)
# 亿元企业 alone is a name.
_SUM_BEFORE = regex.compile(
    r"(?![十百千]?[万亿]元(?:企业|村|镇|乡|县|项目|产业|园区|集群|楼宇|商圈|市场|GDP|地区生产总值|国内生产总值|工业增加值|产值|增加值|生产总值))"
    r"[\d.]*[十百千]?[万亿]?元(?:（含）)?(?:以上|以下)?的?"
)


_SUM_REACHED = regex.compile(
    r"(?:过|超过?|达到?|突破|不低于)[\d.百千]+[万亿]*元(?:（含）)?(?:以上)?的?"
)


def _tagged(text: str) -> list[tuple[str, str]]:
    """Words with their parts of speech; 占比 is one word, which the segmenter cuts, and some
    that it takes for one are two."""
    tagged: list[tuple[str, str]] = []
    for word, tag in _split_whole(text):
        if word == "比" and tagged and tagged[-1][0] in ("占", "之"):
            tagged[-1] = (tagged[-1][0] + "比", "n")
        elif (
            tag != _AS_ONE
            and len(word) > 3
            and word[:2] in _CUT
            and not (word in _GOVERN or _is_head(word))
        ):
            tagged += ((word[:2], "v"), (word[2:], "n"))  # 计划|供应, 发展|社会化
        elif len(word) > 1 and word[-1] == "且":
            tagged += ((word[:-1], "n"), ("且", "c"))
        else:
            tagged.append((word, tag))
    return tagged


def _split_whole(text: str) -> list[tuple[str, str]]:
    """Words with their parts of speech; those of the list ``whole`` are one word each."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _WHOLE_WORDS.finditer(text):
        found += rjieba.tag(text[at : match.start()])
        found.append((match[0], _AS_ONE))
        at = match.end()
    found += rjieba.tag(text[at:])
    return found


def counted_after(norm: str, start: int, stop: int) -> tuple[int, int] | None:
    """The noun that a number counts, standing after it, without 的-phrases before it.

    5家面向行业和区域的特色型、专业型工业互联网平台: 特色型、专业型工业互联网平台. Where the noun
    is the subject of what is to be done, it ends before the verb: 20家企业|通过评估.
    """
    if norm.startswith(
        ("不足", "未满", "递增", "奖励", "奖补", "资助", "给予", "补助", "补贴", "按照", "每"),
        start,
    ):
        return None
    if norm.startswith(("部分", "的部分", "基础上"), start):
        return None  # 超过1万人次的部分
    if norm.startswith("期限", start):
        start += 2  # 一年以上期限|劳动合同
    end = stop
    depth = 0
    aside = start
    for i in range(start, stop):
        char = norm[i]
        if char == "（" and (bracket := _OTHER_KIND.match(norm, i, stop)):
            aside = bracket.end()
        if i < aside:
            continue
        if char in "“《":
            depth += 1
        elif char in "”》":
            depth -= 1
        elif depth <= 0 and (
            char in "，。；：！？（）\n" or (char in "、和及" and _NEXT_NUMBER.match(norm, i + 1))
        ):
            end = i
            break
    quantity = _SUM_BEFORE.match(norm, start, end)
    if quantity:
        start = quantity.end()
    doer = _DOER.match(norm, start, end)
    if doer:
        return doer.span()
    tokens = _tagged(norm[start:end])
    at = begin = start
    first = quote = 0
    for k, (word, tag) in enumerate(tokens):
        if word == "“":
            # 1000家企业“上云用数赋智”: what is done, not what is counted
            last = k > first and norm.find("”", at, end) == end - 1
            if last and _ends_body(tokens, k - 1):
                break
            quote += 1
        elif word == "”":
            quote -= 1
        elif (
            quote == 0
            and word == "内"
            and k > first
            and tokens[k + 1 : k + 2]
            and tokens[k + 1][0] == "的"
        ):
            break  # 5万平方米以上|园区|内的运营企业
        elif quote == 0 and word == "的" and k + 1 < len(tokens):
            deed, flag = tokens[k + 1]
            if k > first and k + 2 == len(tokens) and (flag in ("v", "vn") or deed in _DEEDS):
                break  # 完成10项|需求|的确认
            begin, first = at + 1, k + 1
        elif (
            quote == 0
            and k > first
            and _does(tokens, k, tag)
            and not (k + 1 < len(tokens) and tokens[k + 1][0] == "的")
        ):
            break
        elif quote == 0 and k > first and word[0] == "每":
            break  # 60周岁以上|老人|每餐补贴2元
        at += len(word)
    else:
        at = end
    while at > begin and norm[at - 1] in "、和及与等的 ":
        at -= 1
    if at - begin > 2 and norm[at - 1] == "时" and norm[at - 2] not in "小工学课":
        at -= 1  # 购买90平方米以上|新建商品住宅|时
    return (begin, at) if at > begin else None


def _does(tokens: list[tuple[str, str]], k: int, tag: str) -> bool:
    """Whether a word after a counted noun says what the counted ones do."""
    word = tokens[k][0]
    following = tokens[k + 1][0] if k + 1 < len(tokens) else ""
    if word in ("来", "赴") and following:
        return True  # 10人以上|旅游团|来我市过夜
    if word == "发展" and following and tokens[k - 1][0] in ("村", "户", "企业", "农户", "家庭"):
        return True  # 扶持20个|村|发展集体经济
    if word in ("以上", "以下") and tokens[k - 1][0] in ("及", "或") and following:
        return False  # 领军|及以上|层次人才
    if word in _DO:
        aged = word in ("以上", "以下") and tokens[k - 1][1] in ("m", "q")  # 60岁以上老年人
        return not aged and not _is_head(following)
    if tag == "p":
        return _ends_body(tokens, k - 1)
    return tag == "v" and _ends_body(tokens, k - 1) and not _is_head(following)


_DOERS = regex.compile(
    r"(?:企业|项目|单位|家庭|公司|人才|社区|机构|居民|农民|市民|学[生校]|[人者员户村师])$"
)


def _ends_body(tokens: list[tuple[str, str]], k: int) -> bool:
    return _DOERS.search(tokens[k][0]) is not None


def counted_before(norm: str, start: int, stop: int, goal: bool = True) -> tuple[int, int] | None:
    """The noun that a number counts, standing before it (到2023年，建成|5G基站|达4760个).

    It begins after the verb that governs it and the words that open its sub-sentence, and ends
    before the words that measure it. Verbs further in belong to it: 争取|批次项目新增建设用地指标.

    :param goal: whether what is counted is to be done, so that it may follow any verb; in
        what qualifies it follows a verb of the list, others describe it (持证教练员不少于5人).
    """
    begin = start
    depth = 0
    for i in range(stop - 1, start - 1, -1):
        char = norm[i]
        if char == "）":
            depth += 1
        elif char == "（":
            depth -= 1
            if depth < 0:
                begin = i + 1
                break
        elif char in "，。；：！？|\n":
            begin = i + 1
            break
    of_year = _OF_YEAR.search(norm, begin, stop)
    if of_year and of_year.start() > begin:
        stop = of_year.start()  # 提高到|2025年的|45%
    called = norm.rfind("所称", begin, stop)
    if called >= 0:
        begin = called + 2
    to_whom = _TO_WHOM.match(norm, begin, stop) is not None  # 对|在职职工不少于20人的企业
    begin += to_whom
    dated = _DATED.match(norm, begin, stop)
    if dated:
        begin = dated.end()
    where = _WHERE_LEAD.match(norm, begin, stop)
    if where and where.end() < stop - 1:
        begin = where.end()  # 在北京市|举办规模
    numbered = _NUMBERED.match(norm, begin, stop)
    if numbered and numbered.end() < stop - 2:
        begin = numbered.end()  # 9个|考核断面水质优良比例
    reached = _REACHED.search(norm, begin, stop)
    end = reached.start() if reached else stop
    tokens = _tagged(norm[begin:end])
    n = len(tokens)
    while n:
        phrase = _MEASURED_PHRASE.search(norm, begin, end)
        if phrase and (phrase.start() > begin or _COMPARED.match(norm, begin, end)):
            end = phrase.start()
            tokens = _tagged(norm[begin:end])
            n = len(tokens)
            continue
        word, tag = tokens[n - 1]
        if not (word in _MEASURED or word.isspace() or (tag == "d" and len(word) <= 2)) and not (
            word == "发展" and norm.startswith("到", end)  # 面积发展到
        ):
            break
        end -= len(word)
        n -= 1
    tokens = tokens[:n]
    if tokens and len(tokens[-1][0]) > 2 and tokens[-1][0].endswith("控制"):
        tokens[-1] = (tokens[-1][0][:-2], "n")  # 断面|比例控制|在37.5%以内
        end -= 2
    while tokens and (tokens[-1][0] in _LOOSE or (tokens[-1][0] == "建设" and len(tokens) > 1)):
        end -= len(tokens.pop()[0])
    direct = goal and not to_whom and not _GREW.search(norm, end, stop)
    at, first, quote = begin, 0, 0
    figure = bool(tokens and _FIGURE.search(tokens[-1][0])) and not (
        tokens[-1][0].endswith(_COUNTED_FIGURES)
    )
    governed = False
    relation = bool(tokens and _RELATION.search(tokens[-1][0]))
    whole = relation and (any(w == "占" for w, _ in tokens) or (n > 1 and tokens[-2][0] == "的"))
    for k, (word, tag) in enumerate(tokens):
        following = at + len(word)
        if word in "“”（）":
            quote += 1 if word in "“（" else -1
        elif quote:
            pass
        elif word == "内" and k and _AREA.search(tokens[k - 1][0]) and first == 0:
            pass  # 县域|内|住院人次占比
        elif word == "有" and k > first and tokens[k - 1][0] in "、，和且" and k + 1 < len(tokens):
            begin, first, governed = following, k + 1, True  # 本县户籍、有|子女
        elif k == first and (word.isspace() or _opens(tokens, k, relation)):
            begin, first = following, k + 1
        elif (
            k > first and word in _HOW_OFTEN and k + 1 < len(tokens) and tokens[k + 1][0] in _GOVERN
        ):
            begin, first, governed = following, k + 1, False  # 基地每年|接收|见习人员
        elif (word in _PART or (k > first and word in _INSIDE)) and (
            k + 1 < len(tokens) and not (whole and k > first)
        ):
            begin, first, governed = following, k + 1, word in _GOVERN
        elif word == "的":
            if not whole:
                begin, first, governed = following, k + 1, False
        elif word == "实现" and k > first and k + 1 < len(tokens) and not relation:
            begin, first, governed = following, k + 1, True  # 民营经济实现|增加值
        elif not relation and _governs(tokens, k, first, governed, tag, figure, direct):
            if k + 2 == len(tokens) and tokens[k + 1][1] == "v":
                break  # 带动|就业: nothing is counted but that it is done
            begin, first, governed = following, k + 1, True
        at = following
    while end > begin and norm[end - 1] in " 、，为在":
        end -= 1
    begin += end - begin > 2 and norm[begin] == "或" and norm[begin + 1] in "现其自本租经有无"
    if norm.startswith("比", end) and end - begin > 2 and norm[end - 1] == "占":
        end += 1  # 在园幼儿数占比
    opened = norm.rfind("“", begin, end)
    if opened >= 0 and norm.find("”", opened, end) < 0 and end - opened > 4:
        return counted_before(norm, opened + 1, stop, goal)  # 实现“|培养|人才达到2000名
    quantity = _SUM_BEFORE.match(norm, begin, end)
    if quantity and quantity.end() < end:  # 亿元以上|项目
        begin = quantity.end()
    of_such = last_match(_SUM_REACHED.finditer(norm, begin, end))
    if of_such and of_such.end() < end - 1:  # 年销售额过10亿元|批发企业
        begin = of_such.end()
    return (begin, end) if end > begin and not _NO_NOUN.fullmatch(norm, begin, end) else None


def _opens(tokens: list[tuple[str, str]], k: int, relation: bool) -> bool:
    word = tokens[k][0]
    if word == "年均" and _FIGURE.search(tokens[-1][0]):
        return False  # 年均增长率
    following, tag = tokens[k + 1] if k + 1 < len(tokens) else ("", "")
    if word in ("新", "重点", "首批", "稳定", "支持", "引进"):  # or part of the noun
        return not relation and following in _GOVERN
    if word.endswith("连片"):  # 集中连片|种植|玉米, but 集中连片|种植
        return following in _GOVERN and k + 2 < len(tokens)
    if word in _ADVERBS:  # 可|培育, but 可再生能源
        return tag.startswith("v") or following in _OPEN_WITH or following in _GOVERN
    return word in _OPEN_WITH


def _governs(
    tokens: list[tuple[str, str]],
    k: int,
    first: int,
    governed: bool,
    tag: str,
    figure: bool,
    direct: bool,
) -> bool:
    """Whether a verb stands before the counted noun and is no part of it.

    :param figure: whether the noun is a figure, before which it mostly is a part (参与人数).
    :param direct: whether the noun is an object (打通道路10条) and no subject (通用机场达到6个).
    """
    word = tokens[k][0]
    rest = tokens[k + 1 :]
    if not rest:
        return k == first and word in _GOVERN
    if figure:
        # 新增|绿地面积5万平方米
        new = word.startswith("新") and direct and not _FIGURE.fullmatch(rest[0][0])
        after_place = k == first + 1 and tokens[first][0] in _WHERE
        grown = word == "发展" and direct and len(rest) > 1  # 发展|节水灌溉面积
        return (k == first and (word in _LIGHT or new or grown)) or (
            after_place
            and direct
            and (word in _LIGHT or (word in _GOVERN and word not in _ALSO_NOUNS) or word == "发展")
        )
    if k == first:
        if len(rest) == 1 and word in _ALSO_NOUNS and rest[0][0] in _KINDS:
            return False  # 培训机构
        if word == "服务":  # 服务企业, but 服务贸易
            return _ends_body(rest, len(rest) - 1)
        if word in _GOVERN or (
            governed and word in _DOUBLED and (len(rest) > 1 or len(rest[0][0]) > 2)
        ):
            return True
        # 腾出|存量用能空间, but 入住人数 and 注册资本 are one
        return (
            tag == "v"
            and direct
            and (not governed or tokens[k - 1][0] in ("与", "和", "、"))  # 新增与复评|海外仓
            and len(word) > 1
            and word not in _ALSO_NOUNS
            and (len(rest[0][0]) > 1 or rest[0][0] == "“")
            and not (len(rest) == 1 and _FIGURE.search(rest[0][0]))
        )
    if governed or word not in _GOVERN:
        return False
    before = tokens[k - 1]
    return (
        any(t[1] == "p" and t[0] in _FROM for t in tokens[first:k])  # 从|国外|引进|种猪
        or tokens[first][1] == "p"
        or before[0] in _OPEN_WITH
        or (k == first + 1 and before[1] == "v" and word not in _ALSO_NOUNS)  # 牵头|制定|标准
        or before[1] in ("d", "t", "f")
        or before[0].startswith("每")
        or bool(_BODY.search(before[0]))
    )


def is_deed(norm: str, start: int, stop: int) -> bool:
    """Whether a short phrase is something that is done (连续种植), and no thing."""
    tag = _tagged(norm[start:stop])[-1][1]
    return tag.startswith("v") or tag in ("a", "d")


def members(norm: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The parallel members of a noun phrase (A、B和C), outside quotes and brackets."""
    found: list[tuple[int, int]] = []
    at, depth = start, 0
    for i in range(start, stop):
        char = norm[i]
        if char in "“《（":
            depth += 1
        elif char in "”》）":
            depth -= 1
        elif depth == 0 and char in "、和及与":
            found.append((at, i))
            at = i + 1
    return [(a, b) for a, b in [*found, (at, stop)] if b > a]
