"""A small made-up office for the tests of its pages: partners, a council with seats, a meeting and what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from partnerdesk.store import listing
from partnerdesk.store.work import Work

ZONE = ZoneInfo("Asia/Shanghai")
UNITS = ("江海物流集团有限公司", "云帆科技股份有限公司", "东衡精密机械有限公司", "百川新能源（上海）有限公司",
         "广厦智能装备有限公司",
         "蓝湾检测认证有限公司", "安合云仓供应链有限公司")
PEOPLE = ("陈晓", "周敏", "吴建国", "郑海燕", "王立新", "孙悦", "马骁")


@dataclass
class Furnished:
    """The ids of what stands in the office."""

    partners: list[int] = field(default_factory=list)
    persons: list[int] = field(default_factory=list)
    alliance: int = 0
    council: int = 0
    category: int = 0
    meeting: int = 0
    items: list[int] = field(default_factory=list)
    agreement: int = 0
    copy: int = 0


def furnish(work: Work) -> Furnished:
    """Enter the office in one work."""
    made = Furnished()

    def save(register: str, **values: Any) -> int:
        return work.save(listing.draft(work.look, register, None, **values))

    for place, name in enumerate(UNITS):
        more: dict[str, Any] = {}
        if place == 0:
            more = {
                "english_name": "Jianghai Logistics Group Co., Ltd.", "credit_code": "91350100M000100Y43",
                "legal_representative": "韩峰", "address": "上海市浦东新区滨江大道1000号",
                "aliases": "江海物流；江海储运",
                "industry": "道路货物运输", "capital": 120_000_000_00, "manager": "沈立",
                "manager_since": date(2025, 3, 1)}
        made.partners.append(save(
            "partners", name=name, stage="active" if place != 4 else "watch",
            kinds=("supplier", "member") if place == 0 else ("member",), **more))
    for place, name in enumerate(PEOPLE):
        made.persons.append(save("persons", name=name, mobile=f"1380000000{place}"))
        save("posts", person_id=made.persons[place], partner_id=made.partners[place], title="副总经理",
             english_title="Vice President", roles=("representative",), since=date(2024, 1, 1))
    liaison = save("persons", name="钱芳", mobile="13800000000", email="qianfang@example.com")
    save("posts", person_id=liaison, partner_id=made.partners[0], title="办公室主任", department="综合部",
         roles=("liaison",), since=date(2023, 6, 1))
    made.alliance = save("alliances", name="华东产业联盟", english_name="East China Industry Alliance",
                         short_name="华东联盟", founded=date(2023, 5, 6))
    for partner in made.partners:
        save("memberships", alliance_id=made.alliance, partner_id=partner, joined=date(2023, 5, 6),
             level="副理事长单位" if partner == made.partners[0] else "理事单位")
    made.council = save(
        "bodies", alliance_id=made.alliance, name="第二届理事会", english_name="Second Council", kind="council",
        quorum=5, quorum_rule="章程第十二条：全体理事三分之二以上", places=7, minutes_mark="理事会会议纪要",
        term_begins=date(2025, 5, 6), term_ends=date(2027, 5, 5))
    for place, (person, partner) in enumerate(zip(made.persons, made.partners, strict=True)):
        save("seats", body_id=made.council, person_id=person, partner_id=partner, rank=place + 1,
             role=("chair", "deputy")[place] if place < 2 else "member", since=date(2025, 5, 6))
    made.category = save("meeting_categories", name="理事会会议", english_name="Council meeting", body_id=made.council,
                         cadence="quarterly", notice_days=10, standing_items="确认上次会议纪要\n季度工作报告")
    made.meeting = save(
        "meetings", name="第二届理事会第三次会议", english_name="Third Meeting of the Second Council",
        short_name="二届三次", category_id=made.category, body_id=made.council, state="called",
        starts=datetime(2026, 11, 20, 9, 30, tzinfo=ZONE), place="三楼会议室", chair_id=made.persons[0],
        note_taker_id=liaison, level="ordinary", secrecy_term="3年")
    for place, title in enumerate(("确认二届二次会议纪要", "三季度工作报告", "联合采购框架协议续签", "审议滨江会展入盟",
                                   "利益分配办法修订"), 1):
        made.items.append(save(
            "agenda_items", meeting_id=made.meeting, position=place, title=title, allotted=20,
            presenter_id=made.persons[1], treatment="note" if place == 2 else "decide",
            draft_resolution="同意《联合采购框架协议》续签三年，自2027年1月18日起生效。" if place == 3 else None))
    made.agreement = save(
        "agreements", title="联合采购框架协议", category="framework", parties=tuple(made.partners[:2]), state="signed",
        signed=date(2024, 1, 15), effective=date(2024, 1, 18), expiry=date(2027, 1, 17), notice_days=60)
    made.copy = save("numbered_copies", title="二届二次理事会会议材料", copy_number="7", unit_id=made.partners[0],
                     taker_id=made.persons[0], taken=date(2026, 11, 6), due=date(2026, 11, 18))
    save("incoming", received=date(2026, 11, 16), sender="百川新能源（上海）有限公司", partner_id=made.partners[3],
         title="关于商请提供三季度履约数据的函", due=date(2026, 11, 24), handler="李文书")
    save("follow_ups", task="更新共享渠道清单", meeting_id=made.meeting, lead_unit_id=made.partners[1],
         responsible_id=made.persons[1], due=date(2026, 11, 24))
    save("ndas", title="联合采购项目", kind="mutual", partner_id=made.partners[0], state="in-force",
         signed=date(2024, 1, 15), expiry=date(2027, 1, 17))
    return made
