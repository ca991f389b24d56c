"""What the pages about actions are given: the list in one view, and how much there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.board.action_plan.enums import ActionTiming, ActionView
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.rules import is_listed

TAG_COLOURS: dict[ActionTiming, str] = {
    ActionTiming.OVERDUE: "red",
    ActionTiming.SOON: "yellow",
    ActionTiming.LATER: "grey",
    ActionTiming.DONE: "green",
    ActionTiming.NOT_DOING: "grey",
}
COUNTED = (ActionTiming.OVERDUE, ActionTiming.SOON, ActionTiming.LATER, ActionTiming.DONE)


@dataclass(frozen=True)
class ActionsPage:
    """The actions of all boards or of one, those of one view in sight."""

    actions: Sequence[BoardAction]
    view: ActionView

    @property
    def listed(self) -> list[BoardAction]:
        return self.list_view(self.view)

    @property
    def counts(self) -> list[tuple[ActionTiming, int]]:
        timings = [each.timing for each in self.actions]
        return [(timing, timings.count(timing)) for timing in COUNTED]

    @property
    def views(self) -> list[tuple[ActionView, int]]:
        """The views that show something, each with how much; the one that is on is there too."""
        counts = [(view, len(self.list_view(view))) for view in ActionView]
        return [(view, number) for view, number in counts if number or view is self.view]

    def list_view(self, view: ActionView) -> list[BoardAction]:
        return [
            each for each in self.actions if is_listed(view, each.state, each.source, each.timing)
        ]


def read_view(text: str) -> ActionView:
    """Return the view that an address asks for; all actions where it asks for none there is."""
    return ActionView(text) if text in set(ActionView) else ActionView.ALL
