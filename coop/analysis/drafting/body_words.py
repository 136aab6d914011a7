"""What words of a title or of a body's name say: who agreed, and what kind of document it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coop.language.snippets import cut_snippet
from coop.language.spelling import Phrase, SpelledText, find_words
from coop.language.text import nfc

LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "party-committee": ("thành ủy", "tỉnh ủy", "ban thường vụ", "ban chấp hành đảng bộ", "party committee"),
    "peoples-council": ("hội đồng nhân dân", "HĐND", "people's council"),
    "peoples-committee": ("ủy ban nhân dân", "UBND", "people's committee"),
    "department": ("công an tỉnh", "bộ đội biên phòng", "bộ chỉ huy quân sự", "chi cục", "ban quản lý"),
    "association": (
        *("hiệp hội", "hội nông dân", "hội liên hiệp", "liên minh hợp tác xã", "liên đoàn lao động", "công đoàn"),
        *("mặt trận Tổ quốc", "UBMTTQ", "tỉnh đoàn", "thành đoàn", "association"),
    ),
}
INSTRUMENT_WORDS: Mapping[str, tuple[str, ...]] = {
    "memorandum": ("biên bản ghi nhớ", "bản ghi nhớ", "ghi nhớ hợp tác", "memorandum", "MoU"),
    "agreement": (
        "thỏa thuận hợp tác",
        "bản thỏa thuận",
        "ký thỏa thuận",
        "ký kết thỏa thuận",
        "cooperation agreement",
    ),
    "programme": ("chương trình hợp tác", "chương trình phối hợp", "cooperation programme", "cooperation program"),
    "minutes": ("biên bản làm việc", "biên bản hội nghị", "biên bản hợp tác"),
    "plan": ("kế hoạch hợp tác", "kế hoạch phối hợp", "kế hoạch liên kết", "cooperation plan"),
    "conclusion": ("thông báo kết luận", "kết luận hội nghị"),
}
# "Sở Y tế", but neither "cơ sở" nor "sở hữu": the department's name begins with a capital.
_DEPARTMENT = re.compile(r"(?<!\w)Sở (?=[^\W\d_])(?P<first>\w)\w*(?: \w+)?")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A code of the data, and the words that speak for it."""

    code: str
    words: str


def spot_level(texts: Iterable[str]) -> Spotted | None:
    """The one level that the bodies named in the texts are of; none where several are named, or none is."""
    found = [*_spot_all(texts := tuple(texts), LEVEL_WORDS), *_spot_departments(texts)]
    return _agree(found)


def spot_instrument(texts: Iterable[str]) -> Spotted | None:
    """The one kind of document that the texts name; none where they name several, or none."""
    return _agree(_spot_all(texts, INSTRUMENT_WORDS))


@lru_cache(maxsize=8)
def spell(text: str) -> SpelledText:
    """The text taken apart into its words: a long one once, for all that is looked for in it."""
    return SpelledText(text)


def _spot_all(texts: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> list[Spotted]:
    return [
        Spotted(code, text[place.start : place.end])
        for text in texts
        for code, phrases in words.items()
        for phrase in phrases
        for place in spell(text).find(Phrase(find_words(phrase)))[:1]
    ]


def _spot_departments(texts: Iterable[str]) -> list[Spotted]:
    return [
        Spotted("department", cut_snippet(found[0]))
        for text in texts
        for found in _DEPARTMENT.finditer(nfc(text))
        if found["first"].isupper()
    ]


def _agree(found: list[Spotted]) -> Spotted | None:
    return found[0] if len({each.code for each in found}) == 1 else None
