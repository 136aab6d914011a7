"""The words that made-up agreements are put together from."""

import unicodedata
from functools import lru_cache

INSTRUMENTS = {
    "agreement": ("Thỏa thuận hợp tác", "cooperation agreement", 46),
    "programme": ("Chương trình hợp tác", "cooperation programme", 21),
    "conclusion": ("Kết luận hội nghị hợp tác", "conclusions on cooperation", 13),
    "memorandum": ("Ghi nhớ hợp tác", "memorandum on cooperation", 11),
    "minutes": ("Biên bản hợp tác", "minutes on cooperation", 5),
    "plan": ("Kế hoạch phối hợp", "coordination plan", 4),
}
LEVELS = {
    "department": 33,
    "peoples-committee": 24,
    "party-committee": 18,
    "association": 7,
    "peoples-council": 3,
    "": 15,
}
STATUSES = {"signed": 76, "agreed": 20, "ended": 2, "superseded": 2}
ASSOCIATIONS = ("Hiệp hội Du lịch", "Hội Nông dân", "Liên minh Hợp tác xã", "Hiệp hội Doanh nghiệp", "Hội Chữ thập đỏ")
DEPARTMENTS = {
    "du-lich": "Sở Du lịch",
    "van-hoa": "Sở Văn hóa, Thể thao và Du lịch",
    "the-thao": "Sở Văn hóa, Thể thao và Du lịch",
    "y-te": "Sở Y tế",
    "giao-duc": "Sở Giáo dục và Đào tạo",
    "thuong-mai": "Sở Công Thương",
    "cong-nghiep": "Sở Công Thương",
    "nong-nghiep": "Sở Nông nghiệp và Phát triển nông thôn",
    "lam-nghiep": "Chi cục Kiểm lâm",
    "giao-thong": "Sở Giao thông vận tải",
    "khoa-hoc-cong-nghe": "Sở Khoa học và Công nghệ",
    "chuyen-doi-so": "Sở Thông tin và Truyền thông",
    "bien-gioi-bien-dao": "Bộ Chỉ huy Bộ đội Biên phòng",
    "an-ninh": "Công an",
    "phong-chong-toi-pham": "Công an",
    "quan-ly-thi-truong": "Cục Quản lý thị trường",
    "dau-tu": "Trung tâm Xúc tiến đầu tư",
    "bao-chi": "Báo và Đài Phát thanh - Truyền hình",
}
FAMILY_NAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Trịnh", "Đinh", "Lương", "Mai",
)  # fmt: skip
MIDDLE_NAMES = (
    "Văn",
    "Thị",
    "Hữu",
    "Đức",
    "Minh",
    "Quang",
    "Thanh",
    "Ngọc",
    "Xuân",
    "Công",
    "Anh",
    "Quốc",
    "Hoài",
    "Bá",
)
GIVEN_NAMES = (
    "An", "Bình", "Chiến", "Dũng", "Đạt", "Giang", "Hằng", "Hùng", "Hưng", "Khánh", "Lâm", "Linh", "Long", "Mẫn", "Nam",
    "Nghĩa", "Phong", "Phúc", "Quyền", "Sơn", "Tâm", "Thảo", "Thắng", "Trang", "Trung", "Tuấn", "Uyên", "Việt", "Vinh",
)  # fmt: skip
ROLES = ("signed", "signed", "chaired", "spoke", "attended", "witnessed")
PUBLISHERS = (
    ("Nhân Dân", "nhandan.vn", "{slug}-post{number}.html"),
    ("VietnamPlus", "www.vietnamplus.vn", "{slug}/{number}.vnp"),
    ("Tuổi trẻ Thủ đô", "tuoitrethudo.vn", "{slug}-{number}.html"),
    ("Sài Gòn Giải Phóng", "www.sggp.org.vn", "{slug}-post{number}.html"),
    ("Báo Chính phủ", "baochinhphu.vn", "{slug}-{number}.htm"),
    ("Hà Nội Mới", "hanoimoi.vn", "{slug}-{number}.html"),
    ("VOV", "vov.vn", "kinh-te/{slug}-post{number}.vov"),
    ("Kinh tế & Đô thị", "kinhtedothi.vn", "{slug}.{number}.html"),
    ("Tạp chí Cộng sản", "www.tapchicongsan.org.vn", "-/{number}/{slug}.aspx"),
    ("Báo Đầu tư", "baodautu.vn", "{slug}-d{number}.html"),
    ("Công Thương", "congthuong.vn", "{slug}-{number}.html"),
    ("Pháp luật TP.HCM", "plo.vn", "{slug}-post{number}.html"),
    ("Thanh Niên", "thanhnien.vn", "{slug}-1851{number}.htm"),
    ("Cổng thông tin điện tử", "congthongtin.gov.vn", "tin-tuc/{slug}?id={number}"),
    ("Vietnam News", "vietnamnews.vn", "society/{number}/{slug}.html"),
)
HEADLINES = (
    "{who}: Tăng cường hợp tác về {vi}",
    "{who} ký kết hợp tác phát triển {vi}",
    "Thúc đẩy liên kết {vi} giữa {who}",
    "{who} đẩy mạnh hợp tác, cùng phát triển",
    "Hội nghị sơ kết chương trình hợp tác {who}: nhiều kết quả tích cực",
    "{who} “bắt tay” phát triển {vi}",
    "Cooperation between {who_en}: {en} come first",
    "{who_en} sign a cooperation agreement on {en}",
    "Hợp tác {who} giai đoạn mới - nhìn từ {vi}",
)
TITLES = (
    ("{what} {vi} {who}", "{who_en} {what_en}, {en}"),
    ("{what} phát triển {vi} {who}", "{who_en} {what_en} to develop {en}"),
    ("{what}, phát triển {who}", "{who_en} {what_en} and development"),
    ("{what} kinh tế - xã hội {who}", "{who_en} social and economic {what_en}"),
    ("{what} toàn diện {who}", "{who_en} comprehensive {what_en}"),
)
PURPOSES = (
    (
        "Phát huy tiềm năng, thế mạnh của mỗi địa phương về {vi}, cùng tháo gỡ khó khăn cho người dân và doanh nghiệp.",
        "To bring out what each locality is strong at in {en}, and to clear obstacles for people and enterprises.",
    ),
    (
        "Liên kết {vi} giữa các bên, trao đổi kinh nghiệm quản lý và kêu gọi nhà đầu tư vào các dự án chung.",
        "To link {en} between the parties, to share experience of management and to draw investors to joint projects.",
    ),
    (
        "Nâng cao hiệu quả phối hợp về {vi} trên địa bàn giáp ranh.",
        "To coordinate better in {en} along the common border.",
    ),
)
EVENTS = {
    "meeting": (
        "Lãnh đạo các địa phương làm việc về việc thực hiện {vi}.",
        "The leaders of the localities meet on how to carry out {en}.",
    ),
    "review": ("Hội nghị sơ kết hợp tác, nhấn mạnh {vi}.", "A conference reviews the cooperation, {en} above all."),
    "plan": ("Các bên ban hành kế hoạch năm về {vi}.", "The parties issue a plan for the year on {en}."),
    "visit": ("Đoàn công tác sang trao đổi kinh nghiệm về {vi}.", "A delegation visits to learn about {en}."),
    "handover": ("Trao kinh phí và quà hỗ trợ người dân.", "Funds and gifts for the people are handed over."),
    "result": ("Công bố kết quả bước đầu về {vi}.", "First results in {en} are announced."),
    "signing": ("Các sở, ngành ký kế hoạch chi tiết.", "Departments sign detailed plans."),
    "amendment": ("Các bên bổ sung nội dung về {vi}.", "The parties add points on {en}."),
}
OTHERS = (
    {"name": "Vietnam Airlines", "role": "bên ký thứ ba"},
    {"name": "VCCI"},
    {"name": "Bộ Tư lệnh Vùng Cảnh sát biển 2"},
    {"name": "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam", "role": "đơn vị tài trợ"},
    {"name": "Vườn quốc gia Bạch Mã"},
)
REASONS = (
    "Later reports still speak of the other value.",
    "Told five years later; the report of the signing says otherwise.",
    "A caption only: the text of the same page and the other sources agree.",
    "The newspapers of the day agree; this page was written from memory.",
)
DOUBTS = (
    "a thousand times what the other years have, so likely a misprint",
    "the sum of the parts in the same article is another",
)


@lru_cache(maxsize=50_000)
def slug(text: str) -> str:
    """A text as the words of an address."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = (c if c.isascii() and c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return "-".join("".join(letters).split())


def lower_first(text: str) -> str:
    """A name as it stands within a sentence."""
    return text[0].lower() + text[1:]
