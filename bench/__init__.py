"""How fast the register is, measured beside a bare Flask page on the same server: ``make bench``.

Nothing here runs in the product or in its tests. Figures of one run may be compared with each
other, never with those of another run or machine.
"""
