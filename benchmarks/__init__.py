"""How fast, how big: each figure a ratio to a baseline measured beside it. ``make bench``, or
``python -m benchmarks [GROUP ...]``; nothing here passes or fails on time."""
