"""Forecasts: where positions, the calendar and what-ifs would take a question, stage by stage."""
