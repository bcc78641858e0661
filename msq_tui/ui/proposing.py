"""What is proposed for the input in focus: told above the keys, and taken with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msq_tui.core.errors import NotUnderstood
from msq_tui.core.language import tr
from msq_tui.core.proposals import Proposal
from msq_tui.core.question import Input
from msq_tui.core.text import display_line
from msq_tui.session.proposing import is_profile, proposed, proposed_together, take

from .actions import key_of
from .screens.ask import ChooseScreen
from .widgets.drawn import shortened

if TYPE_CHECKING:
    from .screens.fill import FillScreen

MOST_SHOWN = 60


def proposal_hint(screen: FillScreen, place: Input) -> str:
    """What is proposed for an open input and the key that takes it; empty where nothing is."""
    if screen.session.read_only:
        return ""
    found = _shown(screen, proposed(screen.session, place, screen.msq.profile))
    if not found:
        return ""
    text, proposal = found[0]
    source = tr("From your profile") if proposal.source == "profile" else tr("Proposed")
    told = tr("{source}: {text}. {key} takes it.", source=source, text=text, key=key_of("fill", "take"))
    if len(found) > 1:
        told = tr("{source}: {text}, and others. {key} lists them.", source=source, text=text, key=key_of("fill", "take"))  # fmt: skip
    return told


async def take_proposed(screen: FillScreen) -> None:
    """Take what is proposed here; ask where there are several ways."""
    session, place = screen.session, screen.here
    if session.read_only:
        screen.draw_hint(session.read_only)
        return
    if place is None:
        return
    found = _shown(screen, proposed(session, place, screen.msq.profile))
    together = _shown(screen, proposed_together(session, place, screen.msq.profile))
    if not found:
        told = tr("Nothing is proposed here: only an empty field gets a proposal.")
        if is_profile(session):
            told = tr("This is the profile itself: what you write here is proposed in forms.")
        elif not screen.msq.profile:
            told = tr('Nothing is proposed here. "Your profile" on the first screen keeps what forms ask of you again and again.')  # fmt: skip
        screen.draw_hint(told)
        return
    whole = ", ".join(text for text, _ in together)
    ways = [(str(number), tr("This: {text}", text=text)) for number, (text, _) in enumerate(found)]
    if together and any(proposal.address != place.address for _, proposal in together):
        ways.insert(0, ("together", tr("The whole contact: {text}", text=shortened(whole, 400))))
    if len(ways) == 1:
        await _take(screen, place, [found[0][1]])
        return

    async def chosen(way: str | None) -> None:
        if way == "together":
            await _take(screen, place, [proposal for _, proposal in together])
        elif way is not None:
            await _take(screen, place, [found[int(way)][1]])

    screen.app.push_screen(ChooseScreen(tr("Put in what is proposed?"), ways), chosen)


async def _take(screen: FillScreen, place: Input, proposals: list[Proposal]) -> None:
    try:
        take(screen.session, proposals)
    except NotUnderstood as problem:
        screen.draw_hint(problem.message)
        return
    await screen.go_to(place.address)
    screen.draw_hint(tr("Put in. It can be changed like anything you typed."))


def _shown(screen: FillScreen, proposals: list[Proposal]) -> list[tuple[str, Proposal]]:
    """The proposals that the questions take, each as it is shown."""
    index = screen.session.index
    shown = []
    for proposal in proposals:
        place = index.input_at[proposal.address]
        question = index.questions[place.question_id]
        try:
            text = question.display(place, question.accept(place, proposal.answer))
        except NotUnderstood:
            continue
        shown.append((shortened(display_line(text), MOST_SHOWN), proposal))
    return shown
