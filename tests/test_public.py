"""What Python users import from `toolkit`: functions, even after the packages of the same names were imported."""

from importlib import import_module

import pytest

import toolkit


@pytest.mark.parametrize("name", [name for name in toolkit.__all__ if name != "__version__"])
@pytest.mark.parametrize("imported", ["toolkit.lint.run", "toolkit.render.message"])
def test_a_public_name_is_its_function_whatever_was_imported_before(name: str, imported: str) -> None:
    import_module(imported)
    for _ in range(2):
        function = getattr(toolkit, name)
        assert function is getattr(import_module(toolkit._HOMES[name]), name)
        assert callable(function)


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="module 'toolkit' has no attribute 'lnt'"):
        toolkit.lnt  # noqa: B018 - the look-up is what is tested
