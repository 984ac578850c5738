/*
 * Yardstick of src/kernels/assembly/icaStep.ts: the same steps, at the same vector width, with the same bits.
 *
 *   gcc -O3 -msse4.1 -ffp-contract=off -o icaStep icaStep.c -lm
 *   ./icaStep kind code n features steps rounds     kind, code as in icaStep.ts; each round starts anew
 *
 * Word i of the streams is 0x9e3779b9 (i + 1) mod 2^32, rate 0.05 / n, w_i = 1 / sqrt(n).
 * Prints for each round the nanoseconds a step, then a line with the checksum sum_i (i + 1) scale w_i.
 */
#include <math.h>
#include <smmintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define both _mm_set1_pd
#define add _mm_add_pd
#define sub _mm_sub_pd
#define mul _mm_mul_pd

enum { RADEMACHER, UNIFORM, GAUSSIAN, LAPLACE };

static inline __m128d select2(__m128d a, __m128d b, __m128i mask) {
  const __m128d m = _mm_castsi128_pd(mask);
  return _mm_or_pd(_mm_and_pd(m, a), _mm_andnot_pd(m, b));
}

static inline __m128i upper(__m128i x) { return _mm_unpackhi_epi64(x, x); }

static inline __m128d fromUnsigned(__m128i x) {
  const __m128i words = _mm_unpacklo_epi32(x, _mm_set1_epi32(0x43300000));
  return sub(_mm_castsi128_pd(words), both(4503599627370496.0));
}

static inline __m128d logOf(__m128d x) {
  const __m128i bits = _mm_castpd_si128(x);
  const __m128i k32 = _mm_srai_epi32(_mm_sub_epi32(bits, _mm_set1_epi32(0x3fe6a09e)), 20);
  const __m128i power = _mm_and_si128(_mm_slli_epi32(_mm_sub_epi32(_mm_set1_epi32(1023), k32), 20), _mm_set1_epi64x(-4294967296LL));
  const __m128d k = _mm_cvtepi32_pd(_mm_shuffle_epi32(k32, _MM_SHUFFLE(3, 1, 3, 1)));
  const __m128d f = sub(mul(x, _mm_castsi128_pd(power)), both(1));
  const __m128d half = mul(mul(both(0.5), f), f);
  const __m128d s = _mm_div_pd(f, add(both(2), f));
  const __m128d z = mul(s, s);
  const __m128d w = mul(z, z);
  const __m128d even = mul(w, add(both(0.3999999999989938), mul(w, add(both(0.2222221112572281), mul(w, both(0.15331699633543858))))));
  const __m128d odd = mul(z, add(both(0.666666666666667), mul(w, add(both(0.28571428626031065), mul(w, add(both(0.18182889786191042), mul(w, both(0.14616721179861816))))))));
  const __m128d inner = add(mul(s, add(add(half, even), odd)), mul(k, both(1.9082149292705877e-10)));
  return sub(mul(k, both(0.6931471803691238)), sub(sub(half, inner), f));
}

static inline __m128d uniformOf(__m128i coarse, __m128i fine) {
  return mul(add(mul(fromUnsigned(coarse), both(1048576)), add(fromUnsigned(fine), both(1))), both(2.220446049250313e-16));
}

static inline void storePair(__m128i coarse, __m128i fine, __m128i angle, double *out) {
  const __m128d radius = _mm_sqrt_pd(mul(both(-2), logOf(uniformOf(coarse, fine))));
  const __m128i turned = _mm_add_epi32(angle, _mm_set1_epi32(0x20000000));
  const __m128d r = mul(add(_mm_cvtepi32_pd(_mm_srai_epi32(_mm_slli_epi32(angle, 2), 2)), both(0.5)), both(2.3283064365386963e-10));
  const __m128d z = mul(r, r);
  const __m128d w = mul(z, z);
  const __m128d odd = add(add(both(-41.341702240399755), mul(z, both(81.6052492760517))),
                          mul(w, add(add(both(-76.70585973561397), mul(z, both(42.05868917945876))), mul(w, add(both(-15.094054064726203), mul(z, both(3.786430011879243)))))));
  const __m128d even = add(add(both(64.93939402266824), mul(z, both(-85.45681720664378))),
                           mul(w, add(add(both(60.24464135269435), mul(z, both(-26.426253274804587))), mul(w, add(both(7.903206845861561), mul(z, both(-1.6990328650055457)))))));
  const __m128d sine = mul(radius, add(mul(r, both(6.283185307179586)), mul(r, mul(z, odd))));
  const __m128d cosine = mul(radius, add(both(1), mul(z, add(both(-19.739208802178716), mul(z, even)))));
  const __m128i bit1 = _mm_cvtepi32_epi64(turned);
  const __m128i swap = _mm_cvtepi32_epi64(_mm_srai_epi32(_mm_slli_epi32(turned, 1), 31));
  const __m128i signs = _mm_set1_epi64x(INT64_MIN);
  _mm_storeu_pd(out, _mm_xor_pd(select2(sine, cosine, swap), _mm_castsi128_pd(_mm_and_si128(_mm_xor_si128(bit1, swap), signs))));
  _mm_storeu_pd(out + 4, _mm_xor_pd(select2(cosine, sine, swap), _mm_castsi128_pd(_mm_and_si128(bit1, signs))));
}

