"""When a brand or one of its teams is open: the plan, the calendar made of it, its versions, its screens."""
