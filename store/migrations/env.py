"""What Alembic runs to climb the ladder, on the connection and in the transaction that `store.climb` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
