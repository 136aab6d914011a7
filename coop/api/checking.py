"""Checking and mending a dataset from Python, as `coop validate` does."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coop.api.answer import Answer, parse_language
from coop.api.arguments import day_of, path_of, paths_of, text_of, texts_of, today
from coop.api.scoping import build_findings, find_scope
from coop.bilingual import Language
from coop.dataset.layout import ENVIRONMENT_VARIABLE, Location, find_dataset
from coop.diagnostic import Diagnostic, Severity
from coop.output.destination import write_output
from coop.output.findings import Findings
from coop.output.findings_formats import find_findings_format
from coop.output.findings_table import report_diagnostics
from coop.output.rule_page import render_rule_page
from coop.validation import fixing
from coop.validation.choice import RuleChoice, find_rule
from coop.validation.fixing import FixedFile
from coop.validation.pages import read_page
from coop.validation.registry import RULES
from coop.validation.validate import Validation, validate_dataset, validate_indexed
from coop.validation.waivers import Waived

PathLike = str | Path


@dataclass(frozen=True, repr=False)
class Check(Answer):
    """What a validation found; the formats `github`, `sarif` and `junit` are there besides those of tables."""

    _validation: Validation
    _location: Location

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, sorted by path, line, column and code."""
        return self._validation.diagnostics

    @property
    def waived(self) -> tuple[Waived, ...]:
        """What a comment in the data lets stand."""
        return self._validation.waived

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were checked, relative to the dataset's folder."""
        return self._validation.files

    def fails(self, least: Severity = Severity.ERROR) -> bool:
        """Whether anything found is as grave as `least`, or graver."""
        return self._validation.fails(least)

    def render(
        self, format_name: str = "table", *, language: Language | str = Language.EN, width: int | None = None
    ) -> str | bytes:
        """The findings in a format: text, or bytes for xlsx and parquet."""
        render = find_findings_format(text_of("format_name", format_name), None)
        if render is not None:
            return render(self._findings(language))
        return super().render(format_name, language=language, width=width)

    def write(self, path: PathLike, *, format_name: str | None = None, language: Language | str = Language.EN) -> bool:
        """Write the findings to a file, in the format that its ending chooses; whether the file changed."""
        file = path_of("path", path)
        render = find_findings_format(format_name, file)
        if render is not None:
            return write_output(render(self._findings(language)), file)
        return super().write(file, format_name=format_name, language=language)

    def _findings(self, language: Language | str) -> Findings:
        return build_findings(self._validation, self._location, language=parse_language(language))


def check_dataset(
    folder: PathLike | None = None,
    *,
    paths: PathLike | Iterable[PathLike] | None = None,
    changed_since: str | None = None,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] | None = None,
    as_of: date | str | None = None,
    index: bool = True,
) -> Check:
    """Check everything that can be checked (`coop validate`).

    `paths`, or the files `changed_since` a git revision, limit what is reported on; `select` and `ignore` name rules
    by code, beginning of a code, or name. Waivers hold on the day `as_of`: today, unless it is given. Without its
    `index` every file is checked anew (`--no-index`).
    """
    location = _locate(folder)
    validation = (validate_indexed if index else validate_dataset)(
        location,
        as_of=day_of("as_of", as_of) if as_of is not None else today(),
        scope=find_scope(location, paths_of("paths", paths), changed_since=changed_since),
        choice=_choose(select, ignore),
    )
    findings = build_findings(validation, location, language=Language.EN)
    return Check(report_diagnostics(findings), validation, location)


def fix_dataset(
    folder: PathLike | None = None,
    *,
    paths: PathLike | Iterable[PathLike] | None = None,
    changed_since: str | None = None,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] | None = None,
) -> tuple[FixedFile, ...]:
    """Mend in place what has one right answer (`coop validate --fix`); the files that changed, and what in them.

    Files and rules are chosen as for `check_dataset`.
    """
    location = _locate(folder)
    scope = find_scope(location, paths_of("paths", paths), changed_since=changed_since)
    return fixing.fix_dataset(location, scope=scope, choice=_choose(select, ignore))


def explain_rule(
    code: str, *, language: Language | str = Language.EN, width: int | None = None, colour: bool = False
) -> str:
    """The page of one rule, named by code or name (`coop validate --explain`); `colour` is that of a terminal."""
    page = read_page(find_rule(RULES, text_of("code", code)))
    return render_rule_page(page, language=parse_language(language), width=width, colour=colour)


def _locate(folder: PathLike | None) -> Location:
    asked_for = path_of("folder", folder) if folder is not None else None
    return find_dataset(asked_for, environment=os.environ.get(ENVIRONMENT_VARIABLE))


def _choose(select: str | Iterable[str] | None, ignore: str | Iterable[str] | None) -> RuleChoice:
    return RuleChoice.parse(RULES, select=texts_of("select", select), ignore=texts_of("ignore", ignore or None))
