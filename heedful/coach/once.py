"""A reading that is made when first asked for and then kept: functools.cached_property without its lock.

A scene belongs to one review in one thread, and the lock of Python 3.11 costs more than most readings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Made = TypeVar("Made")


class once(Generic[Made]):  # noqa: N801 - used like a property
    """The value replaces this descriptor in the object's own `__dict__`, so later reads cost nothing."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> once[Made]: ...

    @overload
    def __get__(self, one: object, owner: type) -> Made: ...

    def __get__(self, one: object | None, owner: type) -> once[Made] | Made:
        if one is None:
            return self
        made = one.__dict__[self._name] = self._make(one)
        return made
