"""The made-up organizations of the sample office, their people and their alliances; nobody of them exists."""

# ruff: noqa: E501 - a Chinese sign counts as two

from __future__ import annotations

from stdnum.cn import uscc

# name | English name | kinds | stage | industry | short names | capital (ten thousand yuan) | founded | street | English street | kind of code
PARTNERS = """
临澄港务集团有限公司|Lincheng Port Group Co., Ltd.|member,strategic,customer|active|港口与航运|临澄港务；澄港集团|180000|2003-06-18|临澄市港区引航路1号|1 Yinhang Road, Port District, Lincheng|91
江屿物流集团有限公司|Jiangyu Logistics Group Co., Ltd.|member,supplier|active|道路货物运输|江屿物流；江屿储运|12000|2009-03-12|临澄市澄南区驿桥路88号|88 Yiqiao Road, Chengnan District, Lincheng|91
云舫科技股份有限公司|Yunfang Technology Co., Ltd.|member,strategic|active|软件和信息技术服务|云舫科技|30000|2012-09-03|临澄市望屿区创澜大道16号|16 Chuanglan Avenue, Wangyu District, Lincheng|91
东珩精密机械有限公司|Dongheng Precision Machinery Co., Ltd.|member|active|通用设备制造|东珩精密|8600|2006-11-27|临澄市澄南区砺锋路5号|5 Lifeng Road, Chengnan District, Lincheng|91
百渚新能源有限公司|Baizhu New Energy Co., Ltd.|member,strategic|active|电力设备制造|百渚新能源|50000|2015-04-22|临澄市望屿区日澜路200号|200 Rilan Road, Wangyu District, Lincheng|91
广岫智能装备有限公司|Guangxiu Intelligent Equipment Co., Ltd.|member|watch|专用设备制造|广岫智能|6800|2013-07-09|临澄市澄南区机枢路31号|31 Jishu Road, Chengnan District, Lincheng|91
蓝汀检测认证有限公司|Lanting Testing and Certification Co., Ltd.|member,supplier|active|专业技术服务|蓝汀检测|2000|2014-02-20|临澄市望屿区衡量路9号|9 Hengliang Road, Wangyu District, Lincheng|91
安禾云仓供应链有限公司|Anhe Cloud Warehouse Supply Chain Co., Ltd.|member,supplier|active|装卸搬运和仓储|安禾云仓|5000|2016-05-16|临澄市港区仓廪路60号|60 Canglin Road, Port District, Lincheng|91
海垣国际贸易有限公司|Haiyuan International Trading Co., Ltd.|member,distributor|active|批发业|海垣国贸|3000|2008-08-28|临澄市港区通埠街27号|27 Tongbu Street, Port District, Lincheng|91
宏畹新材料有限公司|Hongwan New Materials Co., Ltd.|member,strategic|buffer|化学原料制造|宏畹新材|15000|2011-10-31|临澄市澄南区晶源路12号|12 Jingyuan Road, Chengnan District, Lincheng|91
启洲冷链有限公司|Qizhou Cold Chain Co., Ltd.|member,supplier|active|冷藏运输与仓储|启洲冷链|9200|2017-03-01|临澄市港区寒汀路3号|3 Hanting Road, Port District, Lincheng|91
禾泉食品有限公司|Hequan Foods Co., Ltd.|member,customer|active|食品制造|禾泉食品|4500|2005-12-08|临澄市澄南区稻香巷18号|18 Daoxiang Lane, Chengnan District, Lincheng|91
望屿农业科技有限公司|Wangyu Agricultural Technology Co., Ltd.|member|active|农业科技|望屿农科|2600|2018-06-05|临澄市望屿区沃野路41号|41 Woye Road, Wangyu District, Lincheng|91
青棹包装材料有限公司|Qingzhao Packaging Materials Co., Ltd.|member,supplier|active|包装材料制造|青棹包装|1800|2010-01-19|临澄市澄南区裁云路7号|7 Caiyun Road, Chengnan District, Lincheng|91
瑞岑软件有限公司|Ruicen Software Co., Ltd.|member,supplier|active|软件开发|瑞岑软件|1000|2016-11-11|临澄市望屿区创澜大道18号|18 Chuanglan Avenue, Wangyu District, Lincheng|91
和桨水产有限公司|Hejiang Aquatic Products Co., Ltd.|member,customer|active|水产加工|和桨水产|2200|2007-04-30|临澄市港区渔歌路22号|22 Yuge Road, Port District, Lincheng|91
三棹汽车零部件有限公司|Sanzhao Auto Parts Co., Ltd.|member|active|汽车零部件制造|三棹汽配|7500|2004-07-26|临澄市澄南区齿序路66号|66 Chixu Road, Chengnan District, Lincheng|91
北渚电子有限公司|Beizhu Electronics Co., Ltd.|member|active|电子元件制造|北渚电子|5600|2009-09-15|临澄市望屿区微芯路8号|8 Weixin Road, Wangyu District, Lincheng|91
嘉岚医药流通有限公司|Jialan Pharmaceutical Distribution Co., Ltd.|member,distributor|active|医药批发|嘉岚医药|6000|2012-02-14|临澄市港区杏霖路19号|19 Xinglin Road, Port District, Lincheng|91
远岫船舶代理有限公司|Yuanxiu Ship Agency Co., Ltd.|member,distributor|active|水上运输辅助|远岫船代|800|2010-10-10|临澄市港区锚地路2号|2 Maodi Road, Port District, Lincheng|91
泰岑重工有限公司|Taicen Heavy Industries Co., Ltd.|member|watch|金属结构制造|泰岑重工|22000|2002-05-20|临澄市澄南区钢桁路100号|100 Gangheng Road, Chengnan District, Lincheng|91
千屿零售有限公司|Qianyu Retail Co., Ltd.|member,customer|active|零售业|千屿零售|3600|2014-12-01|临澄市望屿区集澜路55号|55 Jilan Road, Wangyu District, Lincheng|91
恒沚化工物流有限公司|Hengzhi Chemical Logistics Co., Ltd.|supplier|suspended|危险货物运输|恒沚物流|4200|2011-03-29|临澄市港区安锚路14号|14 Anmao Road, Port District, Lincheng|91
明砚律师事务所|Mingyan Law Firm|supplier,institution|active|法律服务|明砚所||2009-06-01|临澄市望屿区衡平街6号|6 Hengping Street, Wangyu District, Lincheng|31
朗汀会计师事务所|Langting Certified Public Accountants|supplier,institution|active|会计审计|朗汀所||2007-05-11|临澄市望屿区衡平街8号|8 Hengping Street, Wangyu District, Lincheng|91
滨渚会展服务有限公司|Binzhu Exhibition Services Co., Ltd.|supplier,member|review|会议展览|滨渚会展|1500|2019-08-08|临澄市望屿区会澜路1号|1 Huilan Road, Wangyu District, Lincheng|91
澄屿融资租赁有限公司|Chengyu Financial Leasing Co., Ltd.|strategic|admitted|融资租赁|澄屿租赁|20000|2016-09-09|临澄市望屿区金渡路10号|10 Jindu Road, Wangyu District, Lincheng|91
诚岱保险经纪有限公司|Chengdai Insurance Brokers Co., Ltd.|supplier|active|保险经纪|诚岱经纪|5000|2013-10-24|临澄市望屿区金渡路22号|22 Jindu Road, Wangyu District, Lincheng|91
景畴文化传媒有限公司|Jingchou Culture and Media Co., Ltd.|supplier|active|广告与传播|景畴传媒|600|2017-01-17|临澄市望屿区墨澜巷4号|4 Molan Lane, Wangyu District, Lincheng|91
苍屿数据服务有限公司|Cangyu Data Services Co., Ltd.|supplier|review|数据处理|苍屿数据|1200|2020-04-20|临澄市望屿区微芯路30号|30 Weixin Road, Wangyu District, Lincheng|91
翰篁印务有限公司|Hanhuang Printing Co., Ltd.|supplier|active|印刷|翰篁印务|300|2003-03-03|临澄市澄南区版筑路13号|13 Banzhu Road, Chengnan District, Lincheng|91
乐潆商业管理有限公司|Leying Commercial Management Co., Ltd.|customer|active|商业管理|乐潆商管|1000|2015-11-30|临澄市望屿区集澜路70号|70 Jilan Road, Wangyu District, Lincheng|91
临澄湾检验检测协会|Lincheng Bay Inspection and Testing Association|association|active|社会团体|检测协会||2011-09-20|临澄市望屿区衡量路11号|11 Hengliang Road, Wangyu District, Lincheng|51
临澄市冷链流通协会|Lincheng Cold Chain Association|association|active|社会团体|冷链协会||2013-05-08|临澄市港区寒汀路9号|9 Hanting Road, Port District, Lincheng|51
临澄理工学院|Lincheng Institute of Technology|institution|active|高等教育|临澄理工||1985-09-01|临澄市望屿区弘毅路1号|1 Hongyi Road, Wangyu District, Lincheng|12
临澄市标准化研究院|Lincheng Institute of Standardization|institution|active|标准化服务|临澄标研院||1996-04-01|临澄市望屿区衡量路1号|1 Hengliang Road, Wangyu District, Lincheng|12
凌岱航测有限公司|Lingdai Aerial Survey Co., Ltd.|supplier|prospect|测绘服务|凌岱航测|500|2021-06-16|临澄市望屿区微芯路52号|52 Weixin Road, Wangyu District, Lincheng|91
素筠工业设计有限公司|Suyun Industrial Design Co., Ltd.|supplier|prospect|工业设计|素筠设计|200|2022-02-22|临澄市望屿区墨澜巷20号|20 Molan Lane, Wangyu District, Lincheng|91
丰沚粮油有限公司|Fengzhi Grain and Oil Co., Ltd.|member|exited|农副食品加工|丰沚粮油|2800|2001-10-08|临澄市澄南区仓前路45号|45 Cangqian Road, Chengnan District, Lincheng|91
旧泊仓储有限公司|Jiubo Storage Co., Ltd.|supplier|refused|仓储|旧泊仓储|100|2019-12-12|临澄市港区旧泊街3号|3 Jiubo Street, Port District, Lincheng|91
临澄湾产业联盟秘书处|Secretariat of the Lincheng Bay Industrial Alliance|institution|active|联盟服务|秘书处||2023-05-18|临澄市望屿区会澜路8号|8 Huilan Road, Wangyu District, Lincheng|51
"""

