/* libjpeg-turbo through TurboJPEG: decoded at a DCT scale into planes, scaled and turned as planes, encoded from planes.
 * Nothing is ever RGB: the best that this library can do, and the same way as ours. */
#include "common.h"
#include <turbojpeg.h>

typedef struct { int width, height; unsigned char *samples; } Plane;

/* Catmull-Rom, separable, widened when it shrinks. */
static float cubic(float x) {
  x = x < 0 ? -x : x;
  if (x < 1) return (1.5f * x - 2.5f) * x * x + 1;
  if (x < 2) return ((-0.5f * x + 2.5f) * x - 4) * x + 2;
  return 0;
}

static void pass(const unsigned char *in, int n, int in_step, int lines, int in_line, unsigned char *out, int m, int out_step, int out_line) {
  float scale = (float)n / (float)m, wide = scale > 1 ? scale : 1;
  int taps = (int)(4 * wide) + 2;
  int *first = malloc(sizeof(int) * (size_t)m);
  float *weights = calloc((size_t)m * (size_t)taps, sizeof(float));
  for (int i = 0; i < m; i++) {
    float middle = ((float)i + 0.5f) * scale - 0.5f, sum = 0;
    first[i] = (int)(middle - 2 * wide) + 1;
    if (first[i] < 0) first[i] = 0;
    if (first[i] + taps > n) first[i] = n > taps ? n - taps : 0;
    for (int t = 0; t < taps; t++) sum += weights[i * taps + t] = first[i] + t < n ? cubic(((float)(first[i] + t) - middle) / wide) : 0;
    for (int t = 0; t < taps; t++) weights[i * taps + t] /= sum;
  }
  if (in_step == 1) {
    for (int l = 0; l < lines; l++)
      for (int i = 0; i < m; i++) {
        float sum = 0.5f;
        const unsigned char *from = in + l * in_line + first[i];
        for (int t = 0; t < taps && first[i] + t < n; t++) sum += weights[i * taps + t] * (float)from[t];
        out[l * out_line + i] = sum < 0 ? 0 : sum > 255 ? 255 : (unsigned char)sum;
      }
  } else {
    float *row = malloc(sizeof(float) * (size_t)lines);
    for (int i = 0; i < m; i++) {
      for (int l = 0; l < lines; l++) row[l] = 0.5f;
      for (int t = 0; t < taps && first[i] + t < n; t++) {
        float w = weights[i * taps + t];
        const unsigned char *from = in + (first[i] + t) * in_step;
        for (int l = 0; l < lines; l++) row[l] += w * (float)from[l];
      }
      for (int l = 0; l < lines; l++) out[i * out_step + l] = row[l] < 0 ? 0 : row[l] > 255 ? 255 : (unsigned char)row[l];
    }
    free(row);
  }
  free(first);
  free(weights);
}

static Plane resized(Plane in, int width, int height) {
  if (in.width == width && in.height == height) return in;
  Plane out = {width, height, malloc((size_t)width * (size_t)height)};
  unsigned char *between = malloc((size_t)in.width * (size_t)height);
  pass(in.samples, in.height, in.width, in.width, 1, between, height, in.width, 1);
  pass(between, in.width, 1, height, in.width, out.samples, width, 1, width);
  free(between);
  free(in.samples);
  return out;
}

static Plane turned(Plane in, int how) {
  if (how != 3 && how != 6 && how != 8) return in;
  Plane out = {how == 3 ? in.width : in.height, how == 3 ? in.height : in.width, malloc((size_t)in.width * (size_t)in.height)};
  int w = in.width, h = in.height;
  for (int top = 0; top < h; top += 16)
    for (int left = 0; left < w; left += 16)
      for (int y = top; y < top + 16 && y < h; y++)
        for (int x = left; x < left + 16 && x < w; x++) {
          int to = how == 3 ? (h - 1 - y) * w + w - 1 - x : how == 6 ? x * h + h - 1 - y : (w - 1 - x) * h + y;
          out.samples[to] = in.samples[y * w + x];
        }
  free(in.samples);
  return out;
}

static Blob fit(Blob in) {
  tjhandle decoder = tjInitDecompress(), encoder = tjInitCompress();
  int width, height, sampling, space;
  if (tjDecompressHeader3(decoder, in.bytes, in.length, &width, &height, &sampling, &space)) exit(3);
  int count_of_factors, how = orientation(in);
  tjscalingfactor *factors = tjGetScalingFactors(&count_of_factors), best = {1, 1};
  int more = width > height ? width : height;
  for (int i = 0; i < count_of_factors; i++) {
    tjscalingfactor f = factors[i];
    /* The SIMD of the library is for these. */
    if (f.num != 1 || f.denom > 8 || (f.denom & (f.denom - 1))) continue;
    if (TJSCALED(more, f) >= side && f.denom > best.denom) best = f;
  }
  int w = TJSCALED(width, best), h = TJSCALED(height, best);
  Plane planes[3];
  unsigned char *samples[3];
  for (int i = 0; i < 3; i++) {
    planes[i].width = tjPlaneWidth(i, w, sampling);
    planes[i].height = tjPlaneHeight(i, h, sampling);
    planes[i].samples = samples[i] = malloc((size_t)planes[i].width * (size_t)planes[i].height);
  }
  if (tjDecompressToYUVPlanes(decoder, in.bytes, in.length, samples, w, NULL, h, 0)) exit(3);
  int long_side = w > h ? w : h;
  if (long_side > side) {
    w = (w * side + long_side / 2) / long_side;
    h = (h * side + long_side / 2) / long_side;
  }
  for (int i = 0; i < 3; i++) {
    int half = i ? 2 : 1;
    planes[i] = turned(resized(planes[i], (w + half - 1) / half, (h + half - 1) / half), how);
    samples[i] = planes[i].samples;
  }
  Blob out = {NULL, 0};
  unsigned long length = 0;
  int strides[3] = {planes[0].width, planes[1].width, planes[2].width};
  if (tjCompressFromYUVPlanes(encoder, (const unsigned char **)samples, planes[0].width, strides, planes[0].height, TJSAMP_420, &out.bytes, &length, quality, 0)) exit(3);
  out.length = length;
  for (int i = 0; i < 3; i++) free(planes[i].samples);
  tjDestroy(decoder);
  tjDestroy(encoder);
  return out;
}

int main(int argc, char **argv) { return argc == 6 ? run(argv) : 2; }
