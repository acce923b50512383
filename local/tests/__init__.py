"""Tests of what plays AWS: `python -m unittest discover --start-directory local/tests --top-level-directory local`."""
