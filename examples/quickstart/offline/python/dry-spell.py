import csv
from itertools import groupby

with open("/inputs/seattle-weather.csv", newline="") as file:
    days = list(csv.DictReader(file))

def is_dry(day):
    return float(day["precipitation_mm"]) == 0

spells = [list(run) for dry, run in groupby(days, is_dry) if dry]
longest = max(spells, key=len)
first, last = longest[0]["date"], longest[-1]["date"]
print(f"{len(spells)} dry spells, {sum(map(len, spells))} dry days")
print(f"longest  {first} to {last}  {len(longest)} days")
