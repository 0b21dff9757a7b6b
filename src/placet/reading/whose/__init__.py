"""Who holds a stance, and who tells it.

holders.py   which countries, body or unnamed members a noun phrase names
subjects.py  the subject of the predicate that carries the stance
voices.py    the subject, else whoever speaks, else whoever spoke last
tellers.py   who tells it, and how near the teller is to the holder
"""
