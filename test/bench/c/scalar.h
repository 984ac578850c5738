/* Elementary functions and random numbers in scalar double precision: the operations of src/numerics in the same order. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LN2_HIGH 0.6931471803691238
#define LN2_LOW 1.9082149292705877e-10
#define INVERSE_LN2 1.4426950408889634
#define ROUNDER 6755399441055744.0

static inline uint64_t bits_of(double x) {
  uint64_t word;
  memcpy(&word, &x, 8);
  return word;
}

static inline double power_of_two(int64_t k) {
  uint64_t word = (uint64_t)(k + 1023) << 52;
  double x;
  memcpy(&x, &word, 8);
  return x;
}

/* e^x for x <= 0; 0 below -707. */
static inline double exp_of_negative(double x) {
  if (!(x > -707)) return 0;
  double k = x * INVERSE_LN2 + ROUNDER - ROUNDER;
  double high = x - k * LN2_HIGH, low = k * LN2_LOW, r = high - low, r2 = r * r, r4 = r2 * r2;
  double first = 0.5 + r * 0.16666666666666669 + r2 * (0.041666666666666664 + r * 0.008333333333330062);
  double second = 0.0013888888888886567 + r * 0.00019841269863054255 + r2 * (2.480158731709216e-5 + r * 2.755726845900634e-6);
  double third = 2.755728303580833e-7 + r * 2.5100385966749044e-8 + r2 * 2.09112090965678e-9;
  return (1 + (high + (r2 * (first + r4 * (second + r4 * third)) - low))) * power_of_two((int)k);
}

/* log x for normal x > 0. */
static inline double log_of(double x) {
  int k = ((int32_t)(bits_of(x) >> 32) - 0x3fe6a09e) >> 20;
  double f = x * power_of_two(-k) - 1;
  double half = 0.5 * f * f, s = f / (2 + f), z = s * s, w = z * z;
  double even = w * (0.3999999999989938 + w * (0.2222221112572281 + w * 0.15331699633543858));
  double odd = z * (0.666666666666667 + w * (0.28571428626031065 + w * (0.18182889786191042 + w * 0.14616721179861816)));
  return k * LN2_HIGH - (half - (s * (half + even + odd) + k * LN2_LOW) - f);
}

/* Rows of ten doubles for i / 32, i = 0..192: erf, its low part, the slope less 1, then the powers 2 to 8. */
static double erf_table[1930] __attribute__((aligned(64)));

static void write_taylor(double *out, double centre) {
  double previous = 0, current = 1.1283791670955126 * exp_of_negative(-centre * centre);
  for (int n = 0; n < 14; n++) {
    out[n + 1] = current / (n + 1);
    double next = (-2 * (centre * current + previous)) / (n + 1);
    previous = current;
    current = next;
  }
}

static double growth(const double *series, double h) {
  double sum = 0;
  for (int n = 14; n >= 1; n--) sum = h * (series[n] + sum);
  return sum;
}

static void prepare_erf(void) {
  double before[15] = {0}, here[15] = {0}, value = 0, low = 0;
  for (int i = 0; i <= 192; i++) {
    write_taylor(here, i / 32.0);
    if (i > 0) {
      double step = growth(before, 1 / 64.0) - growth(here, -1 / 64.0) + low, sum = value + step;
      low = step - (sum - value);
      value = sum;
    }
    double *row = erf_table + 10 * i;
    row[0] = value;
    row[1] = low;
    row[2] = here[1] - 1;
    for (int power = 2; power <= 8; power++) row[1 + power] = here[power];
    memcpy(before, here, sizeof here);
  }
}

static inline double erf_of(double x) {
  if (!(x > -6 && x < 6)) return x > 0 ? 1 : -1;
  double centre = x * 32 + ROUNDER - ROUNDER;
  int index = (int)centre, sign = (index >> 31) | 1;
  const double *row = erf_table + 10 * index * sign;
  double h = (x - centre * 0.03125) * sign, h2 = h * h;
  double low = row[2] + h * row[3] + h2 * (row[4] + h * row[5]);
  double high = row[6] + h * row[7] + h2 * (row[8] + h * row[9]);
  return (row[0] + (h + (row[1] + h * (low + h2 * h2 * high)))) * sign;
}

/* xoshiro128++. */
typedef struct {
  uint32_t s0, s1, s2, s3;
} Stream;

static inline uint32_t next_word(Stream *s) {
  uint32_t sum = s->s0 + s->s3, word = ((sum << 7) | (sum >> 25)) + s->s0, shifted = s->s1 << 9;
  s->s2 ^= s->s0;
  s->s3 ^= s->s1;
  s->s1 ^= s->s2;
  s->s0 ^= s->s3;
  s->s2 ^= shifted;
  s->s3 = (s->s3 << 11) | (s->s3 >> 21);
  return word;
}

static inline double flip(double x, uint32_t bit31) {
  uint64_t word = bits_of(x) ^ ((uint64_t)(bit31 & 0x80000000u) << 32);
  memcpy(&x, &word, 8);
  return x;
}

/* Two standard normals by Box-Muller. */
static inline void normal_pair(Stream *stream, double *out) {
  uint32_t coarse = next_word(stream), fine = next_word(stream) >> 12, angle = next_word(stream);
  double radius = sqrt(-2 * log_of((coarse * 1048576.0 + (fine + 1)) * 2.220446049250313e-16));
  uint32_t turned = angle + 0x20000000u, swap = turned << 1;
  double r = (((int32_t)(angle << 2) >> 2) + 0.5) * 2.3283064365386963e-10, z = r * r, w = z * z;
  double odd = -41.341702240399755 + z * 81.6052492760517 +
               w * (-76.70585973561397 + z * 42.05868917945876 + w * (-15.094054064726203 + z * 3.786430011879243));
  double even = 64.93939402266824 + z * -85.45681720664378 +
                w * (60.24464135269435 + z * -26.426253274804587 + w * (7.903206845861561 + z * -1.6990328650055457));
  double sine = radius * (r * 6.283185307179586 + r * (z * odd));
  double cosine = radius * (1 + z * (-19.739208802178716 + z * even));
  int swapped = (int32_t)swap < 0;
  out[0] = flip(swapped ? sine : cosine, turned ^ swap);
  out[1] = flip(swapped ? cosine : sine, turned);
}

static inline void fill_normals(Stream *stream, double *out, int count) {
  Stream local = *stream;
  for (int i = 0; i < count; i += 2) normal_pair(&local, out + i);
  *stream = local;
}

/* Input and output: numbers on standard input, JSON on standard output. */
static inline double read_number(void) {
  double x;
  if (scanf("%lf", &x) != 1) {
    fprintf(stderr, "too few numbers\n");
    exit(2);
  }
  return x;
}

static inline void read_numbers(double *out, int count) {
  for (int i = 0; i < count; i++) out[i] = read_number();
}

static inline Stream read_stream(void) {
  uint32_t words[4];
  for (int i = 0; i < 4; i++) words[i] = (uint32_t)read_number();
  return (Stream){words[0], words[1], words[2], words[3]};
}

static inline double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline void write_numbers(const char *name, const double *values, int count) {
  printf(",\"%s\":[", name);
  for (int i = 0; i < count; i++) printf("%s%.17g", i > 0 ? "," : "", values[i]);
  printf("]");
}
