/* libvips: thumbnailed from memory (which scales while decoding and turns), one thread a picture. */
#include "common.h"
#include <vips/vips.h>

static Blob fit(Blob in) {
  VipsImage *image = NULL;
  void *bytes = NULL;
  Blob out = {NULL, 0};
  if (vips_thumbnail_buffer(in.bytes, in.length, &image, side, "height", side, "size", VIPS_SIZE_DOWN, NULL) ||
      vips_jpegsave_buffer(image, &bytes, &out.length, "Q", quality, "subsample_mode", VIPS_FOREIGN_SUBSAMPLE_ON, "strip", TRUE, NULL)) {
    fprintf(stderr, "%s", vips_error_buffer());
    exit(3);
  }
  g_object_unref(image);
  out.bytes = malloc(out.length);
  memcpy(out.bytes, bytes, out.length);
  g_free(bytes);
  return out;
}

int main(int argc, char **argv) {
  if (argc != 6 || VIPS_INIT(argv[0])) return 2;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  return run(argv);
}
