"""Where one support of a sentence ends and the next begins: at ；, where a new 对… begins, and
where after a comma somebody else, or another thing, is paid for."""

from __future__ import annotations

import regex

from extract.facts.beneficiaries import FOR
from extract.facts.payees import PAYEE_NOUN
from extract.facts.paying import Sum

_NEW_FOR = regex.compile(
    r"[，、](?=(?:同时|其中|此外|另外|并)?对(?!接|照|标|口|外(?![资来商籍地])|应|比|其中|(?:每|同一|单)?[个家]?(?:企业|单位|个人|项目)的?(?:资助|补助|奖励|补贴|奖补)(?:总?额|金额|资金)))"
    # 重点企业每家奖励10万元，其余规模以上企业…每家奖励5万元; 给予补助200万元，并给予…贴息
    r"|，(?=其中\p{Han}{2,12}，[^，。；]{0,20}(?:的，)?(?:给予|按|奖励|补助|补贴)[^，。；]{0,20}?\d)"
    r"|，(?=其[余他](?!工作|部门|单位)[^，。；]{2,40}(?:，|给予|按|奖励|补|标准(?:不超过|为))|(?:并|且|同时|另)按照?[^，。；\d]{2,20}\d[\d.]*%|(?:并|且|同时|另)(?:一次性)?给予[^，。；]{2,40}?(?:\d|(?:奖励|补助|补贴|支持)，(?:最高|不超过)\d))"
    # …给予最高30万元的奖励，一等奖、二等奖，分别给予…
    r"|，(?=(?!由|按|其|每|单|在|第)[^，。；、]{2,20}(?:、[^，。；、]{1,12})+，?分别(?:给予|予以|奖励|补助|补贴))"
    rf"|，(?=其中\p{{Han}}{{2,10}}?{PAYEE_NOUN}(?:一次性)?(?:奖励|按|给予|补助|补贴)[^，。；、]{{0,30}}?\d(?![^，。；]*、[^，。；]*\d))"
    # 城市低保标准由680元提高到720元，农村低保标准由…; …标准为每人每月80元，…标准为…
    r"|，(?=[^，。；]{2,16}标准(?:(?:由|从)[^，。；]*|(?:同步|相应|统一)?)(?:提高|调整|增加)[到至为])"
    r"|，(?=(?!由|按|其|补|奖|资)[^，。；\d]{4,18}(?<!补贴|补助|奖励|资助)标准(?:分别)?[为是][^，。；]{0,12}\d)"
    r"|，(?=(?!由|按|其|补|奖|资|贷)[^，。；\d]{4,18}(?:补贴|补助|津贴)标准(?:分别)?[为是][^，。；]{0,12}\d)"
    # …给予50万元奖励，从省级升级为国家级的，再给予50万元
    r"|，(?=(?!由|按|其)[^，。；]{3,60}的(?:，(?:再|另|分别|一次性|最高|可)*(?:给予|予以|奖励|补助|补贴|资助)|(?:再|另|额外)(?:给予|予以|奖励))[^。；]{0,30}?\d)"
    r"|，(?=(?!由|按|其|每|单|可|在|市|省|县|区)[^，。；的]{4,40}(?:再|另|额外)(?:一次性)?(?:给予|予以|奖励)[^。；，]{0,12}?\d)"
)
# …一次性奖励20万元，连续认定的给予10万元; …每月3000元，硕士给予每月1500元: somebody else is paid
_NEXT_PAYEE = regex.compile(
    # …每项奖励100万元，参与制定的按30%奖励
    r"，(?=(?!由|按|其|对|每|单)[^，。；]{2,20}的按照?[^，。；\d]{0,12}\d[\d.]*%[^，。；]{0,8}?(?:给予|奖励|补助|补贴|资助))|"
    r"，(?=(?!由|按|其|对|每|单)[^，。；]{2,40}的(?:每[项个件家人名次])?(?:一次性)?(?:给予|予以|奖励|补助|补贴|资助)[^，。；]{0,12}?\d)"
    rf"|，(?=(?!由|按|其|对|每|单|市|县|区|省)[\p{{Han}}A-Z\d]{{0,10}}?{PAYEE_NOUN}(?:给予|予以)[^，。；、]{{0,12}}?\d)"
    # …为每人每月1500元，散居孤儿为每人每月1100元; 甲站每站资助50万元，乙站每站资助30万元
    rf"|，(?=(?!由|按|其|对|每|单)[^，。；\d]{{0,16}}?{PAYEE_NOUN}(?:标准)?为每[人户]\p{{Han}}{{0,4}}\d)"
    rf"|，(?=(?!由|按|其|对|每|单)[^，。；\d]{{2,24}}?{PAYEE_NOUN}每(?:\p{{Han}}(?:一次性)?(?:资助|补助|奖励|补贴|给予)|\p{{Han}}{{1,2}}(?:不高于|不超过|最高))\d)"
    # …，中小微企业返还60%; …，获奖选手按名次给予5000元; …，低收入家庭每人每月每平方米7元
    rf"|，(?=(?!由|按|其|对|每|单|市|县|区|省)[^，。；\d的]{{0,12}}?{PAYEE_NOUN}(?:按)?(?:返还|减免|补贴|补助)?\d[\d.]*%)"
    rf"|，(?=(?!由|按|其|对|每|单|市|县|区|省)[^，。；\d]{{0,10}}?{PAYEE_NOUN}按[^，。；\d]{{1,6}}(?:给予|奖励)\d)"
    rf"|，(?=(?!由|按|其|对|每|单|市|县|区|省)[^，。；\d的]{{0,10}}?{PAYEE_NOUN}每[人户生](?:每\p{{Han}}{{1,3}}){{1,2}}\d)"
    # …，新开通洲际航线首年给予200万元
    r"|，(?=新(?:开通|设立|引进|建|增|认定|获批)[^，。；\d]{2,16}?(?:首年|一次性)?(?:给予|予以|奖励|补助|补贴)[^，。；\d]{0,4}\d)"
    # …，由基础层转入创新层的再奖励40万元
    r"|，(?=由[^，。；]{2,14}?(?:转入|转为|转至|升[为至级格]|晋升|进入|变更|迁入|转板)[^，。；]{1,20}的，?(?:再|另|分别|一次性)*(?:给予|予以|奖励|补助|补贴|资助)[^，。；]{0,12}?\d)"
    # …，获省级表彰的优秀企业一次性给予5万元
    rf"|，(?=(?!由|按|其|对|每|单|在|并|且|同时)[^，。；]{{4,50}}的\p{{Han}}{{0,16}}?{PAYEE_NOUN}(?:一次性)?(?:给予|予以|奖励|补助)[^，。；]{{0,12}}?\d)"
    # …，获得四至八名的运动员按照每分100元
    rf"|，(?=(?!由|按|其|对|每|单|在|并|且|同时)[^，。；]{{2,40}}的\p{{Han}}{{0,10}}{PAYEE_NOUN}按照?每[^，。；]{{0,12}}?\d)"
    # 80-89周岁老人每人每月补贴50元，90-99周岁老人每人…
    rf"|，(?=\d{{2,3}}(?:[-~至到]\d{{2,3}})?周?岁[^，。；\d]{{0,14}}?{PAYEE_NOUN}每\p{{Han}}{{1,3}}[^，。；]{{0,8}}?\d)"
    # 给予创业资助1万元，可申请最高4000元的租金补贴
    r"|，(?=(?:并|且|同时|另)?可?(?:申请|享受|给予|获得)(?:每年|每月)?(?:最高|不超过|最多)(?:不超过?)?[\d.]+[万亿]?元的?(?:(?!奖励|一次性)\p{Han}){2,10}(?:补贴|补助|资助|津贴))"
    # 给予发布方最高100万元支持，给予承接方最高500万元支持
    rf"|，(?=(?:同时|并)?给予(?!每|单|该|其)\p{{Han}}{{0,8}}?{PAYEE_NOUN}(?:(?:一次性|最高|不超过|每[年月人])*\d|\p{{Han}}{{2,8}}\d[\d.]*%|\p{{Han}}{{2,8}}(?:补贴|补助|奖励)\d))"
)
# …，冷链运输车按购置价的15%补助: another thing that is paid for, where nobody is named by 对
_NEXT_THING = regex.compile(
    r"，(?=(?!其|由|每|单|对|超|剩|余|市|县|区|省|财政|再|另|并)[^，。；\d的]{3,12}按照?[^，。；\d]{2,12}的\d[\d.]*%(?:给予|予以)?(?:补助|补贴|奖励))"
)
_GIVES_ALSO = regex.compile(r"，[^，。；\d]*+(?:\d|(?<=的)，[^，。；\d]*+\d)")
OF_OTHERS = regex.compile(rf"[，、](?:同时|其中|此外|另外|并)?对|{_NEXT_PAYEE.pattern}")
# 对首次认定的，规模以上企业给予25万元: a label of one among several of the same phrase
_LABELS_ONE = regex.compile(
    rf"(?!分别|给予|予以|按|一次性|每|对|再|另)[^，。；：]{{1,30}}?(?:的|{PAYEE_NOUN})(?:每\p{{Han}}{{1,2}})?(?:一次性)?(?:给予|予以|奖励|补助|补贴|资助)"
)
_MARKS = regex.compile(r"[（）；：，、]")
_STAGED = regex.compile(r"给予[^，。；：]*\d[^，。；：]*$")


