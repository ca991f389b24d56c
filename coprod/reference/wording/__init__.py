"""The wording of questions, criteria and letters: data with versions that stay as they are.

To hook a package on: (1) describe its texts as a ``rules.Framework`` (a key and the shipped
``Message`` of each) and give it to ``add_frameworks`` in the area's ``wiring``; (2) when something
is asked, save ``queries.get_current_version(kind)`` in a column of its own; (3) where it is shown,
call ``queries.get_version_texts(framework, versions)`` and render ``[version][key]``.

What code ships is version 1. The keys are for good: what
somebody answered is kept as a key, and so means the same in every version; an administrator changes
how it is said, not what it counts for.
"""
