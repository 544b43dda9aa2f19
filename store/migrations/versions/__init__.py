"""The steps. Each imports SQLAlchemy and Alembic alone and is never changed once released."""
