"""The nearest configuration counts, and each key that does not fit is told with its line."""

from pathlib import Path

import pytest

from toolkit.config import KEYS, SEVERITIES, Config, Declared, find_config, load_config
from toolkit.errors import KindwordError

WHOLE = """\
library = "templates"
rules = ["our_rules"]
select = ["all-caps"]
ignore = ["jargon"]
fail_on = "warning"
allow = ["FERNHILL"]

[severity]
jargon = "error"

[kinds]
"mail/*" = "first-reply"
"mail/sorry/*.txt" = "apology"

[declare]
filters = ["money"]
tests = ["late"]
globals = ["static"]

[stand_ins]
eta = "Friday"
order.id = 7
"order.day" = "Monday"

[readability]
limit = 10
sentence_words = 25

[promises]
refund = "5 business days"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "kindword.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_without_a_file_the_defaults_count(here: Path) -> None:
    assert load_config() == Config()


def test_every_key_is_read(here: Path) -> None:
    write(here, WHOLE)
    config = load_config()
    assert (config.path, config.library, config.rules) == (
        Path("kindword.toml"),
        (Path("templates"),),
        (Path("our_rules"),),
    )
    assert (config.select, config.ignore, config.fail_on, config.allow) == (
        ("all-caps",),
        ("jargon",),
        "warning",
        ("FERNHILL",),
    )
    assert config.severity == {"jargon": "error"}
    assert config.declare == Declared(frozenset({"money"}), frozenset({"late"}), frozenset({"static"}))
    assert config.stand_ins == {"eta": "Friday", "order.id": 7, "order.day": "Monday"}
    assert config.readability == {"limit": 10, "sentence_words": 25}
    assert config.promises == {"refund": "5 business days"}


def test_the_last_pattern_that_fits_tells_the_kind(here: Path) -> None:
    write(here, WHOLE)
    config = load_config()
    kinds = [config.kind_of(Path(path)) for path in ("mail/a.j2", "mail/sorry/a.txt", "x/a.j2", "../mail/a.j2")]
    assert kinds == ["first-reply", "apology", None, None]


def test_the_nearest_file_counts(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, "", "kindword.toml")
    write(here / "a", "[tool.other]\n", "pyproject.toml")
    write(here / "a" / "b", "[tool.kindword]\n", "pyproject.toml")
    write(here / "a" / "b" / "c", "[tool.kindword]\n", "pyproject.toml")
    write(here / "a" / "b" / "c", "", "kindword.toml")
    found = [find_config(here / folder) for folder in ("a", "a/b", "a/b/c", "a/b/c/d")]
    assert found == [
        here / "kindword.toml",
        here / "a/b/pyproject.toml",
        here / "a/b/c/kindword.toml",
        here / "a/b/c/kindword.toml",
    ]


def test_a_library_may_be_several_folders(here: Path) -> None:
    write(here, 'library = ["mail", "chat"]\n')
    assert load_config().library == (Path("mail"), Path("chat"))


def test_paths_are_read_from_the_file_that_names_them(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / "x", '[tool.kindword]\nlibrary = "words"\n', "pyproject.toml")
    assert load_config(Path("x/pyproject.toml")).library == (Path("x/words"),)
    (here / "x" / "deep").mkdir()
    monkeypatch.chdir(here / "x" / "deep")
    assert load_config().library == (here / "x" / "words",)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('libary = "x"', 1, "unknown key 'libary'", "Did you mean 'library'?"),
        ("\nlibrary = [1]", 2, "library must be a list of texts", "Put each in quotes."),
        ("library = 1", 1, "library must be a list of texts", 'Write it as ["one", "two"].'),
        ('library = ["a", "a/b"]', 1, "the library 'a/b' is within 'a'", "Name the outer one alone."),
        ('library = ["a", "./a"]', 1, "the library 'a' is within './a'", "Name the outer one alone."),
        (
            '[rules.all-caps]\nseverity = "warning"',
            1,
            "rules must be a list of folders",
            'Write rules = ["FOLDER"], and change a rule in a file of its name there: extends = "all-caps".',
        ),
        ('rules = "x"', 1, "rules must be a list of texts", 'Write it as ["one", "two"].'),
        ("select = [1]", 1, "select must be a list of texts", "Put each in quotes."),
        ('fail_on = "warnings"', 1, "there is no severity 'warnings'", "Did you mean 'warning'?"),
        ("severity = true", 1, "severity must be a table", "Write it as key = value lines"),
        ('[severity]\njargon = "bad"', 2, "there is no severity 'bad'", "Known: error, suggestion, warning."),
        ('[kinds]\n"a/*" = "apologies"', 2, "there is no kind 'apologies'", "Did you mean 'apology'?"),
        ('[declare]\nfilter = ["x"]', 2, "unknown key 'filter'", "Did you mean 'filters'?"),
        ("[promises]\nrefund = 5", 2, "refund must be a text", "Put it in quotes."),
        ("[readability]\nlimit = true", 2, "limit must be a number", ""),
        (
            "[readability]\ngrade = 9",
            2,
            "unknown key 'grade'",
            "Known: least_words, limit, metric, sentence_words.",
        ),
        ("library = x", 1, "this is not valid TOML: invalid value", "Texts stand in quotes"),
    ],
)
def test_a_key_that_does_not_fit_is_told_with_its_line(
    here: Path, text: str, line: int, message: str, hint: str
) -> None:
    write(here, text)
    write(here / "in", "[tool.kindword]\n" + "".join(_below(text)), "pyproject.toml")
    for file, extra in ((Path("kindword.toml"), 0), (Path("in/pyproject.toml"), 1)):
        with pytest.raises(KindwordError) as caught:
            load_config(file)
        assert (caught.value.path, caught.value.line) == (str(file), line + extra)
        assert caught.value.message == message
        assert hint in caught.value.hint


def _below(text: str) -> list[str]:
    return [
        line.replace("[", "[tool.kindword.", 1) if line.startswith("[") else line for line in text.splitlines(True)
    ]


def test_a_file_that_does_not_speak_of_kindword_is_no_configuration(here: Path) -> None:
    file = write(here, "[tool.other]\n", "pyproject.toml")
    with pytest.raises(KindwordError, match=r"this file has no \[tool.kindword\]"):
        load_config(file)
    with pytest.raises(KindwordError, match="no such file"):
        load_config(here / "none.toml")


def test_a_broken_project_file_counts_where_it_means_us(here: Path) -> None:
    write(here, "[tool.kindword]\nlibrary = x\n", "pyproject.toml")
    with pytest.raises(KindwordError, match=r"pyproject.toml:2: this is not valid TOML"):
        load_config()
    write(here, "[tool.other]\nlibrary = x\n", "pyproject.toml")
    assert load_config().path is None


def test_an_error_that_shows_later_knows_its_line(here: Path) -> None:
    write(here, WHOLE)
    assert str(load_config().error("there is no rule 'x'", "severity", "jargon")).startswith(
        "kindword.toml:9: there"
    )


def test_every_key_says_what_it_is_for() -> None:
    assert all(key.about.endswith(".") for key in KEYS.values())
    assert set(KEYS) <= set(Config.__dataclass_fields__)
    assert SEVERITIES == ("error", "warning", "suggestion")
