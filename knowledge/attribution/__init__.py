"""An Article in, its Statements out.

May use: knowledge.attribution.entities, knowledge.attribution.detection,
knowledge.attribution.parsing, knowledge.language, knowledge.model.
"""
