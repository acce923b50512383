"""Repairs of moto where it is more lenient than AWS, or wrong, in ways that PowerDown's code depends on.

Each module has one `repair()` that patches moto once, before it serves. Nothing here adds a feature.
"""
