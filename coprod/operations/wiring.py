"""What operations adds to the app."""

import coprod.operations.daily.commands
import coprod.operations.keys.commands
import coprod.operations.place_data.commands
from coprod.web.areas import Area

AREA = Area(
    "operations",
    commands=(
        coprod.operations.daily.commands.daily,
        coprod.operations.keys.commands.group,
        coprod.operations.place_data.commands.group,
    ),
)
