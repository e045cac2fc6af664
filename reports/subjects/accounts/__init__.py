"""Accounts on WeChat: figures beside the ranking."""
