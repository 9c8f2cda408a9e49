"""Tests of facts: their sequencer and their consumers."""
