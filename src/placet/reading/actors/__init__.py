"""Who is named in a text.

people.py        who has been introduced, and whom a noun phrase names
mentions.py      every place where a government is named, for the learned reading
phrases.py       what the words of a noun phrase name by themselves
proper_names.py  runs of proper nouns
titles.py        the words of titles and offices, in titles.toml
anaphora.py      he, it, they, the administration: who is taken up
gatherings.py    lists of countries, and the words that take a list up again
"""
