"""What the sample office knows of its partners over the years: licences, managers, contacts, gifts and feedback."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partnerdesk.office.sample.organizations import rows

if TYPE_CHECKING:
    from partnerdesk.office.sample.filling import Filling

# place of the partner | kind | title | number | issuer | valid from | valid until (empty: without an end) | original seen
QUALIFICATIONS = """
1|licence|营业执照|LC-0001|临澄市市场监督管理局|2003-06-18||2025-05-20
1|industry|港口经营许可证|港经证0107|临澄市港口管理局|2024-03-01|2027-02-28|2025-05-20
1|credit|企业信用报告|XB-2026-0311|临澄征信服务中心|2026-03-11|2027-03-10|2026-03-12
2|licence|营业执照|LC-0002|临澄市市场监督管理局|2009-03-12|2039-03-11|2025-05-20
2|industry|道路运输经营许可证|交运0288|临澄市交通运输局|2022-12-15|2026-12-14|2025-05-20
2|quality|质量管理体系认证证书|QMS-24-0219|澄衡认证中心|2024-02-19|2027-02-18|2025-05-20
2|credit|企业信用报告|XB-2026-0288|临澄征信服务中心|2026-02-20|2027-02-19|2026-02-24
3|licence|营业执照|LC-0003|临澄市市场监督管理局|2012-09-03||2025-05-20
3|credit|企业信用报告|XB-2026-0290|临澄征信服务中心|2026-02-20|2027-02-19|2026-02-24
5|licence|营业执照|LC-0005|临澄市市场监督管理局|2015-04-22||2025-05-21
5|industry|电力设施承装许可证|承装0031|临澄能源监管办公室|2023-01-10|2029-01-09|2025-05-21
6|licence|营业执照|LC-0006|临澄市市场监督管理局|2013-07-09||2025-05-21
6|quality|质量管理体系认证证书|QMS-23-1107|澄衡认证中心|2023-11-07|2026-11-06|2025-05-21
7|licence|营业执照|LC-0007|临澄市市场监督管理局|2014-02-20||2025-05-21
7|industry|检验检测机构资质认定证书|检定210907|临澄市市场监督管理局|2021-09-07|2027-09-06|2025-05-21
7|quality|质量管理体系认证证书|QMS-25-0420|澄衡认证中心|2025-04-20|2028-04-19|2025-05-21
8|licence|营业执照|LC-0008|临澄市市场监督管理局|2016-05-16||2025-05-22
8|industry|仓储服务等级证书|仓等0052|临澄仓储行业服务中心|2024-01-22|2027-01-21|2025-05-22
9|licence|营业执照|LC-0009|临澄市市场监督管理局|2008-08-28||2025-05-22
9|authorization|区域经销授权书|授权2026-03|临澄港务集团有限公司|2026-01-01|2026-12-31|2026-01-05
11|licence|营业执照|LC-0011|临澄市市场监督管理局|2017-03-01||2025-05-22
11|industry|食品经营许可证（冷藏冷冻）|食营1109|临澄市市场监督管理局|2022-01-18|2027-01-17|2025-05-22
11|quality|质量管理体系认证证书|QMS-24-0815|澄衡认证中心|2024-08-15|2027-08-14|2025-05-22
15|licence|营业执照|LC-0015|临澄市市场监督管理局|2016-11-11||2025-05-23
15|quality|质量管理体系认证证书|QMS-24-1111|澄衡认证中心|2024-11-11|2027-11-10|2025-05-23
23|licence|营业执照|LC-0023|临澄市市场监督管理局|2011-03-29||2025-03-02
23|industry|危险货物道路运输许可证|危运0014|临澄市交通运输局|2021-03-29|2026-03-28|2025-03-02
24|licence|律师事务所执业许可证|律执0024|临澄市司法局|2009-06-01||2025-12-18
26|licence|营业执照|LC-0026|临澄市市场监督管理局|2019-08-08||2026-10-20
26|industry|公共场所卫生许可证|卫公2609|临澄市卫生健康委员会|2023-02-01|2027-01-31|2026-10-20
26|credit|企业信用报告|XB-2026-1018|临澄征信服务中心|2026-10-18|2027-10-17|2026-10-20
26|accounts|2024年度审计报告|朗汀审〔2025〕118号|朗汀会计师事务所|2025-04-18||2026-10-20
26|quality|质量管理体系认证证书|QMS-25-0901|澄衡认证中心|2025-09-01|2028-08-31|2026-10-20
27|accounts|2025年度审计报告|朗汀审〔2026〕041号|朗汀会计师事务所|2026-04-02||2026-05-11
27|credit|企业信用报告|XB-2026-0502|临澄征信服务中心|2026-05-02|2027-05-01|2026-05-11
27|licence|营业执照|LC-0027|临澄市市场监督管理局|2016-09-09||2026-05-11
28|licence|营业执照|LC-0028|临澄市市场监督管理局|2013-10-24||2025-06-24
28|industry|经营保险经纪业务许可证|保经0028|临澄金融监管分局|2024-10-24|2027-10-23|2025-06-24
30|licence|营业执照|LC-0030|临澄市市场监督管理局|2020-04-20||2026-09-10
30|industry|增值电信业务经营许可证|澄B2-20210030|临澄通信管理局|2021-12-08|2026-12-07|2026-09-10
30|quality|质量管理体系认证证书|QMS-25-0312|澄衡认证中心|2025-03-12|2028-03-11|2026-09-10
33|association|社会团体法人登记证书|社证0033|临澄市民政局|2022-09-20|2027-09-19|2025-06-02
34|association|社会团体法人登记证书|社证0034|临澄市民政局|2023-05-08|2028-05-07|2025-06-02
40|licence|营业执照|LC-0040|临澄市市场监督管理局|2019-12-12||2026-04-02
40|industry|道路运输经营许可证|交运0940|临澄市交通运输局|2020-01-08|2024-01-07|2026-04-02
42|foreign|Certificate of Registration|NB-42|Nordbygd Business Register|2008-05-05||2026-06-10
"""
# place | looked up at | day | outcome | what was found | by
LOOKUPS = """
26|judgments|2026-10-28|nothing||李文澍
26|credit|2026-10-28|nothing||李文澍
26|enforcement|2026-10-28|nothing||李文澍
27|judgments|2026-05-08|nothing||李文澍
27|credit|2026-05-08|nothing||李文澍
30|judgments|2026-11-09|minor|服务合同纠纷一件，2025年7月调解结案，已履行。|李文澍
30|credit|2026-11-09|nothing||李文澍
40|judgments|2026-04-08|serious|仓储合同纠纷两件未结，标的合计86万元。|李文澍
40|enforcement|2026-04-08|serious|被列为被执行人一次，执行标的31万元。|李文澍
6|credit|2026-10-16|nothing||冯知行
21|credit|2026-08-20|minor|2026年6月因逾期公示年报被列入经营异常名录，7月移出。|冯知行
2|judgments|2025-12-22|nothing||李文澍
42|media|2026-06-09|nothing||冯知行
"""
# place | person | phase | since | until | reason
RESPONSIBILITIES = """
1|沈立言||2023-05-18|2025-05-31|
1|李文澍||2025-06-01||理事会换届后分工调整
2|冯知行||2023-05-18|2025-05-31|
2|周以澜||2025-06-01||联合采购项目由周以澜跟进
3|冯知行||2023-05-18||
6|李文澍||2023-11-24|2026-10-14|
6|冯知行||2026-10-15||交付延期后由合作发展组接手
10|李文澍||2023-05-18||
11|冯知行||2023-11-24||
26|冯知行|selection|2026-10-12||
30|冯知行|selection|2026-09-01||
42|冯知行||2026-06-18||
"""
# place | form | since | until | reason
RELATIONS = """
1|strategic|2023-05-18||
2|supply|2023-05-18||
3|project|2023-05-18|2024-12-31|
3|strategic|2025-01-01||联合实验室挂牌，升级为战略合作
10|strategic|2023-05-18|2026-09-29|
10|ordinary|2026-09-30||对方业务转向外地市场，进入缓冲期
15|project|2024-08-23||
23|supply|2025-03-11|2026-02-26|合同提前终止
35|exchange|2024-05-22||
"""
# place | stage | day | reason
STAGES = """
1|active|2023-05-18|发起单位
2|active|2023-05-18|发起单位
6|active|2023-05-18|发起单位
6|watch|2026-10-15|二、三季度连续两次未按期交付
10|active|2023-05-18|发起单位
10|buffer|2026-09-30|战略调整，双方商定进入缓冲期
11|active|2023-11-24|一届二次理事会同意入盟
21|active|2025-11-21|二届二次理事会同意入盟
21|watch|2026-08-20|经营情况变化较大
23|active|2025-03-11|签订危化运输服务合同
23|suspended|2026-02-27|违反危险货物运输安全要求
26|prospect|2026-09-18|展会接洽
26|review|2026-10-12|提交入盟申请
30|prospect|2026-08-26|联合采购需求应答
30|review|2026-09-01|列为冷链追溯数据服务候选单位
37|prospect|2026-09-10|展会接洽
39|active|2023-05-18|发起单位
39|exited|2025-04-30|经营方向调整，自愿退盟
42|review|2026-05-06|冷链装备合作
42|admitted|2026-06-18|意向书签署
"""
# place | alternate | for what | readiness | since
ALTERNATES = """
23|2|危险货物短驳运输（具备二类资质线路）|talks|2026-03-05
6|18|传感器组件供货|unchecked|2026-10-20
10|17|轻量化材料试制|talks|2026-10-12
11|8|冷库应急周转|ready|2026-01-15
"""
# place | day | kind | who began | subject | their person | our people | place | what was said | promised | again on
CONTACTS = """
2|2026-11-17|talk|theirs|联合运输协议续签|钱芳汀|冯知行、周以澜|联盟大厦206会谈室|江屿希望续签两年，并增加夜间集港班次。|11月25日前由江屿提交班次方案；秘书处12月1日前答复是否续签。|2026-11-25
6|2026-11-12|site|ours|交付整改现场检查|赵薇宁|冯知行|广岫智能总装车间|两条产线恢复两班制，积压订单剩11台。|12月10日前完成全部积压交付。|2026-12-10
6|2026-10-15|talk|ours|交付延期约谈|赵薇宁|冯知行、李文澍|联盟大厦206会谈室|对方说明原因为核心部件缺货，已更换供应商。|每周五报送交付进度。|
10|2026-11-10|visit|ours|缓冲期交接协调|罗知微|李文澍|宏畹新材厂区|核对共用模具清单，确认售后责任人为梁晖如。|11月30日前移交试验数据副本。|2026-11-30
11|2026-11-06|visit|ours|中心库试点季度走访|谢听雨|冯知行、周以澜|启洲冷链中心库|温控达标率99.2%，夜间装卸口不足。|年内加开两个夜间装卸口。|2027-01-08
26|2026-11-03|received|theirs|入盟情况沟通|姚展颜|冯知行|联盟大厦206会谈室|介绍会展服务能力和会员优惠办法。|补交近两年审计报告。|2026-11-27
30|2026-10-22|talk|ours|数据服务方案说明会|孔令澄|冯知行、李文澍|联盟大厦301会议室|演示追溯数据接口，说明安全等级。|提供三家客户联系方式供核实。|
30|2026-11-16|call|ours|客户核实|孔令澄|冯知行||已联系两家客户，评价良好。||2026-11-24
1|2026-10-28|senior|ours|理事长单位走访|郑海岚|沈立言、李文澍|港务集团总部|听取对2027年计划的意见。|港务集团牵头港区数据开放清单。|
1|2026-09-25|greeting|ours|中秋问候|郑海岚|沈立言||||
3|2026-09-08|visit|ours|联合实验室年中检查|吴若棠|冯知行|云舫科技创澜园区|三个课题按期推进，一个课题申请延期三个月。|9月底前提交延期说明。|
15|2026-11-11|call|ours|平台二期验收时间|卢子墨|冯知行||接口联调还差两家成员单位。|11月底前给出验收日期。|2026-11-30
22|2026-08-14|received|theirs|会员促销联动|钟映雪|周以澜|联盟大厦大堂|提议中秋联合促销。||
32|2026-07-21|visit|ours|客户需求访谈|毛集贤|周以澜|乐潆商管服务台|希望提供冷链到店的时段预约。|8月底前反馈可行性。|
34|2026-11-04|email|theirs|温控规范征求意见|史冰|冯知行||协会请成员单位11月底前反馈意见。||2026-11-30
35|2026-10-12|visit|ours|产学研项目对接|侯学而|冯知行|临澄理工学院科研处|确认两个联合课题方向。|年底前签署课题任务书。|2026-12-18
42|2026-10-30|email|theirs|Technical questions on the pilot unit|||||Fjordlys will send the revised drawing by mid-December.|2026-12-15
37|2026-09-10|talk|ours|低空测绘服务初步接洽|万里|冯知行|临澄会展中心|了解航测资质和报价方式。||2026-12-01
13|2026-06-30|news|ours|联盟简报第6期|彭一苇|周以澜||||
28|2026-06-12|talk|theirs|统保方案年中复盘|熊可为|李文澍|诚岱经纪会议室|出险率下降，建议调整免赔额。|7月提交调整方案。|
"""
# place | person | kind | received | subject | in detail | handled by | due | answer | answered | state
FEEDBACK = """
22|钟映雪|complaint|2026-11-13|到店时段不准|10月以来冷链到店平均晚40分钟，影响上架。|周以澜|2026-11-27|||open
32|毛集贤|wish|2026-07-21|希望开通时段预约|冷链到店按30分钟时段预约。|周以澜|2026-08-31|启洲冷链自9月起试行预约，首批覆盖三家门店。|2026-08-27|answered
14|袁青禾|supplier|2026-10-09|付款周期偏长|希望由60天缩短为45天。|李文澍|2026-10-30|已与采购小组商定2027年合同改为45天。|2026-10-28|answered
12|邓小满|suggestion|2026-09-16|采购目录增加可降解包装|建议与青棹包装对接样品。|周以澜|2026-10-15|已安排两家见面。|2026-10-11|closed
16|蔡晚晴|complaint|2026-08-05|冷库装卸口排队|夜间等候超过两小时。|冯知行|2026-08-19|列入中心库试点改进事项。|2026-08-18|closed
2|钱芳汀|supplier|2026-11-06|集港窗口期变更通知过晚|希望至少提前24小时通知。|冯知行|2026-11-20|||open
32|康乐水|praise|2026-10-08|感谢中秋联合促销|门店客流增长明显。|周以澜||||closed
"""
# direction | place | person | day | article | pieces | value (yuan) | occasion | ours | approved by | approved | where it went
GIFTS = """
given|1|郑海岚|2026-09-24|联盟纪念册|1|180|中秋节|沈立言|||
given|42||2026-06-18|澄窑茶具|1|680|签约纪念|冯知行|沈立言|2026-06-16|
received|3|周敏言|2026-09-23|中秋月饼礼盒|4|960|中秋节|李文澍|沈立言|2026-09-24|shared
received|42||2026-06-18|玻璃摆件|1|1200|签约纪念|沈立言|郑海岚|2026-06-19|handed-in
received|40|易舟|2026-04-10|购物卡|2|2000|拜访|李文澍|沈立言|2026-04-10|returned
given|34|江寒汀|2026-02-10|春节慰问茶叶|2|360|春节|周以澜|沈立言|2026-02-06|
"""
# place | person | office | since | until
OFFICES = """
33|李文澍|理事|2024-09-20|2027-09-19
34|沈立言|副会长|2023-05-08|2027-05-07
36|冯知行|冷链标准工作组成员|2025-03-01|2027-02-28
"""
# place | day | kind | event | our people | what we brought in | what came of it
EVENTS = """
34|2026-10-16|standard|《冷链交接温控操作规范》起草会|冯知行、周以澜|提交中心库试点温控数据|第五章采用试点数据
33|2026-09-20|meeting|检测协会第四届会员大会|李文澍|介绍成员单位检测需求|与三家会员达成年度检测意向
34|2026-06-05|welfare|冷链食品安全进社区活动|周以澜|提供冷链知识手册500册|服务居民约800人
36|2026-03-18|exchange|标准化工作交流会|冯知行|交流数据互通标准化做法|纳入2026年团体标准计划
"""
# place | received | title | issue | passed on to | passed on
PUBLICATIONS = """
34|2026-11-05|《冷链流通简讯》|2026年第10期|启洲冷链、安禾云仓、和桨水产|2026-11-06
33|2026-10-12|《检验检测动态》|2026年第3期|蓝汀检测|2026-10-14
36|2026-11-17|《团体标准通报》|2026年第11号||
34|2026-09-04|《冷链流通简讯》|2026年第8期|启洲冷链、禾泉食品|2026-09-07
"""
# person | month | day | year | calendar | remembered at
BIRTHDAYS = """
郑海岚|12|3|1966|solar|birthday,spring,mid-autumn
陈晓舟|10|26||lunar|birthday,spring
周敏言|11|27|1974|solar|birthday,spring
何静澜|3|8||solar|spring,mid-autumn
江寒汀|11|2||lunar|birthday,spring
韩峥|11|29|1979|solar|birthday
钱芳汀|5|19||solar|birthday
任衡之|8|15||lunar|spring
"""
BANK = (2, "江屿物流集团有限公司", "临澄商业银行港区支行", "6200 0000 0000 0000 028", "313990000028", "运费结算")


def enter(filling: Filling) -> None:
    """Enter all of it for partners and people that are there already."""
    partners, persons, save = filling.partners, filling.persons, filling.save
    for place, kind, title, number, issuer, since, until, seen in rows(QUALIFICATIONS):
        save("qualifications", partner_id=partners[int(place)], kind=kind, title=title, document_number=number,
             issuer=issuer, valid_from=_day(since), valid_until=_day(until), permanent=not until,
             original_seen=_day(seen))
    for place, source, looked_up, outcome, findings, by in rows(LOOKUPS):
        save("lookups", partner_id=partners[int(place)], place=source, looked_up=_day(looked_up), outcome=outcome,
             findings=findings, by=by)
    for place, person, phase, since, until, reason in rows(RESPONSIBILITIES):
        save("responsibilities", partner_id=partners[int(place)], person=person, phase=phase or None,
             since=_day(since), until=_day(until), reason=reason)
    for place, form, since, until, reason in rows(RELATIONS):
        save("relations", partner_id=partners[int(place)], form=form, since=_day(since), until=_day(until),
             reason=reason)
    for place, stage, since, reason in rows(STAGES):
        save("stage_changes", partner_id=partners[int(place)], stage=stage, since=_day(since), reason=reason)
    for place, other, scope, readiness, since in rows(ALTERNATES):
        save("alternates", partner_id=partners[int(place)], alternate_id=partners[int(other)], scope=scope,
             readiness=readiness, since=_day(since))
    for place, happened, kind, began, subject, person, ours, where, said, promises, again in rows(CONTACTS):
        save("contacts", partner_id=partners[int(place)], happened=_day(happened), kind=kind, direction=began,
             subject=subject, people=(persons[person],) if person else (), ours=ours, place=where, said=said,
             promises=promises, next_step=_day(again))
    for row in rows(FEEDBACK):
        place, person, kind, received, subject, detail, handler, due, answer, answered, state = row
        save("feedback", partner_id=partners[int(place)], person_id=persons[person], kind=kind,
             received=_day(received), subject=subject, detail=detail, handler=handler, due=_day(due), answer=answer,
             answered=_day(answered), state=state)
    for direction, place, person, day, article, pieces, value, occasion, ours, approver, approved, went in rows(GIFTS):
        save("gifts", direction=direction, partner_id=partners[int(place)], person_id=persons.get(person),
             changed_hands=_day(day), article=article, pieces=int(pieces), value=int(value) * 100, occasion=occasion,
             ours=ours, approver=approver, approved=_day(approved), whereabouts=went)
    for place, person, title, since, until in rows(OFFICES):
        save("offices_held", partner_id=partners[int(place)], person_id=persons[person], title=title,
             since=_day(since), until=_day(until))
    for place, held, kind, event, ours, brought, result in rows(EVENTS):
        save("participations", partner_id=partners[int(place)], held=_day(held), kind=kind, event=event, ours=ours,
             contribution=brought, result=result)
    for place, received, title, issue, passed_to, passed in rows(PUBLICATIONS):
        save("publications", partner_id=partners[int(place)], received=_day(received), title=title, issue=issue,
             passed_to=passed_to, passed_on=_day(passed))
    paid, holder, bank, account, code, purpose = BANK
    if filling.work.actor.cleared:
        save("bank_accounts", partner_id=partners[paid], holder=holder, bank=bank, account=account, bank_code=code,
             purpose=purpose)


def birthdays() -> dict[str, dict[str, object]]:
    """The birthdays of those whom the office remembers, by name, as fields of a person."""
    return {
        name: {"birth_month": int(month), "birth_day": int(day), "birth_year": int(year) if year else None,
               "birth_calendar": calendar, "remembered": tuple(remembered.split(","))}
        for name, month, day, year, calendar, remembered in rows(BIRTHDAYS)
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
