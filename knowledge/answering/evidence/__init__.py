"""What may answer, weighed.

May use: knowledge.answering.people, knowledge.ranking, knowledge.storage, knowledge.languages,
knowledge.language, knowledge.model.
"""
