"""Readable filters, such as waiting > 2 h and tag is refund: text to a tree, a tree to rows, help while one types."""

from heedful.interactions.filters.complete import Completion, complete
from heedful.interactions.filters.parse import FilterError, parse
from heedful.interactions.filters.plan import Plan, plan_for

__all__ = ["Completion", "FilterError", "Plan", "complete", "parse", "plan_for"]
