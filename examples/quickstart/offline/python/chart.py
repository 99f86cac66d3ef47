left, right, top, floor = 64, 904, 72, 380
step = (right - left) / len(monthly)
most = 50 * (max(s["rain"] for s in monthly.values()) // 50 + 1)

def shape(name, body="", **pairs):
    pairs = [f' {key.replace("_", "-")}="{pairs[key]}"' for key in pairs]
    return f"<{name}{''.join(pairs)}>{body}</{name}>"

def label(x, y, words, anchor="middle", size=12):
    place = {"x": x, "y": y, "text_anchor": anchor, "font_size": size}
    return shape("text", words, **place)

def height(share):
    return round(floor - (floor - top) * share, 1)

shapes = [
    shape("path", d="M0 0H960V440H0Z", fill="#fff"),
    label(left, 30, "Seattle, month by month", "start", 20),
    label(left, 50, "bars: rain · band: mean daily low to high", "start"),
]
for tick in range(5):
    y = height(tick / 4)
    shapes.append(shape("path", d=f"M{left} {y}H{right}", stroke="#e2e8f0"))
    shapes.append(label(left - 8, y + 4, f"{most * tick / 4:g} mm", "end"))
    shapes.append(label(right + 8, y + 4, f"{10 * tick - 5} °C", "start"))

highs, lows = [], []
for index, (month, s) in enumerate(monthly.items()):
    x, y = round(left + step * (index + 0.5), 1), height(s["rain"] / most)
    bar = f"M{x - 11} {floor}V{y}h22V{floor}"
    shapes.append(shape("path", d=bar, fill="#7cb2e8"))
    shapes.append(label(x, floor + 18, "JFMAMJJASOND"[int(month[5:]) - 1]))
    if month.endswith("-06"):
        shapes.append(label(x + step / 2, floor + 40, month[:4], size=14))
    highs.append(f"{x},{height((s['high'] + 5) / 40)}")
    lows.append(f"{x},{height((s['low'] + 5) / 40)}")

band = " ".join(highs + lows[::-1])
paint = {"fill": "#f59e0b", "fill_opacity": 0.3, "stroke": "#d9480f"}
shapes.append(shape("polygon", points=band, **paint))

with open("seattle-weather.svg", "w") as file:
    look = {"fill": "#334155", "font_family": "system-ui, sans-serif"}
    svg = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 960 440"}
    file.write(shape("svg", "\n".join(shapes), **svg, **look))

with open("summary.md", "w") as file:
    print(f"# Seattle weather, {' and '.join(yearly)}\n", file=file)
    print("| | rain, mm | wet days | high, °C | low, °C |", file=file)
    print("|---|--:|--:|--:|--:|", file=file)
    for name, s in (yearly | monthly).items():
        print(f"| {name} | {s['rain']:.1f} | {s['wet']}", end=" ", file=file)
        print(f"| {s['high']:.1f} | {s['low']:.1f} |", file=file)
    print("\nA wet day has 1 mm or more. Source: NOAA.", file=file)
