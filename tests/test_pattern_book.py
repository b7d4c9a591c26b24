"""The book of a language's patterns: which of them a message could match, told by its words alone."""

from toolkit.language import PatternSet, Prose, load_vocabulary
from toolkit.language.book import numbers_in

VOCABULARY = load_vocabulary()


def live(patterns: list[str], text: str) -> list[str]:
    """Return the patterns that a message could match."""
    made = PatternSet.of(patterns, VOCABULARY)
    return [VOCABULARY.book.texts[number] for number in numbers_in(made.mask & Prose.of(text).live)]


def test_a_pattern_is_live_only_where_every_word_that_it_needs_is_there() -> None:
    patterns = ["you forgot|lost to pay", "you must pay"]
    assert live(patterns, "You forgot to pay.") == ["you forgot|lost to pay"]
    assert live(patterns, "You forgot. Do you want to pay?") == []
    assert live(patterns, "You may pay.") == []


def test_a_pattern_that_needs_no_word_is_always_live() -> None:
    assert live(["*ed"], "Paid in full.") == ["*ed"]


def test_patterns_made_after_a_message_was_first_read_are_live_in_it() -> None:
    prose = Prose.of("The zebra crossed.")
    assert prose.live is not None
    late = PatternSet.of(["the zebra crossed"], VOCABULARY)
    assert late.may_match(prose.live)


def test_two_sets_of_the_same_patterns_are_equal_and_share_them() -> None:
    one, other = (PatternSet.of(["you forgot", "you lost"], VOCABULARY) for _ in range(2))
    assert one == other
    assert (one.mask, one.number) == (other.mask, other.number)