FOREIGN = ("Fjordlys Cold Systems AS", "Fjordlys Cold Systems AS", "Havnegata 00, Nordbygd", "法尤利斯冷链系统公司")

# Who they are, by the place of the partner above: representative, then liaison; both fit to be read aloud.
PEOPLE = """
1|郑海岚|Zheng Hailan|董事长|Chair of the Board|李澄|Li Cheng|办公室主任|Office Director
2|陈晓舟|Chen Xiaozhou|总经理|General Manager|钱芳汀|Qian Fangting|综合部经理|General Affairs Manager
3|周敏言|Zhou Minyan|副总裁|Vice President|吴若棠|Wu Ruotang|生态合作经理|Ecosystem Manager
4|吴建渠|Wu Jianqu|总经理|General Manager|孙砚秋|Sun Yanqiu|行政部主管|Administration Supervisor
5|何静澜|He Jinglan|副总经理|Deputy General Manager|马骁然|Ma Xiaoran|战略部经理|Strategy Manager
6|王立岫|Wang Lixiu|总经理|General Manager|赵薇宁|Zhao Weining|市场部经理|Marketing Manager
7|孙悦衡|Sun Yueheng|总经理|General Manager|林涛声|Lin Taosheng|业务部经理|Business Manager
8|马骋原|Ma Chengyuan|总经理|General Manager|胡清越|Hu Qingyue|客户经理|Account Manager
9|徐航远|Xu Hangyuan|董事长|Chair of the Board|高以宁|Gao Yining|外联主管|External Relations Supervisor
10|梁晖如|Liang Huiru|副总经理|Deputy General Manager|罗知微|Luo Zhiwei|法务主管|Legal Supervisor
11|韩峥|Han Zheng|总经理|General Manager|谢听雨|Xie Tingyu|运营经理|Operations Manager
12|曹禾生|Cao Hesheng|董事长|Chair of the Board|邓小满|Deng Xiaoman|采购部经理|Purchasing Manager
13|欧阳知禾|Ouyang Zhihe|总经理|General Manager|彭一苇|Peng Yiwei|项目主管|Project Supervisor
14|董云裁|Dong Yuncai|总经理|General Manager|袁青禾|Yuan Qinghe|销售经理|Sales Manager
15|苏岑|Su Cen|总经理|General Manager|卢子墨|Lu Zimo|交付经理|Delivery Manager
16|蒋渔舟|Jiang Yuzhou|董事长|Chair of the Board|蔡晚晴|Cai Wanqing|质量经理|Quality Manager
17|贾承序|Jia Chengxu|副总经理|Deputy General Manager|丁予安|Ding Yu'an|供应链经理|Supply Chain Manager
18|魏芷宁|Wei Zhining|总经理|General Manager|薛念北|Xue Nianbei|行政经理|Administration Manager
19|叶霖|Ye Lin|总经理|General Manager|阎语迟|Yan Yuchi|质管部经理|Quality Assurance Manager
20|余岫云|Yu Xiuyun|总经理|General Manager|潘远帆|Pan Yuanfan|船务经理|Shipping Manager
21|杜桁|Du Heng|总经理|General Manager|戴立言|Dai Liyan|办公室副主任|Deputy Office Director
22|夏集|Xia Ji|总经理|General Manager|钟映雪|Zhong Yingxue|招采经理|Sourcing Manager
23|汪安锚|Wang Anmao|总经理|General Manager|田野|Tian Ye|调度主管|Dispatch Supervisor
24|任衡之|Ren Hengzhi|主任、合伙人|Managing Partner|姜明砚|Jiang Mingyan|律师|Attorney
25|范朗|Fan Lang|主任会计师|Managing Partner|方汀兰|Fang Tinglan|项目经理|Engagement Manager
26|石会之|Shi Huizhi|总经理|General Manager|姚展颜|Yao Zhanyan|销售总监|Sales Director
27|谭金渡|Tan Jindu|总经理|General Manager|廖思齐|Liao Siqi|产品经理|Product Manager
28|邹岱|Zou Dai|总经理|General Manager|熊可为|Xiong Kewei|客户经理|Account Manager
29|金墨|Jin Mo|总经理|General Manager|陆一舟|Lu Yizhou|策划主管|Planning Supervisor
30|郝苍|Hao Cang|总经理|General Manager|孔令澄|Kong Lingcheng|商务经理|Commercial Manager
31|白简|Bai Jian|厂长|Plant Manager|崔墨香|Cui Moxiang|业务员|Sales Clerk
32|康乐水|Kang Leshui|总经理|General Manager|毛集贤|Mao Jixian|招商经理|Leasing Manager
33|邱正衡|Qiu Zhengheng|会长|President|秦量|Qin Liang|秘书长|Secretary-General
34|江寒汀|Jiang Hanting|会长|President|史冰|Shi Bing|秘书长|Secretary-General
35|顾弘毅|Gu Hongyi|副院长|Vice President|侯学而|Hou Xue'er|科研处副处长|Deputy Director of Research
36|邵度|Shao Du|副院长|Deputy Director|孟准|Meng Zhun|标准化室主任|Head of Standardization
37|龙凌云|Long Lingyun|总经理|General Manager|万里|Wan Li|市场经理|Marketing Manager
38|段素|Duan Su|总监|Director|雷筠|Lei Yun|助理|Assistant
39|钱仓|Qian Cang|总经理|General Manager|汤禾|Tang He|主管|Supervisor
40|黎泊|Li Bo|经理|Manager|易舟|Yi Zhou|主管|Supervisor
41|沈立言|Shen Liyan|秘书长|Secretary-General|李文澍|Li Wenshu|综合组组长|Head of General Affairs
"""
STAFF = """
周以澜|Zhou Yilan|会务专员|Meetings Officer
冯知行|Feng Zhixing|合作专员|Partnership Officer
贺素岑|He Sucen|财务专员|Finance Officer
"""

