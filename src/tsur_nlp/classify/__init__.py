"""See the design: one stage of the pipeline."""
