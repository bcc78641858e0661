"""The screens: start, fill, review, export, and the small ones that ask or tell."""
