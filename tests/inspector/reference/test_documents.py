"""Whatever is said of a key set or a discovery document has a page, and an example that draws it."""

import ast
from pathlib import Path

import pytest

from webapp import inspector
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.document_examples import EXAMPLES
from webapp.inspector.reference.documents import SAID, drawn
from webapp.inspector.reference.kinds import KINDS

HERE = Path(inspector.__file__).parent
OF_CERTIFICATES = {
    "malformed-chain",
    "outdated-certificate",
}  # whose ids are those of the chain's own reasons


def written():
    """The ids of the remarks that the code makes."""
    for folder in ("key_sets", "discovery"):
        for path in (HERE / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Name("Remark"), args=[ast.Constant(id_), *_]):
                        yield id_


def test_every_remark_has_its_words_and_its_example():
    ids = set(written()) | OF_CERTIFICATES
    assert len(ids) > 35
    assert set(SAID) == set(EXAMPLES) == ids


@pytest.mark.parametrize("id_", SAID)
def test_example_draws_what_the_page_is_about(id_):
    assert drawn(id_)
    assert {it.help for it in drawn(id_)} == {f"/remarks/{id_}"}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_words_are_sentences(said):
    assert said.title[0].isupper()
    assert not said.title.endswith(".")
    assert said.why.endswith(".")
    assert said.fix.endswith((".", ")", "`", "}"))


def test_remark_is_found_by_what_it_says():
    found = KINDS["remarks"].index("ROCA chips", BUILT_IN)
    assert [row.name for group in found.groups for row in group.entries] == ["weak-key"]
    [group, *_] = KINDS["remarks"].index("", BUILT_IN).groups
    assert (group.id, group.entries[0].severity) == ("key", "error")
