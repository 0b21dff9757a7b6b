"""Who stands where on which question, tied to the statements of the text.

claims.py         every claim of a text, mention by mention
claim.py          what a claim is
continued.py      questions carried on by "it", "the step", or no word at all
without_topic.py  told without naming the question again: shared views, a divided body
echoes.py         who takes up another's stance
confidence.py     a rule's score as the chance of being right, by confidence.toml
"""
