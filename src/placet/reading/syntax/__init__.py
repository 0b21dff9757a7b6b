"""The parse that all reading stands on, as plain lists, and the phrases looked for in it.

parse.py     one text or many, parsed; `Syntax` holds the result
forms.py     lemmas and word classes, each distinct case worked out once
patterns.py  phrases with choices and gaps
numbers.py   numbers written out in words
"""