typedef struct {
  __m128i s0, s1, s2, s3;
} Streams;

static inline __m128i nextWord(Streams *g) {
  const __m128i sum = _mm_add_epi32(g->s0, g->s3);
  const __m128i word = _mm_add_epi32(_mm_or_si128(_mm_slli_epi32(sum, 7), _mm_srli_epi32(sum, 25)), g->s0);
  const __m128i shifted = _mm_slli_epi32(g->s1, 9);
  g->s2 = _mm_xor_si128(g->s2, g->s0);
  g->s3 = _mm_xor_si128(g->s3, g->s1);
  g->s1 = _mm_xor_si128(g->s1, g->s2);
  g->s0 = _mm_xor_si128(g->s0, g->s3);
  g->s2 = _mm_xor_si128(g->s2, shifted);
  g->s3 = _mm_or_si128(_mm_slli_epi32(g->s3, 11), _mm_srli_epi32(g->s3, 21));
  return word;
}

static void fillNormals(Streams *streams, double *out, int pairs) {
  Streams g = *streams;
  for (int i = 0; i < pairs; i++, out += 8) {
    const __m128i coarse = nextWord(&g);
    const __m128i fine = _mm_srli_epi32(nextWord(&g), 12);
    const __m128i angle = nextWord(&g);
    storePair(coarse, fine, angle, out);
    storePair(upper(coarse), upper(fine), upper(angle), out + 2);
  }
  *streams = g;
}

static void fillRademachers(Streams *streams, double *out, int blocks) {
  Streams g = *streams;
  const __m128i zero = _mm_setzero_si128();
  while (blocks > 0) {
    __m128i bits = nextWord(&g);
    int left = blocks < 32 ? blocks : 32;
    blocks -= left;
    for (; left > 0; left--, out += 4) {
      const __m128i high = _mm_or_si128(_mm_and_si128(bits, _mm_set1_epi32(INT32_MIN)), _mm_set1_epi32(0x3ff00000));
      _mm_storeu_si128((__m128i *)out, _mm_unpacklo_epi32(zero, high));
      _mm_storeu_si128((__m128i *)(out + 2), _mm_unpackhi_epi32(zero, high));
      bits = _mm_slli_epi32(bits, 1);
    }
  }
  *streams = g;
}

static void fillUniforms(Streams *streams, double *out, int blocks) {
  Streams g = *streams;
  for (; blocks > 0; blocks--, out += 4) {
    const __m128i word = nextWord(&g);
    _mm_storeu_pd(out, mul(add(_mm_cvtepi32_pd(word), both(0.5)), both(8.065490087349327e-10)));
    _mm_storeu_pd(out + 2, mul(add(_mm_cvtepi32_pd(upper(word)), both(0.5)), both(8.065490087349327e-10)));
  }
  *streams = g;
}

static inline __m128d laplace(__m128i coarse, __m128i second) {
  const __m128d size = mul(logOf(uniformOf(coarse, _mm_srli_epi32(second, 12))), both(-0.7071067811865476));
  return _mm_xor_pd(size, _mm_castsi128_pd(_mm_slli_epi64(_mm_cvtepu32_epi64(second), 63)));
}

static void fillLaplaces(Streams *streams, double *out, int blocks) {
  Streams g = *streams;
  for (; blocks > 0; blocks--, out += 4) {
    const __m128i coarse = nextWord(&g);
    const __m128i second = nextWord(&g);
    _mm_storeu_pd(out, laplace(coarse, second));
    _mm_storeu_pd(out + 2, laplace(upper(coarse), upper(second)));
  }
  *streams = g;
}

static void draw(Streams *g, double *out, int n, int features, int kind) {
  if (kind == GAUSSIAN) {
    fillNormals(g, out, (n + 7) / 8);
    return;
  }
  double *mixed = out + (features & -4);
  double kept[4];
  if (features < n) fillNormals(g, mixed, (int)(n - (features & -4) + 7) / 8);
  memcpy(kept, mixed, sizeof kept);
  const int blocks = (features + 3) / 4;
  if (kind == RADEMACHER) fillRademachers(g, out, blocks);
  else if (kind == UNIFORM) fillUniforms(g, out, blocks);
  else fillLaplaces(g, out, blocks);
  if (features & 3) for (int l = features & 3; l < 4; l++) mixed[l] = kept[l];
}

