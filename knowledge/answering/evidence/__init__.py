"""What may answer, weighed.

May use: knowledge.answering.people, knowledge.ranking, knowledge.storage, knowledge.meaning,
knowledge.language, knowledge.model.
"""
