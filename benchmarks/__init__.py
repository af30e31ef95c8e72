"""Figures, measured by scripts: `python -m benchmarks.desk`, `python -m benchmarks.coach`."""
