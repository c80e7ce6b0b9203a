"""What every series would hold if nothing happened: counts, weekdays, trend, dispersion."""
