"""Scripts that fit the coach's models; nothing of the product imports them."""
