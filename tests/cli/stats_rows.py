"""The rows of `coop stats` as programs read them."""

import csv
import io

Values = dict[tuple[str, str], tuple[int, str, int | None]]

INVESTMENT = ("stats", "by", "province", "--measure", "registered-investment")


def totals(rows: list[dict[str, object]]) -> Values:
    """Amount, qualifier and projects by role and province; the total has no province."""
    found: Values = {}
    for row in rows:
        if row["measure"]:
            projects = int(str(row["projects"])) if row["projects"] not in (None, "") else None
            key = (str(row["role"]), str(row["province"] or ""))
            assert key not in found
            found[key] = (int(str(row["amount"])), str(row["qualifier"]), projects)
    return found


def read_csv(text: str, delimiter: str = ",") -> list[dict[str, object]]:
    return [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)]
