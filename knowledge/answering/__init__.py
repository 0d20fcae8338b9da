"""A question to its answer.

May use: knowledge.answering.evidence, knowledge.answering.people, knowledge.questions,
knowledge.attribution, knowledge.ranking, knowledge.storage, knowledge.language, knowledge.model.
"""
