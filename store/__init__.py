"""Keeps and finds. The only room that knows SQLAlchemy."""
