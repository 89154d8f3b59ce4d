"""The made-up meetings of the sample office: agendas, minutes, resolutions and what followed from them."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

from dataclasses import dataclass, field

Pair = tuple[str, str]  # Chinese and English


@dataclass(frozen=True)
class Decided:
    number: str
    title: Pair
    wording: Pair
    votes: tuple[int, int, int, int]
    effective: str
    recused: str = ""
    state: str = "in-force"
    voting: str = "hands"


@dataclass(frozen=True)
class Follows:
    task: Pair
    unit: int  # place of the partner
    person: str
    due: str
    state: str = "open"
    result: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Point:
    title: Pair
    presenter: str
    unit: int
    allotted: int
    treatment: str
    outcome: str = ""
    minutes: tuple[Pair, ...] = ()
    draft: Pair = ("", "")
    attending: tuple[int, ...] = ()
    decided: tuple[Decided, ...] = ()
    follows: tuple[Follows, ...] = ()


@dataclass(frozen=True)
class Session:
    name: Pair
    short: str
    category: str
    body: str
    starts: str
    ends: str
    place: Pair
    chair: str
    state: str
    points: tuple[Point, ...]
    notice_number: str = ""
    notice_day: str = ""
    addressees: Pair = ("", "")
    online: str = ""
    level: str = ""
    term: str = ""
    papers_due: str = ""
    requirements: Pair = ("", "")
    minutes_number: int | None = None
    issued: str = ""
    distribution: Pair = ("", "")
    # person → status, stand-in, note; who is not named was present
    statuses: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    others: tuple[tuple[str, int, str], ...] = ()  # person, place of the unit, capacity
    voters: tuple[str, ...] = ()  # where no body tells who they are


HALL: Pair = ("联盟大厦三楼会议室", "Conference Room 3, Alliance House")
TO_MEMBERS: Pair = ("各理事单位", "All council members")
SENT: Pair = ("各理事单位，监事会，各专业委员会", "all council members, the supervisory board, all expert committees")

PACKET = "二届三次"

SESSIONS = (
    Session(
        ("第一届理事会第六次会议", "Sixth Meeting of the First Council"), "一届六次", "理事会会议", "第一届理事会",
        "2024-12-12 14:00", "2024-12-12 16:10", HALL, "郑海岚", "issued",
        (
            Point(
                ("审议2025年度工作计划", "Work plan for 2025"), "沈立言", 41, 30, "decide", "adopted",
                (
                    ("会议听取了秘书处关于2025年度工作计划的说明。计划围绕联合采购、冷链标准、数据互通三条主线，安排重点工作十二项。",
                     "The secretariat presented the work plan for 2025, which sets twelve priorities in three fields: "
                     "joint purchasing, cold-chain standards and data exchange."),
                    ("会议认为，数据互通应当先易后难，先从到港预报和电子回单两类单据做起，年内不再增加单据种类。",
                     "Members held that data exchange should begin with two documents only, arrival forecasts and "
                     "electronic receipts, and that no further kinds should be added within the year."),
                ),
                decided=(Decided(
                    "临盟理决〔2024〕8号", ("2025年度工作计划", "Work plan for 2025"),
                    ("通过《临澄湾产业联盟2025年度工作计划》。", "The Work Plan of the Alliance for 2025 is adopted."),
                    (15, 0, 0, 0), "2024-12-12", state="carried-out"),),
            ),
            Point(
                ("审议三棹汽配、北渚电子入盟申请", "Applications of Sanzhao Auto Parts and Beizhu Electronics"),
                "沈立言", 41, 20, "decide", "adopted",
                (
                    ("会议审议了两家单位的入盟申请。资质审核由秘书处会同明砚律师事务所完成，未发现重大诉讼和行政处罚。",
                     "The Council considered both applications. The secretariat and Mingyan Law Firm had examined the "
                     "applicants' qualifications and found neither major litigation nor penalties."),
                ),
                decided=(Decided(
                    "临盟理决〔2024〕9号", ("吸收两家单位入盟", "Admission of two members"),
                    ("同意三棹汽车零部件有限公司、北渚电子有限公司加入联盟，为理事单位。",
                     "Sanzhao Auto Parts Co., Ltd. and Beizhu Electronics Co., Ltd. are admitted as council members."),
                    (14, 0, 1, 0), "2024-12-12"),),
                follows=(Follows(
                    ("完成两家新成员引导并更新通讯录", "Introduce the two new members and update the directory"), 41,
                    "李文澍", "2025-01-31", "closed", "引导期材料已发放，通讯录2025年第1版已印发。", "2025-01-24"),),
            ),
        ),
        notice_number="临盟理〔2024〕21号", notice_day="2024-11-28", addressees=TO_MEMBERS,
        minutes_number=6, issued="2024-12-18", distribution=SENT,
        voters=("郑海岚", "陈晓舟", "周敏言", "何静澜", "吴建渠", "王立岫", "孙悦衡", "马骋原", "徐航远", "梁晖如", "韩峥",
                "曹禾生", "欧阳知禾", "董云裁", "苏岑"),
        others=(("任衡之", 24, "in-attendance"), ("李文澍", 41, "staff")),
    ),
    Session(
        ("第二次会员大会", "Second General Assembly"), "二次会员大会", "会员大会", "会员大会",
        "2025-05-18 09:00", "2025-05-18 11:30", ("临澄会展中心一号厅", "Hall 1, Lincheng Exhibition Centre"), "郑海岚",
        "issued",
        (
            Point(
                ("第一届理事会工作报告", "Report of the First Council"), "沈立言", 41, 40, "note", "noted",
                (
                    ("大会听取了第一届理事会工作报告。两年来，联盟成员由11家增至19家，联合采购累计节约成本4,260万元，"
                     "发布团体标准3项。",
                     "The Assembly heard the report of the First Council. In two years the membership grew from 11 to "
                     "19, joint purchasing saved RMB 42.6 million, and three group standards were published."),
                ),
            ),
            Point(
                ("修订联盟章程", "Revision of the charter"), "任衡之", 24, 30, "decide", "adopted",
                (
                    ("会议审议了章程修订草案，主要修改第十二条（法定人数）、第十五条（表决）和第二十一条（退盟）。",
                     "The draft revision chiefly concerns Articles 12 (quorum), 15 (voting) and 21 (leaving the "
                     "Alliance)."),
                ),
                decided=(Decided(
                    "临盟会决〔2025〕1号", ("修订章程", "Revised charter"),
                    ("通过《临澄湾产业联盟章程》（2025年修订），自即日起施行。",
                     "The Charter of the Alliance as revised in 2025 is adopted and takes effect today."),
                    (18, 0, 1, 0), "2025-05-18"),),
            ),
            Point(
                ("选举第二届理事会", "Election of the Second Council"), "邱正衡", 33, 40, "decide", "adopted",
                (
                    ("会议以无记名投票方式选举产生第二届理事会，由19家理事单位组成，任期三年。",
                     "By secret ballot the Assembly elected the Second Council of 19 member units for three years."),
                ),
                decided=(Decided(
                    "临盟会决〔2025〕2号", ("第二届理事会组成", "Second Council"),
                    ("选举临澄港务集团有限公司等19家单位为第二届理事会理事单位。",
                     "Lincheng Port Group Co., Ltd. and 18 further units are elected to the Second Council."),
                    (19, 0, 0, 0), "2025-05-18", voting="ballot"),),
            ),
        ),
        notice_number="临盟〔2025〕5号", notice_day="2025-04-25",
        addressees=("各会员单位", "All members"), minutes_number=2, issued="2025-05-23",
        distribution=("各会员单位", "all members"),
        others=(("任衡之", 24, "in-attendance"), ("邱正衡", 33, "guest"), ("李文澍", 41, "staff")),
    ),
    Session(
        ("第二届理事会第一次会议", "First Meeting of the Second Council"), "二届一次", "理事会会议", "第二届理事会",
        "2025-05-18 14:30", "2025-05-18 15:40", ("临澄会展中心二号厅", "Hall 2, Lincheng Exhibition Centre"), "郑海岚",
        "issued",
        (
            Point(
                ("推选理事长、副理事长", "Chair and deputy chairs"), "李澄", 1, 20, "decide", "adopted",
                (
                    ("会议推选临澄港务集团有限公司为理事长单位，江屿物流集团有限公司、云舫科技股份有限公司、百渚新能源有限公司为副理事长单位。",
                     "Lincheng Port Group Co., Ltd. was elected chair; Jiangyu Logistics Group Co., Ltd., Yunfang "
                     "Technology Co., Ltd. and Baizhu New Energy Co., Ltd. were elected deputy chairs."),
                ),
                decided=(Decided(
                    "临盟理决〔2025〕3号", ("理事会负责人", "Officers of the Council"),
                    ("推选郑海岚为理事长，陈晓舟、周敏言、何静澜为副理事长，任期与本届理事会相同。",
                     "Zheng Hailan is elected chair, and Chen Xiaozhou, Zhou Minyan and He Jinglan deputy chairs, for "
                     "the term of the Council."),
                    (19, 0, 0, 0), "2025-05-18", voting="ballot"),),
            ),
            Point(
                ("聘任秘书长", "Appointment of the secretary-general"), "郑海岚", 1, 10, "decide", "adopted",
                (("经理事长提名，会议同意续聘沈立言为秘书长。",
                  "On the chair's nomination the Council reappointed Shen Liyan as secretary-general."),),
                decided=(Decided(
                    "临盟理决〔2025〕4号", ("聘任秘书长", "Secretary-general"),
                    ("聘任沈立言为第二届理事会秘书长。", "Shen Liyan is appointed secretary-general to the Second Council."),
                    (19, 0, 0, 0), "2025-05-18"),),
            ),
        ),
        notice_number="临盟理〔2025〕7号", notice_day="2025-04-25", addressees=TO_MEMBERS,
        minutes_number=1, issued="2025-05-23", distribution=SENT, others=(("李文澍", 41, "staff"),),
    ),
    Session(
        ("第二届理事会第二次会议", "Second Meeting of the Second Council"), "二届二次", "理事会会议", "第二届理事会",
        "2025-11-21 09:30", "2025-11-21 11:45", HALL, "郑海岚", "issued",
        (
            Point(
                ("2026年度工作计划和预算", "Work plan and budget for 2026"), "沈立言", 41, 30, "decide", "adopted",
                (
                    ("会议审议了2026年度工作计划和经费预算。预算总额286万元，较上年增长4.4%，增量主要用于数据互通平台二期。",
                     "The Council considered the work plan and the budget for 2026 of RMB 2.86 million, 4.4 per cent "
                     "more than in 2025, the increase being meant for the second stage of the data exchange."),
                ),
                decided=(Decided(
                    "临盟理决〔2025〕5号", ("2026年度工作计划和预算", "Work plan and budget for 2026"),
                    ("通过《2026年度工作计划》和年度经费预算。", "The Work Plan and the Budget for 2026 are adopted."),
                    (16, 1, 0, 0), "2025-11-21"),),
            ),
            Point(
                ("审议三家单位入盟申请", "Three applications for membership"), "沈立言", 41, 20, "decide", "adopted",
                (("会议审议了远岫船代、泰岑重工、千屿零售的入盟申请，同意吸收为会员单位。",
                  "The Council considered the applications of Yuanxiu Ship Agency, Taicen Heavy Industries and Qianyu "
                  "Retail and agreed to admit them."),),
                decided=(Decided(
                    "临盟理决〔2025〕6号", ("吸收三家单位入盟", "Admission of three members"),
                    ("同意远岫船舶代理有限公司、泰岑重工有限公司、千屿零售有限公司加入联盟，为会员单位。",
                     "Yuanxiu Ship Agency Co., Ltd., Taicen Heavy Industries Co., Ltd. and Qianyu Retail Co., Ltd. are "
                     "admitted as members."),
                    (17, 0, 0, 0), "2025-11-21"),),
            ),
            Point(
                ("冷链交接温控标准立项", "Group standard on temperature control at hand-over"), "韩峥", 11, 25, "decide",
                "adopted",
                (("会议同意由启洲冷链牵头编制《冷链交接温控操作规范》，2026年8月底前提交送审稿。",
                  "Qizhou Cold Chain will lead the drafting of the Code of Practice for Temperature Control at "
                  "Cold-Chain Hand-over and submit a draft for review by the end of August 2026."),),
                decided=(Decided(
                    "临盟理决〔2025〕7号", ("团体标准立项", "New group standard"),
                    ("同意《冷链交接温控操作规范》团体标准立项。",
                     "Work on a group standard, the Code of Practice for Temperature Control at Cold-Chain Hand-over, "
                     "is approved."),
                    (17, 0, 0, 0), "2025-11-21"),),
                follows=(Follows(
                    ("提交《冷链交接温控操作规范》送审稿", "Submit the draft code of practice for review"), 11, "韩峥",
                    "2026-08-31", "closed", "送审稿已于8月26日提交，11月进入征求意见。", "2026-08-27"),),
            ),
        ),
        notice_number="临盟理〔2025〕19号", notice_day="2025-11-06", addressees=TO_MEMBERS,
        minutes_number=2, issued="2025-11-27", distribution=SENT,
        statuses={"贾承序": ("on-leave", "", "出差"), "叶霖": ("by-proxy", "韩峥", ""), "欧阳知禾": ("absent", "", "")},
        others=(("任衡之", 24, "in-attendance"), ("史冰", 34, "in-attendance"), ("李文澍", 41, "staff")),
    ),
    Session(
        ("第一届管理委员会第三次会议", "Third Meeting of the First Management Committee"), "管委会一届三次", "管委会会议",
        "第一届管理委员会", "2026-03-19 10:00", "2026-03-19 11:40",
        ("启洲冷链港区中心库二楼会议室", "Meeting Room 2, Qizhou Central Cold Store"), "韩峥", "issued",
        (
            Point(
                ("一季度试点情况通报", "Pilot in the first quarter"), "韩峥", 11, 20, "note", "noted",
                (("会议听取了港区中心库试点情况通报：一季度交接超温次数由每千单3.1次降至1.4次。",
                  "The committee heard that at the central store temperature breaches at hand-over fell from 3.1 to "
                  "1.4 per thousand consignments in the first quarter."),),
            ),
            Point(
                ("追溯数据互认清单", "Mutual recognition of tracing data"), "史冰", 34, 30, "decide", "adopted",
                (("会议确定首批互认数据项18项，不含客户名称和成交价格。",
                  "The committee settled on 18 data items for mutual recognition; customers' names and prices are not "
                  "among them."),),
                decided=(Decided(
                    "冷标管决〔2026〕2号", ("首批互认数据项", "First list of recognized data"),
                    ("通过《追溯数据互认清单（第一批）》，自2026年5月1日起试行。",
                     "The First List of Mutually Recognized Tracing Data is adopted and applies on trial from 1 May "
                     "2026."),
                    (6, 0, 0, 0), "2026-05-01"),),
                follows=(Follows(
                    ("完成互认接口联调", "Test the interfaces for mutual recognition"), 8, "马骋原", "2026-06-30", "closed",
                    "五家单位接口联调通过，试运行正常。", "2026-06-25"),),
            ),
        ),
        notice_number="冷标管〔2026〕3号", notice_day="2026-03-06", addressees=("各委员单位", "All committee members"),
        minutes_number=3, issued="2026-03-24", distribution=("各委员单位", "all committee members"),
        voters=("韩峥", "马骋原", "曹禾生", "蒋渔舟", "叶霖", "史冰"), others=(("邵度", 36, "guest"),),
    ),
    Session(
        ("数据互通工作组第四次会议", "Fourth Meeting of the Data Exchange Working Group"), "数据组四次", "工作组会议",
        "数据互通工作组", "2026-07-23 15:00", "2026-07-23 16:30", ("云舫科技一号楼A305", "Room A305, Building 1, Yunfang Campus"),
        "周敏言", "issued",
        (
            Point(
                ("电子回单接口问题复盘", "Review of the electronic receipt interface"), "卢子墨", 15, 30, "discuss", "noted",
                (("会议分析了6月两次回单延迟的原因：一次为时钟不同步，一次为重试间隔设置过长。两项均已整改。",
                  "Two delays in June were traced to unsynchronized clocks and to too long an interval between "
                  "retries. Both causes have been removed."),),
            ),
            Point(
                ("接口安全基线", "Security baseline for interfaces"), "吴若棠", 3, 30, "discuss", "deferred",
                (("会议认为密钥轮换周期尚需与各单位信息部门协商，暂缓通过，下次会议再议。",
                  "The rotation of keys has yet to be agreed with the members' IT departments; the item was deferred "
                  "to the next meeting."),),
                follows=(Follows(
                    ("征求各单位对密钥轮换周期的意见", "Collect the members' views on the rotation of keys"), 3, "吴若棠",
                    "2026-09-30", "reported", "已收到14家书面意见，汇总稿报秘书处。"),),
            ),
        ),
        notice_day="2026-07-13", addressees=("工作组各成员", "Members of the working group"), minutes_number=4,
        issued="2026-07-28", distribution=("工作组各成员", "members of the working group"), online="000 0000 0731",
        voters=("周敏言", "苏岑", "卢子墨", "吴若棠", "胡清越"), others=(("冯知行", 41, "staff"),),
    ),
    Session(
        ("第二届理事会第三次会议", "Third Meeting of the Second Council"), PACKET, "理事会会议", "第二届理事会",
        "2026-11-16 09:30", "2026-11-16 11:50", HALL, "郑海岚", "issued",
        (
            Point(
                ("确认二届二次会议纪要", "Minutes of the Second Meeting"), "沈立言", 41, 5, "decide", "adopted",
                (("会议确认了第二届理事会第二次会议纪要，对文字无异议。",
                  "The minutes of the Second Meeting of the Second Council were approved as circulated."),),
            ),
            Point(
                ("前三季度工作报告", "Report on the first three quarters"), "沈立言", 41, 20, "note", "noted",
                (
                    ("会议听取了秘书处关于前三季度工作的报告。年度十二项重点工作中，已完成七项，按进度推进四项，滞后一项（数据互通平台二期）。",
                     "The Council heard the secretariat's report. Of the twelve priorities for the year seven are "
                     "complete, four on course and one, the second stage of the data exchange, is late."),
                    ("| 主线 | 重点工作 | 已完成 | 滞后 |\n| --- | --- | --- | --- |\n| 联合采购 | 4项 | 3项 | 无 |\n"
                     "| 冷链标准 | 5项 | 3项 | 无 |\n| 数据互通 | 3项 | 1项 | 1项 |",
                     "| Field | Priorities | Complete | Late |\n| --- | --- | --- | --- |\n| Joint purchasing | 4 | 3 | none |\n"
                     "| Cold-chain standards | 5 | 3 | none |\n| Data exchange | 3 | 1 | 1 |"),
                    ("联合运输准点率三季度为96.2%，较目标高1.2个百分点；两起质量争议已按协议第8.3条处理完毕。",
                     "On-time delivery in joint transport reached 96.2 per cent in the third quarter, 1.2 points above "
                     "target; two quality disputes were settled under Clause 8.3 of the agreement."),
                    ("会议认为，数据互通平台二期滞后的主要原因是接口安全基线未定，要求工作组12月中旬前提出方案。",
                     "Members found that the delay is chiefly due to the open security baseline and asked the working "
                     "group for a proposal by mid-December."),
                ),
                follows=(Follows(
                    ("提出接口安全基线方案", "Propose a security baseline for interfaces"), 3, "周敏言", "2026-12-15"),),
            ),
            Point(
                ("联合采购框架协议续签", "Renewal of the framework agreement on joint purchasing"), "周敏言", 3, 30, "decide",
                "adopted",
                (
                    ("周敏言汇报了框架协议履行情况：2024年以来共组织集中采购九批，累计金额2.31亿元，综合降幅6.8%。",
                     "Zhou Minyan reported on the framework agreement. Since 2024 nine rounds of joint purchasing, "
                     "worth RMB 231 million, have brought prices down by 6.8 per cent on average."),
                    ("会议认为，续签应同时更新附件二里程碑表，并将年降幅目标写入主协议。陈晓舟（江屿物流）作为关联方回避表决。",
                     "Members asked that the milestones in Annex 2 be renewed together with the agreement and that a "
                     "yearly target be written into it. Chen Xiaozhou of Jiangyu Logistics, as a related party, took "
                     "no part in the vote."),
                ),
                ("同意《联合采购框架协议》续签三年，自2027年1月18日起生效；授权秘书处办理签署。",
                 "That the Framework Agreement on Joint Purchasing be renewed for three years from 18 January 2027, and "
                 "that the secretariat be authorized to have it signed."),
                attending=(24,),
                decided=(Decided(
                    "临盟理决〔2026〕18号", ("续签《联合采购框架协议》", "Renewal of the Framework Agreement on Joint Purchasing"),
                    ("同意《联合采购框架协议》续签三年，自2027年1月18日起生效，年降幅目标不低于3%；授权秘书处办理签署。",
                     "The Framework Agreement on Joint Purchasing is renewed for three years from 18 January 2027 with a "
                     "yearly reduction of at least 3 per cent; the secretariat is authorized to have it signed."),
                    (14, 1, 1, 1), "2026-11-16", recused="陈晓舟"),),
                follows=(
                    Follows(("提交附件二里程碑表修订稿", "Submit the revised milestones of Annex 2"), 3, "周敏言", "2026-12-05"),
                    Follows(("办理续签文本会签和用印", "Have the renewed agreement countersigned and sealed"), 41, "李文澍",
                            "2026-12-25"),
                ),
            ),
            Point(
                ("审议滨渚会展入盟申请", "Application of Binzhu Exhibition Services"), "沈立言", 41, 20, "decide", "adopted",
                (
                    ("会议听取了资质审核和合作意向评估情况。申请单位近三年无重大诉讼和行政处罚，财务状况稳健，评分84.5分。",
                     "The Council heard the results of the qualification review and of the intent report. The applicant "
                     "has had no major litigation or penalty in three years, is financially sound and scored 84.5."),
                    ("有理事提出，展会收益分配应先行约定。会议同意将其列为入盟引导期的首要事项。",
                     "A member asked that the sharing of exhibition revenue be agreed first. It was made the first task "
                     "of the guided period."),
                ),
                ("同意滨渚会展服务有限公司加入联盟，为会员单位，引导期六个月。",
                 "That Binzhu Exhibition Services Co., Ltd. be admitted as a member with a guided period of six months."),
                attending=(26,),
                decided=(Decided(
                    "临盟理决〔2026〕19号", ("吸收滨渚会展入盟", "Admission of Binzhu Exhibition Services"),
                    ("同意滨渚会展服务有限公司加入联盟，为会员单位，引导期六个月，自签署章程之日起算。",
                     "Binzhu Exhibition Services Co., Ltd. is admitted as a member with a guided period of six months "
                     "from the day on which it signs the charter."),
                    (16, 0, 1, 0), "2026-11-16"),),
                follows=(Follows(
                    ("约定展会收益分配比例并报秘书处", "Agree on the sharing of exhibition revenue and report it"), 26, "石会之",
                    "2026-12-31"),),
            ),
            Point(
                ("利益分配办法修订", "Revision of the rules on benefit sharing"), "何静澜", 5, 25, "decide", "adopted",
                (
                    ("何静澜说明了修订要点：", "He Jinglan explained the main changes:"),
                    ("1. 贡献系数由三档调整为**五档**；\n2. 创新成果单列奖励；\n3. 争议先由秘书处调解。",
                     "1. **five** instead of three grades of contribution;\n2. a separate award for innovation;\n"
                     "3. mediation by the secretariat before any dispute."),
                    ("会议对五档系数的测算口径进行了讨论，三名理事认为过细，不利于小规模成员。会议以表决方式形成决议。",
                     "Members discussed how the five grades are computed; three of them found the grades too fine for "
                     "small members. The matter was put to the vote."),
                ),
                ("通过《利益分配办法》（2026年修订），自2027年1月1日起施行。",
                 "That the Rules on Benefit Sharing as revised in 2026 be adopted with effect from 1 January 2027."),
                decided=(Decided(
                    "临盟理决〔2026〕20号", ("修订《利益分配办法》", "Revised Rules on Benefit Sharing"),
                    ("通过《利益分配办法》（2026年修订），自2027年1月1日起施行；施行满一年后评估五档系数的实际效果。",
                     "The Rules on Benefit Sharing as revised in 2026 are adopted with effect from 1 January 2027; the "
                     "effect of the five grades will be assessed after one year."),
                    (12, 3, 2, 0), "2027-01-01"),),
                follows=(Follows(
                    ("印发修订后的《利益分配办法》并组织宣讲", "Issue the revised rules and explain them to the members"), 41,
                    "冯知行", "2026-12-20"),),
            ),
            Point(
                ("2027年度会议计划", "Calendar of meetings for 2027"), "李文澍", 41, 10, "note", "noted",
                (("会议听取了2027年度会议计划：理事会三次、会员大会一次、工作组会议按季度召开。",
                  "The Council noted the calendar for 2027: three council meetings, one general assembly, and working "
                  "group meetings once a quarter."),),
            ),
        ),
        notice_number="临盟理〔2026〕12号", notice_day="2026-11-02", addressees=TO_MEMBERS, online="000 0000 1116",
        level="ordinary", term="3年", papers_due="2026-11-09",
        requirements=(
            "请各理事本人出席，因故不能出席的，请于11月12日前提交授权委托书\n会议材料为内部材料，会后当场收回，请勿拍照、外传\n着正装，提前十分钟签到",
            "Members are asked to attend in person; whoever cannot should send a signed proxy by 12 November\n"
            "The papers are confidential and will be collected after the meeting; please do not photograph them\n"
            "Business dress; please sign in ten minutes before the meeting"),
        minutes_number=3, issued="2026-11-19", distribution=SENT,
        statuses={
            "徐航远": ("absent", "", ""), "王立岫": ("on-leave", "", "参加展会"), "吴建渠": ("by-proxy", "周敏言", ""),
            "贾承序": ("by-proxy", "何静澜", ""), "董云裁": ("by-proxy", "孙悦衡", ""),
            "马骋原": ("late", "", "09:41"), "韩峥": ("left-early", "", "11:20"),
        },
        others=(("任衡之", 24, "in-attendance"), ("石会之", 26, "in-attendance"), ("邱正衡", 33, "guest"),
                ("李文澍", 41, "staff"), ("周以澜", 41, "staff")),
    ),
    Session(
        ("秘书处11月工作协调会", "Secretariat Coordination Meeting, November 2026"), "11月协调会", "协调会", "秘书处",
        "2026-11-27 14:00", "2026-11-27 15:00", ("联盟大厦二楼小会议室", "Small Meeting Room, Alliance House"), "沈立言", "called",
        (
            Point(("二届三次会议督办事项分工", "Follow-up of the Third Meeting"), "李文澍", 41, 20, "discuss"),
            Point(("编号材料清退情况", "Return of numbered copies"), "周以澜", 41, 15, "discuss"),
            Point(("年度绩效评估准备", "Preparing the yearly evaluation"), "冯知行", 41, 25, "discuss"),
        ),
        notice_number="临盟秘〔2026〕41号", notice_day="2026-11-18", addressees=("各联络员", "All liaisons"),
        voters=("沈立言", "李文澍", "周以澜", "冯知行", "李澄", "钱芳汀", "吴若棠"),
    ),
)
