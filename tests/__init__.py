"""Tests of On the Record."""
