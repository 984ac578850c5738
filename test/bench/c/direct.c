/*
 * One-pass SGD of a committee over its N weights in single precision, 128-bit vectors: what the compiled kernel is measured against.
 * Same algorithm, random numbers, order of sums; one pass applies the last update, draws the next input and accumulates its fields.
 * -DK=2 -DM=2 fixes the sizes. No label noise.
 *
 * Reads: N, steps, repeats, eta/sqrt N, eta_v/N, 1 - kappa/N, the same for v, sqrt N; four streams of four words; L (M x M), teacher's
 * outputs (M), v (K), then K rows of N weights.
 * Writes nanoseconds of processor time a step, the least of the repeats, and Q, R and v at the end of a run.
 */
#include "vectors.h"

#ifndef K
#define K 2
#endif
#ifndef M
#define M 2
#endif
#define CHUNK 512

static inline u4 next_words(u4 s[4]) {
  u4 sum = s[0] + s[3], words = ((sum << 7) | (sum >> 25)) + s[0], shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = (s[3] << 11) | (s[3] >> 21);
  return words;
}

static int N, padded;
static double rate, second_rate, shrink, output_shrink, root;
static double L[M * M], teacher[M];
static double v[K], pending[K + 1], lambda[K];
static u4 state[4];
static float *x, *w;
static f4 fresh[CHUNK / 4];

/* Applies the update that waits, draws x, leaves sum_i w_ki x_i in lambda. */
static void pass(void) {
  u4 s[4] = {state[0], state[1], state[2], state[3]};
  const f4 keep = (f4){0} + (float)pending[0];
  f4 a[K];
  for (int k = 0; k < K; k++) {
    a[k] = (f4){0} + (float)pending[k + 1];
    lambda[k] = 0;
  }
  for (int from = 0; from < padded; from += CHUNK) {
    int end = from + CHUNK < padded ? from + CHUNK : padded;
    f4 f[K] = {0}, g[K] = {0}, *next = fresh;
    for (int i = from; i < end; i += 8, next += 2) {
      u4 word = next_words(s), angle = next_words(s);
      pair_of(radius_of(word), angle, next, next + 1);
    }
    for (int i = N; i < end; i++) ((float *)fresh)[i - from] = 0;
    next = fresh;
    for (int i = from; i < end; i += 8, next += 2) {
      f4 first = next[0], second = next[1], *at = (f4 *)(x + i), before = at[0], before_second = at[1];
      at[0] = first;
      at[1] = second;
      for (int k = 0; k < K; k++) {
        f4 *row = (f4 *)(w + (size_t)k * padded + i);
        row[0] = row[0] * keep + a[k] * before;
        row[1] = row[1] * keep + a[k] * before_second;
        f[k] += row[0] * first;
        g[k] += row[1] * second;
      }
    }
    for (int k = 0; k < K; k++) {
      f4 sum = f[k] + g[k];
      d2 wide = (d2){sum[0], sum[1]} + (d2){sum[2], sum[3]};
      lambda[k] += wide[0] + wide[1];
    }
  }
  memcpy(state, s, sizeof s);
}

/* The next update and the second layer, from the sums of `pass`. */
static void learn(void) {
  double field[K + M + 1] = {0}, hidden[K + M + 1];
  for (int k = 0; k < K; k++) field[k] = lambda[k] / root;
  for (int m = 0; m < M; m++)
    for (int j = 0; j <= m; j++) field[K + m] += L[m * M + j] * (double)x[j];
  for (int i = 0; i < K + M; i += 2) {
    d2 g = erf_pair(0.7071067811865476 * (d2){field[i], field[i + 1]});
    hidden[i] = g[0];
    hidden[i + 1] = g[1];
  }
  double error = 0;
  for (int m = 0; m < M; m++) error += teacher[m] * hidden[K + m];
  for (int k = 0; k < K; k++) error -= v[k] * hidden[k];
  pending[0] = shrink;
  for (int k = 0; k < K; k++) {
    double slope = 0.7978845608028654 * exp_of_negative(-0.5 * field[k] * field[k]), a = rate * v[k] * error * slope;
    pending[k + 1] = fabs(a) < 1e-30 ? 0 : a;
    v[k] = output_shrink * v[k] + second_rate * error * hidden[k];
  }
}

static void drop_smallest(void) {
  for (int i = 0; i < K * padded; i++) w[i] = fabsf(w[i]) < 1e-30f ? 0 : w[i];
}

static void run(long steps) {
  for (long done = 1; done <= steps; done++) {
    pass();
    learn();
    if ((done & 1023) == 0) drop_smallest();
  }
}

static void flush_update(void) {
  for (int k = 0; k < K; k++)
    for (int i = 0; i < padded; i++) w[(size_t)k * padded + i] = w[(size_t)k * padded + i] * (float)pending[0] + (float)pending[k + 1] * x[i];
}

int main(void) {
  prepare_erf();
  N = (int)read_number();
  padded = (N + 7) & ~7;
  long steps = (long)read_number(), repeats = (long)read_number();
  rate = read_number();
  second_rate = read_number();
  shrink = read_number();
  output_shrink = read_number();
  root = read_number();
  u4 first_state[4];
  for (int lane = 0; lane < 4; lane++) {
    Stream stream = read_stream();
    first_state[0][lane] = stream.s0;
    first_state[1][lane] = stream.s1;
    first_state[2][lane] = stream.s2;
    first_state[3][lane] = stream.s3;
  }
  double first_v[K];
  read_numbers(L, M * M);
  read_numbers(teacher, M);
  read_numbers(first_v, K);
  size_t bytes = sizeof(float) * K * (size_t)padded;
  float *start = calloc(1, bytes);
  x = aligned_alloc(64, (sizeof(float) * (size_t)padded + 63) & ~(size_t)63);
  w = aligned_alloc(64, (bytes + 63) & ~(size_t)63);
  for (int k = 0; k < K; k++)
    for (int i = 0; i < N; i++) start[(size_t)k * padded + i] = (float)read_number();
  double best = 0;
  for (long i = -1; i < repeats; i++) { /* the first one warms up */
    memcpy(w, start, bytes);
    memset(x, 0, sizeof(float) * (size_t)padded);
    memcpy(state, first_state, sizeof state);
    memcpy(v, first_v, sizeof v);
    memset(pending, 0, sizeof pending);
    pending[0] = 1;
    double began = seconds();
    run(steps);
    double ns = 1e9 * (seconds() - began) / (double)steps;
    if (i >= 0 && (best == 0 || ns < best)) best = ns;
  }
  flush_update();
  double Q[K * K] = {0}, R[K * M];
  for (int k = 0; k < K; k++) {
    for (int l = 0; l < K; l++) {
      for (int i = 0; i < N; i++) Q[k * K + l] += (double)w[(size_t)k * padded + i] * (double)w[(size_t)l * padded + i];
      Q[k * K + l] /= N;
    }
    for (int m = 0; m < M; m++) {
      R[k * M + m] = 0;
      for (int j = 0; j <= m; j++) R[k * M + m] += (double)w[(size_t)k * padded + j] * L[m * M + j];
      R[k * M + m] /= root;
    }
  }
  printf("{\"ns\":%.9g", best);
  write_numbers("Q", Q, K * K);
  write_numbers("R", R, K * M);
  write_numbers("v", v, K);
  printf("}\n");
  return 0;
}
