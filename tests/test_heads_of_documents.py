"""Heads as they are printed: notes below a title, numbers before it, dates that lost their words,
records of web pages."""

from __future__ import annotations

import pytest

from extract import extract_text

BODY = "第一章 总则\n第一条 为加强管理，制定本办法。\n第二条 本办法适用于本县。\n"


def test_a_note_below_the_title_belongs_to_it_and_the_number_does_not() -> None:
    found = extract_text(f"甲县公共租赁住房管理办法\n（试行）甲政〔2014〕12号\n\n{BODY}")
    document = found.documents[0]
    assert document.title == "甲县公共租赁住房管理办法（试行）"
    assert document.doc_number == "甲政〔2014〕12号"


def test_a_number_run_together_with_the_title() -> None:
    text = (
        "甲政办发〔2020〕7号甲县人民政府办公室关于印发甲县林业发展规划的通知各乡镇人民政府，县政府各单位："
        "经县政府同意，现将《甲县林业发展规划》印发给你们，请认真贯彻落实。"
    )
    document = extract_text(text).documents[0]
    assert document.title == "甲县人民政府办公室关于印发甲县林业发展规划的通知"
    assert document.doc_number == "甲政办发〔2020〕7号"


def test_a_signature_whose_date_is_digits_only_stays_out_of_the_next_title() -> None:
    text = (
        "甲县人民政府关于印发若干措施的通知\n各乡镇人民政府：\n现印发给你们，请认真贯彻落实。\n\n"
        f"甲县人民政府\n\n2023615\n\n甲县支持体育产业发展若干措施\n\n{BODY}"
    )
    assert [d.title for d in extract_text(text).documents] == [
        "甲县人民政府关于印发若干措施的通知",
        "甲县支持体育产业发展若干措施",
    ]


def test_the_record_of_a_web_page_is_no_document() -> None:
    text = (
        "甲市科学技术局 政府信息公开\n  • 索 引 号： AB123-0200\n  • 标    题： 甲市科学技术局关于做好申报工作的通知\n"
        "  • 发文字号： 甲科〔2021〕9号\n甲市科学技术局关于做好申报工作的通知\n甲科〔2021〕9号\n\n各县（市）科技局：\n现就申报工作通知如下。\n"
    )
    found = extract_text(text)
    assert [d.title for d in found.documents] == ["甲市科学技术局关于做好申报工作的通知"]
    assert not [c for c in found.clauses if c.marker]


def test_a_title_in_marks_says_who_issued_it() -> None:
    text = f"《甲市人民政府办公厅关于印发甲市成果转化实施方案（2012-2015年）的通知》\n\n各区（市）县政府：\n现印发给你们，请认真组织实施。\n\n{BODY}"
    assert extract_text(text).documents[0].issuer == "甲市人民政府办公厅"


def test_who_forwards_issues() -> None:
    text = "甲市人民政府办公厅转发市财政局关于加强管理意见的通知\n各区人民政府：\n请认真执行。\n"
    assert extract_text(text).documents[0].issuer == "甲市人民政府办公厅"


def test_a_date_and_a_number_in_one_line_below_the_title() -> None:
    document = extract_text(
        f"甲市道路照明设施管理办法\n2006年10月26日 甲建〔2006〕68号\n\n{BODY}"
    ).documents[0]
    assert (document.doc_number, document.issued_on) == ("甲建〔2006〕68号", "2006-10-26")


@pytest.mark.parametrize("between", ["", "发布时间：2021-03-05 来源：甲市政府\n字体：大 中 小\n"])
def test_a_title_that_a_page_prints_twice_is_one(between: str) -> None:
    title = "甲市人民政府办公室关于印发甲市养蜂业发展规划的通知\n"
    text = (
        f"{title}{between}{title}甲政办发〔2021〕7号\n各区人民政府：\n现印发给你们，请认真贯彻落实。\n"
        f"甲市人民政府办公室\n2021年3月2日\n甲市养蜂业发展规划\n{BODY}"
    )
    found = extract_text(text)
    assert [(d.kind, d.doc_number, d.issued_on) for d in found.documents] == [
        ("notice", "甲政办发〔2021〕7号", "2021-03-02"),
        ("plan", None, "2021-03-02"),
    ]
    assert found.documents[0].start == 0
    assert [c.level for c in found.clauses[:2]].count("furniture") == 1


def test_an_order_is_issued_by_who_gives_it_and_signed_by_its_head() -> None:
    text = (
        "甲省乙市人民政府令\n第12号\n《乙市城市绿化办法》已经市人民政府第十次常务会议通过，现予公布，"
        f"自2020年5月1日起施行。\n市长 曹勇\n2020年3月10日\n\n乙市城市绿化办法\n{BODY}"
    )
    found = extract_text(text)
    assert [(d.title, d.issuer, d.effective_on) for d in found.documents] == [
        ("甲省乙市人民政府令", "甲省乙市人民政府", "2020-05-01"),
        ("乙市城市绿化办法", "甲省乙市人民政府", "2020-05-01"),
    ]
    assert [c.text for c in found.clauses if c.level == "signature"] == [
        "市长曹勇",
        "2020年3月10日",
    ]


