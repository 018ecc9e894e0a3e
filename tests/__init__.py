"""Tests: one file per room, on real texts and real database files."""
