"""What an analyst writes in ten lines: agreements by province, and registered investment by where it comes from.

python by_province.py FOLDER. Nothing is checked; every figure is added, in the unit tỷ đồng alone.
"""

import sys
from pathlib import Path

import pandas as pd
import yaml

documents = [
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in sorted(Path(sys.argv[1]).glob("*/*.yaml"))
]
parties = pd.DataFrame(
    [(each["id"], party["locality"]) for each in documents for party in each["parties"]], columns=["id", "province"]
)
figures = pd.DataFrame(
    [
        (figure.get("from"), figure["amount"])
        for each in documents
        for figure in each.get("figures", [])
        if figure["measure"] == "registered-investment" and figure["unit"] == "tỷ đồng" and "amount" in figure
    ],
    columns=["province", "amount"],
)
print(parties.groupby("province")["id"].nunique().sort_values(ascending=False).to_string())
print(
    figures[figures["province"].map(lambda each: isinstance(each, str))].groupby("province")["amount"].sum().to_string()
)
