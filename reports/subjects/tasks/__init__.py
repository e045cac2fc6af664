"""Quotas: what fell due within the period, and the year's progress."""
