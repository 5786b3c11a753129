/* What the peers in C share: reading, two threads over the pictures, base64, HMAC, time. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 64
typedef struct { unsigned char *bytes; size_t length; } Blob;
static char names[MOST][256];
static int count, next_one, quality, side;
static const char *source;
static Blob done[MOST];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* One picture; bytes from malloc. */
static Blob fit(Blob in);

static Blob read_all(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  Blob blob = {NULL, (size_t)ftell(file)};
  rewind(file);
  blob.bytes = malloc(blob.length);
  if (fread(blob.bytes, 1, blob.length, file) != blob.length) exit(2);
  fclose(file);
  return blob;
}

static void *work(void *unused) {
  (void)unused;
  for (;;) {
    pthread_mutex_lock(&lock);
    int at = next_one++;
    pthread_mutex_unlock(&lock);
    if (at >= count) return NULL;
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", source, names[at]);
    Blob in = read_all(path);
    done[at] = fit(in);
    free(in.bytes);
  }
}

static void once(void) {
  pthread_t threads[2];
  next_one = 0;
  for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  size_t most = 64;
  for (int i = 0; i < count; i++) most += done[i].length / 3 * 4 + 16;
  unsigned char *body = malloc(most), mac[32];
  size_t at = (size_t)sprintf((char *)body, "{\"photos\":[\"");
  for (int i = 0; i < count; i++) {
    at += (size_t)EVP_EncodeBlock(body + at, done[i].bytes, (int)done[i].length);
    at += (size_t)sprintf((char *)body + at, i + 1 < count ? "\",\"" : "\"]}");
  }
  unsigned int length = 32;
  HMAC(EVP_sha256(), "secret", 6, body, at, mac, &length);
  free(body);
}

static int by_name(const void *a, const void *b) { return strcmp(a, b); }

static int run(char **argv) {
  source = argv[1];
  quality = atoi(argv[3]);
  side = atoi(argv[4]);
  DIR *dir = opendir(source);
  if (!dir) return 2;
  for (struct dirent *entry; count < MOST && (entry = readdir(dir));)
    if (entry->d_name[0] != '.') snprintf(names[count++], 256, "%s", entry->d_name);
  closedir(dir);
  qsort(names, (size_t)count, 256, by_name);
  double best = 1e9;
  for (int round = atoi(argv[5]); round > 0; round--) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    once();
    clock_gettime(CLOCK_MONOTONIC, &b);
    double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
    if (ms < best) best = ms;
    if (round > 1) for (int i = 0; i < count; i++) free(done[i].bytes);
  }
  for (int i = 0; i < count; i++) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", argv[2], names[i]);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(done[i].bytes, 1, done[i].length, file) != done[i].length) return 2;
    fclose(file);
  }
  printf("%f\n", best);
  return 0;
}

/* The EXIF orientation, 1 to 8. */
static int orientation(Blob in) {
  for (size_t i = 2; i + 4 < in.length && in.bytes[i] == 0xFF && in.bytes[i + 1] != 0xDA;) {
    size_t length = (size_t)in.bytes[i + 2] << 8 | in.bytes[i + 3];
    const unsigned char *p = in.bytes + i + 4;
    if (in.bytes[i + 1] == 0xE1 && length >= 28 && !memcmp(p, "Exif\0\0MM", 8) && p[17] == 0x12) return p[25];
    i += 2 + length;
  }
  return 1;
}
