"""What the codes of the data are called, in both languages."""

from collections.abc import Mapping

from coop.analysis.grouping import Dimension, Role, RowKind
from coop.bilingual import Bilingual
from coop.dataset.terms import Nature

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
NATURE: Mapping[str, Bilingual] = {
    Nature.STOCK: Bilingual("stock", "số thời điểm"),
    Nature.FLOW: Bilingual("flow", "số thời kỳ"),
    Nature.PLEDGE: Bilingual("pledge", "số cam kết"),
}
QUANTITY_KIND = {"money": Bilingual("money", "tiền"), "count": Bilingual("count", "số đếm")}
LOCALITY_TYPE = {"municipality": Bilingual("city", "thành phố"), "province": Bilingual("province", "tỉnh")}
ROLE = {
    Role.SOURCE: Bilingual("from", "từ"),
    Role.DESTINATION: Bilingual("to", "đến"),
}
DIMENSION = {
    Dimension.PROVINCE: Bilingual("province", "tỉnh, thành"),
    Dimension.REGION: Bilingual("region", "vùng"),
    Dimension.FIELD: Bilingual("field", "lĩnh vực"),
    Dimension.YEAR: Bilingual("year", "năm"),
    Dimension.PAIR: Bilingual("pair", "cặp địa phương"),
    Dimension.INSTRUMENT: Bilingual("instrument", "loại văn kiện"),
    Dimension.LEVEL: Bilingual("level", "cấp"),
    Dimension.STATUS: Bilingual("status", "tình trạng"),
}
ROW = {
    RowKind.SHARED: Bilingual("(shared)", "(chung)"),
    RowKind.INTERNAL: Bilingual("(internal)", "(nội bộ)"),
    RowKind.GROUP: Bilingual("(group)", "(nhóm)"),
    RowKind.NOT_STATED: Bilingual("(not stated)", "(không nêu)"),
    RowKind.OVERLAP: Bilingual("(overlap)", "(trùng)"),
    RowKind.TOTAL: Bilingual("Total", "Tổng"),
}
NOT_STATED_IN: Mapping[Dimension, Bilingual] = {
    Dimension.FIELD: Bilingual("(no field stated)", "(không nêu lĩnh vực)"),
    Dimension.YEAR: Bilingual("(no date)", "(không ghi ngày)"),
}
DISTINCT = Bilingual("Total (distinct)", "Tổng (không trùng)")


def heading(text: Bilingual) -> Bilingual:
    """The text with its first letter raised, as a heading or title begins."""
    return Bilingual(text.en[:1].upper() + text.en[1:], text.vi[:1].upper() + text.vi[1:])


def join(*texts: Bilingual | str, by: str = "") -> Bilingual:
    """Texts put together in both languages; a plain string is the same in both."""
    both = [Bilingual(text, text) if isinstance(text, str) else text for text in texts]
    return Bilingual(by.join(text.en for text in both), by.join(text.vi for text in both))
