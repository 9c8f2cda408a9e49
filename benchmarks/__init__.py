"""What the documentation claims about speed, runnable: `make bench`."""
