"""What a text tells besides stances.

facts.py     facts of procedure: rule, members, meetings, stage, promises
dates.py     absolute and relative dates
channels.py  letter, interview, speech; who reports having seen it
modality.py  negation, hedges and conditions of a statement
"""
