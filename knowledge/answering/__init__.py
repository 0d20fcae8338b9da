"""A question, hits and statements in; an answer out."""
