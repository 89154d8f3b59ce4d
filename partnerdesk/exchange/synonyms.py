"""What offices write above their columns, by the field that it means."""

from __future__ import annotations

SYNONYMS: dict[str, tuple[str, ...]] = {
    "partners.name": (
        "名称", "全称", "单位", "单位名称", "会员", "会员单位", "会员单位名称", "会员名称", "成员", "成员单位",
        "成员单位名称",
        "企业名称", "企业全称", "公司", "公司名称", "公司全称", "机构", "机构名称", "组织", "组织名称", "伙伴",
        "伙伴名称",
        "合作伙伴", "合作伙伴名称", "供应商", "供应商名称", "客户", "客户名称", "经销商名称", "中文名称",
        "organization",
        "organisation", "organization name", "organisation name", "company", "company name", "member", "member name",
        "member company", "member organization", "partner", "partner name", "legal name", "account name",
        "supplier name",
        "customer name",
    ),
    "partners.english_name": (
        "英文名", "英文名称", "英文全称", "外文名称", "单位英文名称", "公司英文名称", "English", "name in English",
        "English company name",
    ),
    "partners.aliases": (
        "简称", "单位简称", "公司简称", "别名", "曾用名", "品牌", "alias", "aliases", "short name", "former name",
        "also known as", "brand",
    ),
    "partners.kinds": ("类别", "类型", "伙伴类型", "伙伴类别", "合作类型", "kind", "type", "partner type"),
    "partners.stage": ("阶段", "状态", "合作状态", "合作阶段", "stage", "status", "partner status"),
    "partners.credit_code": (
        "信用代码", "社会信用代码", "统一社会信用代码", "统一信用代码", "组织机构代码", "税号", "纳税人识别号",
        "credit code",
        "uscc", "unified social credit code", "tax number",
    ),
    "partners.lei": ("lei", "lei code", "legal entity identifier", "全球法人识别编码"),
    "partners.legal_representative": ("法人", "法人代表", "法定代表人", "legal representative"),
    "partners.industry": ("行业", "所属行业", "行业领域", "industry", "sector"),
    "partners.capital": ("注册资本", "注册资金", "registered capital", "capital"),
    "partners.founded": ("成立日期", "成立时间", "注册日期", "founded", "founded on", "date of foundation"),
    "partners.address": ("地址", "单位地址", "公司地址", "注册地址", "办公地址", "通讯地址", "联系地址", "address",
                         "postal address", "registered address"),
    "partners.english_address": ("英文地址", "address in English", "English address"),
    "partners.telephone": (
        "电话", "联系电话", "单位电话", "公司电话", "办公电话", "固定电话", "phone", "telephone", "tel",
                           "phone number"),
    "partners.email": ("邮箱", "电子邮箱", "电子邮件", "邮件", "联系邮箱", "email", "e-mail", "mail", "email address"),
    "partners.website": (
        "网址", "网站", "官网", "官方网站", "主页", "公司网址", "企业网站", "homepage", "home page", "website",
        "web site",
        "web", "url", "homepage url", "web address",
    ),
    "partners.manager": ("归口负责人", "负责人", "客户经理", "manager", "account manager"),
    "partners.source": ("来源", "来源渠道", "推荐人", "found through", "referred by"),
    "partners.notes": (
        "备注", "说明", "简介", "公司简介", "单位简介", "企业简介", "介绍", "描述", "领英", "推特", "微博", "notes",
        "note",
        "remark", "remarks", "comment", "comments", "description", "about", "linkedin", "twitter", "crunchbase",
        "github",
    ),
    "memberships.level": (
        "级别", "等级", "会员级别", "会员等级", "会员类别", "会员类型", "成员级别", "成员类别", "入会级别", "level",
        "tier",
        "membership", "membership level", "membership tier", "membership type", "member level", "member tier",
    ),
    "memberships.founding": (
        "发起单位", "是否发起单位", "创始会员", "创始成员", "founding", "founding member", "founder",
    ),
    "memberships.joined": (
        "加入日期", "加入时间", "入会日期", "入会时间", "入盟日期", "入盟时间", "加盟日期", "加盟时间", "joined",
        "joined on",
        "join date", "date joined", "joining date", "member since", "since",
    ),
    "memberships.left": ("退会日期", "退会时间", "退盟日期", "退盟时间", "退出日期", "left", "left on", "leave date",
                         "date of leaving"),
    "memberships.decision": ("批准文件", "入会决议", "准入决议", "decision", "admitted by"),
    "memberships.reason": ("退会原因", "退盟原因", "退出原因", "reason for leaving"),
}
