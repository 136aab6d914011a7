"""A rule's snippets as a dataset on disk."""

import re
from collections.abc import Iterable
from pathlib import Path

from coop.validation.pages import Snippet
from tests.conftest import FOUR

BASE_PATH = "agreements/2019/ha-noi-can-tho-2019.yaml"
BASE = """\
id: ha-noi-can-tho-2019
title:
  vi: Hợp tác Hà Nội – Cần Thơ
  en: Hanoi – Cần Thơ cooperation
status: signed
date: '2019-05-01'
parties:
  - locality: ha-noi
  - locality: can-tho
sources:
  - id: bao
    title: Bài báo
    publisher: Báo
    published: '2019-05-02'
"""
"""The agreement that the keys of a snippet are laid over."""

IN_WORDS = {
    "P101": "links, folders and permissions are no text",
    "P102": "a megabyte is no snippet",
    "P105": "nor are 50,000 files",
    "P210": "nor are 20,000 characters",
    "X107": "the schemas lie beside the dataset, not in it",
}
"""Rules that a page shows in words only, and why; tests of their own break them."""

ALONGSIDE = {"F203": {"D202"}}
"""Codes that are found with the one that is shown: a waiver past its date no longer waives."""

EVERYWHERE = {"X403": "the vocabularies hold far more terms than a small dataset uses"}
"""Codes that every small dataset has, on the page of the rule itself not so, and why."""

_KEY = re.compile(r"^[\"']?([a-z_]+)[\"']?:.*\n(?:[ #-].*\n|\n)*", re.MULTILINE)
_ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(r))")


def write_page_dataset(folder: Path, snippets: Iterable[Snippet]) -> Path:
    """Write the vocabularies of the four, one small agreement, and the snippets over them; returns the data folder."""
    contents = {file.name: file.read_bytes() for file in FOUR.glob("*.yaml")}
    contents[BASE_PATH] = BASE.encode()
    for snippet in snippets:
        if snippet.language == "yaml":
            path = snippet.file or BASE_PATH
            contents[path] = lay_over(contents.get(path, b""), snippet)
    data = folder / "data"
    for path, content in contents.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_bytes(content)
    return data


def lay_over(before: bytes, snippet: Snippet) -> bytes:
    """The file of a snippet as it stands with it."""
    text = _ESCAPE.sub(_unescape, snippet.text.encode()) if "escaped" in snippet.attributes else snippet.text.encode()
    if "whole" in snippet.attributes or snippet.file is not None:
        return text
    replaced = {found[1] for found in _KEY.finditer(snippet.text)}
    kept = (found[0] for found in _KEY.finditer(before.decode()) if found[1] not in replaced)
    return "".join(kept).encode() + text


def _unescape(found: re.Match[bytes]) -> bytes:
    byte, character, _ = found.groups()
    if byte is not None:
        return bytes.fromhex(byte.decode())
    return chr(int(character, 16)).encode() if character is not None else b"\r"
