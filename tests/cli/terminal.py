"""What stays on a terminal's screen of what a program wrote to it."""

import re

CONTROL = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)")


def screen(written: str) -> list[str]:
    """Its lines. Of the controls the return, the line below, the one above and the line wiped are obeyed, as spinners and bars use them."""
    lines, row, column = [""], 0, 0
    for number, control, key, text in CONTROL.findall(written):
        if key == "\r":
            column = 0
        elif key == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif control == "A":
            row = max(0, row - int(number or 1))
        elif control == "K":
            lines[row] = "" if number == "2" else lines[row][:column]
        elif text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
    return [line.rstrip() for line in lines]