def split_supports(norm: str, start: int, end: int, sums: list[Sum]) -> list[tuple[int, int, bool]]:
    """Stretches of one support each in the sentence ``norm[start:end]``.

    :param sums: the sums and percentages of the sentence, with their roles.
    :returns: ``(start, end, joined to the one before by ，)``, in order.
    """
    paid = [s for s in sums if s.role in ("award", "cap", "rate")]
    cuts: list[tuple[int, bool]] = []
    depth = 0
    for mark in _MARKS.finditer(norm, start, end):
        pos, char = mark.start(), mark[0]
        if char == "（":
            depth += 1
        elif char == "）":
            depth = max(0, depth - 1)
        elif char == "；" and depth == 0:
            cuts.append((pos + 1, False))
        elif char == "；":
            continue
        elif char == "：":
            if depth == 0 and _STAGED.search(norm, cuts[-1][0] if cuts else start, pos):
                cuts.append((pos + 1, False))  # 分阶段给予400万元奖励：完成备案，给予200万元；…
        elif depth == 0:
            begin = cuts[-1][0] if cuts else start
            before = next((s for s in paid if begin <= s.start < pos), None)
            if before is not None and (
                _NEW_FOR.match(norm, pos, end) or _next_payee(norm, begin, pos, end, before)
            ):
                cuts.append((pos + 1, True))
    result: list[tuple[int, int, bool]] = []
    begin, joined = start, False
    for cut, by_comma in cuts:
        result.append((begin, cut - 1, joined))
        begin, joined = cut, by_comma
    result.append((begin, end, joined))
    return [(a, b, j) for a, b, j in result if a < b]


def _next_payee(norm: str, begin: int, comma: int, end: int, first: Sum) -> bool:
    """Whether another payee's support begins at a comma, and not the next of several labels
    under one phrase (对首次认定的，规模以上企业给予25万元，规模以下企业给予15万元)."""
    if not _GIVES_ALSO.match(norm, comma, end):
        return False  # a look is sooner than all the ways in which the next may be said
    if _NEXT_THING.match(norm, comma, end):
        return FOR.search(norm, begin, comma) is None
    if not _NEXT_PAYEE.match(norm, comma, end):
        return False
    part = norm.rfind("，", begin, first.start) + 1
    return not (part > begin and _LABELS_ONE.match(norm, part, first.start))
