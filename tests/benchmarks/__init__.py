"""What is measured: speed, and what a storm leaves behind."""
