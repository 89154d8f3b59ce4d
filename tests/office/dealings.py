"""What a small made-up office entered on its way with two partners: one that comes, one that leaves."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

from datetime import date
from typing import Any

from partnerdesk.store import listing
from partnerdesk.store.work import Work

from .furnished import furnish


def enter(work: Work) -> dict[str, int]:
    """Enter everything in one work; gives of each register the id that a paper is about."""
    made = furnish(work)
    coming, leaving = made.partners[4], made.partners[0]
    ids: dict[str, int] = {"partners": leaving, "coming": coming, "alliances": made.alliance, "bodies": made.council,
                           "memberships": 1}

    def save(register: str, **values: Any) -> int:
        id = work.save(listing.draft(work.look, register, None, **values))
        ids.setdefault(register, id)
        return id

    def change(register: str, id: int, **values: Any) -> None:
        draft = listing.draft(work.look, register, id)
        for name, value in values.items():
            draft[name] = value
        work.save(draft)

    change("partners", coming, english_name="Guangsha Intelligent Equipment Co., Ltd.", stage="review",
           credit_code="91990115MA0Y00771L", legal_representative="许宁", industry="专用设备制造",
           scale="medium", capital=68_000_000_00, founded=date(2013, 7, 9), postcode="200120",
           address="上海市浦东新区机枢路31号", english_address="31 Jishu Road, Pudong, Shanghai",
           telephone="021-5500 0031", source_kind="exhibition", source="华东物流装备展")
    change("partners", leaving, stage="watch", postcode="200121", english_address="1000 Binjiang Avenue, Pudong, Shanghai",
           telephone="021-5500 1000", scale="large", founded=date(2009, 3, 12))
    for duty, person, since, until in (
            ("manager", "顾远", date(2023, 5, 6), date(2025, 2, 28)), ("manager", "沈立", date(2025, 3, 1), None),
            ("liaison", "陆一鸣", date(2025, 3, 1), None)):
        save("responsibilities", partner_id=leaving, duty=duty, person=person, since=since, until=until,
             reason="岗位调整" if until else None)
    _choosing(save, coming, made.meeting)
    _examining(save, coming)
    _leaving(save, leaving, made.partners[5])
    _keeping(save, leaving, made.persons[0])
    successor = save("persons", name="秦朗", english_name="Qin Lang", mobile="13800000020", telephone="021-5500 1020",
                     email="qinlang@example.com")
    save("posts", person_id=successor, partner_id=leaving, title="常务副总经理",
         english_title="Executive Vice President", roles=("representative",), since=date(2026, 9, 1))
    save("representative_changes", partner_id=leaving, former_id=made.persons[0], successor_id=successor,
         takes_effect=date(2026, 9, 1), letter_number="江海函〔2026〕8号", letter_day=date(2026, 8, 24),
         reason="工作调整", seats=(1,))
    return ids


def _choosing(save: Any, partner: int, meeting: int) -> None:
    need = save("needs", title="港区自动导引车联合开发", english_title="Joint development of automated guided vehicles",
                department="business", state="evaluating", published=date(2026, 8, 3), closes=date(2026, 9, 4))
    save("intent_reports", partner_id=partner, need_id=need, meeting_id=meeting, dated=date(2026, 11, 12), author="陆一鸣",
         field_of_work="主营智能搬运装备，产品覆盖仓储和港区两类场景，直销与渠道并行，渠道占比约四成。",
         customers="现有客户以制造业仓储为主，与本联盟的港区客户基本不重叠，可以互相补充。\n"
                   "双方客户名单比对后，重叠的仅有两家。",
         strengths="导航与调度系统自主研发，已有三个港区落地项目。\n产能充足，交付周期稳定在十二周以内。",
         risks="对单一电池供应商依赖较高。\n境外业务占比上升，回款周期延长。",
         proposal="建议先以一个泊位作为试点，试点期六个月；达到约定指标后签订三年期合作协议。",
         conclusion="conditional")


def _examining(save: Any, partner: int) -> None:
    checklist = save("checklists", partner_id=partner, kind="diligence", begins=date(2026, 9, 14),
                     ends=date(2026, 10, 13), lead="顾远", conclusion="conditional",
                     scope="查阅近三年资料，走访生产现场，访谈两家客户。",
                     summary="经营、财务状况良好，合规方面有一项需限期整改。\n建议签约前确认整改完成。")
    for place, (area, item, english, grade, finding) in enumerate((
            ("operations", "产能与现场情况", "Capacity, seen on site", "clear", "两条装配线满负荷运转。"),
            ("operations", "主要客户及依赖程度", "The largest customers", "minor", "前五大客户占收入六成。"),
            ("finance", "近三年审计报告", "Audited accounts of three years", "clear", "均为无保留意见。"),
            ("compliance", "环保与安全生产", "Safety and environment", "serious", "喷涂车间排放许可将于年底到期，续期申请尚未受理。"),
            ("compliance", "商业贿赂与利益冲突", "Bribery and conflicts of interest", "none", None),
            ("culture", "决策与沟通方式", "Ways of deciding and reporting", None, None)), 1):
        save("checklist_items", checklist_id=checklist, area=area, position=place, item=item, english_item=english,
             responsible="陆一鸣", done=date(2026, 10, 9) if grade else None, grade=grade, finding=finding)


def _leaving(save: Any, partner: int, substitute: int) -> None:
    save("alternates", partner_id=partner, alternate_id=substitute, scope="华东干线运输", readiness="talks",
         since=date(2026, 10, 20))
    save("exits", partner_id=partner, form="buffered", trigger="milestones", triggered=date(2026, 9, 30),
         evidence="2026年第二、第三季度，联合采购系统对接和共享渠道上线两项里程碑均未完成。\n"
                  "2026年10月15日的联合例会确认了上述情况。",
         state="buffer", notice_number="华盟秘函〔2026〕21号", noticed=date(2026, 10, 26), transformation="exit",
         assessment="双方战略方向已有明显差异，继续保持战略合作的条件不足。", buffer_ends=date(2027, 4, 30),
         market_exit=date(2027, 4, 30), customers_told=date(2026, 10, 28), after_sales="安合云仓供应链有限公司")
    checklist = save("checklists", partner_id=partner, kind="exit", begins=date(2026, 10, 26), ends=date(2027, 4, 30),
                     lead="沈立")
    for place, (area, item, english, due, done) in enumerate((
            ("resources", "清点共用设备、物料并归还", "Shared equipment counted and returned", date(2027, 3, 31), None),
            ("market", "告知客户并落实售后服务承接方", "Customers told, after-sales owner named", date(2026, 10, 30), date(2026, 10, 28)),
            ("brand", "停用联合品牌标识", "Joint marks no longer used", date(2027, 2, 28), None),
            ("money", "双方对账并书面确认", "Accounts reconciled in writing", date(2027, 4, 15), None),
            ("papers", "收回编号材料和借阅资料", "Numbered copies and loans taken back", date(2027, 4, 20), None)), 1):
        save("checklist_items", checklist_id=checklist, area=area, position=place, item=item, english_item=english,
             responsible="沈立", due=due, done=done)


def _keeping(save: Any, partner: int, person: int) -> None:
    for stage, since, reason in (("review", date(2023, 4, 3), "申请入盟"), ("admitted", date(2023, 4, 28), None),
                                 ("active", date(2023, 5, 6), "联盟成立"), ("buffer", date(2026, 10, 26), "退出")):
        save("stage_changes", partner_id=partner, stage=stage, since=since, reason=reason)
    save("relations", partner_id=partner, form="strategic", since=date(2023, 5, 6))
    for kind, title, number, issuer, until, permanent in (
            ("licence", "营业执照", "SH-0001", "上海市浦东新区市场监督管理局", None, True),
            ("quality", "质量管理体系认证证书", "QMS-24-0101", "华东认证中心", date(2027, 1, 31), False),
            ("credit", "企业信用报告", "XB-2025-09", "征信服务中心", date(2026, 9, 1), False)):
        save("qualifications", partner_id=partner, kind=kind, title=title, document_number=number, issuer=issuer,
             valid_from=date(2024, 2, 1), valid_until=until, permanent=permanent, original_seen=date(2024, 3, 5))
    save("lookups", partner_id=partner, place="judgments", looked_up=date(2026, 9, 28), outcome="minor",
         findings="一起买卖合同纠纷，已结案。", by="陆一鸣")
    save("contacts", partner_id=partner, happened=date(2026, 10, 15), kind="talk", subject="里程碑完成情况",
         ours="沈立、陆一鸣", promises="一周内提供书面说明。", next_step=date(2026, 12, 1))
    save("gifts", partner_id=partner, person_id=person, direction="given", changed_hands=date(2026, 9, 22),
         article="茶叶", pieces=2, value=180_00, occasion="中秋节", ours="陆一鸣")
    save("feedback", partner_id=partner, kind="complaint", received=date(2026, 11, 9), subject="结算周期过长",
         handler="陆一鸣", due=date(2026, 11, 30))
