"""The words of letters: an administrator gives a letter other words, in each language.

What may be worded anew is the subject and each paragraph; what must stay (``mailer.fix``), the
link, the lists and the foot are no texts here. The words are kept in the versions of
``reference.wording``, under the kind of letter and a hash of the sentence that code ships: where
code words a sentence anew, what was written in place of the old one is not sent any more.
``mailer.reword`` puts the words into each letter as it is written.
"""
