"""Shouting is told from acronyms, names, codes, labels and addresses, and is said again in lower case."""

from pathlib import Path

import pytest

from toolkit.checks import SORTS, OptionError
from toolkit.checks.capitals import Capitals
from toolkit.language import Prose, Role, capital_runs, load_vocabulary, ordinary_words
from toolkit.language.words import FILE


def check(*allow: str) -> Capitals:
    return Capitals.from_options({"allow": list(allow)}, load_vocabulary())


def found(body: str, *allow: str, subject: str | None = None) -> list[str]:
    prose = Prose.of(body, subject)
    return [match.span.of(prose.text) for match in check(*allow).matches(prose) if match.span]


def rewritten(body: str) -> list[tuple[str | None, bool]]:
    return [(match.suggestion, match.safe) for match in check().matches(Prose.of(body))]


@pytest.mark.parametrize(
    ("body", "underlined"),
    [
        ("The cover starts on the 3rd, NOT the 13th.", "NOT"),
        ("Check the tyres BEFORE you set off.", "BEFORE"),
        ("The fee is payable PER person.", "PER"),
        ("Thanks SOOO much for waiting.", "SOOO"),
        ("It means A LOT to us.", "LOT"),
        ("WE DON'T ACCEPT CHEQUES.", "WE DON'T ACCEPT CHEQUES"),
        ("Please CALL US when you land.", "CALL US"),
        ("YOUR IBAN IS WRONG", "YOUR IBAN IS WRONG"),
        ("IMPORTANT: VAT goes up.", "IMPORTANT"),
        ("Click HERE to see it.", "HERE"),
        ("As the man at the till told you on Friday, please DO\nNOT open it.", "DO\nNOT"),
        ("* BRING ID", "BRING"),
        ("FREE and EASY", "FREE"),
        ("DEAR CUSTOMER,\n\nthe bill is here.", "DEAR CUSTOMER"),
        ("MANY THANKS,\nJo", "MANY THANKS"),
        ("We're open on Friday, MONDAY we are shut.", "MONDAY"),
        ("Ask for it by LAST-MINUTE mail.", "LAST-MINUTE"),
    ],
)
def test_ordinary_words_in_capitals_shout(body: str, underlined: str) -> None:
    assert found(body)[0] == underlined


@pytest.mark.parametrize(
    "body",
    [
        "The RNLI and the DVSA both wrote to HMRC.",
        "AIDS research, a SIM, a PIN and a VAT bill.",
        "PDFs and URLs from the CSAT survey.",
        "Flight BA123 to LHR costs 90 EUR.",
        "See chapter IV and part XII.",
        "J.R. Nunn of AT&T signed it.",
        "Set API_KEY in config.INI first.",
        "Choose SETTINGS and then ABOUT.",
        "In the menu choose TOOLS > OPTIONS > PRIVACY.",
        "Reply with YES, or text STOP to opt out.",
        "Write CLOSED or OPEN: it reads OPEN DAILY on the door.",
        "Press CTRL + SHIFT + DELETE at once.",
        "The DO NOT DISTURB sign is on the door.",
        "The switch is in the ON position.",
        "Your seat is ROW B, SEAT 14, GATE C.",
        "Dear ROSE,\n\nthe bill is here.",
        "The bill is here.\n\nRegards,\nROSE HILL\nHEAD OF CLAIMS",
        "Passenger: BAKER/ROSE MRS",
        "MR T BAKER of BAKER SMITH LTD",
        "It is dated 12 MAY.",
        "Send it to FLAT 2B, 14 KINGS ROAD, LONDON.",
        "ROSE COTTAGE\n12 MILL LANE\nHEREFORD",
        "Basket: MUG-BLUE-LARGE, code WELCOME.",
        "> WHY IS IT LATE\n\nIt left us today.",
        "You wrote “WHERE IS IT” and here it is.",
        "Hi [CUSTOMER NAME], REPLACE ME with a line.",
        "| ITEM | PRICE | STATUS |",
        "Call `GET ALL ITEMS` or GET /items next.",
    ],
)
def test_what_only_looks_loud_is_left_alone(body: str) -> None:
    assert found(body) == []


def test_a_subject_in_capitals_is_one_finding() -> None:
    assert found("See below.", subject="LAST CHANCE! RENEW NOW. IT ENDS TODAY") == [
        "LAST CHANCE! RENEW NOW. IT ENDS TODAY"
    ]


def test_sentences_in_capitals_are_one_finding_each() -> None:
    assert found("STOP THE CAR. READ THE NOTE.") == ["STOP THE CAR", "READ THE NOTE"]


def test_a_teams_own_words_are_left_alone() -> None:
    assert found("Your PRIME order and our FRESH look.") == ["PRIME", "FRESH"]
    assert found("Your PRIME order and our FRESH look.", "Prime", "fresh") == []


def test_the_rewrite_is_in_lower_case_and_keeps_acronyms() -> None:
    assert rewritten("Please DO NOT reply.") == [("do not", True)]
    assert rewritten("READ THE PDF FIRST.") == [("Read the PDF first", False)]
    assert rewritten("- IT MEANS A LOT.") == [("It means a lot", True)]


def test_a_hostile_text_takes_no_longer_than_its_length() -> None:
    for piece in ("DO ", "DO. ", "12 MILL LANE, ", "AB, ", "X", "A ", "[NAME] DO. ", "REPLY YES, NO or "):
        found(piece * (5_000 // len(piece)))


def test_the_option_allow_must_be_a_list() -> None:
    with pytest.raises(OptionError, match="allow must be a list of texts"):
        SORTS["capitals"].from_options({"allow": "PRIME"}, load_vocabulary())


def test_a_run_knows_what_stands_around_it() -> None:
    (run,) = capital_runs(Prose.of("Hello there. Please press SAVE, then wait."))
    assert (run.raws, run.before, run.after) == (("save",), ("press", "please"), (",", "then", "wait"))
    assert run.line.role is Role.TEXT


def test_the_word_list_names_its_licence_and_holds_no_names() -> None:
    folder = load_vocabulary().folder
    words = ordinary_words(folder)
    assert {"urgent", "colour", "color", "organise", "organize", "refunds"} <= words
    assert words.isdisjoint({"london", "nasa", "pdf", "#", ""})
    head = (folder / FILE).read_text(encoding="utf-8")[:3000]
    assert "SCOWL" in head
    assert "Permission to use, copy, modify, distribute and sell these word lists" in head


def test_a_language_without_a_list_has_no_ordinary_words(tmp_path: Path) -> None:
    assert ordinary_words(tmp_path) == frozenset()
