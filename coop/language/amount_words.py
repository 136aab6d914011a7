"""The words around amounts: currencies, things that are counted, hedges, rates, and what a quantity may stand among."""

from coop.language.amount_tokens import PhraseTable, word_set
from coop.language.quantity import Qualifier
from coop.language.units import CURRENCIES


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split(",")]


CURRENCY_AFTER: PhraseTable[tuple[str, bool]] = PhraseTable(
    (spelling, (currency.code, spelling in currency.weak))
    for currency in CURRENCIES.values()
    for spelling in (*currency.spellings, *currency.weak)
)
"""Currencies behind a number: ISO code, and whether the spelling alone is too weak to prove money."""

CURRENCY_BEFORE: PhraseTable[str] = PhraseTable(
    (prefix, currency.code) for currency in CURRENCIES.values() for prefix in currency.prefixes
)

# Words that make another word of the "đồng" before them; behind a scale word only those that are counted do, for
# "300 tỷ đồng bằng vốn vay" is money.
DONG_COMPOUNDS = word_set(
    "bào bằng bộ chí chủ cỏ diễn dạng giá hành hóa hương hồ hới lòng lúa loạt minh muối nai nghiệp nghĩa nhất niên "
    "phục quản ruộng tháp thuận thời thau trục tâm tình tộc xoài ý đều đội"
)
DONG_COMPOUNDS_COUNTED = word_set("bào chí nghiệp đội")
OTHER_COMPOUNDS = {"đô": word_set("thị đốc hộ"), "yên": word_set("tâm bình bái ổn"), "đ": word_set("/ -")}

SCALE_COMPOUNDS = {
    "tỷ": word_set("lệ phú trọng giá suất số đối mỉ mẩn"),
    "tỉ": word_set("lệ phú trọng giá suất số đối mỉ mẩn"),
    "triệu": word_set("phú tập hồi"),
    "vạn": word_set("vật sự năng"),
}
"""Words that make another word of a scale: "tỷ lệ", "tỷ phú"."""

COUNT_NOUNS: PhraseTable[None] = PhraseTable(
    (noun, None)
    for noun in _phrases(
        "áo, bao, bản, bệnh nhân, bông, bộ, bữa, căn, cái, cán bộ, cây, cành, chai, chiếc, chỗ, con, cổ phiếu, cổ "
        "phần, công dân, container, cuốn, ca, cư dân, dân, du khách, đảng viên, đoàn viên, đồng bào, đồng chí, đơn "
        "hàng, đơn vị, ha, hạt, hành khách, héc ta, hec ta, hecta, héc-ta, hội viên, hộ, học sinh, học viên, khách, "
        "khẩu trang, khối, kg, km, ki-lô-mét, kilômét, kwh, kw, lao động, lít, liều, lượng lượt, lượt, mã, mét, mũi, "
        "m, mw, ngày công, người, nhân khẩu, nhân viên, nông dân, phiếu, quả, quyển, sản phẩm, sinh viên, suất, tấm, "
        "tài khoản, tấn, tạ, teu, thành viên, thẻ, thuê bao, thùng, tín chỉ, tin nhắn, trang, trái, trẻ, trẻ em, tờ, "
        "viên, việc làm, vật nuôi, vụ, w, xe, lần, cm, mm, g, mg, đầu sách, năm trước, năm tuổi"
    )
)
"""What news counts by the million, so that "2 tỷ m3" and "600 triệu cành" are no money."""

QUALIFIERS: PhraseTable[Qualifier] = PhraseTable(
    (phrase, qualifier)
    for qualifier, phrases in {
        Qualifier.ABOUT: (
            "khoảng, vào khoảng, trong khoảng, ước, ước tính, ước đạt, ước khoảng, ước chừng, xấp xỉ, chừng, "
            "khoảng chừng, khoảng độ, chừng độ, cỡ, tầm, tầm khoảng, about, around, approximately, "
            "approx, approx., some, roughly, estimated, an estimated, circa, in the region of, ~, ≈, ∼, ≃"
        ),
        Qualifier.NEARLY: (
            "gần, gần tới, gần đến, gần đạt, ngót, ngót nghét, suýt soát, chưa đầy, chưa đến, chưa tới, chưa đạt, "
            "nearly, almost, close to, just under, just below, not quite, <"
        ),
        Qualifier.OVER: (
            "trên, hơn, vượt, vượt quá, vượt trên, vượt hơn, vượt mức, vượt ngưỡng, vượt mốc, quá, lớn hơn, cao hơn, "
            "nhiều hơn, over, more than, above, exceeding, in excess of, upwards of, greater than, higher than, >"
        ),
        Qualifier.AT_LEAST: (
            "ít nhất, tối thiểu, không dưới, không ít hơn, không thấp hơn, không kém, không nhỏ hơn, chí ít, "
            "thấp nhất, at least, not less than, no less than, no fewer than, not under, a minimum of, minimum, ≥, >="
        ),
        Qualifier.AT_MOST: (
            "tối đa, không quá, không vượt, không vượt quá, không trên, không hơn, không lớn hơn, không nhiều hơn, "
            "không cao hơn, nhiều nhất, cao nhất, dưới, ít hơn, thấp hơn, nhỏ hơn, chưa vượt, chưa vượt quá, chưa quá, "
            "at most, up to, not more than, no more than, not over, not exceeding, not above, a maximum of, maximum, "
            "less than, under, below, fewer than, lower than, ≤, <="
        ),
    }.items()
    for phrase in _phrases(phrases)
)
"""Hedges before a number. "dưới" is a bound, not closeness: at most rather than nearly."""

