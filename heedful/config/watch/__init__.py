"""How the house is doing, told to those who run the machine: probes, figures, log lines. Never whom it is about."""
