"""Bundles the page's JavaScript modules, to reduce the number of requests."""

import re
from collections.abc import Iterator, Mapping, Sequence

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
Modules = Mapping[str, str]


def bundled(modules: Modules, heads: Sequence[str]) -> dict[str, str]:
    """Return the bundled files by name. Each head includes its imports, in order, except those in an earlier head; other modules stay separate.

    Modules of one head share a scope, so their top-level names must differ.
    """
    homes: dict[str, str] = {}
    for head in heads:
        for name in _reached(modules, head, set(homes)):
            homes[name] = head
    files = {head: [name for name, home in homes.items() if home == head] for head in heads} | {name: [name] for name in modules if name not in homes}
    return {file: _file(modules, file, members, homes) for file, members in files.items()}


def _reached(modules: Modules, name: str, known: set[str]) -> Iterator[str]:
    if name in known:
        return
    known.add(name)
    for _, other in IMPORT.findall(modules[name]):
        yield from _reached(modules, other, known)
    yield name


def _file(modules: Modules, file: str, members: Sequence[str], homes: Mapping[str, str]) -> str:
    wanted: dict[str, set[str]] = {}
    for member in members:
        for names, other in IMPORT.findall(modules[member]):
            if (home := homes.get(other, other)) != file:
                wanted.setdefault(home, set()).update(each.strip() for each in names.split(",") if each.strip())
    imports = [f'import {{ {", ".join(sorted(names))} }} from "./{home}.js";\n' for home, names in wanted.items()]
    return "".join([*imports, *(IMPORT.sub("", modules[member]) for member in members)])
