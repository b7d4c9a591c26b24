"""The book of a language's patterns: which of them a message could match, told by its words alone."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.language import PatternSet, Prose, load_vocabulary
from toolkit.language.book import PatternBook, numbers_in
from toolkit.language.starts import Starts

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


PATTERNS = [
    "you forgot|lost",
    "we (never)? {adverb}? *ed",
    "# days",
    "..2 pay",
    "you",
    "forgot to pay $",
    "^ sorry",
]
WORDS = st.sampled_from(
    ["you", "we", "forgot", "lost", "to", "pay", "never", "really", "waited", "24", "days", "sorry", ","]
)


@given(st.lists(WORDS, min_size=1, max_size=9))
def test_a_pattern_that_matches_can_start_and_one_that_cannot_start_does_not_match(words: list[str]) -> None:
    made = [PatternSet.of([text], VOCABULARY) for text in PATTERNS]
    book = VOCABULARY.book
    starts = Starts(book.firsts, book.seconds, book.sets)
    for sentence in Prose.of(f"{' '.join(words)}.").sentences:
        within = starts.within(sentence.reading)
        assert all(one.mask & within for one in made if one.find(sentence))


def test_a_pattern_starts_only_where_its_second_word_stands_next() -> None:
    book = PatternBook()
    numbers = [book.add(text, (), *begins) for text, begins in BEGINNINGS.items()]
    starts = Starts(book.firsts, book.seconds, book.sets)

    def startable(text: str) -> list[str]:
        (sentence,) = Prose.of(text).sentences
        within = starts.within(sentence.reading)
        return [book.texts[number] for number in numbers if within >> number & 1]

    assert startable("You may pay") == ["you ..", "* pay"]
    assert startable("You pay 12 days") == ["you pay", "# days", "you ..", "* pay"]
    assert startable("Twelve days pay you") == ["you ..", "* pay"]


BEGINNINGS = {
    "you pay": (frozenset(("you",)), frozenset(("pay",))),
    "# days": (frozenset(("#",)), frozenset(("days",))),
    "you ..": (frozenset(("you",)), None),
    "* pay": (None, frozenset(("pay",))),
}
"""What patterns can begin with, and what can come second."""
