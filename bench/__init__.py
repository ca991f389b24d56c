"""Measuring the register: how fast it is (``make bench``), and how good its search is.

Nothing here runs in the product or in its tests. Figures of one run may be compared with each
other, never with those of another run or machine.
"""
