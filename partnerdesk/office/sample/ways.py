"""The ways through which partners of the sample office go: a need and its candidates, admissions, an onboarding, exits."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from partnerdesk.office.cases import acting as cases
from partnerdesk.office.cases import versions
from partnerdesk.office.cases.acting import Decision
from partnerdesk.office.checklists import acting as checklists
from partnerdesk.office.checklists.records import ChecklistItem
from partnerdesk.office.exits import acting as exits
from partnerdesk.office.letterhead import records
from partnerdesk.office.scorecards import acting as scorecards
from partnerdesk.office.scorecards.records import Criterion, Scorecard
from partnerdesk.office.selection import acting as selection
from partnerdesk.office.selection.records import Candidate
from partnerdesk.store import listing

if TYPE_CHECKING:
    from partnerdesk.office.sample.filling import Filling

_ZONE = ZoneInfo("Asia/Shanghai")
_RATERS = (("冯知行", "business"), ("李文澍", "legal"), ("贺素岑", "finance"))
_BEGINNING = date(2025, 5, 18)
# Points in the order of the criteria, read round and round: one text for each rater.
_MARKS = {30: ("4544344545444", "4443345444544", "5443344444534"), 15: ("4453444344434", "3443444344434", "4443354344344"),
          3: ("5433443435443", "4433343434433", "2433443425443"), 26: ("4443434344", "4344443443", "3443434434"),
          27: ("5444444444", "4454434444", "4445444434")}


def enter(filling: Filling) -> None:
    """Enter all of it in the order of its days, through the acts of the desks."""
    versions.take_over_all(filling.work, _BEGINNING)
    scorecards.take_all_over(filling.work)
    _Ways(filling).all()


class _Ways:
    def __init__(self, filling: Filling) -> None:
        self.filling, self.work = filling, filling.work
        self.partners, self.save = filling.partners, filling.save

    def all(self) -> None:
        self.refused()
        self.leasing()
        self.suspended_carrier()
        need = self.need()
        meeting = self.meeting()
        self.leaving()
        self.exhibitions(meeting)
        self.data_service(need, meeting)
        self.rest()

    def decide(self, case: int, *decided: tuple[str, str, str, str, str]) -> None:
        """Steps of a case: code, outcome, day, signer, and what was said (after a bar: conditions or the step returned to)."""
        for code, outcome, day, signer, said in decided:
            opinion, _, more = said.partition("|")
            cases.decide(self.work, case, code, Decision(
                outcome, date.fromisoformat(day), signer, opinion, conditions=more if outcome == "conditional" else "",
                back_to=more if outcome == "return" else ""))

    def rate(self, code: str, place: int, day: date, **more: int | None) -> None:
        card = records(self.work.look, Scorecard, Scorecard.code == code)[0]
        criteria = records(self.work.look, Criterion, Criterion.scorecard_id == card.id, order=[Criterion.position])
        for (rater, department), marks in zip(_RATERS, _MARKS[place], strict=True):
            sheet = scorecards.begin_sheet(self.work, card.id, self.partners[place], rater, day, department=department, **more)
            scorecards.score(self.work, sheet, {
                each.id: int(marks[at % len(marks)]) for at, each in enumerate(criteria)})

    def grade(self, checklist: int, day: date, graded: int | None, findings: dict[int, tuple[str, str]], by: str) -> None:
        """Grade the first points of a checklist, those with a finding as it says, the others in order."""
        items = records(self.work.look, ChecklistItem, ChecklistItem.checklist_id == checklist, order=[ChecklistItem.position])
        for at, item in enumerate(items[:graded], 1):
            grade, finding = findings.get(at, ("clear", ""))
            checklists.enter(self.work, item.id, responsible=by)
            checklists.grade(self.work, item.id, grade, day, finding or None)

    def tick(self, checklist: int, day: date, count: int, by: Sequence[str]) -> None:
        """Enter the first points of a checklist as done; each has somebody who does it."""
        items = records(self.work.look, ChecklistItem, ChecklistItem.checklist_id == checklist, order=[ChecklistItem.position])
        for at, item in enumerate(items):
            checklists.enter(self.work, item.id, responsible=by[at % len(by)])
            if at < count:
                checklists.mark_done(self.work, item.id, day)

    # -- one way after another

    def refused(self) -> None:
        case = cases.open_case(self.work, "admission-general", "partner_id", self.partners[40], date(2026, 3, 20),
                               "申请成为仓储供应商")
        self.decide(case, ("qualification", "refuse", "2026-04-16", "周以澜",
                           "道路运输经营许可证已于2024年1月7日到期，且有未决仓储合同纠纷两件，不予准入。"))
        waiting = cases.open_case(self.work, "admission-general", "partner_id", self.partners[38], date(2026, 10, 20),
                                  "拟纳入工业设计服务商名录")
        cases.suspend(self.work, waiting, date(2026, 11, 5), "对方股权变更登记未办完，待换发营业执照")

    def leasing(self) -> None:
        place = self.partners[27]
        case = cases.open_case(self.work, "admission-general", "partner_id", place, date(2026, 5, 6), "设备融资租赁合作")
        self.decide(case, ("qualification", "pass", "2026-05-12", "周以澜", "证照齐全有效，查询未发现诉讼和处罚。"))
        checked = checklists.draw_up(self.work, place, "diligence", date(2026, 5, 12), case, lead="冯知行")
        self.grade(checked, date(2026, 5, 19), None, {5: ("minor", "单一客户占用授信比例为31%，略高于同业。")}, "冯知行")
        checklists.close(self.work, checked, "fit", date(2026, 5, 20), "经营稳健，资金来源清楚，同意进入风险评估。")
        self.decide(case, ("diligence", "pass", "2026-05-20", "冯知行", "现场走访及客户核实未见异常。"))
        self.rate("admission-factors", 27, date(2026, 5, 22), case_id=case)
        self.decide(
            case, ("risk", "conditional", "2026-05-26", "李文澍", "总体风险可控。|单户授信超过35%时须书面告知秘书处。"),
            ("approval", "pass", "2026-05-28", "沈立言", "同意准入。"))
        guided = cases.open_case(self.work, "onboarding", "partner_id", place, date(2026, 9, 15), "首单业务落地，进入引导期")
        listed = checklists.draw_up(self.work, place, "onboarding", date(2026, 9, 15), guided, our_manager="冯知行",
                                    their_manager="廖思齐")
        self.tick(listed, date(2026, 10, 23), 9, ("冯知行", "廖思齐", "周以澜"))
        self.decide(guided, ("background", "pass", "2026-09-18", "冯知行", "资料已签收。"),
                    ("contacts", "pass", "2026-09-22", "冯知行", "双方项目经理：冯知行、廖思齐。"),
                    ("training", "pass", "2026-10-09", "周以澜", "两场培训，签到表归档。"),
                    ("launch", "not-applicable", "2026-10-12", "冯知行", "业务以单笔租赁为主，不作联合公告。"))

    def suspended_carrier(self) -> None:
        place, day = self.partners[23], date(2026, 2, 27)
        case = cases.open_case(self.work, "exit-immediate", "partner_id", place, day, "违反危险货物运输安全要求")
        leaving = exits.begin(self.work, place, "immediate", "breach", day,
                              "2月25日港区检查发现车辆罐体检验过期、押运员无证上岗，现场笔录及照片存档。", case)
        exits.give_notice(self.work, leaving, day, number="临盟秘〔2026〕9号", letter=False)
        draft = listing.draft(self.work.look, "exits", leaving)
        draft["investigation"] = "情况属实，对方书面承认，已受交通运输部门处罚。"
        self.work.save(draft)
        self.decide(case, ("notice", "pass", "2026-02-27", "李文澍", "暂停合作通知已送达，回执存档。"),
                    ("investigation", "pass", "2026-03-12", "李文澍", "调查属实。"),
                    ("approval", "pass", "2026-03-16", "沈立言", "同意清退，另选承运单位。"))

    def need(self) -> int:
        need = self.save(
            "needs", title="冷链追溯数据服务", english_title="Cold-chain traceability data service", department="technology",
            manager="冯知行", state="draft", budget=480_000_00, begins=date(2027, 1, 1), ends=date(2027, 12, 31),
            goals="为中心库试点和六家成员单位提供温度、位置、交接的全程追溯数据。", scope="接口开发、数据托管、门户查询；不含硬件。",
            deliverables="统一追溯接口一套；成员查询门户；每季度数据质量报告。", quality="数据延迟不超过5分钟，月度可用率不低于99.5%。",
            capabilities="数据接口：支持三种以上温控设备协议\n信息安全：等级保护二级以上\n本地服务：4小时到场",
            channels=("website", "association", "invitation"), closes=date(2026, 9, 14))
        case = cases.open_case(self.work, "need-review", "need_id", need, date(2026, 8, 10), "二届三次理事会筹备议定")
        self.decide(case, ("document", "pass", "2026-08-14", "冯知行", "需求书要素齐全。"),
                    ("technology", "conditional", "2026-08-18", "冯知行", "同意。|须写明接口开放范围。"),
                    ("budget", "pass", "2026-08-18", "贺素岑", "预算在年度计划之内。"),
                    ("approval", "pass", "2026-08-20", "沈立言", "同意发布。"))
        selection.onward(self.work, need, date(2026, 8, 24))
        selection.add_candidates(self.work, need, (self.partners[place] for place in (30, 15, 3, 37)), date(2026, 8, 26))
        return need

    def meeting(self) -> int:
        starts = datetime(2026, 11, 13, 10, 0, tzinfo=_ZONE)
        meeting = self.save(
            "meetings", name="合作伙伴综合评估会（2026年第一次）", english_name="Comprehensive Review Meeting, 2026 No. 1",
            short_name="综合评估会", state="held", starts=starts, ends=starts.replace(hour=12), place="联盟大厦301会议室",
            english_place="Room 301, Alliance Building", chair_id=self.filling.persons["沈立言"],
            note_taker_id=self.filling.persons["周以澜"], notice_day=date(2026, 11, 6), addressees="市场、业务、法务、财务各岗位",
            english_addressees="Market, business, legal and finance")
        for position, name in enumerate(("沈立言", "李文澍", "周以澜", "冯知行", "贺素岑"), 1):
            title, english, place = self.filling.posts[name]
            self.save("attendances", meeting_id=meeting, person_id=self.filling.persons[name], unit_id=self.partners[place],
                      duty=title, english_duty=english, capacity="member", position=position, reply="coming", status="present")
        for position, (title, english) in enumerate((
                ("评议冷链追溯数据服务候选单位", "Candidates for the cold-chain traceability data service"),
                ("评议滨渚会展服务有限公司入盟申请", "Application of Binzhu Exhibition Services to join")), 1):
            self.save("agenda_items", meeting_id=meeting, position=position, title=title, english_title=english,
                      presenter_id=self.filling.persons["冯知行"], unit_id=self.partners[41], allotted=50, treatment="discuss")
        return meeting

    def leaving(self) -> None:
        place, day = self.partners[10], date(2026, 9, 14)
        case = cases.open_case(self.work, "exit-buffered", "partner_id", place, day, "对方来函调整合作关系")
        leaving = exits.begin(self.work, place, "buffered", "strategy", day, "宏畹函〔2026〕19号：业务重心转向外地市场。", case)
        self.decide(case, ("trigger", "pass", "2026-09-17", "冯知行", "来函属实，连续一个季度无新增订单。"),
                    ("assessment", "pass", "2026-09-24", "李文澍", "不宜转为其他合作形式，按缓冲期退出。"),
                    ("approval", "pass", "2026-09-29", "沈立言", "同意进入缓冲期。"))
        exits.give_notice(self.work, leaving, date(2026, 9, 30), number="临盟秘〔2026〕33号", letter=False)
        draft = listing.draft(self.work.look, "exits", leaving)
        for name, value in (("transformation", "exit"), ("assessment", "试验线和销售网均已外迁，无继续合作的基础。"),
                            ("market_exit", date(2027, 4, 15)), ("customers_told", date(2026, 10, 14)),
                            ("after_sales", "梁晖如（宏畹新材料有限公司）")):
            draft[name] = value
        self.work.save(draft)
        self.decide(case, ("notice", "pass", "2026-09-30", "李文澍", "复函已送达。"))
        listed = checklists.draw_up(self.work, place, "exit", date(2026, 10, 9), case, ends=date(2027, 3, 30))
        self.tick(listed, date(2026, 10, 30), 5, ("李文澍", "罗知微"))
        self.decide(case, ("plan", "pass", "2026-10-16", "李文澍", "双方确认分步计划。"))

    def exhibitions(self, meeting: int) -> None:
        place = self.partners[26]
        case = cases.open_case(self.work, "admission-member", "partner_id", place, date(2026, 10, 12), "申请加入联盟",
                               self.filling.alliances[0])
        self.decide(case, ("qualification", "pass", "2026-10-20", "周以澜", "材料齐全。"),
                    ("legality", "return", "2026-10-23", "李文澍", "入盟申请书声明页未加盖公章，退回补正。|qualification"),
                    ("qualification", "pass", "2026-10-27", "周以澜", "声明页已补盖公章。"),
                    ("legality", "pass", "2026-10-30", "李文澍", "查询无重大诉讼和处罚。"),
                    ("finance", "conditional", "2026-11-03", "贺素岑", "偿债能力正常。|补交2025年度审计报告正本。"))
        self.rate("admission-factors", 26, date(2026, 11, 6), case_id=case)
        self.decide(case, ("intent", "pass", "2026-11-09", "冯知行", "会展资源与联盟年度活动互补。"))
        self.save("intent_reports", partner_id=place, meeting_id=meeting, dated=date(2026, 11, 10), author="冯知行",
                  field_of_work="会议展览、会员活动策划，本地场馆渠道稳定。", customers="服务过六家成员单位，与景畴传媒有分工。",
                  strengths="场馆资源；报价透明；响应快。", risks="成立时间短，抗风险能力一般；审计报告正本待补。",
                  proposal="建议吸收为会员单位，首年以单项活动合作为主。", conclusion="conditional")
        self.decide(case, ("meeting", "pass", "2026-11-13", "沈立言", "综合评估会同意提请审批。"))

    def data_service(self, need: int, meeting: int) -> None:
        place = self.partners[30]
        case = cases.open_case(self.work, "admission-need", "partner_id", place, date(2026, 9, 1), "应答冷链追溯数据服务需求")
        self.decide(case, ("reading", "pass", "2026-09-18", "冯知行", "首份合作方案完整。"))
        selection.onward(self.work, need, date(2026, 9, 15))
        for at, each in enumerate((30, 15, 3)):
            (candidate,) = records(self.work.look, Candidate, Candidate.need_id == need,
                                   Candidate.partner_id == self.partners[each])
            selection.set_state(self.work, candidate.id, "answered", date(2026, 9, 8 + 2 * at))
            self.rate("four-criteria", each, date(2026, 11, 12), need_id=need, meeting_id=meeting)
        self.decide(case, ("scoring", "pass", "2026-11-12", "冯知行", "三名评审人评分完毕。"),
                    ("panel", "pass", "2026-11-13", "沈立言", "评审会建议对排名靠前的单位开展尽职调查。"))
        checked = checklists.draw_up(self.work, place, "diligence", date(2026, 11, 13), case, lead="李文澍",
                                     ends=date(2026, 11, 27))
        self.grade(checked, date(2026, 11, 18), 14, {
            5: ("minor", "核心接口由两名工程师维护，须约定替补。"), 9: ("minor", "关联往来款账龄较长，已书面说明。")}, "李文澍")
        self.save("intent_reports", partner_id=place, need_id=need, meeting_id=meeting, dated=date(2026, 11, 16), author="冯知行",
                  field_of_work="数据托管与接口开发，电信增值业务许可有效。", customers="三家冷链企业在用，与瑞岑软件平台互补。",
                  strengths="接口成熟；本地团队；报价低于预算12%。", risks="关键岗位人员少；许可12月7日到期，须续办。",
                  proposal="列入推荐名单第一位，尽职调查通过后签订一年期服务合同。", conclusion="intend")
        listed = selection.draw_up(self.work, date(2026, 11, 16), need_id=need, meeting_id=meeting)
        approval = cases.open_case(self.work, "shortlist-approval", "shortlist_id", listed, date(2026, 11, 16), "综合评估会建议")
        self.decide(approval, ("recommendation", "pass", "2026-11-17", "冯知行", "按评分排序推荐。"),
                    ("meeting", "pass", "2026-11-18", "沈立言", "四部门均已出席评估会。"))

    def rest(self) -> None:
        self.save("pilots", partner_id=self.partners[42], title="中心库制冷机组试用", goal="在同等温度下单位能耗降低15%以上。",
                  manager="冯知行", begins=date(2026, 9, 1), ends=date(2026, 12, 31), budget=60_000_00)
        self.save("pilots", partner_id=self.partners[8], title="夜间集拼试点", goal="夜间装卸等候时间缩短到1小时以内。",
                  manager="周以澜", begins=date(2026, 3, 1), ends=date(2026, 5, 31), verdict="success",
                  result="平均等候52分钟，较试点前缩短58%。")
        self.save("representative_changes", partner_id=self.partners[12], former_id=self.filling.persons["邓小满"],
                  successor_id=self.filling.persons["曹禾生"], takes_effect=date(2025, 5, 18), letter_number="禾泉〔2025〕12号",
                  letter_day=date(2025, 5, 6), reason="换届调整", carried="第二届理事会理事")
