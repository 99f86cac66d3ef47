import csv
from statistics import fmean

with open("/inputs/seattle-weather.csv", newline="") as file:
    days = list(csv.DictReader(file))

for year in ("2014", "2015"):
    summer = {f"{year}-{month}" for month in ("06", "07", "08")}
    rows = [day for day in days if day["date"][:7] in summer]
    highs = [float(row["temp_max_c"]) for row in rows]
    hot = sum(high >= 30 for high in highs)
    print(f"{year}: mean high {fmean(highs):.1f} °C, {hot} days of 30 °C")
