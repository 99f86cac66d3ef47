/**
 * Shows values as notebooks do: pictures and tables are written to /outputs, and what is left for the model is text. Part
 * of the module `_sandbox`.
 */
export const displaySource: string = String.raw`
import builtins, os, re

_max_notes = 20
_max_html = 1 << 18
_notes = []
_numbers = {}
_text_limit = 20_000
_pictures = (
    ("image/png", "_repr_png_", ".png"),
    ("image/jpeg", "_repr_jpeg_", ".jpg"),
    ("image/svg+xml", "_repr_svg_", ".svg"),
)


def _note(text):
    if len(_notes) < _max_notes:
        _notes.append(" ".join(text.split())[:500])


def _brief(error):
    text = _text(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _save(stem, extension, content):
    """Writes a new file, and never over one of the user's."""
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    for _ in range(1000):
        _numbers[stem] = _numbers.get(stem, 0) + 1
        path = f"/outputs/{stem}-{_numbers[stem]}{extension}"
        try:
            with open(path, "xb") as file:
                file.write(content)
            return
        except FileExistsError:
            continue
        except OSError as error:
            _note(f"{path} could not be written: {_brief(error)}")
            try:
                os.unlink(path)
            except OSError:
                pass
            return


def _call_form(value, name):
    try:
        method = getattr(value, name, None)
        if not callable(method):
            return None
        form = method()
    except NotImplementedError:
        return None
    except Exception as error:
        _note(f"{name} of the value failed: {_brief(error)}")
        return None
    # Forms may come with metadata.
    return form[0] if isinstance(form, tuple) and len(form) == 2 else form


def _answers_to_anything(value):
    try:
        return callable(getattr(value, "_a_name_that_no_object_has_", None))
    except Exception:
        return False


class _Forms:
    """The rich forms of a value, each asked for when it is needed."""

    def __init__(self, value):
        self._value = value
        # The methods of a class are meant for its instances.
        self._rich = not issubclass(type(value), type) and not _answers_to_anything(value)
        bundle = _call_form(value, "_repr_mimebundle_") if self._rich else None
        self._bundle = bundle if isinstance(bundle, dict) else {}

    def text(self, kind, name):
        form = self._get(kind, name)
        if form is None or isinstance(form, str):
            return form
        _note(f"{name} of the value gave {type(form).__name__}, not str")
        return None

    def picture(self, kind, name):
        form = self._get(kind, name)
        if form is None or kind == "image/svg+xml" and isinstance(form, str):
            return form
        if isinstance(form, (bytes, bytearray)):
            return bytes(form)
        if isinstance(form, str):
            import binascii
            try:
                return binascii.a2b_base64(form)
            except ValueError:
                pass
        _note(f"{name} of the value gave {type(form).__name__}, not an image")
        return None

    def _get(self, kind, name):
        form = self._bundle.get(kind)
        return _call_form(self._value, name) if form is None and self._rich else form


def _plain(value):
    try:
        return repr(value)
    except MemoryError:
        raise
    except Exception as error:
        _note(f"__repr__ of the value failed: {_brief(error)}")
        return object.__repr__(value)


def _describe(value):
    """Saves the picture or the table of a value, and returns its text."""
    forms = _Forms(value)
    for kind, name, extension in _pictures:
        picture = forms.picture(kind, name)
        if picture:
            _save("result", extension, picture)
            break
    else:
        html = forms.text("text/html", "_repr_html_")
        if html:
            _save("result", ".html", html)
            text = _html_text(html)
            if text:
                return text[:_text_limit]
        markdown = forms.text("text/markdown", "_repr_markdown_")
        if markdown:
            return markdown[:_text_limit]
    return (forms.text("text/plain", "__no_form__") or _plain(value))[:_text_limit]


def _html_text(html):
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.blocks = []
            self.words = []
            self.rows = None
            self.hidden = 0
            # How many rows more a cell of an earlier row covers, by column.
            self.covered = {}
            self.span = (1, 1)

        def handle_starttag(self, tag, attributes):
            if tag in ("script", "style", "head"):
                self.hidden += 1
            elif tag == "table":
                self.end_words()
                self.rows = []
                self.covered = {}
            elif tag == "tr" and self.rows is not None:
                self.rows.append([])
                self.words = []
            elif tag in ("td", "th"):
                given = dict(attributes)
                self.words = []
                self.span = (_span(given.get("colspan"), 50), _span(given.get("rowspan"), 1000))
            elif tag in ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
                self.end_line()

        def handle_endtag(self, tag):
            if tag in ("script", "style", "head"):
                self.hidden = max(0, self.hidden - 1)
            elif tag in ("td", "th") and self.rows:
                self.end_cell()
            elif tag == "tr" and self.rows:
                self.cover(self.rows[-1])
            elif tag == "table" and self.rows is not None:
                self.blocks.append(_table_text(self.rows))
                self.rows = None
                self.words = []
            elif tag in ("p", "div", "li"):
                self.end_line()

        def handle_data(self, data):
            if not self.hidden:
                self.words.append(data)

        def cover(self, row):
            while self.covered.get(len(row), 0) > 0:
                self.covered[len(row)] -= 1
                row.append("")

        def end_cell(self):
            row = self.rows[-1]
            self.cover(row)
            columns, rows = self.span
            for number in range(columns):
                if rows > 1:
                    self.covered[len(row)] = rows - 1
                row.append(" ".join("".join(self.words).split()) if number == 0 else "")
            self.words = []

        def end_line(self):
            self.words.append(" " if self.rows is not None else "\n")

        def end_words(self):
            lines = [" ".join(line.split()) for line in "".join(self.words).split("\n")]
            self.blocks.append("\n".join(line for line in lines if line))
            self.words = []

    try:
        reader = Reader()
        reader.feed(html[:_max_html])
        reader.close()
        if reader.rows:
            reader.blocks.append(_table_text(reader.rows))
        else:
            reader.end_words()
        return "\n\n".join(block for block in reader.blocks if block)
    except (ValueError, AssertionError, RecursionError):
        return ""


def _span(text, most):
    return min(max(int(text), 1), most) if text is not None and text.isdecimal() else 1


def _table_text(rows):
    rows = [row[:100] for row in rows[:1000] if row]
    widths = [0] * max(map(len, rows), default=0)
    numeric = [True] * len(widths)
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            row[column] = cell = cell if len(cell) <= 80 else cell[:79] + "…"
            widths[column] = max(widths[column], len(cell))
            if index > 0 and cell and not re.fullmatch(r"[-+−]?[\d.,]+([eE][-+]?\d+)?%?|NaN|NaT", cell):
                numeric[column] = False
    return "\n".join(
        "  ".join(
            cell.rjust(widths[column]) if numeric[column] else cell.ljust(widths[column])
            for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    )


def display(*values):
    """Shows values as the last expression of the code is shown."""
    for value in values:
        print(_describe(value))


builtins.display = display
`;
