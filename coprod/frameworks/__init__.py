"""The wording of questions and criteria: data with versions that stay as they are.

To hook a package on: (1) describe its texts as a ``rules.Framework`` (a key and the shipped
``Phrase`` of each) and name that in ``FRAMEWORKS`` of ``coprod.app``; (2) where it shows a text,
ask ``queries.wording(Kind.X, version)`` and say ``.say(key, shipped)`` in place of ``shipped``;
(3) when a rating begins, keep ``queries.current_version(Kind.X)`` in a column of its own, with
``server_default="1"``, and pass that as ``version`` ever after. What code ships is version 1.
"""
