"""Makes `docs/codebook.md` from the schema of an agreement, the names of its codes, and the vocabularies."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coop.analysis import words
from coop.bilingual import Bilingual, Language
from coop.dataset.dataset import Dataset
from coop.dataset.terms import RELATION, Field, Locality, Measure, Region, RegionPeriod
from coop.language.quantity import Qualifier
from tests.conftest import REPOSITORY

Schema = dict[str, Any]

VIETNAMESE = "x-description-vi"
"""The keyword with a property's description in Vietnamese: JSON Schema keeps `x-` free for such."""

SCHEMA: Schema = json.loads((REPOSITORY / "schemas" / "agreement.schema.json").read_text(encoding="utf-8"))
CODES: Mapping[str, Mapping[str, Bilingual]] = {
    "instrument": words.INSTRUMENT,
    "level": words.LEVEL,
    "status": words.STATUS,
    "parties[].side": {
        "a": Bilingual("the one side, most often the hub", "một phía, thường là địa phương đầu mối"),
        "b": Bilingual("the other side", "phía kia"),
    },
    "parties[].people[].role": words.PERSON_ROLE,
    "related[].relation": RELATION,
    "events[].kind": words.EVENT,
    "figures[].qualifier": {q.value: words.join(q.label, f" {q.symbol}") if q.symbol else q.label for q in Qualifier},
}
"""The names of the codes that a key of an agreement may have."""

_HEAD = """# Codebook · Sổ mã

Version {version} of the dataset. Made from the schemas and vocabularies by a test; `make golden` rewrites it.
Phiên bản {version} của bộ dữ liệu. Trang này do một bài kiểm thử tạo ra từ lược đồ và các bảng từ vựng; `make golden`
tạo lại.

- [Keys · Khóa](#keys--khóa)
- [Codes · Mã](#codes--mã)
- [Fields · Lĩnh vực](#fields--lĩnh-vực)
- [Measures · Chỉ tiêu](#measures--chỉ-tiêu)
- [Regions · Vùng](#regions--vùng)
- [Localities · Địa phương](#localities--địa-phương)
"""
_TYPES = {
    "slug": Bilingual("id", "mã"),
    "text": Bilingual("text", "văn bản"),
    "date": Bilingual("date", "thời điểm"),
    "interval": Bilingual("interval", "khoảng thời gian"),
    "when": Bilingual("date or interval", "thời điểm hoặc khoảng thời gian"),
    "ends": Bilingual("id or list of ids", "mã hoặc danh sách mã"),
    "figure_reference": Bilingual("reference to a figure", "tham chiếu số liệu"),
    "integer": Bilingual("integer", "số nguyên"),
    "string": Bilingual("text", "văn bản"),
    "object": Bilingual("mapping", "nhóm khóa"),
}
_CONDITIONS = {
    "a figure has an amount, or low and high, not both": (
        "một số liệu có amount, hoặc có low và high, không có cả hai"
    ),
    "a figure has an amount, or low and high": "",  # the other half of the same rule
    "between stands in place of from and to": "between dùng thay cho from và to",
    "a stock has as_of, a flow or a pledge has period": ("số thời điểm có as_of; số thời kỳ và số cam kết có period"),
    "a figure is part of another or the same as another, not both": (
        "một số liệu hoặc là một phần của số liệu khác, hoặc trùng với số liệu khác, không thể là cả hai"
    ),
    "an event without a date says `not_stated: [date]`": "sự kiện không có ngày thì ghi `not_stated: [date]`",
}


def render_codebook(dataset: Dataset) -> str:
    """The whole page."""
    vocabularies = dataset.vocabularies
    blocks = (
        _HEAD.format(version=dataset.description.version),
        *_keys(),
        *_codes(),
        *_fields(vocabularies.fields.terms),
        *_measures(vocabularies.measures.terms.values()),
        *_regions(vocabularies.regions.terms.values(), vocabularies.localities.terms),
        *_localities(vocabularies.localities.terms.values()),
    )
    return "\n".join(blocks)


