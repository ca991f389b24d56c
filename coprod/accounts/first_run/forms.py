"""What is sent when a curator confirms a line of the first-run list."""

from wtforms import HiddenField

from coprod.web.forms import Form


class ConfirmItemForm(Form):
    """``value`` is what the curator was looking at."""

    value = HiddenField()
