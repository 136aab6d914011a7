"""How git is set up, as a table."""

from collections.abc import Sequence

from coop.analysis.columns import term_column, text_column
from coop.bilingual import Bilingual
from coop.history.git_setup import SettingState, State
from coop.table import Report, Table


def report_setup(states: Sequence[SettingState]) -> Report:
    """Each thing that git is told, where it stands, and how."""
    columns = (
        text_column("setting", Bilingual("Setting", "Thiết lập"), "The setting of git, or its attributes."),
        text_column("file", Bilingual("File", "Tệp"), "Where it stands."),
        term_column(
            "state", Bilingual("State", "Tình trạng"), "set, written, removed, missing, other or foreign.",
            {state.value: state.label for state in State},
        ),
    )  # fmt: skip
    table = Table("git-setup", columns, tuple((each.name, each.file, each.state.value) for each in states))
    return Report(table, (table,))
