"""The four ratings beside the buttons of whoever decides about an activity."""

from flask import Blueprint

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.register.activities.models import Activity
from coprod.web.access import actor
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("four_ratings", __name__)


def build_levels(activity: Activity) -> Context:
    return {"views": get_four_ratings(actor(), [activity])[activity.id].views}


add_slot_template(bp, "activity.decide", "assessment/four_ratings/_levels.html", build_levels)
