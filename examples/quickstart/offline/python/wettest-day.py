import csv

with open("/inputs/seattle-weather.csv", newline="") as file:
    days = list(csv.DictReader(file))

rain = {day["date"]: float(day["precipitation_mm"]) for day in days}

def total(month):
    return sum(mm for date, mm in rain.items() if month in date)

month = month or max({date[:7] for date in rain}, key=total)

wettest = max((date for date in rain if month in date), key=rain.get)
print(f"wettest day  {wettest}  {rain[wettest]:.1f} mm")
print(f"whole month  {month}  {total(month):.1f} mm")
