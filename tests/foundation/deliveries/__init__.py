"""Tests of deliveries: queued, sent, tried again, given up, and sent again."""
