"""The application for any WSGI server and for the `flask` command; `python -m webapp.server` needs it not."""

from webapp import create_app
from webapp.settings import exit_on_wrong_setting

with exit_on_wrong_setting():
    app = create_app()
