import csv
from collections import defaultdict
from statistics import fmean

with open("/inputs/seattle-weather.csv", newline="") as file:
    days = list(csv.DictReader(file))

months, years = defaultdict(list), defaultdict(list)
for day in days:
    months[day["date"][:7]].append(day)
    years[day["date"][:4]].append(day)

def describe(rows):
    rain = [float(row["precipitation_mm"]) for row in rows]
    return {
        "rain": sum(rain),
        "wet": sum(mm >= 1 for mm in rain),
        "high": fmean(float(row["temp_max_c"]) for row in rows),
        "low": fmean(float(row["temp_min_c"]) for row in rows),
    }

monthly = {month: describe(rows) for month, rows in months.items()}
yearly = {year: describe(rows) for year, rows in years.items()}

print(f"{len(days)} days, {days[0]['date']} to {days[-1]['date']}")
print("          rain mm  wet days  high °C  low °C")
for name, s in (monthly | yearly).items():
    print(f"{name:<8} {s['rain']:8.1f} {s['wet']:9}", end="")
    print(f" {s['high']:8.1f} {s['low']:7.1f}")
