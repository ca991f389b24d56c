"""People whose words an activity quotes are asked before it is public, as groups are.

The team copies the words, and sends a link or hands it over. Who the person is is stored nowhere:
an address is in the letter alone. ``actions.find_holds`` says why publication waits for somebody.
"""
