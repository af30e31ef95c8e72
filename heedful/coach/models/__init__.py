"""Small linear models as second opinions: weights are data beside the code, each with a card."""
