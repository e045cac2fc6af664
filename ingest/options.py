"""What the stage's own commands are told: the home, the office, the day of receipt."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[Path, typer.Option(envvar="TONGBAO_HOME", help="The home folder.")]
OrgOption = Annotated[Path, typer.Option(envvar="TONGBAO_ORG", help="The office's folder.")]
ReceivedOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of receipt.")]
HOME, ORG = Path("home"), Path("orgs/sample")
