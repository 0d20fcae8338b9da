"""How cost grows: a plot of what a question costs at each size, engine by engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

MADE_WITH = "svg"


def growth(results: list[dict[str, Any]], path: Path, title: str) -> None:
    """Write the plot as SVG: median solid, 99th percentile dotted, both axes logarithmic."""
    import matplotlib

    matplotlib.use(MADE_WITH)
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    names = dict.fromkeys(name for result in results for name in result["engines"])
    for number, name in enumerate(names):
        held = [result for result in results if name in result["engines"]]
        sizes = [result["passages"] for result in held]
        for key, style in (("p50_ms", "-o"), ("p99_ms", ":")):
            costs = [result["engines"][name][key] for result in held]
            label = name if key == "p50_ms" else None
            axes.plot(sizes, costs, style, color=f"C{number}", label=label)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="ms a question", title=title)
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path)
    pyplot.close(figure)
