"""Who pays a support: 由市财政给予, 县区各承担50%, 资金从专项资金中列支."""

from __future__ import annotations

import regex

from extract.facts.paying import Sum

# 由基础层首次进入创新层的企业: where they came from
_NO_PAYER = regex.compile(r"的\p{Han}{2,8}$|(?:调整|升级|晋升|进入|转为|变更)")
_FUNDED = regex.compile(
    r"(?:资金|经费|费用)从(?P<who>[^，。；]{2,20}?)(?:中|里)?(?:列支|支出|安排)"
)
_AFTER_CHECK = regex.compile(
    r"(?:审核|验收|认定|评审|审批|批准|核实|公示|考核|审定|评估|核定)[^，]{0,6}后?$"
)
_PAYER = regex.compile(
    r"(?:由|经费由|资金由)(?P<who>(?!此|于)(?:(?!负责|牵头|审核|会同)[^，。；：（]|（[市县区旗州、]{1,5}）){1,40}?)(?=按(?!有关)|给予|予以|分别|各(?:承担|负担|给予|奖|补)|共同|承担|负担|分担|(?:奖励|补助|补贴|资助)(?!资金|基金|经费|专项)|一次性|兑现|拨付|统筹|安排|列支|全额|再|配套|支付|发放)"
)
_SUBJECT_PAYER = regex.compile(
    r"(?:\G|(?<=，|基础上|企业|单位|项目|机构|的))(?![每单全]|各(?![区县市州])|\p{Han}{1,3}级\p{Han}{1,6}(?:园区|基地))(?:其中)?(?P<who>(?:各?(?:县级)?[省市县区州旗]|本级)(?:（[市县区]）)?(?:人民)?政府|[省市县区]、[市县区]两?级(?:财政)?|各(?:县级)?[区县市州](?:（[市县区]）)?|(?:(?!在|对|按|其中)\p{Han}{2,6}?(?:新区|高新区|经开区|开发区|园区|管委会|财政)|高新区|经开区|开发区|管委会|[省市县区]、[市县区](?=各)|[省市县区]级以上|中央|各级|省|市|县|区|州|镇|市本级|市级|县级|区级|省级|本级|市县|市区|两级)?(?:财政)?(?:部门)?)(?=(?:(?<=财政)为其|(?<=财政)对(?=[^，；。]{2,40}(?:给予|予以|按|[奖补]))|在[^，；。]{2,14}基础上|再|最高|另|将|每年|给予|予以|按照?|配套|(?<!级)(?:补助|补贴|资助|奖励|一次性)|(?<=财政)(?:补助|补贴|资助|奖励)|(?<=级|财政|^[省市县区镇州]|，[省市县区镇州])每\p{Han}{1,3}(?:补|奖|资|给)|各(?:给予|奖|补)))"
)
# 市科委、市财政局给予每个项目…; 市旅游局将给予…; 市人社局按每人…
_OFFICE_PAYS = regex.compile(
    r"(?:\G|(?<=[，；]))(?P<who>(?:[、和及]?[省市县区州旗](?:(?!由|对|按|经|报|[的，])\p{Han}){1,10}?(?:局|厅|委|管委会?|政府))+)(?=(?:将|每年|一次性|可|再|另|各|分别)*(?:给予|予以|奖励|补助|补贴|资助|发放|按照?每))"
)
_IS_PAYER = regex.compile(
    r"资金|财政|政府|市|县|区|省|镇|园区|开发区|管委会|基金|专项|局|厅|部门|单位|企业"
)
_ALSO_DOES = regex.compile(r"通报|表扬|审核|评定|认定|组织|核定|审定|研究|报请|授予|颁发|按照?")
_SPLIT_PAYER = regex.compile(r"[、，]|和|与|及|以及")

# 由市财政补助10万元、|县（区）财政|补助5万元
_PAYS_BESIDE = regex.compile(
    r"[、和](?P<who>(?:中央|自治区|[省市县区州镇乡](?:（[市县区]）)?)级?财政)(?:再)?(?:补助|补贴|奖励|奖补|配套)$"
)
# 由省级承担320元、市级承担320元，其余660元由县（区）统筹解决: who bears which part
_BEARS = regex.compile(
    r"(?:(?<=由)|(?<!\p{Han}))(?P<who>(?:中央|自治区|[省市县区州](?:（[市县区]）)?级?)(?:财政)?)(?:最高)?(?P<how>承担|负担|分担|补贴|补助)\d"
    # 其中中央财政88元，省财政12元
    r"|(?:(?<=其中)|(?<=\d元[，、]))(?P<part>(?:中央|自治区|[省市县区州])级?财政)(?=\d)"
    r"|(?:其余|剩余|余下)(?:的?\d[\d.]*[万亿]?元)?由各?(?P<rest>\p{Han}{1,4}(?:（[市县区]）)?(?:财政)?)(?:统筹|承担|负担|解决)"
)


def read_payer(norm: str, clean: str, main: Sum, start: int, end: int) -> str | None:
    """Who pays the support ``norm[start:end]``, several joined by 、; ``None`` where it is not said.

    :param main: the sum of the support; of several payers the one in its sub-sentence is meant.
    """
    bearers = list(_BEARS.finditer(norm, start, end))
    if len(bearers) > 1 and any(m["how"] not in ("补贴", "补助") for m in bearers):
        return "、".join(dict.fromkeys(m["who"] or m["part"] or m["rest"] for m in bearers))
    part = max(start, norm.rfind("，", start, main.start) + 1)
    beside = _PAYS_BESIDE.search(norm, start, main.start)
    if beside:
        return clean[slice(*beside.span("who"))]
    chosen = None
    for match in _PAYER.finditer(norm, start, end):
        if _AFTER_CHECK.search(match["who"]) or _NO_PAYER.search(match["who"]):
            continue  # 由县农业局验收合格后给予…: who checks, not who pays
        if _IS_PAYER.search(match["who"]) and (
            chosen is None or (part <= match.start() < main.start)
        ):
            chosen = match
    if chosen is None:
        for match in _SUBJECT_PAYER.finditer(norm, start, main.start):
            if match["who"]:
                chosen = match
    if chosen is None:
        chosen = _OFFICE_PAYS.search(norm, start, main.start)
    if chosen is None:
        chosen = _FUNDED.search(norm, main.end, end)
    if chosen is None:
        return None
    who = clean[chosen.start("who") : chosen.end("who")]
    also = _ALSO_DOES.search(who)  # 由区政府通报表扬并给予…
    who = who[: also.start()] if also and also.start() > 1 else who
    who = who.partition("从")[0] or who  # 由县商务局|从专项资金中列支
    return "、".join(p for p in _SPLIT_PAYER.split(who) if p) or None
