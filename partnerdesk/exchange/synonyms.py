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
    "number": ("编号", "档案编号", "伙伴编号", "登记号", "number", "no.", "our number"),
    "persons.name": (
        "姓名", "联系人", "联系人姓名", "联络员", "联络人", "代表", "代表姓名", "业务联系人",
        "name", "full name", "contact", "contact name", "contact person", "liaison", "representative",
    ),
    "persons.family": ("姓", "姓氏", "family name", "last name", "surname"),
    "persons.given": ("名", "名字", "given name", "first name", "forename"),
    "persons.english_name": ("英文姓名", "联系人英文名", "English name of contact"),
    "persons.mobile": (
        "手机", "手机号", "手机号码", "移动电话", "联系人手机", "联系人手机号", "联系手机", "mobile",
        "mobile phone", "cell", "cell phone", "contact mobile",
    ),
    "persons.telephone": ("联系人电话", "座机", "办公室电话", "contact telephone", "contact phone", "office phone"),
    "persons.email": ("联系人邮箱", "联系人电子邮箱", "个人邮箱", "contact e-mail", "contact email"),
    "persons.wechat": ("微信", "微信号", "联系人微信", "wechat", "wechat id"),
    "posts.title": (
        "职务", "职位", "岗位", "联系人职务", "联系人职位", "post", "position", "job title", "contact title",
        "contact position",
    ),
    "posts.department": ("部门", "所在部门", "联系人部门", "department", "contact department"),
    "posts.roles": ("联系人角色", "角色", "role"),
    "partner_id": (
        "单位", "单位名称", "所在单位", "工作单位", "所属单位", "伙伴", "伙伴名称", "合作伙伴", "成员", "会员",
        "会员单位", "company", "organization", "partner", "member", "member unit",
    ),
    "person_id": ("姓名", "人员", "人员姓名", "name", "person", "full name"),
    "alliance_id": ("联盟", "联盟名称", "所属联盟", "alliance"),
    "qualifications.kind": ("证照", "证照类型", "证照种类", "资质类型", "证件类型", "document", "document type"),
    "qualifications.title": ("证照名称", "资质名称", "证书名称", "document title", "certificate"),
    "qualifications.document_number": (
        "证照编号", "证书编号", "资质编号", "证件号", "document number", "certificate number"),
    "qualifications.issuer": ("发证机关", "发证单位", "颁发机构", "签发机关", "issuer", "issued by"),
    "qualifications.valid_from": ("有效期自", "有效期起", "发证日期", "valid from", "issue date"),
    "qualifications.valid_until": (
        "有效期至", "有效期止", "到期日", "到期日期", "valid until", "expiry", "expiry date"),
}