# ---- keys ----


def _keys() -> Iterator[str]:
    yield "## Keys · Khóa\n"
    yield "What the types mean · Ý nghĩa các kiểu:\n"
    defined = {name: SCHEMA["$defs"][name] for name in _TYPES if name in SCHEMA["$defs"]}
    rows = ((_both(_TYPES[name]), found["description"], found[VIETNAMESE]) for name, found in defined.items())
    yield _table(("type · kiểu", "English", "Tiếng Việt"), rows)
    yield from _section("Agreement · Thỏa thuận", SCHEMA, "")


def _section(heading: str, schema: Schema, path: str) -> Iterator[str]:
    """The keys of one mapping; each list of mappings below it has a section of its own."""
    yield f"### {heading}\n\n{schema['description']}\n\n{schema[VIETNAMESE]}\n"
    rows = list(_rows(schema, path, ""))
    head = ("key · khóa", "type · kiểu", "required · bắt buộc", "English", "Tiếng Việt")
    yield _table(head, (row for row, _, _ in rows))
    conditions = dict.fromkeys(_find_conditions(schema))
    told = [f"- {text} · {_CONDITIONS[text]}" for text in conditions if _CONDITIONS[text]]
    if told:
        yield "\n".join(told) + "\n"
    for _, listed, place in rows:
        if listed is not None:
            yield from _section(f"`{place}`", listed, place)


def _rows(schema: Schema, path: str, prefix: str) -> Iterator[tuple[tuple[str, ...], Schema | None, str]]:
    """A row for each key, those of a mapping right below it; with the mapping that a list holds, and its place."""
    for key, found in schema["properties"].items():
        resolved = _resolve(found)
        listed = _resolve(resolved.get("items", {}))
        place = f"{path}.{prefix}{key}" if path else f"{prefix}{key}"
        required = "yes · có" if key in schema.get("required", ()) else ""
        row = (f"`{prefix}{key}`", _type(found), required, found["description"], found[VIETNAMESE])
        yield row, listed if "properties" in listed else None, f"{place}[]"
        if "properties" in resolved:
            yield from _rows(resolved, path, f"{prefix}{key}.")


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return _both(_TYPES[schema["$ref"].rsplit("/", 1)[1]])
    if "enum" in schema or "const" in schema:
        values = ", ".join(f"`{value}`" for value in schema.get("enum", (schema.get("const"),)))
        return f"code · mã: {values}"
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if types == ["array"]:
        inner = _resolve(schema["items"])
        item = _type(inner) if "properties" in inner else _type(schema["items"])
        return f"list of · danh sách: {item}"
    if "array" in types:
        return f"{_type(schema['items'])}; list of them · hoặc danh sách"
    return _both(*(_TYPES[each] for each in types))


def _find_conditions(schema: Schema) -> Iterator[str]:
    for condition in schema.get("allOf", ()):
        for branch in ("then", "else"):
            if branch in condition:
                yield condition[branch]["$comment"]


def _resolve(schema: Schema) -> Schema:
    reference = schema.get("$ref")
    return SCHEMA["$defs"][reference.rsplit("/", 1)[1]] if reference else schema


# ---- codes ----


def _codes() -> Iterator[str]:
    yield "## Codes · Mã\n"
    for place, codes in (*CODES.items(), *_CODES_OF_VOCABULARIES.items()):
        rows = ((f"`{code}`", name.en, name.vi) for code, name in codes.items())
        yield f"### `{place}`\n\n{_table(('code · mã', 'English', 'Tiếng Việt'), rows)}"


_CODES_OF_VOCABULARIES: Mapping[str, Mapping[str, Bilingual]] = {
    "measures[].nature": words.NATURE,
    "measures[].kind": words.QUANTITY_KIND,
    "localities[].periods[].type": words.LOCALITY_TYPE,
}

# ---- vocabularies ----


