"""A name has the same key in the models and in the program."""

from __future__ import annotations

import duckdb
import jinja2
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.manifest import PROJECT
from warehouse.names import name_key

MACROS = (PROJECT / "macros" / "text.sql").read_text(encoding="utf-8")
_TEMPLATE = jinja2.Environment(autoescape=False).from_string(MACROS + "{{ name_key('$text') }}")  # noqa: S701
QUERY = "select " + _TEMPLATE.render().strip()
SPELLINGS = st.text(
    st.sampled_from(list("中共甲县委 \t\n\v\r\u00a0\u3000\u200b\u2003《》〈<「』“”\"'‘’Ａａ（）１0，、")),
    max_size=12,
)
CONNECTION = duckdb.connect()


@settings(max_examples=300, deadline=None)
@given(SPELLINGS | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8))
def test_the_key_of_a_name_is_the_one_of_the_models(text: str) -> None:
    assert CONNECTION.execute(QUERY, {"text": text}).fetchone() == (name_key(text),)
