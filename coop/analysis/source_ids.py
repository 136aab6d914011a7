"""Sources that got another id: what names them says what it said."""

from collections.abc import Mapping

from coop.analysis.pairing import pair_members
from coop.dataset.composer import Value

Data = Mapping[str, Value]


def find_renamed_sources(old: Data, new: Data) -> tuple[tuple[str, str, str], ...]:
    """The sources of a file that have another id and else say the same: label, old id and new id of each."""
    one, other = old.get("sources"), new.get("sources")
    if not isinstance(one, list) or not isinstance(other, list):
        return ()
    found = []
    for pair in pair_members("sources", one, other):
        if isinstance(pair.old, dict) and isinstance(pair.new, dict):
            before, after = pair.old.get("id"), pair.new.get("id")
            if isinstance(before, str) and isinstance(after, str) and before != after:
                found.append((pair.label, before, after))
    return tuple(found)


def rename_sources(value: Value, ids: Mapping[str, str], *, key: str = "") -> Value:
    """The value that stands under `key` with other ids of sources, wherever one is named."""
    if isinstance(value, dict):
        renamed = {each: rename_sources(inner, ids, key=each) for each, inner in value.items()}
        if key == "sources" and isinstance(value.get("id"), str):
            renamed["id"] = ids.get(str(value["id"]), value["id"])
        return renamed
    if isinstance(value, list):
        return [rename_sources(each, ids, key=key) for each in value]
    if isinstance(value, str) and key == "source":
        return ids.get(value, value)
    if isinstance(value, str) and key == "at":
        return _rename_in_path(value, ids)
    return value


def _rename_in_path(path: str, ids: Mapping[str, str]) -> str:
    """A path such as `sources.tttd.url` with the other id."""
    group, *rest = path.split(".")
    return ".".join((group, ids.get(rest[0], rest[0]), *rest[1:])) if group == "sources" and rest else path
