"""The Saad-Solla equations (fixed second layer, no noise) by SciPy's RK45 with a vectorised NumPy right-hand side.

Reads {units, learningRate, end, rtol, atol, y0} on standard input; y0 is the upper triangle of Q, R row by row, and v.
Writes {seconds, evaluations, y}. Exit 3 without NumPy or SciPy.
"""
import json
import sys
import time

try:
    import numpy as np
    from scipy.integrate import solve_ivp
except ImportError:
    sys.exit(3)

given = json.load(sys.stdin)
K = M = given["units"]
n = K + M
eta = given["learningRate"]
y0 = np.array(given["y0"])
upper = np.triu_indices(K)
signs = np.concatenate([np.ones(K), -np.ones(M)])
pairs = np.outer(signs, signs)


def right_hand_side(t, y):
    size = K * (K + 1) // 2
    C = np.eye(n)
    Q = np.empty((K, K))
    Q[upper] = y[:size]
    Q.T[upper] = y[:size]
    R = y[size:size + K * M].reshape(K, M)
    C[:K, :K] = Q
    C[:K, K:] = R
    C[K:, :K] = R.T
    d = 1 + np.diag(C)
    J = (2 / np.pi) / np.sqrt(np.outer(d, d) - C * C)
    # I3(k; b, a) = <g'_k z_b g_a> = (C_ba - C_kb C_ka / d_k) J2(k, a), summed over a with its sign.
    I3 = (C[None, :, :] - C[:K, :, None] * C[:K, None, :] / d[:K, None, None]) * J[:K, None, :]
    G = -(I3 @ signs)
    ka, la = C[:K, None, :, None], C[None, :K, :, None]
    kb, lb = C[:K, None, None, :], C[None, :K, None, :]
    dk, dl, kl = d[:K, None, None, None], d[None, :K, None, None], C[:K, :K, None, None]
    L4 = dk * dl - kl * kl
    L0 = L4 * C - la * lb * dk - ka * kb * dl + kl * (ka * lb + kb * la)
    L1 = L4 * d[:, None] - la * la * dk - ka * ka * dl + 2 * kl * ka * la
    L2 = L4 * d[None, :] - lb * lb * dk - kb * kb * dl + 2 * kl * kb * lb
    I4 = (4 / np.pi**2) * np.arcsin(np.clip(L0 / np.sqrt(L1 * L2), -1, 1)) / np.sqrt(L4)
    second = np.einsum("klab,ab->kl", I4, pairs)
    dQ = eta * (G[:, :K] + G[:, :K].T) + eta**2 * second
    return np.concatenate([dQ[upper], (eta * G[:, K:]).ravel(), np.zeros(K)])


began = time.perf_counter()
solution = solve_ivp(right_hand_side, (0, given["end"]), y0, method="RK45", rtol=given["rtol"], atol=given["atol"])
seconds = time.perf_counter() - began
json.dump({"seconds": seconds, "evaluations": int(solution.nfev), "y": solution.y[:, -1].tolist()}, sys.stdout)
