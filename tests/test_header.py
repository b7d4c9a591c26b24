"""What a template's leading comment declares, and each mistake in it told with its line."""

import tomllib
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.library import Template, read_template
from toolkit.library.strings import string_offsets


def read(source: str, name: str = "apologies/late.j2", kind: str | None = None) -> Template:
    return read_template(Path("lib", name), Path("lib"), f"lib/{name}", source=source, kind=kind)


WHOLE = """\
{#
title = "Late  parcel"
use_when = "We were late."
situation = "late  delivery"
tags = ["delivery", "second-try"]
channel = "sms"
locale = "en-GB"
subject = "Here by {{ eta }}"

[variables.eta]
description = "When."
example = "Friday"

[variables.gift]
description = "A present."
optional = true

[variables.closing]
description = "The last word."
default = "Bye"

[variables."order.id"]
description = "Its number."

[variables.customer.name]
description = "Who."

[samples.typical]
eta = "Friday"
order.id = 1
"customer.name" = "Ana"

[samples."with gift"]
eta = "today"
gift = true
#}
Text.
"""


def test_a_header_declares_what_a_template_is_for() -> None:
    template = read(WHOLE)
    assert (template.name, template.kind, template.channel) == ("apologies/late", "apology", "sms")
    assert (template.title, template.use_when, template.locale) == ("Late parcel", "We were late.", "en-GB")
    assert (template.situation, template.tags) == ("late delivery", ("delivery", "second-try"))
    assert template.has_header
    assert template.source == WHOLE


def test_variables_know_whether_they_are_needed_and_where_they_are_declared() -> None:
    seen = [(one.name, one.required, one.example, one.default, one.line) for one in read(WHOLE).variables]
    assert seen == [
        ("eta", True, "Friday", None, 10),
        ("gift", False, None, None, 14),
        ("closing", False, None, "Bye", 18),
        ("order.id", True, None, None, 22),
        ("customer.name", True, None, None, 25),
    ]


def test_a_variable_may_have_choices() -> None:
    (tone,) = read('{#\n[variables.tone]\nchoices = ["plain", "warm"]\ndefault = "plain"\n#}').variables
    assert (tone.choices, tone.default, tone.required) == (("plain", "warm"), "plain", False)


def test_samples_hold_nested_values_by_variable() -> None:
    typical, gift = read(WHOLE).samples
    assert (typical.name, typical.values) == (
        "typical",
        {"eta": "Friday", "order": {"id": 1}, "customer": {"name": "Ana"}},
    )
    assert gift.name == "with gift"


@pytest.mark.parametrize(
    "source",
    [
        "Hello.\n",
        "{# Written in March. #}\nHello.\n",
        '{# note = "no key of ours" #}\nHello.\n',
        'Hello.\n{# title = "too late to be a header" #}\n',
        "{# title: Late parcel #}\nHello.\n",
        '{% set a = 1 %}{# title = "x" #}',
        '{# title = "never closed"',
        "{##}",
    ],
)
def test_other_comments_are_comments(source: str) -> None:
    template = read(source)
    assert not template.has_header
    assert (template.title, template.channel, template.locale) == ("", "email", "en")


@pytest.mark.parametrize(
    "source",
    [
        '{#- title = "x" -#}\nHello.',
        '{#+ title = "x" +#}Hello.',
        '\n\n  {#title="x"#}',
        '{# (c) Fernhill #}\n{# allow-file all-caps: our sign #}\n{# title = "x" #}',
    ],
)
def test_a_header_may_trim_spaces_and_stand_below_other_comments(source: str) -> None:
    assert read(source).title == "x"


