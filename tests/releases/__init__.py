"""What the tables of earlier releases looked like, with a small story in them: from there every upgrade is tried."""