# place of the partner | level | founding | joined | left | decision
MEMBERS = """
1|理事长单位|1|2023-05-18||
2|副理事长单位|1|2023-05-18||
3|副理事长单位|1|2023-05-18||
5|副理事长单位|1|2023-05-18||
4|理事单位|1|2023-05-18||
6|理事单位|1|2023-05-18||
7|理事单位|1|2023-05-18||
8|理事单位|1|2023-05-18||
9|理事单位|1|2023-05-18||
10|理事单位|1|2023-05-18||
11|理事单位|0|2023-11-24||一届二次理事会
12|理事单位|0|2023-11-24||一届二次理事会
13|理事单位|0|2024-04-19||一届四次理事会
14|理事单位|0|2024-04-19||一届四次理事会
15|理事单位|0|2024-08-23||一届五次理事会
16|理事单位|0|2024-08-23||一届五次理事会
17|理事单位|0|2024-12-12||一届六次理事会，临盟理决〔2024〕9号
18|理事单位|0|2024-12-12||一届六次理事会，临盟理决〔2024〕9号
19|理事单位|0|2025-05-18||第二次会员大会
20|会员单位|0|2025-11-21||二届二次理事会，临盟理决〔2025〕6号
21|会员单位|0|2025-11-21||二届二次理事会，临盟理决〔2025〕6号
22|会员单位|0|2025-11-21||二届二次理事会，临盟理决〔2025〕6号
39|理事单位|1|2023-05-18|2025-04-30|
"""
COLD_MEMBERS = (11, 8, 12, 16, 19, 34)  # places of the founders of the second alliance
COUNCIL = (1, 2, 3, 5, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
DEPUTIES = frozenset({2, 3, 5})

ALLIANCE = {
    "name": "临澄湾产业联盟", "english_name": "Lincheng Bay Industrial Alliance", "short_name": "临澄联盟",
    "charter": "《临澄湾产业联盟章程》（2025年修订）", "address": "临澄市望屿区会澜路8号",
    "purpose": "以港口与制造业为依托，推动成员单位在联合采购、物流标准和数据互通方面的协作，自愿平等、互利共赢、诚实守信。",
}
COLD_ALLIANCE = {
    "name": "临澄冷链标准联盟", "english_name": "Lincheng Cold Chain Standards Alliance", "short_name": "冷链标准联盟",
    "charter": "《临澄冷链标准联盟章程》", "address": "临澄市港区寒汀路9号",
    "purpose": "制定并推广冷链温控与交接的团体标准，建立成员间的追溯数据互认机制。",
}


def rows(table: str) -> list[list[str]]:
    """The rows of one of the tables above."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]


def credit_code(kind: str, place: int) -> str:
    """A credit code with right check characters in a division, 990100, that does not exist."""
    body = f"{'MA' if kind == '91' else 'MJ'}0Y{place:04}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    value = (11 - sum(int(sign, 36) * weight for sign, weight in zip(body, weights, strict=True)) % 11) % 11
    code = f"{kind}990100{body}{'X' if value == 10 else value}"
    return code + uscc.calc_check_digit(code)


def lei_of(body: str) -> str:
    """A legal entity identifier whose check digits are right (ISO 7064, 97-10)."""
    number = int("".join(str(int(sign, 36)) for sign in body + "00"))
    return f"{body}{98 - number % 97:02}"
