"""Notations of responsible units, one line a case: a text, and who is charged with what."""

from __future__ import annotations

from typing import Any

import pytest

from extract import extract_text

LEAD, RESPONSIBLE, SUPPORT, INTERPRET, DRAFT, HOST = (
    *("lead", "responsible", "support"),
    *("interpret", "draft", "host"),
)


def cases(table: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table.items(), ids=list(table))


def units(text: str) -> list[tuple[str, str]]:
    result = extract_text("一、主要任务\n" + text)
    return [(r.raw, r.role) for r in result.responsibilities]


def of(role: str, *names: str) -> list[tuple[str, str]]:
    return [(name, role) for name in names]


@cases(
    {
        "（责任单位：市财政局；完成时限：2022年12月底）": of(RESPONSIBLE, "市财政局"),
        "（完成时限：2022年12月；责任单位：市财政局）": of(RESPONSIBLE, "市财政局"),
        "（牵头单位：市发展改革委，配合单位：市财政局、各县区，完成时限：2025年）": [
            ("市发展改革委", LEAD),
            ("市财政局", SUPPORT),
            ("各县区", SUPPORT),
        ],
        "（牵头领导：王五；责任单位：市科技局；责任人：李四）": of(RESPONSIBLE, "市科技局"),
        "（责任单位：市科技局，2023年底前完成）": of(RESPONSIBLE, "市科技局"),
        "（责任单位：市科技局，长期坚持）": of(RESPONSIBLE, "市科技局"),
        "（牵头：市科技局；配合：市财政局、市商务局）": [
            ("市科技局", LEAD),
            ("市财政局", SUPPORT),
            ("市商务局", SUPPORT),
        ],
        "（责任部门（单位）：市科技局、市财政局）": of(RESPONSIBLE, "市科技局", "市财政局"),
        "（牵头（责任）单位：市科技局）": of(LEAD, "市科技局"),
        "（第一责任单位：市科技局；第二责任单位：市财政局）": of(
            RESPONSIBLE, "市科技局", "市财政局"
        ),
        "（项目主管部门：市科技局）": of(LEAD, "市科技局"),
        "（参加单位：市科技局、甲大学）": of(SUPPORT, "市科技局", "甲大学"),
        "（责任处室：创新处；配合处室：资金处）": [("创新处", RESPONSIBLE), ("资金处", SUPPORT)],
        "（责任单位：市科技局/市财政局）": of(RESPONSIBLE, "市科技局", "市财政局"),
        "（牵头单位：市科技局 责任单位：市财政局 市商务局）": [
            ("市科技局", LEAD),
            ("市财政局", RESPONSIBLE),
            ("市商务局", RESPONSIBLE),
        ],
        "〔责任单位：市经信局、市财政局（国资委）〕": of(
            RESPONSIBLE, "市经信局", "市财政局（国资委）"
        ),
        "[责任单位：市经信局和市财政局]": of(RESPONSIBLE, "市经信局", "市财政局"),
        "（责任单位：市发展和改革委员会、市住房和城乡建设局）": of(
            RESPONSIBLE, "市发展和改革委员会", "市住房和城乡建设局"
        ),
        "（责任单位：各县（市、区）人民政府、各街道办事处（乡镇人民政府））": of(
            RESPONSIBLE, "各县（市、区）人民政府", "各街道办事处（乡镇人民政府）"
        ),
        "（责任单位：各市、县（市、区）人民政府）": of(RESPONSIBLE, "各市、县（市、区）人民政府"),
        "（责任单位：国家税务总局甲市税务局、国网甲市供电公司、甲海关）": of(
            RESPONSIBLE, "国家税务总局甲市税务局", "国网甲市供电公司", "甲海关"
        ),
        "（责任单位：\n市财政局、市科技局）": of(RESPONSIBLE, "市财政局", "市科技局"),
        "牵头单位：市科技局　　配合单位：市财政局　　完成时限：2022年底": [
            ("市科技局", LEAD),
            ("市财政局", SUPPORT),
        ],
        "加大投入。责任单位：市财政局、市科技局。": of(RESPONSIBLE, "市财政局", "市科技局"),
        "支持范围（含以上单位）。": [],
        "申报单位：在本市注册的企业。": [],
        "实施主体：在本市依法注册的企业。": [],
        "工作单位：某某公司": [],
    }
)
def test_a_labelled_list_ends_where_its_label_does(text, expected):
    assert units("支持上云。" + text if text[0] in "（〔[" else text) == expected


