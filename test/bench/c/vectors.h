/* Vectors of 128 bits: normals in single precision and erf of two doubles, the operations of the compiled kernel. */
#include "scalar.h"
#include <smmintrin.h>

typedef float f4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));
typedef uint32_t u4 __attribute__((vector_size(16)));
typedef double d2 __attribute__((vector_size(16)));

/* sqrt(-2 log u), u = (j + 1/2) 2^-31, j the upper 31 bits of the word. */
static inline f4 radius_of(u4 word) {
  f4 x = __builtin_convertvector((i4)(word >> 1), f4) + 0.5f;
  i4 bits = (i4)x - 0x4eb504f3;
  f4 k = __builtin_convertvector(bits >> 23, f4), f = (f4)((bits & 0x7fffff) + 0x3f3504f3) - 1.0f, z = f * f;
  f4 low = (0.9999998211860657f + f * -0.6666790246963501f) + z * (0.5000351071357727f + f * -0.3992413878440857f);
  f4 high = (0.33141064643859863f + f * -0.2983607053756714f) + z * (0.2861472964286804f + f * -0.174689382314682f);
  return _mm_sqrt_ps((k * -1.3862943611f - (f + f)) + z * (low + z * z * high));
}

static inline void pair_of(f4 radius, u4 angle, f4 *first, f4 *second) {
  f4 r = __builtin_convertvector((i4)(angle << 2), f4) * 5.8207661e-11f, z = r * r;
  f4 sine = r * ((6.2831854820251465f + z * -41.3416633605957f) + z * z * (81.59236145019531f + z * -75.39395904541016f));
  f4 cosine = (1.0f + z * -19.739168167114258f) + z * z * (64.92322540283203f + z * -83.66593933105469f);
  u4 turned = (u4)cosine ^ (angle & 0x80000000u), change = ((u4)sine ^ turned) & (u4)((i4)(angle << 1) >> 31);
  *first = radius * (f4)(turned ^ change);
  *second = radius * (f4)((u4)sine ^ change);
}

static inline d2 both(double x) { return (d2){x, x}; }

static inline d2 erf_pair(d2 x) {
  d2 centre = _mm_min_pd(_mm_max_pd(x, both(-6)), both(6)) * 32.0 + ROUNDER - ROUNDER;
  d2 sign = _mm_blendv_pd(both(1), both(-1), centre);
  const double *a = erf_table + 10 * abs((int)centre[0]), *b = erf_table + 10 * abs((int)centre[1]);
#define ENTRY(i) ((d2){a[i], b[i]})
  d2 h = (x - centre * 0.03125) * sign, h2 = h * h;
  d2 low = ENTRY(2) + h * ENTRY(3) + h2 * (ENTRY(4) + h * ENTRY(5));
  d2 high = ENTRY(6) + h * ENTRY(7) + h2 * (ENTRY(8) + h * ENTRY(9));
  d2 near = (ENTRY(0) + (h + (ENTRY(1) + h * (low + h2 * h2 * high)))) * sign;
  d2 beyond = _mm_blendv_pd(both(1), both(-1), x);
  d2 size = (d2)((__m128i)x & _mm_set1_epi64x(INT64_MAX));
  return _mm_blendv_pd(beyond, near, (d2)(size < 6.0));
}
