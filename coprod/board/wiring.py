"""What the board's area adds to the app."""

import coprod.board.overview.views
import coprod.board.packs.commands
import coprod.board.packs.enums
import coprod.board.packs.views
from coprod.web.areas import Area

AREA = Area(
    "board",
    blueprints=(coprod.board.overview.views.bp, coprod.board.packs.views.bp),
    audit_verbs=(coprod.board.packs.enums.AUDIT_VERBS,),
    commands=(coprod.board.packs.commands.group,),
)
