"""x"""

from .driving import Desk, Ui

PASTE = "\n".join(f"{number:02d} " + ("[a] n 12 " * 14)[:106] for number in range(40)) + "!"


def test_x(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("contact/name")
        await ui.paste(PASTE)
        await ui.press("tab")
        await ui.press("shift+tab")
        await ui.press("ctrl+z")
        assert ui.focused.text == ""
        await ui.press("ctrl+y")
        assert ui.focused.text == PASTE

    desk.fill("msq-2022", walk, size=(60, 20))