def test_a_record_of_a_page_with_a_line_for_each_label_and_value() -> None:
    title = "丙县人民政府议事规则\n"
    text = (
        f"返回顶部\n\n{title}\n  • 索引号:\n\n    6100000000/2023-000105\n  • 主题分类:\n\n  • 来源:\n\n"
        "  • 发文机构:\n\n    县政府网站\n  • 发文字号:\n\n    丙政发〔2023〕9号\n  • 发文日期:\n\n"
        "    2023年05月08日 16:40\n  • 有效性:\n\n  • 内容概述:\n\n"
        f"{title}\n第一章总则\n\n一、根据有关规定，制定本规则。\n\n二、县政府坚持依法行政。\n\n第二章 职能\n\n"
        "三、县政府由县长、副县长组成。\n"
    )
    found = extract_text(text)
    assert [(d.title, d.doc_number, d.issued_on) for d in found.documents] == [
        ("丙县人民政府议事规则", "丙政发〔2023〕9号", "2023-05-08")
    ]
    marked = [(c.level, c.marker) for c in found.clauses if c.marker]
    assert marked == [
        ("chapter", "第一章"),
        ("section", "一、"),
        ("section", "二、"),
        ("chapter", "第二章"),
        ("section", "三、"),
    ]
    assert not [n for n in found.numerals if n.disposition == "unresolved"]


def test_the_name_of_a_column_is_no_part_of_the_title() -> None:
    title = "丁市人民政府关于印发物流业发展意见的通知\n"
    text = (
        f"行政规范性文件\n\n{title}\n投稿:abc  来源:市政府办时间:2022年06月30日\n\n名  称: {title}\n"
        f"丁市人民政府\n\n关于印发物流业发展意见的通知\n\n丁政文〔2022〕10号\n\n各县人民政府：\n\n"
        f"现印发给你们，请认真贯彻实施。\n\n2022年6月12日\n"
    )
    found = extract_text(text)
    assert [d.title for d in found.documents] == ["丁市人民政府关于印发物流业发展意见的通知"]
    assert [(d.raw, d.kind) for d in found.deadlines] == [("2022年6月12日", "issued")]


def test_letterheads_and_buttons_of_a_page_are_furniture() -> None:
    text = (
        "    戊市高新技术产业开发区管理委员会行政规范性文件\n\n    下载文字版 下载图片版 政策解读\n\n    政策解读\n\n"
        "    戊市高新区管委会\n\n    关于印发《关于促进戊市高新区软件产业发展的办法(修订)》的通知\n\n"
        "    各镇人民政府、各街道办事处:\n\n    《关于促进戊市高新区软件产业发展的办法(修订)》已经2023年第14次常务会议审议通过,现印发给你们。\n"
    )
    found = extract_text(text)
    assert [d.title for d in found.documents] == [
        "戊市高新区管委会关于印发《关于促进戊市高新区软件产业发展的办法(修订)》的通知"
    ]
    assert [c.level for c in found.clauses].count("furniture") == 3
    assert found.deadlines == []


def test_who_the_other_departments_are_the_signature_says() -> None:
    text = (
        "乙州教育局等三部门关于做好托管工作的意见\n乙教发〔2021〕8号\n各县教育局：\n现提出如下意见。\n"
        "一、服务时间。每天不少于2小时。\n乙州教育局 乙州发展和改革委员会\n乙州财政局\n2021年8月6日\n"
    )
    found = extract_text(text)
    assert found.documents[0].issuer == "乙州教育局、乙州发展和改革委员会、乙州财政局"
    assert "unresolved" not in {n.disposition for n in found.numerals}


def test_a_line_across_the_page_and_an_organ_in_every_line_are_no_titles() -> None:
    text = (
        "己市人民政府办公室文件\n己政办发〔2019〕5号\n━━━━━━━━━━━━━━━━\n己市人民政府办公室\n关于印发己市小区改造实施\n方案的通知\n"
        "各区人民政府：\n    《己市小区改造实施方案》已经\n市政府同意，现印发给你们，请认真贯彻\n执行。\n"
        "己市人民政府办公室\n2019年9月8日\n"
    )
    found = extract_text(text)
    assert [d.title for d in found.documents] == [
        "己市人民政府办公室关于印发己市小区改造实施方案的通知"
    ]
    assert [c.text for c in found.clauses if "已经" in c.text] == [
        "《己市小区改造实施方案》已经市政府同意，现印发给你们，请认真贯彻执行。"
    ]
