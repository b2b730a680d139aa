"""Prose: paragraphs and bullet lists, read from and written as plain text.

Empty lines separate paragraphs. A line that begins with ``- `` is an item of a list; every two
spaces of indentation put it a level deeper. Any other line continues the paragraph or item before.
"""

from healthtopics.model import Block, Bullet, Bullets, Paragraph


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, in order, without losing a word."""
    blocks: list[Block] = []
    words: list[str] = []
    items: list[Bullet] = []
    depth = -1  # of the item being read; -1 in a paragraph

    def end_item() -> None:
        nonlocal words, depth
        if words and depth < 0:
            end_list()
            blocks.append(Paragraph(" ".join(words)))
        elif words:
            items.append(Bullet(" ".join(words), depth))
        words, depth = [], -1

    def end_list() -> None:
        nonlocal items
        if items:
            blocks.append(Bullets(tuple(items)))
        items = []

    for line in text.splitlines():
        content = line.lstrip()
        if not content:
            end_item()
        elif content.startswith("- "):
            end_item()
            deepest = items[-1].depth + 1 if items else 0
            depth = min((len(line) - len(content)) // 2, deepest)
            words = content[2:].split()
        else:
            words += content.split()
    end_item()
    end_list()
    return tuple(blocks)


def write(blocks: tuple[Block, ...]) -> str:
    """Return blocks as text that ``parse`` reads back as the same blocks."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        else:
            parts.append("\n".join(f"{'  ' * item.depth}- {item.text}" for item in block.items))
    return "\n\n".join(parts)
