"""What a clause says of the proposition that it mentions.

stances.py         puts the ways below in their order
verdicts.py        a verdict, and what bears on each: negation, condition, governing verb
by_governor.py     the nearest word of support, refusal or delay above
by_phrase.py       set phrases: in no hurry, stand in the way
by_judgement.py    no such word: obligation, possibility, judgement
without_object.py  the object is left unsaid, since sentences before have named it
overturned.py      what stands above and turns it: disbelief, fear, denial
open_questions.py  left open: asked whether, did not say if
lexicon.py         the words, in stances.toml, stance_phrases.toml and stance_context.toml
"""
