"""The brief: one view of everything, rendered as text, Markdown, JSON, one HTML file or PDF."""

from placet.brief.build import brief
from placet.brief.faces import Form, render
from placet.brief.view import Brief

__all__ = ["Brief", "Form", "brief", "render"]
