"""The use cases: where ingest, store and exporters meet, and nowhere else."""
