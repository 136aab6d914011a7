"""What the keys of an agreement and their codes are called in a line that stands by itself."""

from collections.abc import Mapping

from coop.analysis import words
from coop.bilingual import Bilingual
from coop.dataset.terms import RELATION
from coop.language.quantity import Qualifier

KEYS: Mapping[str, Bilingual] = {
    "id": Bilingual("id", "mã"),
    "title": Bilingual("title", "tên"),
    "vi": Bilingual("Vietnamese", "tiếng Việt"),
    "en": Bilingual("English", "tiếng Anh"),
    "purpose": Bilingual("purpose", "mục đích"),
    "instrument": Bilingual("instrument", "văn kiện"),
    "level": Bilingual("level", "cấp"),
    "status": Bilingual("status", "tình trạng"),
    "date": Bilingual("date", "ngày"),
    "parties": Bilingual("parties", "các bên"),
    "locality": Bilingual("locality", "địa phương"),
    "body": Bilingual("body", "cơ quan"),
    "side": Bilingual("side", "phía"),
    "people": Bilingual("people", "người tham gia"),
    "name": Bilingual("name", "tên"),
    "office": Bilingual("office", "chức vụ"),
    "role": Bilingual("role", "vai trò"),
    "party_count": Bilingual("parties in all", "tổng số bên"),
    "group": Bilingual("group", "nhóm"),
    "others": Bilingual("also signed", "cùng ký"),
    "fields": Bilingual("fields", "lĩnh vực"),
    "item_count": Bilingual("points", "số nội dung"),
    "figures": Bilingual("figures", "số liệu"),
    "measure": Bilingual("measure", "chỉ tiêu"),
    "field": Bilingual("field", "lĩnh vực"),
    "from": Bilingual("from", "từ"),
    "to": Bilingual("to", "đến"),
    "between": Bilingual("between", "giữa"),
    "amount": Bilingual("amount", "số lượng"),
    "low": Bilingual("low end", "mức thấp"),
    "high": Bilingual("high end", "mức cao"),
    "unit": Bilingual("unit", "đơn vị"),
    "qualifier": Bilingual("qualifier", "mức chính xác"),
    "as_stated": Bilingual("as stated", "nguồn ghi"),
    "also": Bilingual("also given as", "cũng ghi là"),
    "projects": Bilingual("projects", "dự án"),
    "as_of": Bilingual("as of", "tính đến"),
    "period": Bilingual("period", "thời kỳ"),
    "per": Bilingual("per", "mỗi"),
    "part_of": Bilingual("part of", "thuộc"),
    "same_as": Bilingual("the same as", "trùng với"),
    "doubtful": Bilingual("doubtful", "còn nghi ngờ"),
    "events": Bilingual("events", "sự kiện"),
    "kind": Bilingual("kind", "loại"),
    "note": Bilingual("note", "nội dung"),
    "related": Bilingual("related", "liên quan"),
    "relation": Bilingual("relation", "quan hệ"),
    "inferred": Bilingual("worked out, not read", "suy ra, nguồn không ghi"),
    "not_stated": Bilingual("not stated", "nguồn không nêu"),
    "source": Bilingual("source", "nguồn"),
    "sources": Bilingual("sources", "nguồn"),
    "publisher": Bilingual("publisher", "nơi đăng"),
    "published": Bilingual("published", "ngày đăng"),
    "url": Bilingual("address", "địa chỉ"),
    "archive_url": Bilingual("archived copy", "bản lưu trữ"),
    "retrieved": Bilingual("retrieved", "ngày truy cập"),
    "conflicts": Bilingual("sources disagree", "nguồn khác nhau"),
    "at": Bilingual("on", "về"),
    "value": Bilingual("also given as", "cũng ghi là"),
    "reason": Bilingual("not taken because", "lý do không chọn"),
}
"""Every key of an agreement, in the order in which it is told."""

ITEMS: Mapping[str, Bilingual] = {
    "parties": Bilingual("party", "bên"),
    "people": Bilingual("person", "người"),
    "fields": Bilingual("field", "lĩnh vực"),
    "figures": Bilingual("figure", "số liệu"),
    "events": Bilingual("event", "sự kiện"),
    "sources": Bilingual("source", "nguồn"),
    "source": Bilingual("read from", "theo nguồn"),
}
"""One item of a list, where it is called otherwise than the list."""

TERMS: Mapping[str, Mapping[str, Bilingual]] = {
    "instrument": words.INSTRUMENT,
    "level": words.LEVEL,
    "status": words.STATUS,
    "role": words.PERSON_ROLE,
    "kind": words.EVENT,
    "relation": RELATION,
    "qualifier": {each.value: each.label for each in Qualifier},
}
"""What the codes under a key are called."""
