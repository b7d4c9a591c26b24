"""Messages to translate, in templates whose application has its own way to fill them."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.library import Template
from toolkit.render import render_every


def shown(source: str, *, has_header: bool = False) -> list[tuple[str, str]]:
    """Return what each stretch of the first rendering reads, and how it came there."""
    template = Template("main", "any", "email", "en", "main.j2", source, Path(), has_header=has_header)
    body = render_every(template).messages[0].body
    return [(segment.span.of(body.text), segment.origin.value) for segment in body.segments]


def text(source: str, *, has_header: bool = False) -> str:
    return "".join(piece for piece, _ in shown(source, has_header=has_header))


def test_a_field_is_data_and_the_words_around_it_are_the_writers() -> None:
    assert shown("{{ _('You gave {amount} to {0} today.', team, amount=sum) }}") == [
        ("You gave ", "literal"),
        ("£14.20", "filled"),
        (" to ", "literal"),
        ("Fernhill", "filled"),
        (" today.", "literal"),
    ]


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("{{ _('Hi {first_name}, {order_id} left') }}", "Hi Sam, 48213 left"),
        ("{{ gettext('Hi %(first_name)s') }}", "Hi Sam"),
        ("{{ _('{} for {}', 3, 'you') }}", "3 for you"),
        ("{{ _('Your %s and %d')|f(a, b) }}", "Your detail and detail"),
        ("{{ _('Hi {name}').format(name='Bo') }}", "Hi Bo"),
        ("{{ _('Hi {name}')|upper }}", "HI SAM"),
        ("{{ _('Hi %(name)s')|format(name='Bo') }}", "Hi Bo"),
        ("{{ _('Hi %s')|safe|format('Bo') }}", "Hi Bo"),
        ("{{ _('Hi {first_name}')|format(first_name=user) }}", "Hi Sam"),
        ("{{ _('Hi %s') % 'Bo' }}", "Hi Bo"),
        ("{{ _('Hi {name.nick}', name=3) }}", "Hi detail"),
        ("{{ _('By {eta!r:>3}', eta=4) }}", "By   4"),
        ("{{ _('See {link_start}our page{link_end}.') }}", "See our page."),
        ("{{ _('100% sure, {{braces}} stay') }}", "100% sure, {{braces}} stay"),
        ("{{ pgettext('menu', 'Hi {name}') }}", "Hi Sam"),
        ("{{ ngettext('{n} parcel', '{n} parcels', count) }}", "2 parcels"),
        ("{{ ngettext('%(num)s parcel', '%(num)s parcels', 1) }}", "1 parcel"),
        ("{{ ngettext('%d parcel', '%d parcels', count) % count }}", "2 parcels"),
        ("{{ npgettext('post', '{n} parcel of {name}', '{n} of {name}', n=1) }}", "1 parcel of Sam"),
        ("{% set said = _('Hi {name}') %}{{ said }}, {{ said.format(name='Bo') }}", "Hi Sam, Hi Bo"),
        ("{{ _(text) }}", "text"),
        ("{% trans who=name %}Hi {{ who }}{% endtrans %}", "Hi Sam"),
    ],
)
def test_fields_read_what_they_are_given_or_what_could_stand_there(source: str, reads: str) -> None:
    assert text(source) == reads


def test_both_ways_of_a_counted_message_are_shown() -> None:
    source = "{{ ngettext('one parcel', '{n} parcels', count) }}"
    template = Template("main", "any", "email", "en", "main.j2", source, Path())
    assert [message.body.text for message in render_every(template).messages] == ["2 parcels", "one parcel"]


def test_what_is_rendered_here_keeps_a_field_that_nobody_fills() -> None:
    assert shown("{{ _('Hi {name}') }}", has_header=True) == [("Hi {name}", "literal")]


@pytest.mark.parametrize("pattern", ["{name:999999999}", "%(name)999999999s", "{name.__class__}"])
def test_a_field_asks_for_no_more_than_any_other_format(pattern: str) -> None:
    template = Template("main", "any", "email", "en", "main.j2", f"{{{{ _('Hi {pattern}', name='x') }}}}", Path())
    rendering = render_every(template)
    assert all(len(message.body.text) < 100 for message in rendering.messages)
    assert "class" not in "".join(message.body.text for message in rendering.messages)


def test_several_slots_in_braces_are_filled_once_jinja_is_done() -> None:
    source = "{% trans %}Dear {first_name},{% endtrans %} see {link_start}order {{ n }}{link_end} of {0}."
    assert shown(source) == [
        ("Dear ", "literal"),
        ("Sam", "filled"),
        (",", "literal"),
        (" see ", "literal"),
        ("order ", "literal"),
        ("2", "filled"),
        (" of ", "literal"),
        ("detail", "filled"),
        (".", "literal"),
    ]


@pytest.mark.parametrize("source", ["Dear {first_name}, {first_name}!", "a {{ '{b}' }} {c}", "${a} {b: c} {d}"])
def test_one_slot_alone_is_left_as_the_slip_it_may_be(source: str) -> None:
    assert all(origin == "literal" for _, origin in shown(source))


def test_slots_in_a_template_with_a_header_are_nobodys_to_fill() -> None:
    assert text("Dear {first_name}, {order_id}", has_header=True) == "Dear {first_name}, {order_id}"
