"""Deliveries into raw: keep the bytes, find the table, map the headers, write text. Never interprets."""