static double tanhOf(double x) {
  const double size = fabs(x);
  if (size < 1) {
    if (size < 1e-8) return x;
    const double z = x * x;
    const double top = 218243025 + z * (16081065 + z * (289575 + z * (1430 + z)));
    const double bottom = 654729075 + z * (310134825 + z * (18918900 + z * (315315 + z * (1485 + z))));
    return x - x * (z * (top / bottom));
  }
  return tanh(x);
}

static double nonlinearity(int code, double y) {
  const double square = y * y;
  switch (code) {
    case 0: return y;
    case 1: return square;
    case 2: return square - 1;
    case 3: return y * square;
    case 4: return y * (square - 3);
    case 5: return y > 0 ? y : 0;
    case 6: return y > 0 ? square : 0;
    case 7: return tanhOf(y);
    default: return 1;
  }
}

static inline double laneSum(__m128d a, __m128d b) {
  const __m128d sum = add(a, b);
  return _mm_cvtsd_f64(sum) + _mm_cvtsd_f64(_mm_unpackhi_pd(sum, sum));
}

static inline __m128d product(const double *w, const double *s) { return mul(_mm_loadu_pd(w), _mm_loadu_pd(s)); }

static inline __m128d moved(double *w, const double *s, __m128d keep, __m128d force) {
  const __m128d u = add(mul(keep, _mm_loadu_pd(w)), mul(force, _mm_loadu_pd(s)));
  _mm_storeu_pd(w, u);
  return mul(u, u);
}

/** One step of the weights scale w; the new scale. */
static double step(double *w, const double *s, int n, double scale, double rate, int code) {
  __m128d a = both(0), b = a, c = a, d = a;
  int i = 0;
  for (; i + 8 <= n; i += 8) {
    a = add(a, product(w + i, s + i));
    b = add(b, product(w + i + 2, s + i + 2));
    c = add(c, product(w + i + 4, s + i + 4));
    d = add(d, product(w + i + 6, s + i + 6));
  }
  double y = laneSum(add(a, b), add(c, d));
  for (; i < n; i++) y += w[i] * s[i];
  y *= scale;
  const double force = rate * nonlinearity(code, y), keep = (1 - force * y) * scale;
  const __m128d forces = both(force), keeps = both(keep);
  a = b = c = d = both(0);
  for (i = 0; i + 8 <= n; i += 8) {
    a = add(a, moved(w + i, s + i, keeps, forces));
    b = add(b, moved(w + i + 2, s + i + 2, keeps, forces));
    c = add(c, moved(w + i + 4, s + i + 4, keeps, forces));
    d = add(d, moved(w + i + 6, s + i + 6, keeps, forces));
  }
  double size = laneSum(add(a, b), add(c, d));
  for (; i < n; i++) {
    w[i] = keep * w[i] + force * s[i];
    size += w[i] * w[i];
  }
  return 1 / sqrt(size);
}

int main(int count, char **words) {
  if (count != 7) return fprintf(stderr, "usage: icaStep kind code n features steps rounds\n"), 2;
  const int kind = atoi(words[1]), code = atoi(words[2]), n = atoi(words[3]), features = atoi(words[4]), steps = atoi(words[5]), rounds = atoi(words[6]);
  double *w = malloc(sizeof(double) * n), *s = malloc(sizeof(double) * (n + 8));
  double scale = 1;
  // A processor that idled takes a while to come back to its clock.
  for (const clock_t began = clock(); clock() - began < 3 * CLOCKS_PER_SEC / 10;) {}
  for (int round = 0; round < rounds; round++) {
    uint32_t seeds[16];
    for (int i = 0; i < 16; i++) seeds[i] = 0x9e3779b9u * (uint32_t)(i + 1);
    Streams g;
    memcpy(&g, seeds, sizeof g);
    for (int i = 0; i < n; i++) w[i] = 1 / sqrt(n);
    scale = 1;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int t = 0; t < steps; t++) {
      draw(&g, s, n, features, kind);
      scale = step(w, s, n, scale, 0.05 / n, code);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.6g\n", (1e9 * (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec)) / steps);
  }
  double checksum = 0;
  for (int i = 0; i < n; i++) checksum += (i + 1) * (scale * w[i]);
  printf("checksum %.17g\n", checksum);
  free(w);
  free(s);
  return 0;
}