FAR_QUALIFIERS = word_set("khoảng ước chừng xỉ tính nhất thiểu đa quá dưới đạt estimated least most minimum maximum")
"""Last words of the hedges that bind over a filler word: "ước tính đạt 5 tỷ", "tối đa là 5 tỷ"."""

FILLERS = word_set("đạt là có tới tiền mức đến lên tổng cộng giá trị of a the to at totalling worth")

QUALIFIERS_AFTER: PhraseTable[Qualifier] = PhraseTable(
    (phrase, qualifier)
    for qualifier, phrases in {
        Qualifier.AT_LEAST: "trở lên, or more, or higher, or above, and above, and over, and more",
        Qualifier.AT_MOST: "trở xuống, or less, or lower, or below, and below",
    }.items()
    for phrase in _phrases(phrases)
)

RANGE_OPENERS = word_set("từ from between")
RANGE_CONNECTORS: PhraseTable[None] = PhraseTable(
    (phrase, None) for phrase in _phrases("-, –, —, ‒, ‑, −, ~, đến, tới, cho đến, cho tới, to, up to")
)

YEARLY: PhraseTable[None] = PhraseTable(
    (phrase, None)
    for phrase in _phrases(
        "mỗi năm, hàng năm, hằng năm, từng năm, một năm, / năm, bình quân năm, trung bình năm, per year, a year, "
        "per annum, annually, each year, every year, yearly, / year, annual, p.a."
    )
)
YEAR_HEADS = word_set("mỗi hàng hằng từng trong các những cả suốt đầu cuối giữa")
PERIODS = word_set("năm tháng quý ngày tuần giờ kỳ vụ lần phiên year month quarter day week hour time")
EACH_BEFORE = word_set("mỗi each every")
PARTS: PhraseTable[None] = PhraseTable(
    (phrase, None) for phrase in _phrases("trong đó, trong số đó, of which, of this, of that, in which, including")
)

VAGUE_HEADS = word_set(
    "hàng vài mấy nhiều dăm cả mươi chục trăm nghìn ngàn several few many tens dozens hundreds "
    "thousands millions billions trillions"
)
"""Words that begin an amount without a number: "hàng trăm tỷ", "vài chục triệu", "several billion dong"."""

VAGUE_WORDS = word_set(
    "vài mấy ba bảy chục trăm nghìn ngàn vạn triệu tỷ tỉ mươi mười of hundred hundreds thousand thousands million "
    "millions billion billions trillion trillions"
)
VAGUE_SCALES = word_set("triệu tỷ tỉ")
"""Scales that mean đồng by themselves where nothing is counted."""

LEAD_WORDS = word_set(
    "tổng cộng vốn số tiền kinh phí giá trị mức đầu tư đăng ký kí với là đạt thực hiện giải ngân điều lệ cấp mới "
    "hỗ trợ trao tặng quy mô kim ngạch doanh thu có được cam kết ủng hộ của dự án nguồn thêm tương đương trong đó và "
    "gồm bao nhận góp đóng chi lên tới đến vay lần lượt hợp đồng thỏa thuận toàn bộ các nguồn lực khác nay cho bằng "
    "ngân sách xã hội hóa địa phương tài a an the of total totalling totaling registered investment capital worth "
    "valued at with in combined amounting amounted to reaching reached value sum aid and is was which it estimated by"
)
"""Words that may stand before the one quantity of a phrase; others make the phrase more than a quantity."""

COMPLEMENT_STOPS = word_set(
    "với và chiếm trong so tăng giảm trên dưới mỗi tại từ đến tới là bằng hoặc nhưng trừ gấp cùng có được đạt mà thì "
    "and or with in from to each per plus minus than up down on at"
)
"""Words that end the complement of a counted noun: what follows them speaks of something else."""

ASCII_WORDS = {
    "ty": "tỷ", "ti": "tỷ", "trieu": "triệu", "nghin": "nghìn", "ngan": "nghìn", "dong": "đồng", "khoang": "khoảng",
    "uoc": "ước", "tinh": "tính", "dat": "đạt", "xap": "xấp", "xi": "xỉ", "chung": "chừng", "gan": "gần",
    "ngot": "ngót", "tren": "trên", "hon": "hơn", "vuot": "vượt", "qua": "quá", "it": "ít", "nhat": "nhất",
    "toi": "tối", "thieu": "thiểu", "da": "đa", "khong": "không", "duoi": "dưới", "tu": "từ", "den": "đến",
    "tro": "trở", "len": "lên", "xuong": "xuống", "ruoi": "rưỡi", "do": "đô", "my": "mỹ", "nhan": "nhân",
    "dan": "dân", "te": "tệ", "kip": "kíp",
}  # fmt: skip
"""Units and hedges typed without accents. No number words: "nam" is not "năm"."""
