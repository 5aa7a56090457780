"""What claims are called in Arabic and English, in tables and on pages: acts, kinds, types, headings."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

ARABIC: dict[str, str] = {
    # acts
    "say": "قال",
    "announce": "أعلن",
    "accuse": "اتهم",
    "condemn": "أدان",
    "demand": "طالب",
    "reject": "رفض",
    "accept": "قبل",
    "propose": "اقترح",
    "promise": "تعهد",
    "threaten": "هدد",
    "warn": "حذر",
    "deny": "نفى",
    "support": "أيد",
    "no_comment": "لم يعلق",
    # kinds of proposals
    "ceasefire": "هدنة",
    "withdrawal": "انسحاب",
    "evacuation": "إجلاء",
    "humanitarian_access": "إدخال مساعدات",
    "prisoner_release": "إفراج عن أسرى",
    "talks": "محادثات",
    "political_settlement": "تسوية سياسية",
    "disarmament": "نزع سلاح",
    "deployment": "نشر قوات أو مراقبين",
    "sanction": "عقوبات",
    "recognition": "اعتراف",
    "election": "انتخابات",
    "economic": "إجراء اقتصادي",
    "other": "خطة",
    # statuses
    "floated": "مطروح للنقاش",
    "tabled": "مقدم رسميا",
    "scheduled": "محدد الموعد",
    "accepted": "مقبول",
    "accepted_in_part": "مقبول جزئيا",
    "rejected": "مرفوض",
    "contested": "مختلف عليه",
    "declared": "معلن",
    "in_effect": "سار",
    "violated": "منتهك",
    "ended": "منته",
    # events
    "AGREE": "اتفاق",
    "CONSULT": "لقاء أو محادثات",
    "SUPPORT": "دعم دبلوماسي",
    "CONCEDE": "تنازل",
    "COOPERATE": "تعاون",
    "AID": "مساعدة",
    "RETREAT": "انسحاب أو إفراج",
    "REQUEST": "طلب",
    "ACCUSE": "اتهام أو انتقاد",
    "REJECT": "رفض",
    "THREATEN": "تهديد",
    "PROTEST": "احتجاج",
    "SANCTION": "عقوبة",
    "MOBILIZE": "حشد عسكري",
    "COERCE": "سيطرة أو اعتقال أو حصار",
    "ASSAULT": "هجوم أو قتال",
    # how an event is meant
    "future": "مقرر",
    "historical": "سابق",
    "hypothetical": "محتمل",
    "negation": "لم يقع",
    # how a statement is given, kinds of times, what a proposal is and what for
    "direct": "نصا بين علامتي اقتباس",
    "indirect": "بالمعنى",
    "mixed": "بعضه نصا",
    "none": "بلا مقول",
    "time": "وقت",
    "duration": "مدة",
    "set": "موعد متكرر",
    "resolution": "قرار",
    "initiative": "مبادرة",
    "agreement": "اتفاق",
    "statement": "بيان",
    "humanitarian": "إنساني",
    "peace_process": "عملية سلام",
    "holiday": "عيد",
    # what a line of a timeline is
    "event": "حدث",
    "start": "بدء",
    "position": "موقف",
    # kinds of entities
    "person": "شخص",
    "armed_group": "جماعة مسلحة",
    "government": "حكومة",
    "state_body": "جهاز دولة",
    "country": "بلد",
    "igo": "منظمة دولية",
    "ngo": "منظمة غير حكومية",
    "party": "حزب",
    "media": "وسيلة إعلام",
    "company": "شركة",
    "group": "فئة",
    "document": "وثيقة",
    "unnamed": "مصدر غير مسمى",
    # roles of users
    "reader": "قارئ",
    "analyst": "محلل",
    "admin": "مشرف",
    # lines of the audit log
    "sign-in": "تسجيل دخول",
    "sign-in-failed": "دخول مرفوض",
    "sign-out": "تسجيل خروج",
    "add": "إضافة",
    "correct": "تصحيح",
    "merge": "دمج",
    "export": "تصدير",
    "backup": "نسخ احتياطي",
    "user-add": "إضافة مستخدم",
    "user-remove": "حذف مستخدم",
    "user-role": "تغيير دور",
    "user-password": "تغيير كلمة سر",
    "token-add": "إنشاء رمز",
    "token-revoke": "إلغاء رمز",
    # measures of a comparison
    "statements": "تصريحات",
    "proposals": "مقترحات",
    "positions": "مواقف",
    "events": "أحداث",
    "voices": "أصوات",
    "toll": "حصيلة",
    "dead": "أكبر عدد قتلى في حدث",
    "injured": "أكبر عدد جرحى في حدث",
    # headings
    "published": "النشر",
    "outlet": "المصدر",
    "who": "من",
    "does": "ماذا",
    "to": "إلى",
    "on": "بشأن",
    "words": "بكلمات الخبر",
    "what": "ماذا",
    "terms": "البنود",
    "status": "الحال",
    "stance": "الموقف",
    "proposal": "المقترح",
    "when": "متى",
    "where": "أين",
    "by": "الفاعل",
    "against": "المتلقي",
    "toll_": "الحصيلة",
    "according": "بحسب",
    "name": "الاسم",
    "kind": "النوع",
    "reports": "أخبار",
    "independent": "مصادر مستقلة",
    "sources": "المصادر",
    "says": "وجه التعارض",
    "denial": "نفي",
    "date": "موعد",
    "said": "تصريحات",
    "stands": "مواقف",
    "first": "من",
    "last": "إلى",
    "id": "المعرف",
    "measure": "المقياس",
    "only": "حصرا",
}


@cache
def _english() -> dict[str, str]:
    from khabar.export.english import (
        ACTS,
        AUX,
        EVENTS,
        KINDS,
        STATUSES,
    )  # a tenth of a second, and few commands need it

    return {
        **{act.value: words for act, words in ACTS.items()},
        **{kind.value: words for kind, words in KINDS.items()},
        **{event.value: words for event, words in EVENTS.items()},
        **{status.value: words for status, words in STATUSES.items()},
        **AUX,
        "does": "does",
        "toll_": "toll",
        "words": "in the report's words",
        "who": "who",
        "according": "according to",
        "said": "statements",
        "stands": "positions",
        "stance": "stance",
        "dead": "most dead in one event",
        "injured": "most injured in one event",
        "only": "only this",
        "start": "to start",
    }


class Language(StrEnum):
    """The language of labels and names; the report's own words stay Arabic."""

    EN = "en"
    AR = "ar"


def label(word: str | None, language: Language) -> str:
    """Return what a value or heading is called; itself with spaces where nothing better is known."""
    if not word:
        return ""
    plain = word.replace("_", " ").strip()
    return ARABIC.get(word, plain) if language is Language.AR else _english().get(word, plain)
