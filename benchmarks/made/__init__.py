"""Made-up agreements for the benchmarks: valid, varied, and the same for the same seed."""
