"""What a variable that nobody gave a value for does in a template."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from toolkit.render.plausible import plausible
from toolkit.render.standins import EMPTY, UNDEFINED, Cast


def shown(source: str, **given: object) -> str:
    """Return what a template makes of stand-ins alone."""
    cast = Cast(given)
    roots = ("order", "items", "eta", "name", "user", "hours", "n")
    env = Environment()  # noqa: S701 - it makes plain text
    return env.from_string(source).render({root: cast.of(root) for root in roots})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("first_name", "Sam"),
        ("firstName", "Sam"),
        ("customer.first_name", "Sam"),
        ("customer.last_name", "Taylor"),
        ("user.get_full_name()", "Sam Taylor"),
        ("customer", "Sam"),
        ("email", "sam@example.com"),
        ("reset_url", "https://example.com/help"),
        ("tracking_link", "https://example.com/help"),
        ("url_for()", "https://example.com/help"),
        ("eta", "Friday 6 March"),
        ("order.delivery_date", "Friday 6 March"),
        ("order.created_at", "Friday 6 March"),
        ("order.eta.strftime()", "Friday 6 March"),
        ("hours", "24"),
        ("turnaround", "24 hours"),
        ("refund_amount", "£14.20"),
        ("order_id", "48213"),
        ("order.id", "48213"),
        ("ticket_number", "48213"),
        ("item_count", "2"),
        ("company_name", "Fernhill"),
        ("product.name", "desk lamp"),
        ("order.items.*", "desk lamp"),
        ("delivery_address", "12 Mill Lane, Leeds"),
        ("fault_summary", "fault summary"),
        ("_", "detail"),
    ],
)
def test_a_name_tells_a_plausible_value(name: str, text: str) -> None:
    assert plausible(name) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ name }}", "Sam"),
        ("{{ user.profile.first_name }}", "Sam"),
        ("{{ user['first_name'] }}", "Sam"),
        ("{{ user.get_full_name() }}", "Sam Taylor"),
        ("{% for item in items %}{{ loop.index }}{{ item.name }};{% endfor %}", "1desk lamp;2desk lamp;"),
        ("{% for k, v in user.items() %}{{ loop.index }}{% endfor %}", "12"),
        ("{{ items|length }} {{ items|first }}", "2 desk lamp"),
        ("{% if user.is_vip %}yes{% else %}no{% endif %}", "yes"),
        ("{% if hours > 12 %}long{% endif %}", "long"),
        ("{{ hours|int + 1 }} {{ hours|round }} {{ '%d' % hours }} {{ '%s!' % name }}", "25 24 24 Sam!"),
        ("{{ name|upper }} {{ name ~ '.' }} {{ 'Hi ' + name }}", "SAM Sam. Hi Sam"),
        ("{{ eta.strftime('%d %B') }}", "Friday 6 March"),
        ("{{ items|join(', ') }}", "desk lamp, desk lamp"),
        ("{{ user|default('you') }} {{ user is defined }} {{ user is none }}", "Sam True False"),
        ("{% for i in range(n) %}{{ i }}{% endfor %}", "01"),
        ("{{ items[0] }} {{ items[:1]|length }} {{ items|sort|last }}", "desk lamp 1 desk lamp"),
        ("{{ 'x' in items }} {{ name == 'Sam' }} {{ name != '' }} {{ hours == 24 }}", "False True True True"),
    ],
)
def test_a_stand_in_answers_whatever_a_template_asks(source: str, text: str) -> None:
    assert shown(source) == text


def test_a_variable_can_be_given_a_value_where_it_stands() -> None:
    given = {"order.status": "late", "user.is_vip()": False, "items#": 3}
    source = "{{ order.status }} {{ user.is_vip() }} {{ items|length }} {{ order.id }}"
    assert shown(source, **given) == "late False 3 48213"


def test_an_empty_stand_in_is_false_and_prints_nothing() -> None:
    source = "[{{ eta }}{{ eta.day }}]{% if eta %}x{% endif %}{% for x in eta %}x{% endfor %}{{ eta is defined }}"
    assert shown(source, eta=EMPTY) == "[]True"


def test_an_undefined_stand_in_is_undefined() -> None:
    assert shown("{{ eta is defined }} {{ eta|default('soon') }}[{{ eta.day }}]", eta=UNDEFINED) == "False soon[]"


def test_a_stand_in_has_nothing_of_its_own_for_a_template_to_reach() -> None:
    with pytest.raises(AttributeError):
        _ = Cast().of("user").__class__.__globals__
    with pytest.raises(AttributeError):
        _ = Cast().of("user")._StandIn__anything