@pytest.mark.parametrize(
    ("header", "line", "message", "hint"),
    [
        ('{# titel = "x"\nsubject = "y" #}', 1, "unknown key 'titel' in the header", "Did you mean 'title'?"),
        (
            '{#\ntitle = "x"\nchanel = "sms"\n#}',
            3,
            "unknown key 'chanel' in the header",
            "Did you mean 'channel'?",
        ),
        ("{#\ntitle = 3\n#}", 2, "title must be a text", "Put it in quotes."),
        ('{#\nchannel = "smoke"\n#}', 2, "there is no channel 'smoke'", "Known: chat, email, sms, social."),
        ('{#\nsituation = ""\n#}', 2, "the situation is no short phrase", "at most 40 characters"),
        ('{#\nsituation = "a\\nb"\n#}', 2, "the situation is no short phrase", "in a few words"),
        ('{#\nsituation = ["late"]\n#}', 2, "situation must be a text", "Put it in quotes."),
        (f'{{#\nsituation = "{"late " * 9}"\n#}}', 2, "the situation is no short phrase", "in a few words"),
        ('{#\ntags = "refund"\n#}', 2, "tags must be a list of texts", 'Write tags = ["refund", "delivery"].'),
        ("{#\ntags = [1]\n#}", 2, "tags must be a list of texts", "Write tags"),
        ('{#\ntitle = "x"\ntags = ["a b"]\n#}', 3, "'a b' is no tag", "A tag is one word"),
        ('{#\ntags = ["a", "b", "a"]\n#}', 2, "the tag 'a' is there twice", "Keep one of the two."),
        ("{#\ntags = [refund]\n#}", 2, "this is not valid TOML", ""),
        ('{#\nkind = "apologies"\n#}', 2, "there is no kind 'apologies'", "Did you mean 'apology'?"),
        ('{#\nlocale = "plain English"\n#}', 2, "'plain English' is no locale", "Write it as en or en-GB."),
        ('{#\nsubject = "a\\nb"\n#}', 2, "the subject has several lines", "A subject is one line."),
        ('{#\nvariables = "eta"\n#}', 2, "variables must be a table", "Write [variables.NAME]"),
        ('{#\n[variables]\neta = "x"\n#}', 3, "the variable 'eta' is no table", "Write [variables.eta]"),
        ('{#\n[variables.eta]\nexmaple = "x"\n#}', 3, "unknown key 'exmaple' of the variable 'eta'", "'example'?"),
        ("{#\n[variables.eta]\n[variables.eta]\n#}", 3, "the variable 'eta' is declared twice", "Keep one"),
        (
            '{#\n[variables."a.b"]\nexample = 1\n[variables.a.b]\nexample = 1\n#}',
            4,
            "the variable 'a.b' is declared twice",
            "Keep one of the two.",
        ),
        ("{#\n[samples.x]\n[samples.x]\n#}", 3, "the sample 'x' is declared twice", "Keep one of the two."),
        ("{#\n[variables.first-name]\n#}", 2, "'first-name' is no name for a variable", "Write it as first_name"),
        ('{#\n[variables.eta]\nrequired = "no"\n#}', 3, "required must be true or false", ""),
        ("{#\n[variables.eta]\ndescription = 1\n#}", 3, "description must be a text", "Put it in quotes."),
        (
            "{#\n[variables.eta]\nrequired = true\noptional = true\n#}",
            4,
            "the variable 'eta' is both required and optional, or neither",
            "",
        ),
        ('{#\n[samples]\nlate = "x"\n#}', 3, "the sample 'late' is no table", "Write [samples.late]"),
        (
            '{#\n[variables.eta]\nchoices = "x"\n#}',
            3,
            "choices must be a list of two or more texts or numbers",
            "",
        ),
        (
            '{#\n[variables.eta]\nchoices = ["x"]\n#}',
            3,
            "choices must be a list of two or more",
            "Write choices =",
        ),
        ('{#\n[variables.eta]\nchoices = ["x", true]\n#}', 3, "choices must be a list of two or more texts", ""),
        (
            '{#\n[variables.eta]\nchoices = ["x", "x"]\n#}',
            3,
            "the choice 'x' is there twice",
            "Keep one of the two.",
        ),
        (
            '{#\n[variables.tone]\nchoices = ["plain", "warm"]\nexample = "cold"\n#}',
            4,
            "the example of 'tone' is none of its choices",
            "The choices are: plain, warm.",
        ),
        (
            '{#\n[variables.tone]\nchoices = ["plain", "warm"]\ndefault = 1\n#}',
            4,
            "the default of 'tone' is none of its choices",
            "The choices are: plain, warm.",
        ),
        (
            "{#\n[variables.a.tone]\nchoices = [1, 2]\n[samples.late]\na.tone = 3\n#}",
            5,
            "the sample 'late' gives 'a.tone' a value that is none of its choices",
            "The choices are: 1, 2.",
        ),
        (
            '{#\n[variables.eta]\n[samples.late]\netta = "Friday"\n#}',
            4,
            "the sample 'late' gives 'etta', which the header does not declare",
            "Did you mean 'eta'?",
        ),
        (
            "{#\n[variables.order.id]\nexample = 1\n[samples.late.order]\nidd = 1\n#}",
            5,
            "the sample 'late' gives 'order.idd', which the header does not declare",
            "Did you mean 'order.id'?",
        ),
        ("\n{#\ntitle = Late parcel\n#}", 3, "this is not valid TOML: invalid value", "Texts stand in quotes"),
        ('{#\n[variables.eta]\nexample = "x\n#}', 3, "this is not valid TOML: illegal character", "quotes"),
    ],
)
def test_a_mistake_in_a_header_is_told_with_its_line(header: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(KindwordError) as caught:
        read(header + "\nText.\n")
    error = caught.value
    assert (error.path, error.line) == ("lib/apologies/late.j2", line)
    assert error.message.startswith(message)
    assert hint in error.hint


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ('"Here by {{ eta }}"', "Here by {{ eta }}"),
        (r'"Zo\u00eb\U0001F44B says \"hi\"\t."', 'Zoë👋 says "hi"\t.'),
        (r"'C:\new'", r"C:\new"),
        ('"""\nOne line"""', "One line"),
        ('"""One \\\n    line\\\n  """', "One line"),
        ('"""He said "hi"."""', 'He said "hi".'),
        ("'''\nIt's\n'''", "It's"),
        ('"""x"""""', 'x""'),
        ('""', ""),
    ],
)
def test_each_character_of_a_subject_knows_where_it_stands(value: str, subject: str) -> None:
    source = f'{{#\ntitle = "subject = 1"\nsubject  =  {value}  # shown\n#}}\nText.\n'
    line = read(source).subject
    assert line is not None
    assert line.source == subject
    assert len(line.offsets) == len(subject) + 1
    for character, offset in zip(subject, line.offsets, strict=False):
        assert source[offset] in (character, "\\")
    assert source[line.offsets[-1]] in ('"', "'", "\\", "\n")


