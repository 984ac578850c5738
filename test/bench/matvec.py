"""Yardstick of the matvec kernels: OpenBLAS through NumPy, one thread (the caller sets OPENBLAS_NUM_THREADS=1).

python3 matvec.py rows cols repeats rounds: a line a round, nanoseconds of A x and of A^T z. Ends with 3 without NumPy.
"""
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(3)

rows, cols, repeats, rounds = map(int, sys.argv[1:])
a = np.random.default_rng(1).standard_normal((rows, cols))
x, z, across, along = np.ones(cols), np.ones(rows), np.empty(rows), np.empty(cols)
# A processor that idled takes a while to come back to its clock.
began = time.perf_counter_ns()
while time.perf_counter_ns() - began < 300_000_000:
    np.dot(a, x, out=across)
for _ in range(rounds):
    began = time.perf_counter_ns()
    for _ in range(repeats):
        np.dot(a, x, out=across)
    middle = time.perf_counter_ns()
    for _ in range(repeats):
        np.dot(a.T, z, out=along)
    print((middle - began) / repeats, (time.perf_counter_ns() - middle) / repeats)
