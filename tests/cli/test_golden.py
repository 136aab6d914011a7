"""What each command answered when it was last reviewed: `pytest --update-golden` writes it anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.analysis.samples import one_of_each_standing, stock
from tests.conftest import Result, agreement, write_dataset

Run = Callable[..., Result]
Answer = Callable[..., str]

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
    "stats-explain": ("stats", "by", "province", "--to", "thanh-hoa", "--to", "can-tho", "--explain"),
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


@pytest.fixture
def standings(tmp_path: Path) -> Path:
    """Figures of every standing, and one that is shared with a locality not asked for."""
    figures = [*one_of_each_standing(), stock("beyond", destination=["thanh-hoa", "hai-phong"], amount=8)]
    return write_dataset(tmp_path / "standings", agreement("x", "ha-noi", "thanh-hoa", "can-tho", figures=figures))


@pytest.fixture
def answer(run: Run, data: Path, standings: Path) -> Answer:
    """What a command of a name says, of the four or of the dataset made for it."""
    chosen = {"validate": data, "stats-explain": standings}

    def answer(name: str, *arguments: str, columns: str | None = None) -> str:
        env = {"COLUMNS": columns} if columns is not None else None
        more = {"data": chosen[name]} if name in chosen else {}
        result = run(*COMMANDS[name], *arguments, env=env, **more)
        assert result.code == (1 if name == "validate" else 0)
        return result.out

    return answer


@pytest.mark.parametrize("ending", TABLES)
@pytest.mark.parametrize("name", COMMANDS)
def test_table(name: str, ending: str, answer: Answer, check_golden: Callable[[str, str], None]) -> None:
    option, lang, columns = TABLES[ending]
    check_golden(f"{name}-{ending}", answer(name, option, lang, columns=columns))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", COMMANDS)
def test_format(name: str, ending: str, answer: Answer, check_golden: Callable[[str, str], None]) -> None:
    file = f"{name}-{ending}" if ending == "plain.txt" else f"{name}.{ending}"
    check_golden(file, answer(name, *FORMATS[ending]))


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
def test_answer_is_the_same_from_run_to_run(name: str, answer: Answer) -> None:
    assert answer(name, "-f", "json") == answer(name, "-f", "json")


def test_every_golden_file_has_its_test() -> None:
    expected = {COLOURED} | {f"{name}-{ending}" for name in COMMANDS for ending in (*TABLES, "plain.txt")}
    expected |= {f"{name}.{ending}" for name in COMMANDS for ending in FORMATS if ending != "plain.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == expected