QUOTED = st.sampled_from(["a", "é", "👋", '\\"', "\\\\", "\\u00e9", "\\U0001F44B", "\\t", "'", " ", "#", "{{"])


@given(st.lists(QUOTED), st.lists(st.sampled_from(['"', "\n", "\\\n  ", "\\  \n\n", '""a'])), st.booleans())
def test_strings_are_decoded_as_toml_does(pieces: list[str], longer: list[str], many: bool) -> None:
    text = "".join(pieces)
    text = f'"""{text}{"".join(f"{piece}x" for piece in longer)}"""' if many else f'"{text}"'
    value, offsets = string_offsets(f"subject = {text} # end", len("subject = "))
    assert value == tomllib.loads(f"x = {text}")["x"]
    assert list(offsets) == sorted(set(offsets))


@pytest.mark.parametrize(
    "header",
    [
        f"{{#\n[variables.{'.'.join('a' * 5000)}]\nexample = 1\n#}}",
        f"{{#\ntitle = {'[' * 5000}\n#}}",
        f'{{#\ntitle = "x"\nkind = {"9" * 5000}\n#}}',
    ],
)
def test_a_hostile_header_is_one_error(header: str) -> None:
    with pytest.raises(KindwordError):
        read(header)


def test_only_so_many_comments_are_looked_at() -> None:
    assert not read("{##}" * 300_000 + '{# title = "x" #}').has_header


TOMLISH = st.lists(
    st.sampled_from(
        [
            "title",
            "subject",
            "[variables.a]",
            "[samples.x]",
            " = ",
            '"x"',
            "'",
            '"""',
            "1",
            "\n",
            "#",
            "a.b",
            "[",
            "{",
        ]
    )
)


@given(TOMLISH)
def test_whatever_a_comment_holds_it_is_read_or_told(pieces: list[str]) -> None:
    source = "{#" + "".join(pieces) + "#}"
    told: int | None = 1
    try:
        read(source)
    except KindwordError as error:
        told = error.line
    assert told in range(1, source.count("\n") + 2)


def test_the_kind_is_what_the_header_says_then_the_caller_then_the_folder() -> None:
    assert read(dedent('{# kind = "closing" #}'), kind="apology").kind == "closing"
    assert read("Text.", kind="closing").kind == "closing"
    assert read("Text.").kind == "apology"
    assert read("Text.", "x/late.j2").kind == "any"
