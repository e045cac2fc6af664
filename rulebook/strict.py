"""What the models of a rule file share: nothing unknown, nothing changed after reading, decimals as written."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

# YAML reads 0.1 as a float; its written form is what the rule says.
Points = Annotated[Decimal, BeforeValidator(lambda value: str(value) if isinstance(value, float) else value)]
Text = Annotated[str, Field(min_length=1)]
Words = Annotated[
    tuple[Text, ...],
    BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=Text | tuple[Text, ...]
    ),
    Field(min_length=1),
]


class Strict(BaseModel):
    """A mapping of a rule file: an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
