"""What may answer, weighed.

May use: knowledge.answering.people, knowledge.ranking, knowledge.storage, knowledge.language,
knowledge.model.
"""
