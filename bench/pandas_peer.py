"""What a user would write: the same from the same files with pandas. `python bench/pandas_peer.py FOLDER`."""

import sys
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])
record = pd.concat(
    [pd.read_csv(file, dtype=str) for file in sorted(folder.glob("inbox/*/*.csv"))], ignore_index=True
)
unit = pd.read_csv(folder / "registry/units.csv", dtype=str).fillna(
    {"valid_from": "0001", "valid_to": "9999"}
)
outlet = pd.read_csv(folder / "registry/outlets.csv")[["name", "tier"]].rename(columns={"name": "采用刊物"})

now = unit[["unit_id", "name", "group", "valid_from", "valid_to"]]
later = unit[["name", "successor"]].merge(now.rename(columns={"name": "successor"}), on="successor")
standing = pd.concat([now, later.drop(columns="successor")])

record["name"] = record["报送单位"].str.split("、").str[0]
day = record["采用日期"].str.extract(r"(?P<year>\d+)年(?P<month>\d+)月(?P<day>\d+)日").astype(int)
record["on"] = pd.to_datetime(day).dt.strftime("%Y-%m-%d")
record = record.merge(standing, on="name").merge(outlet, on="采用刊物")
record = record[(record["valid_from"] <= record["on"]) & (record["on"] <= record["valid_to"])]
record["month"] = record["on"].str[:7]
record["points"] = (
    record["tier"].map({"中央": 40, "省": 20, "市": 10, "县": 5})
    * (1 + (record["版面"] == "头版头条"))
    * (1 + 0.5 * (record["字数"].str.extract(r"(\d+)")[0].astype(int) >= 1000))
)
result = record.groupby(["group", "unit_id", "month"])["points"].sum().reset_index()
result["place"] = result.groupby(["group", "month"])["points"].rank(method="min", ascending=False)
result.to_csv(folder / "pandas.csv", index=False)
