"""Tests of the communication room."""
