/*
 * The exact chain of a committee's order parameters, one replica, in plain scalar C: what the compiled kernel is measured against.
 * Same algorithm, random numbers and order of operations; -DK=2 -DM=2 fixes the sizes.
 *
 * Reads: steps, repeats, eta/N, eta_v/N, 1 - kappa/N, the same for v, sigma, d, c of the chi-square; three streams of four words (fields, rest,
 * noise); L (M x M), teacher's outputs (M), A (K x M), V (K x K), v (K).
 * Writes nanoseconds of processor time a step, the least of the repeats, and the state at the end of the run.
 */
#include "scalar.h"

#ifndef K
#define K 2
#endif
#ifndef M
#define M 2
#endif
#define BLOCK 64

typedef struct {
  double A[K * M], V[K * K], v[K];
  Stream fields, rest, noise;
  double carried;
  int has_carried;
} State;

static double rate, second_rate, shrink, output_shrink, sigma, degrees_d, degrees_c;
static double L[M * M], output[M];

static inline void fill_chi_squares(State *state, double *out) {
  Stream stream = state->rest;
  const double d = degrees_d, c = degrees_c, squeeze = d >= 32 ? 1 / (54 * d) : 0.0331;
  int filled = 0;
  if (state->has_carried) out[filled++] = state->carried;
  while (filled < BLOCK) {
    double x[2];
    normal_pair(&stream, x);
    uint32_t words[2];
    words[0] = next_word(&stream);
    words[1] = next_word(&stream);
    for (int i = 0; i < 2; i++) {
      if (d == 0) {
        out[filled++] = x[i] * x[i];
        continue;
      }
      double u = (words[i] + 0.5) * 2.3283064365386963e-10, root = 1 + c * x[i], v = root * root * root, x2 = x[i] * x[i];
      if (root > 0 && (u < 1 - squeeze * x2 * x2 || log_of(u) < 0.5 * x2 + d * (1 - v + log_of(v)))) out[filled++] = 2 * d * v;
    }
  }
  state->has_carried = filled > BLOCK;
  state->carried = out[BLOCK];
  state->rest = stream;
}

static inline void drop_smallest(double *x, int count) {
  for (int i = 0; i < count; i++) x[i] = fabs(x[i]) < 1e-140 ? 0 : x[i];
}

static void run(State *state, long steps) {
  static double fields[BLOCK * (K + M)], rest[BLOCK + 2], noise[BLOCK];
  double A[K * M], V[K * K], v[K], B[K * K] = {0};
  const double shrink2 = shrink * shrink;
  memcpy(A, state->A, sizeof A);
  memcpy(V, state->V, sizeof V);
  memcpy(v, state->v, sizeof v);
  int next = BLOCK;
  for (long done = 0; done < steps; done++) {
    if (next == BLOCK) {
      fill_normals(&state->fields, fields, BLOCK * (K + M));
      fill_chi_squares(state, rest);
      if (sigma > 0) fill_normals(&state->noise, noise, BLOCK);
      drop_smallest(A, K * M);
      drop_smallest(V, K * K);
      drop_smallest(v, K);
      next = 0;
    }
    const double *xi = fields + next * (K + M), *zeta = xi + M;
    for (int k = 0; k < K; k++) {
      double diagonal = V[k * K + k], pivot = diagonal;
      for (int m = 0; m < k; m++) pivot -= B[k * K + m] * B[k * K + m];
      int zero = pivot <= 1e-13 * diagonal;
      double root = zero ? 0 : sqrt(pivot);
      B[k * K + k] = root;
      for (int i = k + 1; i < K; i++) {
        double sum = V[i * K + k];
        for (int m = 0; m < k; m++) sum -= B[i * K + m] * B[k * K + m];
        B[i * K + k] = zero ? 0 : sum / root;
      }
    }
    double across[K], hidden[K], c[K];
    double error = sigma > 0 ? sigma * noise[next] : 0, rho = rest[next];
    next++;
    for (int m = 0; m < M; m++) {
      double nu = 0;
      for (int j = 0; j <= m; j++) nu += L[m * M + j] * xi[j];
      error += output[m] * erf_of(0.7071067811865476 * nu);
    }
    for (int k = 0; k < K; k++) {
      double inside = 0, outside = 0;
      for (int m = 0; m < M; m++) inside += A[k * M + m] * xi[m];
      for (int l = 0; l <= k; l++) outside += B[k * K + l] * zeta[l];
      across[k] = outside;
      double lambda = inside + outside;
      hidden[k] = erf_of(0.7071067811865476 * lambda);
      error -= v[k] * hidden[k];
      c[k] = 0.7978845608028654 * exp_of_negative(-0.5 * lambda * lambda);
      rho += zeta[k] * zeta[k];
    }
    for (int k = 0; k < K; k++) {
      double ck = rate * v[k] * error * c[k];
      c[k] = ck;
      v[k] = output_shrink * v[k] + second_rate * error * hidden[k];
      for (int m = 0; m < M; m++) A[k * M + m] = shrink * A[k * M + m] + ck * xi[m];
      for (int l = 0; l <= k; l++) V[k * K + l] = shrink2 * V[k * K + l] + shrink * (ck * across[l] + across[k] * c[l]) + rho * ck * c[l];
    }
  }
  memcpy(state->A, A, sizeof A);
  memcpy(state->V, V, sizeof V);
  memcpy(state->v, v, sizeof v);
}

int main(void) {
  prepare_erf();
  State start = {0}, state;
  long steps = (long)read_number(), repeats = (long)read_number();
  rate = read_number();
  second_rate = read_number();
  shrink = read_number();
  output_shrink = read_number();
  sigma = read_number();
  degrees_d = read_number();
  degrees_c = read_number();
  start.fields = read_stream();
  start.rest = read_stream();
  start.noise = read_stream();
  read_numbers(L, M * M);
  read_numbers(output, M);
  read_numbers(start.A, K * M);
  read_numbers(start.V, K * K);
  read_numbers(start.v, K);
  double best = 0;
  for (long i = -1; i < repeats; i++) { /* the first one warms up */
    double began = seconds();
    state = start;
    run(&state, steps);
    double ns = 1e9 * (seconds() - began) / (double)steps;
    if (i >= 0 && (best == 0 || ns < best)) best = ns;
  }
  printf("{\"ns\":%.9g", best);
  write_numbers("A", state.A, K * M);
  write_numbers("V", state.V, K * K);
  write_numbers("v", state.v, K);
  printf("}\n");
  return 0;
}
