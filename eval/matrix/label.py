"""What a prompt is called: NAME@VERSION."""


def ordered(label: str) -> tuple[str, list[tuple[bool, int, str]]]:
    """Versions by their numbers: 10 comes after 9."""
    name, _, version = label.rpartition("@")
    return name, [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in version.split(".")]
