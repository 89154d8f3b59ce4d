"""Entering the sample office into a desk, through the same work as a clerk's."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from partnerdesk.exchange import markdown
from partnerdesk.office.letterhead import records
from partnerdesk.office.meetings.records import Meeting
from partnerdesk.office.sample import ledgers, organizations, upkeep, ways
from partnerdesk.office.sample.organizations import credit_code, rows
from partnerdesk.office.sample.sessions import PACKET, SESSIONS, Point, Session
from partnerdesk.problems import Unsaved
from partnerdesk.record import prose
from partnerdesk.record.clerk import Actor
from partnerdesk.record.draft import Draft
from partnerdesk.record.look import Look
from partnerdesk.record.office import Office
from partnerdesk.words import CHINESE, ENGLISH

if TYPE_CHECKING:
    from partnerdesk.store.desk import Desk
    from partnerdesk.store.work import Work

DAY = date(2026, 11, 20)
PASSPHRASE = "sample-office-lincheng-2026"
OFFICE = {CHINESE: "临澄湾产业联盟秘书处", ENGLISH: "Secretariat of the Lincheng Bay Industrial Alliance"}
_ZONE = ZoneInfo("Asia/Shanghai")
_LEGAL_REPRESENTATIVE = frozenset({"董事长", "总经理", "厂长", "经理", "主任会计师", "会长"})
_MANAGERS = ("冯知行", "李文澍", "周以澜")


def fill(desk: Desk, actor: Actor) -> None:
    """Fill a new desk with the sample office and attach its papers; all of it in one work."""
    from partnerdesk.office.sample.annexes import ANNEXES, made
    from partnerdesk.store.attaching import attach

    with tempfile.TemporaryDirectory(prefix="partnerdesk-sample-") as folder:
        sealed = [(annex, desk.seal(path).result()) for annex, path in zip(ANNEXES, made(Path(folder)), strict=True)]

        def job(work: Work) -> None:
            items = fill_work(work)
            for annex, kept in sealed:
                attach(work, desk.files, "agenda_items", items[annex.item], kept, annex.title, annex.english_title,
                       pages=1)

        desk.write(actor, job).result()


def meeting_of_the_packet(look: Look) -> int:
    """The meeting whose packet shows everything."""
    found = records(look, Meeting, Meeting.short_name == PACKET)
    return found[0].id


def fill_work(work: Work) -> dict[int, int]:
    """Enter all records; gives the agenda items of the packet's meeting by their place on the agenda."""
    return Filling(work).all()


