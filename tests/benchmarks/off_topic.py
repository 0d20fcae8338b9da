"""Questions asked of an article that is not theirs: how many are told apart?

usage: python -m tests.benchmarks.off_topic DATA.jsonl [--every N]

DATA: one article a line, {"id", "paragraphs": [str], "questions": [{"q": str, ...}]}. Each question
is asked of its own article and of the next one of the file, by the command line as installed.
Prints the share answered of its own and not_found of the other, in per cent.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).parent / "ontherecord"


def statuses(article: Path, questions: Iterable[str]) -> list[str]:
    """The status of each question, asked of one article file."""
    asked = "\n".join(" ".join(question.split()) for question in questions) + "\n"
    done = subprocess.run(
        [COMMAND, "ask", "--article", str(article), "--json", "-"],
        input=asked.encode(),
        capture_output=True,
        check=True,
    )
    return [json.loads(line)["status"] for line in done.stdout.splitlines()]


def main() -> None:
    """Run the measure over a file of articles and questions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth question")
    options = parser.parse_args()
    lines = options.data.read_text(encoding="utf-8").splitlines()
    articles: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    own, other = [], []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(articles))]
        for path, article in zip(paths, articles, strict=True):
            path.write_text("\n\n".join(article["paragraphs"]), encoding="utf-8")
        for number, article in enumerate(articles):
            questions = [question["q"] for question in article["questions"][:: options.every]]
            own += statuses(paths[number], questions)
            other += statuses(paths[(number + 1) % len(paths)], questions)
    print(f"questions {len(own)}")
    print(f"of their own article: answered {100 * own.count('answered') / len(own):.1f}")
    print(f"of another article: not_found {100 * other.count('not_found') / len(other):.1f}")


if __name__ == "__main__":
    main()
