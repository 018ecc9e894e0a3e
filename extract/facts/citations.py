"""Documents named in a text, by title 《…》 or by number 皖政〔2021〕3号."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.lexicon import alternation, load

_TITLE = regex.compile(r"《(?:[^《》\n]|《[^《》\n]*》){2,120}》")
_LEADS = load("documents")["citing"]["leads"]
_NUMBER = r"（(?:(?:19|20)\d{2}|[〇○零一二三四五六七八九]{4})）第?\d{1,5}号"
_ORGANS = r"\p{Han}{2,16}?(?:、\p{Han}{2,16}?){0,4}"
_DECREE = r"(?:令|公告)(?:(?:19|20)\d{2}年)?第\d{1,4}号"
_STANDARD = (
    r"(?:[A-Z]{2,6}(?:/[A-Z]{1,3})?\d{0,2}(?:/[A-Z])?|建标)\d{2,6}(?:\.\d{1,2})?-(?:19|20)\d{2}"
)
_NUMBERED = regex.compile(rf"{_NUMBER}|{_DECREE}")
# A bracket that holds the number of the title before it and nothing else.
_BRACKET = regex.compile(
    rf"(?<=》)（(?:\p{{Han}}{{1,14}}(?:{_NUMBER}|（）第?\d{{1,5}}号)|(?:{_ORGANS})?{_DECREE}|{_STANDARD}|第\d{{1,4}}号令?)）"
)
# What leads to a number stands before it without a mark: 根据皖政〔2021〕3号. 和 may also be the
# first letter of the number itself (和政办〔2021〕3号).
_LEAD = regex.compile(rf"\p{{Han}}*(?:{alternation(_LEADS)}|(?<=\p{{Han}})和)(?=\p{{Han}}{{2,}}$)")
_ORGAN_LEAD = regex.compile(
    r"\p{Han}*(?:人民政府|国务院|办公厅|办公室|委员会|总局)(?=\p{Han}{2,}$)"
)
_MORE_ORGANS = regex.compile(r"(?:\p{Han}{2,12}[部委局署行会院厅办]、){1,5}$")
_LONGEST_CODE = 12
# 入选《财富》“世界500强”: a magazine, no document
# 《营业执照》: papers that one holds, no documents
_PAPERS = regex.compile(r"(?:证书?|执照|许可证|户口簿|身份证|存折)(?:（[^（）]*）)?$")
_PERIODICAL = regex.compile(r"杂志|“?(?:世界|全球|中国)")


def read_citations(norm: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """``(start, end, kind)`` of each document named in ``norm[start:end]``, in order.

    A number that stands alone in brackets after its title takes them along, any other is
    cited bare.
    """
    found: list[tuple[int, int, str]] = []
    if norm.find("《", start, end) >= 0:
        found += [
            (m.start(), m.end(), "title")
            for m in _TITLE.finditer(norm, start, end)
            if not (
                _PERIODICAL.match(norm, m.end()) or _PAPERS.search(norm, m.start(), m.end() - 1)
            )
        ]
        found += [(m.start(), m.end(), "number") for m in _BRACKET.finditer(norm, start, end)]
    if norm.find("号", start, end) >= 0:
        taken = [(a, b) for a, b, _ in found]
        found += [
            (a, b, "number")
            for a, b in _bare_numbers(norm, start, end)
            if not any(x <= a and b <= y for x, y in taken)
        ]
    return sorted(found)


def _bare_numbers(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Numbers of documents with the letters of their organ: 皖政〔2021〕3号, 国务院令第748号."""
    for match in _NUMBERED.finditer(norm, start, end):
        floor = max(start, match.start() - 2 * _LONGEST_CODE)
        begin = match.start()
        while begin > floor and "\u3400" <= norm[begin - 1] <= "\u9fff":
            begin -= 1
        code = norm[begin : match.start()]
        decree = norm[match.start()] != "（"
        for leads in (_LEAD,) if decree else (_LEAD, _ORGAN_LEAD):
            lead = leads.match(code)
            if lead:
                code = code[lead.end() :]
        if (
            decree
            and norm.startswith("）", match.end())
            and norm.endswith("（" + code, start, match.start())
        ):
            yield match.start() - len(code) - 1, match.end() + 1  # 《…条例》（国令第722号）
            continue
        more = _MORE_ORGANS.search(norm, start, begin) if decree and len(code) > 1 else None
        if more and not lead:
            lead = _LEAD.match(norm, more.start(), norm.index("、", more.start()))
            yield lead.end() if lead else more.start(), match.end()
        elif 1 <= len(code) <= _LONGEST_CODE:
            yield match.start() - len(code), match.end()
