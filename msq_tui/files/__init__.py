"""Bytes on disk: editions, drafts, bundles. Knows the core, and nothing of sessions or screens."""
