"""What the demo's meetings are called, by language. `PRIVATE` ones never leave through a room's status."""

from typing import Final

SUBJECTS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "Weekly stand-up",
        "Design review",
        "Hiring panel: front-end engineer",
        "Budget 2027, first draft",
        "Customer call with Kowloon",
        "Retrospective",
        "Onboarding, second day: who does what, where things are, and whom to ask when neither is clear any more",
        "Roadmap & risks <draft>",
    ),
    "de": (
        "Jour fixe Vertrieb",
        "Abstimmung Grundstücksverkehrsgenehmigung",
        "Übergabe Schichtleitung",
        "Quartalsplanung",
        "Bewerbungsgespräch",
        "Rückblick auf den Sprint",
        "Wirtschaftsprüfung: Rückfragen",
        "Lenkungsausschuss",
    ),
    "el": ("Εβδομαδιαία σύσκεψη", "Παρουσίαση προϋπολογισμού", "Συνάντηση με προμηθευτή", "Σχεδιασμός έκδοσης"),
    "ar": ("اجتماع الفريق الأسبوعي", "مراجعة الميزانية", "مقابلة توظيف", "تخطيط الإصدار 2.0 (beta)"),
    "zh": ("產品週會", "季度規劃與香港團隊", "客戶簡報", "面試 前端工程師", "預算審查", "新人訓練第二天"),
    "ja": ("週次定例会議", "設計レビュー", "採用面接", "四半期計画のすり合わせ", "お客様との打ち合わせ"),
    "ko": ("주간 회의", "디자인 검토", "채용 면접", "분기 계획", "고객 미팅"),
}
PRIVATE: Final[dict[str, str]] = {
    "en": "Appraisal",
    "de": "Personalgespräch",
    "el": "Αξιολόγηση",
    "ar": "تقييم الأداء",
    "zh": "績效面談",
    "ja": "人事面談",
    "ko": "인사 면담",
}
ALL_DAY: Final[dict[str, str]] = {"de": "Tag der offenen Tür", "zh": "年度供應商大會"}
SHORT: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Focus time", "One-to-one", "Call with the landlord", "Quick sync"),
    "de": ("Stillarbeit", "Telefonat", "Kurze Abstimmung", "Rückruf Steuerbüro"),
}

# (local start, minutes, subject, organizer's id): the default room, Monday to Friday. Subject None is private.
SHOWN_WEEK: Final[tuple[tuple[tuple[str, int, str | None, int], ...], ...]] = (
    (
        ("09:00", 30, "Week ahead", 2),
        ("10:30", 60, "Hiring panel: front-end engineer", 3),
        ("13:30", 60, "Budget 2027, first draft", 1),
        ("14:30", 30, "Customer call with Kowloon", 11),
        ("16:30", 45, None, 5),
    ),
    (
        ("09:30", 45, "Design review", 2),
        ("11:00", 60, "Interview with the Tagesblatt", 4),
        ("13:00", 90, "Workshop: signs at the doors", 3),
        ("15:30", 30, "產品週會", 12),
        ("16:00", 60, "Roadmap", 1),
    ),
    (
        ("08:45", 15, "Stand-up", 3),
        ("10:00", 90, "Architecture forum", 1),
        ("13:30", 45, None, 5),
        ("14:30", 45, "Lieferantengespräch Möbel", 4),
        ("16:30", 60, "Release planning", 2),
    ),
    (
        ("09:00", 60, "Steering committee", 4),
        ("10:00", 30, "Follow-up: actions", 4),
        ("13:30", 60, "Sales training with 佐藤 はなこ", 13),
        ("15:15", 45, "Design review", 2),
        ("17:00", 30, None, 1),
    ),
    (
        ("09:00", 30, "Weekly stand-up", 3),
        ("10:00", 60, "Lease renewal, second round", 4),
        ("11:30", 30, "Prototype demo", 2),
        ("13:30", 60, "Quarterly planning with the Kowloon team", 1),
        ("14:30", 45, "Design review", 2),
        ("17:00", 30, None, 5),
    ),
)
SHOWN_WEEKEND: Final[tuple[tuple[str, int, str | None, int], ...]] = (
    ("10:00", 90, "Open house: guided tour", 3),
    ("13:30", 60, "Chess club", 1),
    ("17:00", 30, None, 5),
)
