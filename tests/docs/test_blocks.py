"""The runner of code blocks finds them all, and does not let a wrong one pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs.blocks import Block, blocks, commands
from docs.reader import Reader

PAGE = """# Страница

```bash
tsur-nlp explain "ямы"   # почему
```

=== "Windows"

    ```toml title="сроки.toml"
    time_zone = "Europe/Moscow"
    ```

> ````text
> ```python
> not code
> ```
> ````

<!-- not run: needs a browser -->

```python
1 / 0
```

```
без языка
```
"""


def block(language: str, text: str, title: str = "") -> Block:
    return Block(Path("page.md"), 1, language, title, text)


@pytest.fixture
def somebody(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_blocks_are_found_wherever_they_stand(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    found = list(blocks(page))
    assert [one.language for one in found] == ["bash", "toml", "text", "python", ""]
    assert [one.line for one in found] == [3, 9, 13, 21, 25]
    assert (found[1].title, found[1].text) == ("сроки.toml", 'time_zone = "Europe/Moscow"\n')
    assert [one.excuse for one in found] == ["", "", "", "needs a browser", ""]


def test_a_fence_that_is_not_closed_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\n1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md:1: the fence is not closed"):
        list(blocks(page))


def test_commands_lose_comments_and_line_ends() -> None:
    text = '# сначала\na "b c"  # почему\nd \\\n  e && f\n\n'
    assert list(commands(text)) == [["a", "b c"], ["d", "e"], ["f"]]


def test_blocks_of_a_page_share_names_and_files(somebody: Reader) -> None:
    somebody.run(block("python", "from pathlib import Path\nseen = 1\n"))
    somebody.run(block("csv", "улица;дом\nТисовая;5\n", title="дома.csv"))
    somebody.run(block("pycon", ">>> seen, Path('дома.csv').is_file()\n(1, True)\n\n"))
    somebody.run(block("python", "assert (somebody_else := seen)\n"))
    somebody.run(block("pycon", ">>> later = somebody_else\n"))
    somebody.run(block("python", "assert later == 1\n"))


WRONG = [
    ("python", "nonsense\n", NameError, "nonsense"),
    ("python", '--8<-- "docs/examples/no_such.py"\n', AssertionError, "no_such"),
    ("pycon", ">>> 1 + 1\n3\n", AssertionError, "Got:\n    2"),
    ("pycon", "1 + 1\n", AssertionError, "no >>> here"),
    ("bash", "tsur-nlp score no.csv -o out.csv\n", AssertionError, "exit code 2"),
    ("bash", "tsur-nlp explain ямы --no-such-option\n", AssertionError, "exit code 2"),
    ("bash", "tsur-nlp nonsense\n", AssertionError, "exit code 2"),
    ("bash", "rm -rf somewhere\n", AssertionError, "unknown command: rm"),
    ("bash", "python benchmarks/no_such.py\n", AssertionError, "no script"),
    ("console", "$ tsur-nlp score no.csv -o out.csv\nfine\n", AssertionError, "no such file"),
    ("console", "$ rm -rf somewhere\n", AssertionError, "unknown command: rm"),
    ("toml", '[[rule]]\nname = "без срока"\n', ValueError, "time_zone"),
    ("toml", 'name = "ничьё"\n', ValueError, "unpack"),
    ("json", "{'a': 1}\n", ValueError, "double quotes"),
    ("csv", "улица;дом\nТисовая\n", AssertionError, "rows of different width"),
]


@pytest.mark.parametrize(("language", "text", "error", "said"), WRONG)
def test_a_wrong_block_does_not_pass(
    language: str, text: str, error: type[Exception], said: str, somebody: Reader
) -> None:
    with pytest.raises(error, match=said):
        somebody.run(block(language, text))


def test_a_right_block_passes(somebody: Reader) -> None:
    said = "tsur-nlp: no.csv: no such file; check the name and the folder\n"
    somebody.run(block("console", f"$ tsur-nlp score no.csv -o out.csv\n{said}"))
    somebody.run(block("bash", "python3 -m venv .venv && pip install .\n"))
    somebody.run(block("toml", '[[route]]\nbody = "ЖЭК"\ntopic_group = "ЖКХ"\n'))
    somebody.run(block("json", '{"a": 1}\n'))