class Filling:
    """What has been entered so far, by the places and names that the tables use."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.partners: dict[int, int] = {}
        self.names: dict[int, str] = {}
        self.persons: dict[str, int] = {}
        self.posts: dict[str, tuple[str, str, int]] = {}  # person → post, in English, place of the unit
        self.representatives: dict[int, str] = {}
        self.alliances: list[int] = []
        self.bodies: dict[str, int] = {}
        self.meetings: dict[str, int] = {}
        self.agreements: dict[int, int] = {}
        self._birthdays = upkeep.birthdays()

    def all(self) -> dict[int, int]:
        self.office()
        self.organizations()
        self.people()
        self.alliance()
        self.bodies_and_seats()
        categories = self.categories()
        items: dict[int, int] = {}
        for session in SESSIONS:
            entered = self.session(session, categories)
            if session.short == PACKET:
                items = entered
        self.ledgers()
        upkeep.enter(self)
        ways.enter(self)
        return items

    def save(self, register: str, **values: Any) -> int:
        """Save one new record with its defaults; empty texts count as nothing."""
        fields = self.work.registers[register].fields
        defaults = {name: field.default for name, field in fields.items() if field.default is not None}
        given = {name: value for name, value in values.items() if value not in ("", None)}
        try:
            return self.work.save(Draft(register, values=defaults | given))
        except Unsaved as unsaved:
            raise ValueError(f"the sample does not hold: {register} {given} {unsaved.problems}") from unsaved

    def office(self) -> None:
        statement = select(Office.id).order_by(Office.id).limit(1)
        office = self.work.look.get(Office, self.work.look.rows(statement)[0][0])
        assert office is not None
        office.name, office.english_name = OFFICE[CHINESE], OFFICE[ENGLISH]
        office.unit = organizations.ALLIANCE["name"]
        office.english_unit = organizations.ALLIANCE["english_name"]
        office.code, office.address = "临盟", organizations.ALLIANCE["address"]
        office.english_address = "8 Huilan Road, Wangyu District, Lincheng"
        office.telephone = "0000-0000 0041"

    def organizations(self) -> None:
        people = {int(row[0]): row for row in rows(organizations.PEOPLE)}
        for place, row in enumerate(rows(organizations.PARTNERS), 1):
            name, english, kinds, stage, industry, aliases, capital, founded, address, english_address, kind = row
            head = people[place]
            manager = _MANAGERS[place % 3] if stage not in ("prospect", "refused") else ""
            self.names[place] = name
            self.partners[place] = self.save(
                "partners", name=name, english_name=english, aliases=aliases, kinds=tuple(kinds.split(",")),
                stage=stage, credit_code=credit_code(kind, place),
                legal_representative=head[1] if head[3] in _LEGAL_REPRESENTATIVE else "", industry=industry,
                capital=int(capital) * 1_000_000 if capital else None, founded=_day(founded), address=address,
                english_address=english_address, telephone=f"0000-0000 {place:04}",
                email=f"office{place:02}@example.com", website=f"https://partner{place:02}.example.com",
                manager=manager, manager_since=date(2025, 6, 1) if manager else None, notes=_NOTES.get(place, ""),
                business_scope=_SCOPES.get(place, ""))
        name, english, address, chinese = organizations.FOREIGN
        self.names[42] = name
        self.partners[42] = self.save(
            "partners", name=name, english_name=english, aliases=chinese, kinds=("strategic",), stage="admitted",
            lei=organizations.lei_of("9999000000FJORDLYS"), industry="制冷设备制造", english_address=address,
            address=address, email="office42@example.com", website="https://partner42.example.com", manager="冯知行",
            manager_since=date(2026, 6, 18), source="2026年冷链装备展")

    def people(self) -> None:
        for row in rows(organizations.PEOPLE):
            place = int(row[0])
            self.representatives[place] = row[1]
            voting = place in organizations.COUNCIL
            self._person(row[1:5], place, ("representative", "manager") if voting else ("manager",), 1)
            self._person(row[5:9], place, ("liaison", "contact"), 2)
        for number, row in enumerate(rows(organizations.STAFF), 3):
            self._person(row, 41, (), number)

    def _person(self, row: list[str], place: int, roles: tuple[str, ...], number: int) -> None:
        name, english, title, english_title = row
        self.persons[name] = self.save(
            "persons", name=name, english_name=english, mobile=f"138 0000 {place:02}{number:02}",
            telephone=f"0000-0000 {place:02}{number:02}", email=f"p{place:02}{number}@example.com", own=place == 41,
            department=_DEPARTMENTS.get(name), **self._birthdays.get(name, {}))
        self.posts[name] = (title, english_title, place)
        self.save("posts", person_id=self.persons[name], partner_id=self.partners[place], title=title,
                  english_title=english_title, roles=roles, since=date(2023, 5, 18))

    def alliance(self) -> None:
        self.alliances = [
            self.save("alliances", **organizations.ALLIANCE, founded=date(2023, 5, 18),
                      charter_adopted=date(2025, 5, 18)),
            self.save("alliances", **organizations.COLD_ALLIANCE, founded=date(2025, 7, 8),
                      charter_adopted=date(2025, 7, 8)),
        ]
        for place, level, founding, joined, left, decision in rows(organizations.MEMBERS):
            self.save("memberships", alliance_id=self.alliances[0], partner_id=self.partners[int(place)], level=level,
                      founding=founding == "1", joined=_day(joined), left=_day(left), decision=decision,
                      reason="经营方向调整，自愿退盟" if left else "")
        for founder in organizations.COLD_MEMBERS:
            self.save("memberships", alliance_id=self.alliances[1], partner_id=self.partners[founder],
                      level="牵头单位" if founder == 11 else "成员单位", founding=True, joined=date(2025, 7, 8))

    def bodies_and_seats(self) -> None:
        for values in _BODIES:
            parent = values.get("parent", "")
            given = {key: value for key, value in values.items() if key not in ("alliance", "parent")}
            self.bodies[values["name"]] = self.save(
                "bodies", alliance_id=self.alliances[values["alliance"]], parent_id=self.bodies.get(parent), **given)
        council = self.bodies["第二届理事会"]
        for rank, place in enumerate(organizations.COUNCIL, 1):
            role = "chair" if place == 1 else "deputy" if place in organizations.DEPUTIES else "member"
            self.save("seats", body_id=council, partner_id=self.partners[place],
                      person_id=self.persons[self.representatives[place]], role=role, rank=rank,
                      since=date(2025, 5, 18), until=date(2028, 5, 17))
        self.save("seats", body_id=council, partner_id=self.partners[41], person_id=self.persons["沈立言"],
                  role="secretary-general", voting=False, rank=20, since=date(2025, 5, 18), until=date(2028, 5, 17))
        first = next(session for session in SESSIONS if session.body == "第一届理事会")
        for rank, name in enumerate(first.voters, 1):
            self.save("seats", body_id=self.bodies["第一届理事会"], partner_id=self.partners[self.posts[name][2]],
                      person_id=self.persons[name], role="chair" if rank == 1 else "deputy" if rank < 5 else "member",
                      rank=rank, since=date(2023, 5, 18), until=date(2025, 5, 17))
        for rank, place in enumerate(organizations.COLD_MEMBERS, 1):
            name = "史冰" if place == 34 else self.representatives[place]
            self.save("seats", body_id=self.bodies["第一届管理委员会"], partner_id=self.partners[place],
                      person_id=self.persons[name], role="chair" if rank == 1 else "member", rank=rank,
                      since=date(2025, 7, 8), until=date(2028, 7, 7))

    def categories(self) -> dict[str, int]:
        return {
            name: self.save("meeting_categories", name=name, english_name=english, body_id=self.bodies.get(body),
                            cadence=cadence, notice_days=days, standing_items=items)
            for name, english, body, cadence, days, items in _CATEGORIES
        }

    # -- meetings

    def session(self, session: Session, categories: dict[str, int]) -> dict[int, int]:
        issued = session.state == "issued"
        meeting = self.save(
            "meetings", name=session.name[0], english_name=session.name[1], short_name=session.short,
            category_id=categories.get(session.category), body_id=self.bodies.get(session.body), state=session.state,
            starts=_wall(session.starts), ends=_wall(session.ends), place=session.place[0],
            english_place=session.place[1], online=session.online, chair_id=self.persons[session.chair],
            note_taker_id=self.persons["李文澍"], contact_id=self.persons["周以澜"], level=session.level,
            secrecy_term=session.term, notice_number=session.notice_number, notice_day=_day(session.notice_day),
            addressees=session.addressees[0], english_addressees=session.addressees[1],
            papers_due=_day(session.papers_due), requirements=session.requirements[0],
            english_requirements=session.requirements[1], minutes_number=session.minutes_number,
            issued=_day(session.issued), distribution=session.distribution[0],
            english_distribution=session.distribution[1])
        self.meetings[session.short] = meeting
        self._attendances(session, meeting, issued)
        items = {}
        for place, point in enumerate(session.points, 1):
            items[place] = self._point(point, place, meeting)
        return items

    def _attendances(self, session: Session, meeting: int, issued: bool) -> None:
        council = tuple(self.representatives[place] for place in organizations.COUNCIL)
        position = 0
        for name in session.voters or council:
            position += 1
            status, stand_in, note = session.statuses.get(name, ("present", "", ""))
            reply = {"by-proxy": "proxy", "on-leave": "not-coming"}.get(status, "coming")
            self._attendance(meeting, name, self.posts[name][2], "member", position, reply,
                             status if issued else "", stand_in, note)
        for name, place, capacity in session.others:
            position += 1
            self._attendance(meeting, name, place, capacity, position, "coming", "in-attendance" if issued else "",
                             "", "")

    def _attendance(self, meeting: int, name: str, place: int, capacity: str, position: int, reply: str, status: str,
                    stand_in: str, note: str) -> None:
        title, english_title, _ = self.posts[name]
        self.save("attendances", meeting_id=meeting, person_id=self.persons[name], unit_id=self.partners[place],
                  duty=title, english_duty=english_title, capacity=capacity, position=position, reply=reply,
                  status=status, stand_in_id=self.persons.get(stand_in), note=note)

    def _point(self, point: Point, place: int, meeting: int) -> int:
        item = self.save(
            "agenda_items", meeting_id=meeting, position=place, title=point.title[0], english_title=point.title[1],
            presenter_id=self.persons[point.presenter], unit_id=self.partners[point.unit], allotted=point.allotted,
            attending=tuple(self.partners[each] for each in point.attending), treatment=point.treatment,
            draft_resolution=point.draft[0], english_draft_resolution=point.draft[1], outcome=point.outcome,
            minutes=_prose(text for text, _ in point.minutes), english_minutes=_prose(text for _, text in point.minutes))
        resolution = None
        for decided in point.decided:
            agreed, against, abstained, recused = decided.votes
            resolution = self.save(
                "resolutions", document_number=decided.number, meeting_id=meeting, item_id=item,
                title=decided.title[0], english_title=decided.title[1], wording=decided.wording[0],
                english_wording=decided.wording[1], voting=decided.voting, votes_for=agreed, votes_against=against,
                abstained=abstained, recused=recused, recused_names=decided.recused, effective=_day(decided.effective),
                state=decided.state)
        for follows in point.follows:
            self.save("follow_ups", task=follows.task[0], english_task=follows.task[1], meeting_id=meeting,
                      resolution_id=resolution, lead_unit_id=self.partners[follows.unit],
                      responsible_id=self.persons[follows.person], due=_day(follows.due), state=follows.state,
                      result=follows.result, closed=_day(follows.closed))
        return item

    # -- ledgers

    def ledgers(self) -> None:
        self._agreements()
        self._secrecy()
        self._documents()
        for used, paper, number, seals, copies, across, place, user, approver, approval, out, back in rows(ledgers.SEALS):
            self.save("seal_uses", used=_day(used), paper=paper, paper_number=number, seals=tuple(seals.split(",")),
                      copies=int(copies), across=across == "1", partner_id=self._partner(place), user=user,
                      department="秘书处", approver=approver, approval_number=approval, witness="周以澜"
                      if user != "周以澜" else "李文澍", taken_out=out == "1", returned=_day(back))
        for paper, kind, place, borrower, department, reason, approver, lent, due, back, checked in rows(ledgers.LOANS):
            self.save("loans", paper=paper, kind=kind, agreement_id=self.agreements.get(int(place or 0)),
                      borrower=borrower, department=department, reason=reason, approver=approver, lent=_day(lent),
                      due=_day(due), returned=_day(back), checked_by=checked, condition="完好" if back else "")

    def _agreements(self) -> None:
        for place, row in enumerate(rows(ledgers.AGREEMENTS), 1):
            (title, english, category, parties, state, signed, effective, expiry, notice, renewal, amount, performance,
             manager, originals, custody) = row
            main = self.agreements.get(4) if category == "supplement" else None
            self.agreements[place] = self.save(
                "agreements", title=title, english_title=english, category=category, main_id=main,
                parties=tuple(self.partners[int(each)] for each in parties.split(",")), state=state,
                signed=_day(signed), effective=_day(effective), expiry=_day(expiry),
                notice_days=int(notice) if notice and expiry else None, renewal=renewal,
                amount=int(amount) * 100 if int(amount) else None, performance=performance, manager=manager,
                originals=int(originals) if originals else None, duplicates=2 if originals else None, custody=custody,
                archive_number=f"LM01-HT·{signed[:4]}-D30-{place:04}" if state == "filed" else "")

    def _secrecy(self) -> None:
        items = {}
        for title, level, term, basis, decided, ends, place, circle, custody in rows(ledgers.SECRETS):
            items[title] = self.save(
                "confidential_items", title=title, owner="临澄联盟", level=level, term=term, basis=basis,
                forms=("written", "electronic"), decided=_day(decided), ends=_day(ends),
                partner_id=self._partner(place), circle=circle, custody=custody)
        for title, kind, place, state, scope, signed, expiry, duty, until, custody in rows(ledgers.NDAS):
            self.save("ndas", title=title, kind=kind, partner_id=self._partner(place), state=state, scope=scope,
                      signed=_day(signed), expiry=_day(expiry), continuing=duty, continuing_until=_day(until),
                      custody=custody, circle="经办人员及其上级")
        title = "第二届理事会第三次会议材料"
        for number, place, name, taken, due, back, received in rows(ledgers.COPIES):
            self.save("numbered_copies", title=title, copy_number=number, item_id=items[title],
                      meeting_id=self.meetings[PACKET], level="ordinary", pages=24, unit_id=self._partner(place),
                      taker_id=self.persons[name], taken=_day(taken), due=_day(due), returned=_day(back),
                      received_by=received)

    def _documents(self) -> None:
        for title, english, number, dated, state, to, addressees, drafter, signatory, sent in reversed(rows(ledgers.OUTGOING)):
            self.save("outgoing", title=title, english_title=english, document_number=number, dated=_day(dated),
                      state=state or "draft", recipients=tuple(self.partners[int(each)] for each in to.split(",")),
                      addressees=addressees, drafter=drafter, signatory=signatory, sent=_day(sent),
                      copies=len(to.split(",")) + 1)
        for row in reversed(rows(ledgers.INCOMING)):
            received, sender, place, number, title, manner, urgency, handler, due, state, done, result = row
            self.save("incoming", received=_day(received), sender=sender, partner_id=self._partner(place),
                      their_number=number, title=title, manner=manner, urgency=urgency, handler=handler,
                      due=_day(due), state=state, done=_day(done), result=result,
                      proposal=f"拟请{handler}办理，{due}前办结。")

    def _partner(self, place: str) -> int | None:
        return self.partners[int(place)] if place else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _wall(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=_ZONE)


def _prose(paragraphs: Iterable[str]) -> str:
    """What was said, written in the light marks of Markdown, as the desk keeps it."""
    return prose.dumps(markdown.read("\n\n".join(paragraphs))[0])


_DEPARTMENTS = {"沈立言": "management", "李文澍": "legal", "周以澜": "market", "冯知行": "business",
                "贺素岑": "finance"}
_SCOPES = {
    2: "普通货物道路运输；集装箱运输；仓储服务（危险化学品除外）；国内货运代理。",
    26: "会议及展览服务；礼仪服务；广告制作；展台设计、搭建。",
    30: "数据处理和存储服务；软件开发；第二类增值电信业务（按许可证核定范围经营）。",
}
_NOTES = {
    6: "2026年二、三季度连续两次未按期交付，10月15日约谈，列为重点关注。",
    10: "2026年9月30日起进入缓冲期，期限六个月，售后责任人：梁晖如。",
    21: "经营情况变化较大，每月跟踪资信。",
    23: "因违反危险货物运输安全要求，2026年2月27日起暂停合作。",
    39: "2025年4月30日自愿退盟。",
    40: "尽职调查未通过：证照过期，存在未决诉讼。",
}
_BODIES: tuple[dict[str, Any], ...] = (
    {"name": "会员大会", "english_name": "General Assembly", "alliance": 0, "kind": "assembly", "cadence": "yearly",
     "minutes_mark": "会员大会会议纪要", "powers": "审议章程、工作报告，选举理事会和监事会。"},
    {"name": "第一届理事会", "english_name": "First Council", "alliance": 0, "kind": "council", "parent": "会员大会",
     "term_begins": date(2023, 5, 18), "term_ends": date(2025, 5, 17), "places": 15, "quorum": 10,
     "quorum_rule": "章程第十二条：全体理事三分之二以上", "minutes_mark": "理事会会议纪要"},
    {"name": "第二届理事会", "english_name": "Second Council", "alliance": 0, "kind": "council", "parent": "会员大会",
     "term_begins": date(2025, 5, 18), "term_ends": date(2028, 5, 17), "places": 19, "quorum": 13,
     "quorum_rule": "章程（2025年修订）第十二条：全体理事三分之二以上", "cadence": "half-yearly",
     "minutes_mark": "理事会会议纪要", "powers": "执行会员大会决议，审定计划和预算，吸收会员，聘任秘书长。"},
    {"name": "秘书处", "english_name": "Secretariat", "alliance": 0, "kind": "secretariat", "parent": "第二届理事会",
     "cadence": "monthly", "minutes_mark": "秘书处会议纪要", "powers": "组织和记录会议，传达和督办决议，起草文书，保管档案。"},
    {"name": "数据互通工作组", "english_name": "Data Exchange Working Group", "alliance": 0, "kind": "group",
     "parent": "第二届理事会", "cadence": "quarterly", "minutes_mark": "工作组会议纪要"},
    {"name": "第一届管理委员会", "english_name": "First Management Committee", "alliance": 1, "kind": "committee",
     "term_begins": date(2025, 7, 8), "term_ends": date(2028, 7, 7), "places": 6, "quorum": 4,
     "quorum_rule": "章程第八条：全体委员过半数", "cadence": "quarterly", "minutes_mark": "管委会会议纪要"},
)
_CATEGORIES = (
    ("会员大会", "General assembly", "会员大会", "yearly", 20, "理事会工作报告\n财务报告"),
    ("理事会会议", "Council meeting", "第二届理事会", "half-yearly", 14, "确认上次会议纪要\n督办事项进展"),
    ("管委会会议", "Management committee meeting", "第一届管理委员会", "quarterly", 10, "试点进展"),
    ("工作组会议", "Working group meeting", "数据互通工作组", "quarterly", 7, ""),
    ("协调会", "Coordination meeting", "秘书处", "monthly", 5, "督办事项\n到期事项"),
)
