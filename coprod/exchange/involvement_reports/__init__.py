"""A public activity under the headings by which researchers report involvement."""
