"""What a text is about.

topics.py     where it speaks of a question's proposition, by the question's hints
relevance.py  texts that cannot be about any question, passed over before a parse
"""
