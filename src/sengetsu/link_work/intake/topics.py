"""The content list of the intake sheet (相談受付・申込票). The needs' own categories stand above this room,
so the sheet's list is kept with the sheet; a test holds the two together."""

TOPICS = [
    ("health", "病気や健康・障害"), ("housing", "住まい"), ("income", "収入・生活費"),
    ("rent", "家賃やローン"), ("taxes", "税金や公共料金等"), ("debt", "債務"),
    ("job_search", "仕事探し"), ("work_trouble", "仕事上の不安やトラブル"), ("community", "地域との関係"),
    ("family", "家族との関係"), ("child_rearing", "子育て"), ("care", "介護"),
    ("hikikomori", "ひきこもり・不登校"), ("violence", "DV・虐待"), ("food", "食べるものがない"),
    ("other", "その他"),
]  # fmt: skip
