"""A difference for programs: nested data of a stable form, described in docs/diff.md."""

from coop.analysis.compare import Change
from coop.analysis.difference import Difference
from coop.analysis.file_changes import FileChange, Unreadable
from coop.analysis.total_changes import Counts, TotalChange
from coop.dataset.composer import Value
from coop.dataset.dataset import Dataset
from coop.language.quantity import Quantity

FORM = 1
"""The number of the form: it grows when a key changes its meaning or goes; new keys may come at any time."""


def build_difference_data(difference: Difference) -> dict[str, Value]:
    """The whole difference as plain data."""
    old, new = difference.counts
    return {
        "form": FORM,
        "old": _build_end(difference.old),
        "new": _build_end(difference.new),
        "paths": list(difference.paths),
        "is_empty": difference.is_empty,
        "agreements": [_build_agreement(each) for each in difference.agreements],
        "vocabularies": [_build_file(each) for each in difference.vocabularies],
        "unreadable": [_build_unreadable(each) for each in difference.unreadable],
        "totals": [_build_total(each) for each in difference.totals],
        "pairs": [_build_pair(each) for each in difference.pairs],
        "counts": {"old": _build_counts(old), "new": _build_counts(new)},
    }


def _build_end(dataset: Dataset) -> dict[str, Value]:
    revision = dataset.revision
    if revision is None:
        return {"revision": None, "commit": None}
    return {"revision": revision.name, "commit": revision.commit}


def _build_agreement(change: FileChange) -> dict[str, Value]:
    title = change.title
    renamed = {"old_id": change.old_id, "old_path": change.old_path}
    return {"title": title and {"vi": title.vi, "en": title.en}, **renamed, **_build_file(change)}


def _build_file(change: FileChange) -> dict[str, Value]:
    changes: list[Value] = [_build_change(each) for each in change.changes]
    return {"id": change.id, "path": change.path, "fate": change.fate.value, "changes": changes}


def _build_change(change: Change) -> dict[str, Value]:
    return {
        "at": change.at,
        "kind": change.kind.value,
        "nature": change.nature.value,
        "before": change.before,
        "after": change.after,
    }


def _build_unreadable(unreadable: Unreadable) -> dict[str, Value]:
    first = unreadable.left_out.first
    return {
        "path": unreadable.left_out.path,
        "end": unreadable.end.value,
        "is_changed": unreadable.is_changed,
        "line": first.span.line,
        "column": first.span.column,
        "code": first.code,
        "message": {"vi": first.message.vi, "en": first.message.en},
    }


def _build_total(total: TotalChange) -> dict[str, Value]:
    return {
        "measure": total.measure,
        "unit": total.unit,
        "old": _build_quantity(total.old),
        "new": _build_quantity(total.new),
    }


def _build_pair(total: TotalChange) -> dict[str, Value]:
    ends = total.ends
    assert ends is not None  # of a pair
    places: dict[str, Value] = {
        "from": list(ends.source),
        "to": list(ends.destination),
        "between": list(ends.between),
    }
    return {**places, **_build_total(total)}


def _build_quantity(quantity: Quantity | None) -> dict[str, Value] | None:
    if quantity is None:
        return None
    return {"low": quantity.low, "high": quantity.high, "qualifier": quantity.qualifier.value}


def _build_counts(counts: Counts) -> dict[str, Value]:
    return {"agreements": counts.agreements, "figures": counts.figures, "sources": counts.sources}
