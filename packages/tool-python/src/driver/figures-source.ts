/**
 * Keeps matplotlib's figures, if matplotlib is there and the code uses it: at `show()`, and those that are still open at the
 * end of a call. Part of the module `_sandbox`.
 */
export const figuresSource: string = `
from importlib.machinery import PathFinder

# Before matplotlib is imported: the other backends want a screen.
os.environ["MPLBACKEND"] = "agg"


def _close(pyplot, figure):
    try:
        pyplot.close(figure)
    except Exception as error:
        _note(f"a figure could not be closed: {_brief(error)}")


def _save_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    try:
        numbers = list(pyplot.get_fignums())
    except Exception as error:
        _note(f"the figures could not be listed: {_brief(error)}")
        return
    for number in numbers:
        try:
            figure = pyplot.figure(number)
            content = io.BytesIO()
            figure.savefig(content, format="png", bbox_inches="tight")
            _save("figure", ".png", content.getvalue())
        except Exception as error:
            _note(f"figure {number} could not be drawn: {_brief(error)}")
        finally:
            _close(pyplot, number)


def _drop_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        _close(pyplot, "all")


def _show(*arguments, **options):
    _save_figures()


class _PyplotFinder(MetaPathFinder):
    """Finds pyplot as ever, and puts its show() right once it is loaded."""

    def find_spec(self, name, path, target=None):
        if name != "matplotlib.pyplot":
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return spec
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            module.show = _show

        spec.loader.exec_module = exec_module
        return spec


_first_finders.append(_PyplotFinder())
`;
