"""What each command answered when it was last reviewed: `pytest --update-golden` writes it anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]

GOLDEN = Path(__file__).parent.parent / "golden" / "cli"
PHRASE = "Chiều 18/10, Hà Nội và TP.HCM ký ghi nhớ; vốn khoảng 45.500 tỷ đồng, 45.5 tỷ, giai đoạn 2023-2025"
COMMANDS = {
    "list": ("list",),
    "show": ("show", "ha-noi-thanh-hoa-2019"),
    "search": ("search", "ha noi giao duc"),
    "stats": ("stats",),
    "stats-by-province": ("stats", "by", "province"),
    "stats-by-year": ("stats", "by", "year"),
    "stats-by-province-borders": ("stats", "by", "province", "--borders", "2005-01-01", "--measure", "aid"),
    "stats-by-province-year": ("stats", "by", "province", "year", "--measure", "aid", "--share", "--coverage"),
    "stats-explain": ("stats", "by", "province", "--measure", "aid", "--explain"),
    "stats-snapshots": ("stats", "--snapshots"),
    "stats-top": ("stats", "by", "province", "--top", "2", "--role", "either", "--measure", "aid"),
    "stats-by-pair": ("stats", "by", "pair", "--measure", "aid"),
    "fields": ("fields", "--text", "y tế"),
    "localities": ("localities", "--on", "2025-07-01"),
    "measures": ("measures",),
    "parse": ("parse", PHRASE, "--published", "2023-10-19"),
    "validate": ("validate",),
}
TABLES = {f"{lang}-{width}.txt": ("--lang", lang, str(width)) for lang in ("en", "vi") for width in (80, 40)}
COLOURED = "validate-coloured.txt"
FORMATS = {
    "plain.txt": ("-f", "plain"),
    "md": ("-f", "markdown"),
    "csv": ("-f", "csv"),
    "json": ("-f", "json"),
}


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of a name, byte for byte."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"no golden file {name}: write it with --update-golden, and review it"
        assert text == path.read_bytes().decode("utf-8")

    return check


@pytest.fixture
def data(four: Path) -> Path:
    """The four, with findings for `validate`: an unknown locality, and an amount that YAML reads as a fraction."""
    path = four / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("to: can-tho", "to: can-tho-o", 1), "utf-8")
    path = four / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("amount: 45500", "amount: 45.500"), encoding="utf-8")
    return four


def answer(run: Run, name: str, data: Path, *arguments: str, columns: str | None = None) -> str:
    chosen = {"data": data} if name == "validate" else {}
    env = {"COLUMNS": columns} if columns is not None else None
    result = run(*COMMANDS[name], *arguments, env=env, **chosen)
    assert result.code == (1 if name == "validate" else 0)
    return result.out


@pytest.mark.parametrize("ending", TABLES)
@pytest.mark.parametrize("name", COMMANDS)
def test_table(name: str, ending: str, run: Run, data: Path, check_golden: Callable[[str, str], None]) -> None:
    option, lang, columns = TABLES[ending]
    check_golden(f"{name}-{ending}", answer(run, name, data, option, lang, columns=columns))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", COMMANDS)
def test_format(name: str, ending: str, run: Run, data: Path, check_golden: Callable[[str, str], None]) -> None:
    file = f"{name}-{ending}" if ending == "plain.txt" else f"{name}.{ending}"
    check_golden(file, answer(run, name, data, *FORMATS[ending]))


def test_coloured_findings(
    run: Run, four: Path, monkeypatch: pytest.MonkeyPatch, check_golden: Callable[[str, str], None]
) -> None:
    """An error and a warning, as a terminal gets them."""
    path = four / "agreements" / "2019" / "ha-noi-can-tho-2019.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("to: can-tho", "to: can-tho-o", 1), "utf-8")
    path = four / "agreements" / "2019" / "ha-noi-thanh-hoa-2019.yaml"
    text = path.read_text(encoding="utf-8")
    phrase = "    amount: 30\n    unit: tỷ đồng\n    as_stated: 30 tỷ đồng\n"
    assert phrase in text
    doubtful = "    amount: 30500\n    unit: triệu đồng\n    as_stated: 30.5 tỷ đồng\n"
    path.write_text(text.replace(phrase, doubtful), encoding="utf-8")
    monkeypatch.setattr("coop.cli.validate.has_colour", lambda _: True)
    result = run("validate", data=four)
    assert result.code == 1
    check_golden(COLOURED, result.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_answer_is_the_same_from_run_to_run(name: str, run: Run, data: Path) -> None:
    assert answer(run, name, data, "-f", "json") == answer(run, name, data, "-f", "json")


def test_every_golden_file_has_its_test() -> None:
    expected = {COLOURED} | {f"{name}-{ending}" for name in COMMANDS for ending in (*TABLES, "plain.txt")}
    expected |= {f"{name}.{ending}" for name in COMMANDS for ending in FORMATS if ending != "plain.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == expected
