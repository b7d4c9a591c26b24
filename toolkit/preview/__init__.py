"""The preview: a local page on which a message is chosen, filled in, read, judged and taken away."""

from toolkit.preview.app import make_app
from toolkit.preview.desk import Desk
from toolkit.preview.fields import Field, fields_of
from toolkit.preview.serve import PORT, serve, settle
from toolkit.preview.shelf import Shelf
from toolkit.preview.view import View, view_of

__all__ = ["PORT", "Desk", "Field", "Shelf", "View", "fields_of", "make_app", "serve", "settle", "view_of"]
