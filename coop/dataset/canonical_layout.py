"""A tree of a file to its canonical text."""

from collections.abc import Iterator
from dataclasses import dataclass

from coop.dataset.canonical_comments import find_head, is_modeline, is_waiver
from coop.dataset.canonical_scalars import WIDTH, write_block, write_flow_text, write_text
from coop.dataset.canonical_shape import Shape
from coop.dataset.canonical_tree import Branch, File, Text, Tree, Word

_COMMENT_COLUMN = 32
_STEP = 2


@dataclass(slots=True)
class _Line:
    """A line that is being written; `beside` is the comment behind it."""

    text: str
    beside: str | None = None

    def write(self) -> str:
        """The line with its comment, which stands in one column with the others where there is room."""
        if self.beside is None:
            return self.text
        return self.text + " " * max(_COMMENT_COLUMN - len(self.text), 2) + self.beside


def render_file(file: File, shape: Shape) -> str:
    """The canonical text of a file."""
    _settle(file.tree, shape)
    above, lines = _render_tree(file.tree, shape, 0)
    if not file.tree.branches:
        lines.append(_Line("{}"))
    head = _tidy(file.head, is_first=True)
    if not head:
        head, above = _split_head(above)
    if head and head[-1] and file.tree.branches and ("" in above or not all(map(is_modeline, head))):
        head.append("")  # else the file would take what belongs to its first key, or the key what is the file's
    return "\n".join([*head, *above, *(line.write() for line in lines), *_close(file.foot)]) + "\n"


def _split_head(above: list[str]) -> tuple[list[str], list[str]]:
    """Of the comments that a file begins with, those that are the file's, and those of its first key."""
    taken = set(find_head(above))
    if not taken:
        return [], above
    head = [above[position] for position in sorted(taken)]
    if "" in above:
        taken.add(above.index(""))
        head.append("")
    return head, [each for position, each in enumerate(above) if position not in taken]


def _close(comments: list[str]) -> list[str]:
    """Comments that close something, without blank lines behind them."""
    tidied = _tidy(comments)
    return tidied[:-1] if tidied and not tidied[-1] else tidied


def _tidy(comments: list[str], *, is_first: bool = False) -> list[str]:
    """Comments and blank lines, of these never two together, and none before what is first."""
    tidied: list[str] = []
    for each in comments:
        if each or (tidied[-1] if tidied else not is_first):
            tidied.append(each)
    return tidied


def _render_tree(tree: Tree, shape: Shape, indent: int) -> tuple[list[str], list[_Line]]:
    """The comments above a list or mapping in lines of its own, which is where its first branch has them; its lines."""
    above: list[str] = []
    lines: list[_Line] = []
    for position, branch in enumerate(tree.branches):
        over, own = _render_branch(branch, shape.at(branch.key if branch.key is not None else "*"), indent)
        over = _tidy(over, is_first=position == 0)
        written = [" " * indent + each if each else "" for each in over]
        if position == 0:
            above = written
        else:
            lines += map(_Line, written)
        lines += own
    lines += (_Line(" " * indent + each if each else "") for each in _close(tree.below))
    return above, lines


def _settle(tree: Tree, shape: Shape) -> None:
    """Put keys in the order of the schema, and comments where a line can hold them."""
    if not tree.is_list:
        tree.branches = _order(tree, shape)
    for branch in tree.branches:
        value = branch.value
        if not isinstance(value, Tree):
            continue
        _settle(value, shape.at(branch.key if branch.key is not None else "*"))
        if not value.branches:
            branch.above += value.below
            value.below = []
        elif branch.key is None:  # an item and its first part begin on one line
            first = value.branches[0]
            branch.above += _tidy(first.above, is_first=True)
            first.above = []
            if first.beside is not None and is_waiver(first.beside):
                branch.above += [branch.beside] if branch.beside is not None else []
                branch.beside, first.beside = first.beside, None
            elif branch.beside is not None and _has_beside(first):
                branch.above.append(branch.beside)
                branch.beside = None


