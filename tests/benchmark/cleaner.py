"""How fast text is cleaned: megabytes a second, by kind of text.

python tests/benchmark/cleaner.py
"""

import time

from healthtopics.text import clean

WANTED = 100
SAMPLES = {
    "ASCII": "Get help if the bleeding is heavy, or if you have a fever.\n",
    "Spanish": "Síntomas: náuseas, vómitos y dolor — “consulte” a su médico.\n",
    "Cyrillic": "Боль в груди, одышка, слабость; позвоните врачу.\n",
    "CJK": "流产是指胎儿在第二十周之前死亡。如有大量出血，请立即就医。\n",
    "hostile": "a\x1b]0;title\x07b\u202ec\u200bd\x9be\U000e0041\ud800 and some text\n",
    "hostile once": "Get help if the bleeding is heavy.\n" * 2000 + "\x1b[31m",
}
BYTES = 4_000_000


def main() -> None:
    """Print the speeds, the best of five runs each."""
    print(f"| text | MB/s (wanted: {WANTED}) |\n|---|---|")
    for name, sample in SAMPLES.items():
        size = len(sample.encode("utf-8", "surrogatepass"))
        text = sample * (BYTES // size + 1)
        megabytes = len(text.encode("utf-8", "surrogatepass")) / 1e6
        best = min(_seconds(text) for _ in range(5))
        print(f"| {name} | {megabytes / best:,.0f} |")


def _seconds(text: str) -> float:
    started = time.perf_counter()
    clean(text)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
