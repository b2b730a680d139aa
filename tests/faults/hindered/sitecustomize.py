"""Python imports this when it starts: see hindering.py, which takes a while to import."""

import os

if any(name.startswith("FAULT_") for name in os.environ):
    __import__("hindering").hinder()
