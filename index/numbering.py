"""Marks and Chinese numerals: parse, compare, label."""
