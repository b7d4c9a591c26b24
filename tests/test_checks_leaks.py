"""What a broken merge leaves behind is found whole; brackets, masks, code and plain words are left alone."""

import pytest

from toolkit.checks import SORTS, OptionError
from toolkit.checks.leaks import Leaks
from toolkit.language import Prose, load_vocabulary


def found(body: str, *allow: str, subject: str | None = None, channel: str = "email") -> list[str]:
    check = Leaks.from_options({"allow": list(allow)}, load_vocabulary())
    prose = Prose.of(body, subject, channel=channel)
    return [match.span.of(prose.text) for match in check.matches(prose) if match.span]


@pytest.mark.parametrize(
    "slot",
    [
        "{{ contact.name | default }}", "{{{name}}}", "{% if vip %}", "${policy.number}", "#{order.id}",
        "%{agent_name}", "{name}", "{first_name|there}", "{0}", "{!Contact.FirstName}", "%ORDER_ID%", "%%name%%",
        "%(name)s", "*|FNAME|*", "||name||", "@@name@@", "##DATE##", "~*name*~", "[%name%]", "<%= user.name %>",
        "<?name?>", "[[ticket.id]]", "<<FITTER NAME>>", "((full name))", "[CUSTOMER NAME]", "[Agent's name]",
        "[delivery date]", "[insert the reason here]", "[he/she]", "[delay/damage]", "<first_name>",
        "<insert phone number>", "{Customer Name}", "«First_Name»", "(insert reason)", "FNAME", "CustomerName",
        "order_id", "$first_name", "XXX", "XXXXXX", "£XX.XX", "XX/XX/XXXX", "TBD", "TBC", "TODO", "REPLACE ME",
        "YOUR NAME HERE", "Lorem ipsum dolor", "#REF!", "[object Object]", "Invalid Date", "01/01/1970",
    ],
)  # fmt: skip
def test_every_slot_is_underlined_whole(slot: str) -> None:
    assert found(f"We wrote to you about {slot} on Friday.") == [slot]


@pytest.mark.parametrize(
    ("body", "leaks"),
    [
        ("Hi ,\n\nthe till works.", ["Hi ,"]),
        ("Dear Mr ,\n\nthe till works.", ["Dear Mr ,"]),
        ("Hello ...,\n\nthe till works.", ["Hello ...,"]),
        ("Dear None,\n\nthe till works.", ["None"]),
        ("Good morning null,\n\nthe till works.", ["null"]),
        ("Hi First Name, the till works.", ["First Name"]),
        ("Your order undefined is here.", ["undefined"]),
        ("The total is $NaN today.", ["$NaN"]),
        ("Your seat number is null.", ["null"]),
        ("We leave on None.", ["None"]),
        ("It arrives on .", ["on ."]),
        ("Your parcel (order ) is here.", ["order "]),
        ("It comes at  on Friday.", ["at  on"]),
        ("Your order # has gone.", ["order #"]),
        ("A refund of £ is on its way.", ["of £"]),
        ("You wrote “” to us.", ["“”"]),
        ("On ____ we will ring.", ["____"]),
        ("We will ring on ____ at ten.", ["____"]),
        ("Order number:\nCourier: DPD", ["Order number:"]),
        ("It takes XX days, or xx hours.", ["XX", "xx"]),
        ("Reg: {{a}}{{b}}", ["{{a}}", "{{b}}"]),
        ("Thank you null, your seat is booked.", ["null"]),
        ("Well done, undefined, you passed.", ["undefined"]),
        ("See you on Monday, null.", ["null"]),
        ("cheers undefined", ["undefined"]),
        ("Your vet is «VetName».", ["«VetName»"]),
        ("Your stylist is ‹StylistName› today.", ["‹StylistName›"]),
        ("Hi <Member First Name>, the pool is open.", ["<Member First Name>"]),
        ("We come on DD/MM/YYYY.", ["DD/MM/YYYY"]),
        ("Hi @firstname, the pool is open.", ["@firstname"]),
    ],
)
def test_empty_places_and_missing_values_leak(body: str, leaks: list[str]) -> None:
    assert found(body) == leaks


@pytest.mark.parametrize(
    "body",
    [
        "[Ticket #4471] the till works.",
        "[Ticket] the till works.",
        "[URGENT] the till works. [sic] [1] [x] [ ]",
        "See [the returns page](https://shop.example/r) or ![a photo](b.png).",
        "The card ending XXXX 4411, or XXXX-XXXX-XXXX-4411.",
        "Your card ending in XXXX is fine.",
        "Write `{{ name }}` here.",
        "```\nHi {{ name }},\n```\nThat is the code.",
        "> Hi {{ name }}, I got this from you!\n\nSorry about that.",
        "https://shop.example/%ORDER_ID%/{id}?a={{b}}",
        "None of it is lost. Allergies: None",
        "The lease is null and void. It is an undefined risk.",
        "The balance is nil, and it is unknown who paid.",
        "Press # or <Enter> to go on.",
        "It is 50% off, so £5 and $10, and in £ or €.",
        "Sizes S to XXL. Love, Jo xxx",
        "I'll look into it ... and ring you.",
        "Dana , thanks for that .",
        "Here is what we need:\n- your name\n- the date",
        "Open C:\\Users\\%USERNAME%\\x or %APPDATA%.",
        'She said "no" and print() is a call.',
        "Mail a_b_c@shop.example about max_retries.",
        "The format is XX/XX/XXXX, like DD/MM/YYYY.",
        "Chapter XX is short, and Super Bowl XXX was long.",
        "Thanks! None of the seats had gone. The array holds null, and so it stays.",
        "The button says «Continuer», and the film «Amélie» is on at nine.",
    ],
)
def test_what_is_meant_to_stand_there_is_left_alone(body: str) -> None:
    assert found(body) == []


def test_kisses_in_a_sign_off_are_no_leak() -> None:
    assert found("The till works.\n\nLove,\nJo XXX") == []


def test_a_chat_may_greet_with_a_loose_mark() -> None:
    assert found("Hello !", channel="chat") == []
    assert found("Hello !") == ["Hello !"]


def test_the_subject_is_judged_too() -> None:
    assert found("It is here.", subject="Your order [ORDER NUMBER]") == ["[ORDER NUMBER]"]


def test_a_team_allows_what_only_looks_like_a_leak() -> None:
    assert found("The TBC Bank card is here.", "tbc") == []


def test_the_option_allow_must_be_a_list() -> None:
    with pytest.raises(OptionError, match="allow must be a list of texts"):
        SORTS["leaks"].from_options({"allow": "TBC"}, load_vocabulary())


def test_a_hostile_text_takes_no_longer_than_its_length() -> None:
    for piece in ("{{", "[name ", "<", "XX/", "order #", "  and", "((", "%A", "@@a", "|A", "Dear "):
        found(piece * (5_000 // len(piece)))