def _fields(fields: Mapping[str, Field]) -> Iterator[str]:
    yield "## Fields · Lĩnh vực\n"
    for field in fields.values():
        if field.broader is None:
            narrower = [each for each in fields.values() if each.broader == field.id]
            yield _field(field, "###", _listed("narrower", "hẹp hơn", (f"`{each.id}`" for each in narrower)))
            broader = _listed("broader", "rộng hơn", (f"`{field.id}`",))
            yield from (_field(each, "####", broader) for each in narrower)


def _field(field: Field, level: str, relation: str) -> str:
    lines = (relation, _listed("in sources", "trong nguồn", map(_cell, field.source_words)))
    return _entry(level, field.id, field.label, field.definition, lines)


def _measures(measures: Iterable[Measure]) -> Iterator[str]:
    yield "## Measures · Chỉ tiêu\n"
    for measure in measures:
        kind = words.QUANTITY_KIND["money" if measure.is_money else "count"]
        english = (f"{_cell(word)} ({unit})" for word, unit in measure.unit_words.items())
        lines = (
            f"- nature · loại số: {_both(words.NATURE[measure.nature])}",
            f"- kind · dạng: {_both(kind)}",
            _listed("units", "đơn vị", measure.units),
            _listed("units in English sources", "đơn vị trong nguồn tiếng Anh", english),
            _listed("in sources", "trong nguồn", map(_cell, measure.source_words)),
        )
        yield _entry("###", measure.id, measure.label, measure.definition, lines)


def _entry(level: str, term_id: str, label: Bilingual, definition: Bilingual, lines: Iterable[str]) -> str:
    head = f"{level} `{term_id}`\n\n**{label.en}** · **{label.vi}**\n"
    body = (f"- en: {definition.en}", f"- vi: {definition.vi}", *filter(None, lines))
    return "\n".join((head, *body)) + "\n"


def _regions(regions: Iterable[Region], localities: Mapping[str, Locality]) -> Iterator[str]:
    yield "## Regions · Vùng\n"
    for region in regions:
        lines = [_listed("also", "cũng gọi là", region.aliases)]
        for period in region.periods:
            members = ", ".join(localities[member].name for member in period.members)
            lines.append(f"- {_span(period)}: {members}")
        yield "\n".join(
            (f"### `{region.id}`\n\n**{region.label.en}** · **{region.label.vi}**\n", *filter(None, lines), "")
        )


def _span(period: RegionPeriod) -> str:
    if period.start is not None and period.end is not None:
        return f"{period.start} – {period.end}"
    if period.end is not None:
        return f"until · đến {period.end}"
    return f"from · từ {period.start}" if period.start is not None else "always · luôn"


def _localities(localities: Iterable[Locality]) -> Iterator[str]:
    yield "## Localities · Địa phương\n"
    yield (
        "Both days are inclusive; without a first day it was there before 2000. Codes, acts and other names stand in\n"
        "`data/localities.yaml`.\n\n"
        "Tính cả ngày đầu và ngày cuối; không ghi ngày đầu nghĩa là có từ trước năm 2000. Mã số, văn bản pháp luật và\n"
        "các tên khác nằm trong `data/localities.yaml`.\n"
    )
    rows = (
        (
            f"`{each.id}`",
            each.name,
            each.name_en,
            str(each.start or ""),
            str(each.end or ""),
            ", ".join(f"`{successor}`" for successor in each.successor),
        )
        for each in localities
    )
    head = ("id · mã", "Tiếng Việt", "English", "from · từ", "to · đến", "successor · kế tục")
    yield _table(head, rows)


# ---- Markdown ----


def _listed(en: str, vi: str, values: Iterable[str]) -> str:
    joined = "; ".join(values)
    return f"- {en} · {vi}: {joined}" if joined else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, (":---",) * len(head), *(tuple(map(_cell, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _both(*texts: Bilingual) -> str:
    joined = words.join(*texts, by=" / ")
    return " · ".join(joined.text(language) for language in Language)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
