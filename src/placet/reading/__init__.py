"""Text to statements. A document goes through the rooms in this order, each resting on those above.

intake       files and streams become documents with title, date and publisher
syntax       the parse, and phrases that are looked for in it
attribution  who said what: source, cue and content of every attribution
actors       who is named: people, offices, governments, groups, and what takes them up again
questions    what a text is about: which question of the case a mention means
stance       what a clause says of a proposition: support, terms, reluctance, refusal
whose        who holds that stance, who tells it, and how near the teller is
claims       holder, question and stance tied to the statement that carries them, with a chance
learned      the same for any question, read by a network that needs no word list
facts        rules, meetings, stages and promises; channels, conditions and hedges

`reader.py` puts the rooms together as the reader `builtin`.
"""
