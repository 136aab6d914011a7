"""The shipped vocabularies and all schemas: what the schemas demand, what they refuse, and the words of the fields."""

import copy
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from coop.language.text import fold_name

ROOT = Path(__file__).parents[2]
SCHEMAS = sorted((ROOT / "schemas").glob("*.json"))
VOCABULARIES = ("dataset", "fields", "localities", "measures", "regions")

Entry = dict[str, Any]


def read_text(name: str) -> str:
    return (ROOT / "data" / f"{name}.yaml").read_bytes().decode("utf-8")


def read_vocabulary(name: str) -> Entry:
    data: Entry = yaml.safe_load(read_text(name))
    return data


def read_schema(name: str) -> Entry:
    schema: Entry = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def find_errors(name: str, data: object) -> list[str]:
    """`place: keyword` of everything that the schema refuses, positions in lists as `*`."""
    validator = jsonschema_rs.Draft202012Validator(read_schema(name))
    return [
        f"{'/'.join('*' if isinstance(part, int) else part for part in error.instance_path)}: {error.kind.name}"
        for error in validator.iter_errors(data)
    ]


def find_leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from find_leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from find_leaves(inner)
    else:
        yield value


# ---- files ----


@pytest.mark.parametrize("name", VOCABULARIES)
def test_file_keeps_its_schema(name: str) -> None:
    assert find_errors(name, read_vocabulary(name)) == []