def _has_beside(branch: Branch) -> bool:
    """Whether a comment stands behind the line with which a branch begins."""
    if branch.beside is not None or branch.key is not None or not isinstance(branch.value, Tree):
        return branch.beside is not None
    return bool(branch.value.branches) and _has_beside(branch.value.branches[0])


def _order(tree: Tree, shape: Shape) -> list[Branch]:
    """The keys in the order of the schema.

    In a list, the first key shares its line with the item: a key with a waiver of its own does not get there, for the
    waiver would then hold for the whole item.
    """
    ordered = sorted(tree.branches, key=lambda branch: shape.rank(branch.key or ""))
    first = tree.branches[0] if tree.branches else None
    is_item = shape.place.endswith("*")
    if first is not None and is_item and ordered[0] is not first and any(map(is_waiver, _comments_of(ordered[0]))):
        ordered.remove(first)
        ordered.insert(0, first)
    return ordered


def _comments_of(branch: Branch) -> list[str]:
    return [*branch.above, branch.beside or ""]


def _render_branch(branch: Branch, shape: Shape, indent: int) -> tuple[list[str], list[_Line]]:
    """The comments above a key or an item, and its lines."""
    lead = " " * indent + ("- " if branch.key is None else f"{write_text(branch.key)}: ")
    value = branch.value
    flow = write_flow(value, shape) if isinstance(value, Tree) else _write_line(value)
    if isinstance(value, Text):
        block = write_block(value.text, indent=indent + _STEP, room=WIDTH - len(lead))
        if block is not None:
            sign, lines = block
            return branch.above, [_Line(lead + sign, branch.beside), *map(_Line, lines)]
    if isinstance(value, Tree) and not value.branches:
        return branch.above, [_Line(lead + _write_empty(value), branch.beside)]
    if flow is not None and (not isinstance(value, Tree) or len(lead) + len(flow) <= WIDTH):
        return branch.above, [_Line(lead + flow, branch.beside)]
    assert isinstance(value, Tree)
    above, own = _render_tree(value, shape, indent + _STEP)
    if branch.key is not None:
        return branch.above, [_Line(lead.rstrip(), branch.beside), *map(_Line, above), *own]
    first = own[0]
    first.text = lead + first.text.lstrip(" ")
    first.beside = branch.beside or first.beside
    return branch.above, own


def _write_line(value: Text | Word) -> str:
    return write_text(value.text) if isinstance(value, Text) else value.written


def write_flow(tree: Tree, shape: Shape) -> str | None:
    """A list or mapping in brackets; `None` where it has lines of its own, however short it is."""
    if not tree.branches:
        return _write_empty(tree)
    if not _may_flow(tree, shape):
        return None
    parts = list(_write_parts(tree, shape))
    if None in parts:
        return None
    text = ", ".join(part for part in parts if part is not None)
    return f"[{text}]" if tree.is_list else f"{{{text}}}"


def _write_empty(tree: Tree) -> str:
    return "[]" if tree.is_list else "{}"


def _may_flow(tree: Tree, shape: Shape) -> bool:
    """Whether a list or mapping may stand in brackets: words alone, or lists of words in a mapping; no comment."""
    if any(tree.below) or any(any(_comments_of(branch)) for branch in tree.branches):
        return False
    if any("" in branch.above for branch in tree.branches[1:]):
        return False  # blank lines that make groups
    if tree.is_list:
        is_short = shape.longest_list is None or len(tree.branches) <= shape.longest_list
        return is_short and not any(isinstance(branch.value, Tree) for branch in tree.branches)
    return not shape.is_in_lines and len(tree.branches) > 1


def _write_parts(tree: Tree, shape: Shape) -> Iterator[str | None]:
    for branch in tree.branches:
        inner = shape.at(branch.key if branch.key is not None else "*")
        value = branch.value
        if isinstance(value, Tree):
            is_words = value.is_list
            part = write_flow(value, inner) if is_words else None
        elif isinstance(value, Text):
            part = None if "\n" in value.text else write_flow_text(value.text)
        else:
            part = value.written
        yield part if part is None or branch.key is None else f"{write_flow_text(branch.key)}: {part}"