@cases(
    {
        "给予奖励。（市工信委、市财政局）": of(RESPONSIBLE, "市工信委", "市财政局"),
        "给予奖励（市工信委、市财政局）。": of(RESPONSIBLE, "市工信委", "市财政局"),
        "给予奖励。（市科技局）": of(RESPONSIBLE, "市科技局"),
        "给予奖励。[市工信局，各县（市、区）人民政府]": of(
            RESPONSIBLE, "市工信局", "各县（市、区）人民政府"
        ),
        "给予奖励。（市委组织部、市人社局，团市委）": of(
            RESPONSIBLE, "市委组织部", "市人社局", "团市委"
        ),
        "向主管部门（市科技局）提出申请。": [],
        "报县直部门（县发改局、县财政局）。": [],
        "重点支持（市级、省级）。": [],
        "支持三个功能区（经开区、高新区、新城区）。": [],
        "支持银行（工商银行、农业银行）。": [],
        "由三家单位（市科技局、市财政局、市商务局）组成评审组。": [],
        "支持各类主体（企业、高校、科研院所）。": [],
        "总结经验。（详见附件）": [],
    }
)
def test_a_list_without_a_label_is_one_where_all_members_are_offices(text, expected):
    assert units(text) == expected


@cases(
    {
        "（由市商务局负责）": of(RESPONSIBLE, "市商务局"),
        "（市商务局、市财政局等部门按职责分工负责）": of(RESPONSIBLE, "市商务局", "市财政局"),
        "（省科技厅牵头，省财政厅等部门配合，各市、县（市、区）人民政府落实）": [
            ("省科技厅", LEAD),
            ("省财政厅", SUPPORT),
            ("各市、县（市、区）人民政府", RESPONSIBLE),
        ],
        "（市科技局负责，市财政局配合）": [("市科技局", RESPONSIBLE), ("市财政局", SUPPORT)],
        "市发展改革委牵头，市财政局、市科技局等按职责分工负责。": [
            ("市发展改革委", LEAD),
            ("市财政局", RESPONSIBLE),
            ("市科技局", RESPONSIBLE),
        ],
        "市发展改革委、市财政局按职责分工负责。": of(RESPONSIBLE, "市发展改革委", "市财政局"),
        "由龙头企业牵头，高校、科研院所配合。": [],
        "各部门要密切配合，形成合力。": [],
        "申请人应积极配合。": [],
        "（企业自愿参与）": [],
    }
)
def test_a_phrase_says_what_its_units_do(text, expected):
    assert units("支持上云。" + text) == expected


@cases(
    {
        "本政策由市财政局负责解释，具体工作由市投资服务中心承担。": of(
            INTERPRET, "市财政局", "市投资服务中心"
        ),
        "本办法由区政府负责解释，具体由区发改局等部门承担。": of(INTERPRET, "区政府", "区发改局"),
        "本办法由市科技局会同市财政局解释。": [("市科技局", INTERPRET), ("市财政局", SUPPORT)],
        "县商务局负责新建项目相关工作，县工信局负责技改项目相关工作。": of(
            RESPONSIBLE, "县商务局", "县工信局"
        ),
        "由市科技局牵头，会同市财政局制定实施细则。": [("市科技局", LEAD), ("市财政局", SUPPORT)],
        "实施细则由市科技局另行制定。": of(DRAFT, "市科技局"),
        "办公室设在市工信局，由市工信局局长兼任主任。": of(HOST, "市工信局"),
        "企业负责项目建设工作。": [],
        "项目负责人由企业指定。": [],
        "县长负责全面工作。": [],
    }
)
def test_units_with_a_role_are_found_in_running_text(text, expected):
    assert units(text) == expected


@cases(
    {
        "（责任单位：市发改、经信、财政局）": ["市发改局", "市经信局", "市财政局"],
        "（责任单位：市经信局、财政局，各县区政府、开发区管委会）": [
            "市经信局",
            "市财政局",
            "各县区政府",
            "开发区管委会",
        ],
        "（责任单位：市教育局、团市委、市妇联）": ["市教育局", "团市委", "市妇联"],
    }
)
def test_what_a_list_leaves_out_is_restored(text, expected):
    assert [r.name for r in extract_text("支持上云。" + text).responsibilities] == expected
