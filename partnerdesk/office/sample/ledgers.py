"""The made-up agreements, secrets, documents, seals and loans of the sample office."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

# title | English title | category | place of the partners | state | signed | effective | expiry | notice days | renewal | amount (yuan) | performance | in charge | originals | kept at
AGREEMENTS = """
联合采购框架协议|Framework Agreement on Joint Purchasing|framework|2,3,5|filed|2024-01-10|2024-01-18|2027-01-17|60|by-agreement|0|on-course|冯知行|4|档案柜A-1-03
港区集疏运合作协议|Agreement on Port Collection and Distribution|main|1,2|filed|2023-08-15|2023-09-01|2026-12-31|45|automatic|18600000|on-course|李文澍|3|档案柜A-1-01
联合运输服务协议（2026年）|Joint Transport Service Agreement 2026|service|2|filed|2026-01-06|2026-01-10|2026-12-31|30|by-agreement|9450000|on-course|冯知行|2|档案柜A-1-05
数据互通平台建设合同（二期）|Contract for the Data Exchange Platform, Stage Two|project|15|filed|2026-02-10|2026-02-15|2027-02-14|0|none|1380000|delayed|冯知行|2|档案柜A-2-01
数据互通平台建设合同补充协议（一）|Supplement No. 1 to the Data Exchange Platform Contract|supplement|15|filed|2026-08-05|2026-08-05|2027-02-14|0|none|120000|on-course|冯知行|2|档案柜A-2-02
冷链中心库试点合作协议|Agreement on the Central Cold Store Pilot|project|11,8|filed|2025-12-18|2026-01-01|2027-06-30|60|by-agreement|3200000|on-course|冯知行|3|档案柜A-2-04
检测服务年度协议|Annual Testing Services Agreement|service|7|filed|2026-03-02|2026-03-02|2027-03-01|30|automatic|260000|on-course|周以澜|2|档案柜A-2-06
常年法律顾问合同|Retainer Agreement for Legal Services|service|24|filed|2025-12-20|2026-01-01|2026-12-31|30|by-agreement|180000|on-course|李文澍|2|档案柜A-3-01
年度审计业务约定书|Engagement Letter for the Annual Audit|service|25|filed|2026-10-12|2026-10-12|2027-04-30|0|none|95000|on-course|李文澍|2|档案柜A-3-02
会员保险统保协议|Group Insurance Agreement for Members|framework|28|filed|2025-06-30|2025-07-01|2027-06-30|90|automatic|0|on-course|冯知行|2|档案柜A-3-04
联盟宣传册印制合同|Contract for Printing the Alliance Brochure|purchase|31|filed|2026-09-08|2026-09-08|2026-12-15|0|none|36800|completed|周以澜|2|档案柜A-3-06
技术合作意向书|Letter of Intent on Technical Cooperation|intent|42|signed|2026-06-18|2026-06-18|2027-06-17|30|none|0|on-course|冯知行|2|档案柜A-4-01
产学研合作框架协议|Framework Agreement on Joint Research|framework|35|filed|2024-05-22|2024-06-01|2027-05-31|90|by-agreement|500000|on-course|冯知行|2|档案柜A-4-03
危化运输服务合同|Hazardous Goods Transport Contract|service|23|terminated|2025-03-11|2025-04-01|2026-03-31|30|none|880000|breach|冯知行|2|档案柜A-4-05
展会服务协议（草案）|Exhibition Services Agreement (draft)|service|26|negotiation||||30|by-agreement|420000||周以澜||
"""

# title | level | term | basis | decided | ends | partner | circle | kept at
SECRETS = """
联合采购成交价格与降幅测算|core|3年|商业秘密保护管理办法第六条|2026-01-20|2029-01-19|3|理事长、副理事长、秘书长；采购工作小组五人|保密柜1
第二届理事会第三次会议材料|ordinary|3年|章程第三十条|2026-11-02|2029-11-01||全体理事及列席人员|保密柜1
冷链追溯接口密钥管理规程|core|2年|数据互通工作组第四次会议|2026-07-28|2028-07-27|15|工作组成员、平台运维两人|保密柜2
港区泊位作业计划（季度）|ordinary|1年|港区集疏运合作协议第九条|2026-10-08|2027-10-07|1|集疏运小组|保密柜2
成员单位满意度调查原始问卷|internal||秘书处档案管理规定|2026-09-15||||保密柜3
"""

# title | kind | partner | state | scope | signed | expiry | duty after | duty until | kept at
NDAS = """
数据互通平台建设保密协议|received|15|in-force|平台源代码、接口密钥、成员单据样本|2026-02-10|2028-02-09|期满后三年内不得使用或允许他人使用|2031-02-09|保密柜2
联合采购保密协议|mutual|3|in-force|采购品类、成交价格、供应商报价|2024-01-10|2027-01-17|期满后两年|2029-01-17|保密柜1
法律顾问保密承诺|received|24|in-force|顾问过程中知悉的全部未公开信息|2025-12-20|2026-12-31|长期||档案柜A-3-01
审计业务保密协议|received|25|in-force|会计资料、合同和会费台账|2026-10-12|2027-04-30|期满后五年|2032-04-30|档案柜A-3-02
危化运输服务保密协议|mutual|23|after-term|货类、线路和客户名单|2025-03-11|2026-03-31|期满后两年|2028-03-31|档案柜A-4-05
"""

# copy number | place of the unit | person | taken | due | returned | received by
COPIES = """
000001|1|郑海岚|2026-11-16|2026-11-16|2026-11-16|周以澜
000002|3|周敏言|2026-11-16|2026-11-16|2026-11-16|周以澜
000003|5|何静澜|2026-11-16|2026-11-16|2026-11-16|周以澜
000004|7|孙悦衡|2026-11-16|2026-11-16|2026-11-16|周以澜
000005|10|梁晖如|2026-11-16|2026-11-16|2026-11-16|周以澜
000006|11|韩峥|2026-11-16|2026-11-23||
000007|2|陈晓舟|2026-11-16|2026-11-18||
000008|24|任衡之|2026-11-16|2026-11-30||
"""

# received | sender | partner | their number | title | manner | urgency | handled by | due | state | done | result
INCOMING = """
2026-11-18|临澄市冷链流通协会|34|临冷协〔2026〕33号|关于征求《冷链交接温控操作规范》意见的函|email|normal|冯知行|2026-12-02|handling||
2026-11-17|江屿物流集团有限公司|2|江屿函〔2026〕58号|关于联合运输协议到期续签的商洽函|courier|urgent|冯知行|2026-11-24|instructed||
2026-11-12|东珩精密机械有限公司|4||理事会授权委托书（吴建渠委托周敏言）|email|urgent|周以澜|2026-11-13|done|2026-11-12|已归入会议材料
2026-11-10|滨渚会展服务有限公司|26|滨渚〔2026〕21号|关于申请加入联盟的函|hand|normal|冯知行|2026-11-16|done|2026-11-16|提交二届三次理事会审议通过
2026-10-28|临澄市标准化研究院|36|临标研函〔2026〕112号|关于团体标准审查会时间的复函|mail|normal|冯知行|2026-11-06|done|2026-11-04|已确认12月10日召开
2026-10-20|明砚律师事务所|24||滨渚会展资质核查意见书|email|normal|李文澍|2026-10-30|done|2026-10-26|列入准入材料
2026-10-09|广岫智能装备有限公司|6|广岫〔2026〕40号|关于三季度交付延期情况的说明|mail|urgent|冯知行|2026-10-16|done|2026-10-15|已约谈，列为重点关注
2026-09-22|宏畹新材料有限公司|10|宏畹函〔2026〕19号|关于调整合作关系的函|courier|normal|李文澍|2026-10-09|done|2026-09-30|进入缓冲期六个月
2026-08-27|启洲冷链有限公司|11|启洲〔2026〕66号|报送《冷链交接温控操作规范》送审稿的函|email|normal|冯知行|2026-09-10|done|2026-09-03|转冷链协会征求意见
2026-06-12|Fjordlys Cold Systems AS|42||Draft letter of intent on technical cooperation|email|normal|冯知行|2026-06-26|done|2026-06-18|意向书已签署
2026-03-16|恒沚化工物流有限公司|23|恒沚〔2026〕7号|关于运输合同终止事宜的复函|courier|urgent|李文澍|2026-03-23|done|2026-03-20|合同到期终止，保密义务存续
2025-11-03|千屿零售有限公司|22|千屿〔2025〕31号|关于申请加入联盟的函|mail|normal|冯知行|2025-11-14|done|2025-11-21|二届二次理事会审议通过
"""

# title | English title | number | dated | state | recipients | addressed to | drafter | signatory | sent
OUTGOING = """
关于召开第二届理事会第三次会议的通知|Notice of the Third Meeting of the Second Council|临盟理〔2026〕12号|2026-11-02|filed|1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19|各理事单位|周以澜|沈立言|2026-11-02
关于召开秘书处11月工作协调会的通知|Notice of the Coordination Meeting in November|临盟秘〔2026〕41号|2026-11-18|sent|1,2,3|各联络员|周以澜|沈立言|2026-11-18
关于提醒按期交还编号材料的函|Reminder to return numbered papers|临盟秘〔2026〕42号|2026-11-20|signed|2|江屿物流集团有限公司|周以澜|沈立言|
第二届理事会第三次会议纪要|Minutes of the Third Meeting of the Second Council|临盟理〔2026〕13号|2026-11-19|sent|1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19|各理事单位|李文澍|郑海岚|2026-11-19
关于宏畹新材料合作关系进入缓冲期的复函|Reply on the buffer period of Hongwan New Materials|临盟秘〔2026〕33号|2026-09-30|filed|10|宏畹新材料有限公司|李文澍|沈立言|2026-09-30
关于广岫智能交付延期约谈情况的函|Letter on the delayed deliveries of Guangxiu|临盟秘〔2026〕36号|2026-10-15|filed|6|广岫智能装备有限公司|冯知行|沈立言|2026-10-15
关于终止危化运输服务合同的通知|Notice terminating the hazardous goods contract|临盟秘〔2026〕9号|2026-02-27|filed|23|恒沚化工物流有限公司|李文澍|沈立言|2026-02-27
关于转发冷链标准征求意见稿的函|Letter forwarding the draft cold-chain standard|临盟秘〔2026〕30号|2026-09-03|filed|34,36|临澄市冷链流通协会、临澄市标准化研究院|冯知行|沈立言|2026-09-03
关于邀请参加年度交流会的函|Invitation to the annual exchange||||35|临澄理工学院|周以澜||
"""

# used | paper | number | seals | copies | across | partner | user | approver | approval | taken out | returned
SEALS = """
2026-11-19|第二届理事会第三次会议纪要|临盟理〔2026〕13号|secretariat|22|0||李文澍|沈立言|YS-2026-118|0|
2026-11-18|秘书处11月工作协调会通知|临盟秘〔2026〕41号|secretariat|3|0||周以澜|沈立言|YS-2026-117|0|
2026-11-02|关于召开第二届理事会第三次会议的通知|临盟理〔2026〕12号|office|20|0||周以澜|沈立言|YS-2026-110|0|
2026-10-15|关于广岫智能交付延期约谈情况的函|临盟秘〔2026〕36号|secretariat|2|0|6|冯知行|沈立言|YS-2026-104|0|
2026-10-12|年度审计业务约定书||contract,representative|2|1|25|李文澍|沈立言|YS-2026-101|0|
2026-09-30|关于宏畹新材料合作关系进入缓冲期的复函|临盟秘〔2026〕33号|secretariat|2|0|10|李文澍|沈立言|YS-2026-097|0|
2026-09-08|联盟宣传册印制合同||contract|2|1|31|周以澜|沈立言|YS-2026-090|0|
2026-08-05|数据互通平台建设合同补充协议（一）||contract|2|1|15|冯知行|沈立言|YS-2026-081|0|
2026-06-18|技术合作意向书||office,representative|2|0|42|冯知行|沈立言|YS-2026-064|1|2026-06-19
2026-02-10|数据互通平台建设合同（二期）||contract,representative|2|1|15|冯知行|沈立言|YS-2026-012|0|
2026-01-06|联合运输服务协议（2026年）||contract|2|1|2|冯知行|沈立言|YS-2026-002|0|
2025-12-20|常年法律顾问合同||contract|2|1|24|李文澍|沈立言|YS-2025-133|0|
"""

# paper | kind | place in AGREEMENTS | borrower | department | reason | approver | lent | due | returned | checked by
LOANS = """
联合采购框架协议|copy|1|冯知行|合作发展组|起草续签文本|沈立言|2026-11-10|2026-12-01||
港区集疏运合作协议|original|2|钱芳汀|江屿物流综合部|核对补充条款|沈立言|2026-11-05|2026-11-19||
第一届理事会会议记录（2023—2025）|copy||李澄|港务集团办公室|编写大事记|李文澍|2026-10-08|2026-10-22|2026-10-20|周以澜
数据互通平台建设合同（二期）|copy|4|卢子墨|瑞岑软件交付部|核对付款节点|李文澍|2026-08-03|2026-08-10|2026-08-10|周以澜
冷链中心库试点合作协议|copy|6|谢听雨|启洲冷链运营部|办理用地备案|沈立言|2026-04-14|2026-05-14|2026-05-09|周以澜
"""
