"""The brief: one view of everything, rendered as text, Markdown, JSON or one HTML file."""
