"""One-pass SGD of a committee over its weights as one writes it in NumPy: a loop over samples, vectors inside, normals drawn in blocks.

Reads {text}: the numbers of `directInput` (see problem.ts), with K = M = 2. Writes {ns, dtype, Q00}: nanoseconds a step of processor time,
in the faster of single and double precision. Exit 3 without NumPy and SciPy (its erf).
"""
import json
import os
import sys
import time

# One thread: the other sides have one too, and vectors this short gain nothing.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import numpy as np
    from scipy.special import erf
except ImportError:
    sys.exit(3)

from math import pi, sqrt

given = [float(x) for x in json.load(sys.stdin)["text"].split()]
K = M = 2
N, steps, repeats = (int(x) for x in given[:3])
rate = given[3]
after = 8 + 16
L = np.array(given[after:after + M * M]).reshape(M, M)
teacher = np.array(given[after + M * M:after + M * M + M])
v = np.array(given[after + M * M + M:after + M * M + M + K])
weights = np.array(given[after + M * M + M + K:]).reshape(K, N)
block = 256


def learn(dtype):
    rng = np.random.default_rng(1)
    W, T, A, c = (a.astype(dtype) for a in (weights, L, teacher, rate * sqrt(2 / pi) * v))
    output = v.astype(dtype)
    for done in range(0, steps, block):
        for x in rng.standard_normal((min(block, steps - done), N), dtype=dtype):
            fields = W @ x / sqrt(N)
            error = A @ erf(T @ x[:M] / sqrt(2)) - output @ erf(fields / sqrt(2))
            W += np.outer(c * error * np.exp(-fields * fields / 2), x)
    return float(W[0] @ W[0]) / N


best = None
for dtype in (np.float32, np.float64):
    for _ in range(repeats):
        began = time.process_time_ns()
        norm = learn(dtype)
        ns = (time.process_time_ns() - began) / steps
        if best is None or ns < best["ns"]:
            best = {"ns": ns, "dtype": np.dtype(dtype).name, "Q00": norm}
json.dump(best, sys.stdout)
