"""What happens on a sheet, step by step, from its question to its answer. Knows no Qt."""
