"""What the section about worth is called."""

from coprod.core.values.phrases import N_, Message

TITLES: dict[str, Message] = {"worth": N_("Was it worth it?")}
HINTS: dict[str, Message] = {
    "worth": N_(
        "Whether residents see the change, what would have happened anyway, and which decision "
        "was made because of it."
    ),
}