@pytest.mark.parametrize("name", VOCABULARIES)
def test_file_is_plain_text_that_names_its_schema(name: str) -> None:
    text = read_text(name)
    lines = text.split("\n")
    assert lines[0] == f"# yaml-language-server: $schema=../schemas/{name}.schema.json"
    assert (ROOT / "data" / lines[0].partition("=")[2]).is_file()
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in lines if len(line) > 120 or line != line.rstrip()] == []
    assert {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Co", "Zl", "Zp"}} == {"\n"}
    assert "\u00a0" not in text
    assert {char for char in text if char in "ÐƉð"} == set()


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_yaml_reader_sees_the_same_words(name: str) -> None:
    """Nothing in the file is a number, a date, a truth value or null, neither under YAML 1.1 nor when read as text."""
    data = read_vocabulary(name)
    assert {type(leaf) for leaf in find_leaves(data)} == {str}
    assert data == yaml.load(read_text(name), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_key_stands_twice(name: str) -> None:
    def check(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), node.start_mark
            for _, value in node.value:
                check(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                check(value)

    root = yaml.compose(read_text(name))
    assert root is not None
    check(root)


@pytest.mark.parametrize("name", [name for name in VOCABULARIES if name != "dataset"])
def test_ids_are_unique(name: str) -> None:
    ids = Counter(entry["id"] for entry in read_vocabulary(name)[name])
    assert [id_ for id_, count in ids.items() if count > 1] == []


# ---- schemas in general: those that come later are held to the same ----

Step = tuple[str, Any, bool]  # where, the schema there, whether it is only a condition
CONDITIONS = {"if", "then", "else", "not", "contains", "dependentSchemas"}
NAMED = {"properties", "$defs", "patternProperties", "dependentSchemas"}
SINGLE = {"if", "then", "else", "not", "contains", "items", "additionalProperties", "propertyNames"}
LISTED = {"allOf", "anyOf", "oneOf", "prefixItems"}


def walk_schema(schema: object, where: str = "#", *, condition: bool = False) -> Iterator[Step]:
    """Every schema in `schema`, itself first. What stands under a condition restricts what is described elsewhere."""
    yield where, schema, condition
    if not isinstance(schema, dict):
        return
    for keyword, inner in schema.items():
        below = condition or keyword in CONDITIONS
        if keyword in NAMED:
            for name, named in inner.items():
                yield from walk_schema(named, f"{where}/{keyword}/{name}", condition=below)
        elif keyword in SINGLE:
            yield from walk_schema(inner, f"{where}/{keyword}", condition=below)
        elif keyword in LISTED:
            for place, listed in enumerate(inner):
                yield from walk_schema(listed, f"{where}/{keyword}/{place}", condition=below)


def find_undescribed(schema: object) -> list[str]:
    return [
        f"{where}/properties/{name}"
        for where, inner, condition in walk_schema(schema)
        if isinstance(inner, dict) and not condition
        for name, described in inner.get("properties", {}).items()
        if not (isinstance(described, dict) and len(described.get("description", "")) > 8)
    ]


def find_open_objects(schema: object) -> list[str]:
    return [
        where
        for where, inner, condition in walk_schema(schema)
        if isinstance(inner, dict) and not condition and (inner.get("type") == "object" or "properties" in inner)
        if inner.get("additionalProperties") is not False
    ]


def find_unknown_conditions(schema: object) -> list[str]:
    """Conditions on a property that the schema around them does not have."""
    return [
        f"{where}/{keyword}/properties/{name}"
        for where, inner, condition in walk_schema(schema)
        if isinstance(inner, dict) and not condition and "properties" in inner
        for keyword in ("if", "then", "else")
        if isinstance(inner.get(keyword), dict)
        for name in inner[keyword].get("properties", {})
        if name not in inner["properties"]
    ]


def find_one_of(schema: object) -> list[str]:
    return [where for where, inner, _ in walk_schema(schema) if isinstance(inner, dict) and "oneOf" in inner]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
class TestEverySchema:
    def test_is_valid_json_schema_2020_12(self, path: Path) -> None:
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema_rs.meta.validate(schema)
        jsonschema_rs.Draft202012Validator(schema)

    def test_has_an_identifier_a_title_and_a_description(self, path: Path) -> None:
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["$id"] == f"urn:coop-vn:schema:{path.name.removesuffix('.schema.json')}:1"
        assert schema["title"]
        assert schema["description"].endswith(".")

    def test_describes_every_property(self, path: Path) -> None:
        assert find_undescribed(json.loads(path.read_text(encoding="utf-8"))) == []

    def test_allows_no_unknown_key(self, path: Path) -> None:
        assert find_open_objects(json.loads(path.read_text(encoding="utf-8"))) == []

    def test_sets_conditions_on_its_own_properties(self, path: Path) -> None:
        assert find_unknown_conditions(json.loads(path.read_text(encoding="utf-8"))) == []

    def test_uses_no_one_of(self, path: Path) -> None:
        assert find_one_of(json.loads(path.read_text(encoding="utf-8"))) == []

    def test_refers_to_nothing_outside_itself(self, path: Path) -> None:
        schema = json.loads(path.read_text(encoding="utf-8"))
        references = {
            inner["$ref"] for _, inner, _ in walk_schema(schema) if isinstance(inner, dict) and "$ref" in inner
        }
        definitions = {f"#/$defs/{name}" for name in schema.get("$defs", {})}
        assert references <= definitions
        assert definitions <= references


def test_every_kind_of_vocabulary_has_a_schema() -> None:
    assert {f"{name}.schema.json" for name in VOCABULARIES} <= {path.name for path in SCHEMAS}


def test_search_for_schema_faults_finds_them_at_any_depth() -> None:
    open_object = {"type": "object", "properties": {"deep": {"type": "string"}}}
    schema = {
        "additionalProperties": False,
        "properties": {"outer": {"description": "A list of things.", "items": open_object}},
        "then": {"properties": {"outre": False}},
        "$defs": {"either": {"anyOf": [{"oneOf": [{"properties": {"x": True}}]}]}},
    }
    assert find_undescribed(schema) == [
        "#/properties/outer/items/properties/deep",
        "#/$defs/either/anyOf/0/oneOf/0/properties/x",
    ]
    assert find_open_objects(schema) == ["#/properties/outer/items", "#/$defs/either/anyOf/0/oneOf/0"]
    assert find_unknown_conditions(schema) == ["#/then/properties/outre"]
    assert find_one_of(schema) == ["#/$defs/either/anyOf/0"]


# ---- what the schemas of the vocabularies refuse ----


def change(entry: Entry, **values: object) -> None:
    for key, value in values.items():
        if value is None:
            entry.pop(key, None)
        else:
            entry[key] = value


def by_id(data: Entry, name: str, id_: str) -> Entry:
    return next(entry for entry in data[name] if entry["id"] == id_)


REFUSED: list[tuple[str, str, Callable[[Entry], None], str]] = [
    ("localities", "a date with the day first",
     lambda d: change(by_id(d, "localities", "ha-tay")["periods"][0], to="31/07/2008"),
     "localities/*/periods/*/to: pattern"),
    ("localities", "a code that lost its zero",
     lambda d: change(by_id(d, "localities", "ha-noi")["periods"][0], gso_code="1"),
     "localities/*/periods/*/gso_code: pattern"),
    ("localities", "a code that is a number",
     lambda d: change(by_id(d, "localities", "ha-noi")["periods"][0], gso_code=1),
     "localities/*/periods/*/gso_code: type"),
    ("localities", "an unknown type",
     lambda d: change(by_id(d, "localities", "ha-noi")["periods"][0], type="city"),
     "localities/*/periods/*/type: enum"),
    ("localities", "an ended unit without a successor",
     lambda d: change(by_id(d, "localities", "ha-tay"), successor=None),
     "localities/*: required"),
    ("localities", "a living unit with a successor",
     lambda d: change(by_id(d, "localities", "ha-noi"), successor=["hue"]),
     "localities/*/successor: falseSchema"),
    ("localities", "a dated start without its act",
     lambda d: change(by_id(d, "localities", "hue")["periods"][0], legal_act=None),
     "localities/*/periods/*: required"),
    ("localities", "a split without its day",
     lambda d: change(by_id(d, "localities", "ha-noi")["periods"][0], split_off=["hue"]),
     "localities/*/periods/*: required"),
    ("localities", "no period at all",
     lambda d: change(by_id(d, "localities", "ha-noi"), periods=[]),
     "localities/*/periods: minItems"),
    ("localities", "the same alias twice",
     lambda d: change(by_id(d, "localities", "ha-noi"), aliases=["Hanoi", "Hanoi"]),
     "localities/*/aliases: uniqueItems"),
    ("localities", "an id with capitals",
     lambda d: change(by_id(d, "localities", "ha-noi"), id="Ha-Noi"),
     "localities/*/id: pattern"),
    ("localities", "an id that ends its line",
     lambda d: change(by_id(d, "localities", "ha-noi"), id="ha-noi\n"),
     "localities/*/id: pattern"),
    ("localities", "a name with a space at its end",
     lambda d: change(by_id(d, "localities", "ha-noi"), name="Hà Nội "),
     "localities/*/name: pattern"),
    ("localities", "an unknown key deep inside",
     lambda d: change(by_id(d, "localities", "ha-noi")["periods"][0], untill="2008-07-31"),
     "localities/*/periods/*: additionalProperties"),
    ("regions", "members without a source",
     lambda d: change(by_id(d, "regions", "tay-nguyen")["periods"][0], source=None),
     "regions/*/periods/*: required"),
    ("regions", "no members",
     lambda d: change(by_id(d, "regions", "tay-nguyen")["periods"][0], members=[]),
     "regions/*/periods/*/members: minItems"),
    ("regions", "a name in one language",
     lambda d: change(by_id(d, "regions", "tay-nguyen"), name={"vi": "Tây Nguyên"}),
     "regions/*/name: required"),
    ("fields", "no word",
     lambda d: change(by_id(d, "fields", "y-te"), words=[]),
     "fields/*/words: minItems"),
    ("fields", "no definition",
     lambda d: change(by_id(d, "fields", "y-te"), definition=None),
     "fields/*: required"),
    ("fields", "two broader fields",
     lambda d: change(by_id(d, "fields", "y-te"), broader=["giao-duc-y-te", "an-sinh-xa-hoi"]),
     "fields/*/broader: type"),
    ("fields", "an empty name",
     lambda d: change(by_id(d, "fields", "y-te"), name={"vi": "", "en": "Health"}),
     "fields/*/name/vi: pattern"),
    ("measures", "a count without units",
     lambda d: change(by_id(d, "measures", "projects"), units=None),
     "measures/*: required"),
    ("measures", "money with units",
     lambda d: change(by_id(d, "measures", "aid"), units=["tỷ đồng"]),
     "measures/*/units: falseSchema"),
    ("measures", "an unknown nature",
     lambda d: change(by_id(d, "measures", "aid"), nature="level"),
     "measures/*/nature: enum"),
    ("dataset", "a version by another scheme",
     lambda d: change(d, version="2026.01.0"),
     "version: pattern"),
    ("dataset", "a version that YAML read as a number",
     lambda d: change(d, version=2026.11),
     "version: type"),
    ("dataset", "a role that no one knows",
     lambda d: change(d["contributors"][0], role="boss"),
     "contributors/*/role: enum"),
    ("dataset", "an address without https",
     lambda d: change(d, licence_url="http://creativecommons.org/licenses/by/4.0/"),
     "licence_url: pattern"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "spoil", "error"),
    [pytest.param(name, spoil, error, id=f"{name}: {fault}") for name, fault, spoil, error in REFUSED],
)
def test_schema_refuses(name: str, spoil: Callable[[Entry], None], error: str) -> None:
    data = read_vocabulary(name)
    spoilt = copy.deepcopy(data)
    spoil(spoilt)
    assert spoilt != data
    assert find_errors(name, spoilt) == [error]


@pytest.mark.parametrize("name", VOCABULARIES)
@pytest.mark.parametrize("value", [None, [], "text", {}, {"unknown": 1}])
def test_schema_refuses_another_shape_at_the_top(name: str, value: object) -> None:
    assert find_errors(name, value) != []


# ---- words ----


@pytest.fixture(scope="module")
def fields() -> dict[str, Entry]:
    return {entry["id"]: entry for entry in read_vocabulary("fields")["fields"]}


@pytest.fixture(scope="module")
def measures() -> dict[str, Entry]:
    return {entry["id"]: entry for entry in read_vocabulary("measures")["measures"]}


def find_by_word(entries: dict[str, Entry], word: str) -> list[str]:
    """Ids of the entries that have `word` as their id, a name or one of their words."""
    return [id_ for id_, entry in entries.items() if fold_name(word) in spellings_of(entry)]


def spellings_of(entry: Entry) -> set[str]:
    return {fold_name(text) for text in (entry["id"], *entry["name"].values(), *entry["words"])}


@pytest.mark.parametrize("name", ["fields", "measures"])
def test_no_word_belongs_to_two_entries(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for entry in read_vocabulary(name)[name]:
        for spelling in spellings_of(entry):
            owners.setdefault(spelling, set()).add(entry["id"])
    assert {spelling: ids for spelling, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("name", ["fields", "measures"])
def test_words_begin_with_the_name_and_repeat_nothing(name: str) -> None:
    for entry in read_vocabulary(name)[name]:
        folded = Counter(fold_name(word) for word in entry["words"])
        assert [word for word, count in folded.items() if count > 1] == [], entry["id"]
        assert entry["words"][0] == entry["name"]["vi"], entry["id"]


@pytest.mark.parametrize("name", ["fields", "measures"])
def test_names_and_definitions_stand_in_both_languages(name: str) -> None:
    for entry in read_vocabulary(name)[name]:
        definition = entry["definition"]
        assert definition["vi"] != definition["en"], entry["id"]
        for text in definition.values():
            assert text.endswith("."), entry["id"]
            assert text.count(". ") == 0, entry["id"]
            assert len(text) > 20, entry["id"]
        assert not definition["vi"].isascii(), entry["id"]
        assert definition["en"].isascii(), entry["id"]
        assert entry["name"]["en"].isascii(), entry["id"]


def test_fields_have_two_levels_and_the_broader_one_stands_first(fields: dict[str, Entry]) -> None:
    order = list(fields)
    top = ""
    for id_ in order:
        broader = fields[id_].get("broader")
        if broader is None:
            top = id_
        else:
            assert broader == top, id_
            assert "broader" not in fields[broader], id_


def test_the_nine_fields_of_the_2023_memorandum_lead_the_top(fields: dict[str, Entry]) -> None:
    tops = [id_ for id_, entry in fields.items() if "broader" not in entry]
    assert tops == [
        "xay-dung-dang",
        "quan-ly-nha-nuoc",
        "kinh-te-thuong-mai-dau-tu",
        "phat-trien-do-thi-moi-truong",
        "van-hoa-the-thao-du-lich",
        "giao-duc-y-te",
        "nong-nghiep-nong-thon",
        "quoc-phong-an-ninh",
        "bao-chi-tuyen-truyen",
        "an-sinh-xa-hoi",
        "khoa-hoc-cong-nghe",
        "ha-tang",
        "doi-ngoai",
    ]


@pytest.mark.parametrize(
    ("broader", "narrower"),
    [
        ("quan-ly-nha-nuoc", ["quy-hoach", "chinh-quyen-dien-tu"]),
        ("kinh-te-thuong-mai-dau-tu", ["kinh-te", "thuong-mai", "dau-tu", "cong-nghiep"]),
        ("phat-trien-do-thi-moi-truong", ["phat-trien-do-thi", "moi-truong"]),
        ("van-hoa-the-thao-du-lich", ["van-hoa", "the-thao", "du-lich"]),
        ("giao-duc-y-te", ["giao-duc", "y-te"]),
        ("nong-nghiep-nong-thon", ["nong-nghiep", "nong-thon"]),
        ("quoc-phong-an-ninh", ["quoc-phong", "an-ninh", "phong-chong-toi-pham"]),
        ("bao-chi-tuyen-truyen", ["bao-chi", "tuyen-truyen"]),
        ("an-sinh-xa-hoi", ["lao-dong-viec-lam", "giam-ngheo"]),
        ("khoa-hoc-cong-nghe", ["chuyen-doi-so"]),
        ("ha-tang", ["giao-thong"]),
    ],
)
def test_broader_field_has_its_narrower_ones(fields: dict[str, Entry], broader: str, narrower: list[str]) -> None:
    assert {id_: fields[id_].get("broader") for id_ in narrower} == dict.fromkeys(narrower, broader)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        # Hà Nội – TP. Hồ Chí Minh, 2023
        ("xay-dung-dang", ["xây dựng Đảng, hệ thống chính trị"]),
        ("quan-ly-nha-nuoc", ["quản lý nhà nước và cơ chế, chính sách"]),
        ("kinh-te-thuong-mai-dau-tu", ["kinh tế, thương mại và xúc tiến, thu hút đầu tư"]),
        ("phat-trien-do-thi-moi-truong", ["phát triển đô thị, bảo vệ môi trường"]),
        ("van-hoa-the-thao-du-lich", ["văn hóa, thể thao và du lịch"]),
        ("giao-duc-y-te", ["giáo dục và y tế"]),
        ("nong-nghiep-nong-thon", ["nông nghiệp và phát triển nông thôn"]),
        ("quoc-phong-an-ninh", ["quốc phòng, an ninh", "an ninh - quốc phòng"]),
        ("bao-chi-tuyen-truyen", ["báo chí, tuyên truyền"]),
        # Hà Nội – Cần Thơ, 2019
        ("du-lich", ["du lịch", "phát triển các tuyến du lịch"]),
        ("thuong-mai", ["thương mại"]),
        ("cong-nghiep", ["công nghiệp"]),
        ("nong-nghiep", ["nông nghiệp", "phát triển nông nghiệp"]),
        ("nong-thon", ["phát triển nông thôn"]),
        ("y-te", ["y tế"]),
        ("giao-duc", ["giáo dục", "giáo dục- đào tạo"]),
        ("giam-ngheo", ["xóa đói giảm nghèo"]),
        ("can-bo", ["đào tạo, bồi dưỡng cán bộ"]),
        # TP. Hồ Chí Minh and nine provinces, 2023
        ("dau-tu", ["xúc tiến đầu tư", "cải thiện môi trường đầu tư"]),
        ("khoa-hoc-cong-nghe", ["khoa học công nghệ"]),
        ("chuyen-doi-so", ["chuyển đổi số"]),
        ("dao-tao-nhan-luc", ["đào tạo nguồn nhân lực"]),
        ("van-hoa", ["văn hóa"]),
        # Hà Nội – Thanh Hóa, 2019
        ("chinh-quyen-dien-tu", ["chính quyền điện tử", "đô thị thông minh"]),
        ("phong-chong-toi-pham", ["đấu tranh phòng chống tội phạm"]),
        ("an-sinh-xa-hoi", ["an sinh xã hội", "Quỹ An sinh xã hội"]),
        ("moi-truong", ["kiểm soát nguồn thải"]),
        ("tai-nguyen", ["quản lý tài nguyên nước"]),
        ("phong-chong-thien-tai", ["khắc phục hậu quả thiên tai"]),
        ("nguoi-co-cong", ["nhà tình nghĩa"]),
        # as a person types them
        ("y-te", ["y-te", "Y Tế", "y te", "health"]),
        ("quoc-phong", ["quoc phong", "Quốc phòng"]),
        ("lao-dong-viec-lam", ["lao động, việc làm", "lao dong viec lam"]),
        ("giao-thong", ["hạ tầng giao thông", "giao thông"]),
    ],
)
def test_words_of_sources_name_one_field(fields: dict[str, Entry], field: str, words: list[str]) -> None:
    for word in words:
        assert find_by_word(fields, word) == [field], word


@pytest.mark.parametrize("word", ["công thương", "xúc tiến, quảng bá", "trao đổi thông tin", "văn hóa - xã hội"])
def test_words_that_fit_several_fields_name_none(fields: dict[str, Entry], word: str) -> None:
    assert find_by_word(fields, word) == []


@pytest.mark.parametrize(
    ("measure", "nature", "kind", "words"),
    [
        ("registered-investment", "stock", "money", ["vốn đăng ký", "tổng vốn đầu tư đăng ký"]),
        ("implemented-investment", "stock", "money", ["vốn thực hiện", "vốn giải ngân"]),
        ("total-investment", "stock", "money", ["tổng mức đầu tư"]),
        ("charter-capital", "stock", "money", ["vốn điều lệ"]),
        ("aid", "flow", "money", ["hỗ trợ", "trao tặng"]),
        ("trade", "flow", "money", ["kim ngạch", "giá trị giao dịch"]),
        ("revenue", "flow", "money", ["doanh thu"]),
        ("loans", "flow", "money", ["vốn vay"]),
        ("aid-pledged", "pledge", "money", ["cam kết hỗ trợ"]),
        ("investment-pledged", "pledge", "money", ["cam kết đầu tư"]),
        ("contract-value", "pledge", "money", ["tổng giá trị hợp đồng"]),
        ("projects", "stock", "count", ["dự án"]),
        ("enterprises", "stock", "count", ["doanh nghiệp"]),
        ("contracts", "flow", "count", ["hợp đồng"]),
        ("trainees", "flow", "count", ["học viên"]),
        ("jobs", "flow", "count", ["việc làm"]),
        ("aid-in-kind", "flow", "count", ["hàng cứu trợ"]),
        ("aid-in-kind-pledged", "pledge", "count", []),
    ],
)
def test_measures_are_of_their_nature_and_found_by_their_words(
    measures: dict[str, Entry], measure: str, nature: str, kind: str, words: list[str]
) -> None:
    assert (measures[measure]["nature"], measures[measure]["kind"]) == (nature, kind)
    for word in words:
        assert find_by_word(measures, word) == [measure], word


def test_a_pledge_is_counted_in_the_units_of_what_it_promises(measures: dict[str, Entry]) -> None:
    assert measures["aid-in-kind-pledged"]["units"] == measures["aid-in-kind"]["units"]


def test_projects_are_counted_in_one_unit(measures: dict[str, Entry]) -> None:
    """`projects` beside money is read as a figure of this measure, so its unit has to be certain."""
    assert measures["projects"]["units"] == ["dự án"]
