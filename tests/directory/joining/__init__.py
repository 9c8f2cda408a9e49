"""Tests of how authorities come into the network."""
