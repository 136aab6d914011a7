"""What the codes of the data are called, in both languages."""

from collections.abc import Mapping

from coop.bilingual import Bilingual, Language
from coop.dataset.terms import Nature
from coop.language.quantity import format_integer

INSTRUMENT = {
    "memorandum": Bilingual("memorandum", "biên bản ghi nhớ"),
    "agreement": Bilingual("agreement", "thỏa thuận"),
    "programme": Bilingual("programme", "chương trình"),
    "minutes": Bilingual("minutes", "biên bản"),
    "plan": Bilingual("plan", "kế hoạch"),
    "conclusion": Bilingual("conclusion", "kết luận hội nghị"),
}
LEVEL = {
    "party-committee": Bilingual("Party committee", "cấp ủy Đảng"),
    "peoples-committee": Bilingual("People's Committee", "Ủy ban nhân dân"),
    "peoples-council": Bilingual("People's Council", "Hội đồng nhân dân"),
    "department": Bilingual("department", "sở, ngành"),
    "association": Bilingual("association", "hội, hiệp hội"),
}
STATUS = {
    "agreed": Bilingual("agreed", "đã thống nhất"),
    "signed": Bilingual("signed", "đã ký"),
    "ended": Bilingual("ended", "đã kết thúc"),
    "superseded": Bilingual("superseded", "đã được thay thế"),
}
EVENT = {
    "meeting": Bilingual("meeting", "hội nghị, làm việc"),
    "signing": Bilingual("signing", "ký kết"),
    "plan": Bilingual("plan", "kế hoạch"),
    "review": Bilingual("review", "sơ kết, tổng kết"),
    "renewal": Bilingual("renewal", "gia hạn"),
    "amendment": Bilingual("amendment", "sửa đổi"),
    "visit": Bilingual("visit", "thăm, làm việc"),
    "handover": Bilingual("hand-over", "trao tặng"),
    "result": Bilingual("result", "kết quả"),
    "end": Bilingual("end", "kết thúc"),
}
PERSON_ROLE = {
    "signed": Bilingual("signed", "ký"),
    "chaired": Bilingual("chaired", "chủ trì"),
    "witnessed": Bilingual("witnessed", "chứng kiến"),
    "attended": Bilingual("attended", "tham dự"),
    "spoke": Bilingual("spoke", "phát biểu"),
}
RELATION_FROM = {
    "renews": Bilingual("renewed by", "được gia hạn bởi"),
    "amends": Bilingual("amended by", "được sửa đổi bởi"),
    "implements": Bilingual("implemented by", "được thực hiện bởi"),
    "supersedes": Bilingual("superseded by", "được thay thế bởi"),
}
NATURE: Mapping[str, Bilingual] = {each: each.label for each in Nature}
QUANTITY_KIND = {"money": Bilingual("money", "tiền"), "count": Bilingual("count", "số đếm")}
LOCALITY_TYPE = {"municipality": Bilingual("city", "thành phố"), "province": Bilingual("province", "tỉnh")}


def heading(text: Bilingual) -> Bilingual:
    """The text with its first letter raised, as a heading or title begins."""
    return Bilingual(text.en[:1].upper() + text.en[1:], text.vi[:1].upper() + text.vi[1:])


def within(text: Bilingual) -> Bilingual:
    """A heading as it stands within a sentence: its first letter lowered, unless it begins an abbreviation."""
    return Bilingual(*(each if each[1:2].isupper() else each[:1].lower() + each[1:] for each in text))


def join(*texts: Bilingual | str, by: Bilingual | str = "") -> Bilingual:
    """Texts put together in both languages; a plain string is the same in both."""
    both = [same(text) if isinstance(text, str) else text for text in texts]
    gap = same(by) if isinstance(by, str) else by
    return Bilingual(gap.en.join(text.en for text in both), gap.vi.join(text.vi for text in both))


def same(text: str) -> Bilingual:
    """What both languages write alike: a name, an id."""
    return Bilingual(text, text)


def number(count: int) -> Bilingual:
    """A whole number with the thousands separators of each language."""
    return Bilingual(format_integer(count, Language.EN), format_integer(count, Language.VI))


def part_of(part: int, whole: int) -> Bilingual:
    """How many of how many: "2 of 4"."""
    return join(number(part), Bilingual(" of ", "/"), number(whole))
