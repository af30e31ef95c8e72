"""Reading times and dates in promises: words to a due time, against a clock and opening hours."""
