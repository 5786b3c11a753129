"""Pillow with draft mode: the folder's JPEGs to one signed body on two threads. Prints milliseconds; writes the pictures."""

import base64, hashlib, hmac, io, os, sys, time
from concurrent.futures import ThreadPoolExecutor
from PIL import Image, ImageOps

source, target, quality, side = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


def fit(path):
    with open(path, "rb") as file:
        image = Image.open(io.BytesIO(file.read()))
    # Draft takes the largest DCT scale that is still at least as large as what is asked for.
    long = max(image.size)
    image.draft("RGB", tuple(-(-length * side // long) for length in image.size))
    image = ImageOps.exif_transpose(image)
    image.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=None)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling="4:2:0", exif=b"")
    return out.getvalue()


def once(paths):
    with ThreadPoolExecutor(2) as pool:
        pictures = list(pool.map(fit, paths))
    body = b'{"photos":["' + b'","'.join(base64.b64encode(picture) for picture in pictures) + b'"]}'
    hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    return pictures


paths = [os.path.join(source, name) for name in sorted(os.listdir(source))]
best = float("inf")
for _ in range(int(sys.argv[5])):
    start = time.perf_counter()
    pictures = once(paths)
    best = min(best, time.perf_counter() - start)
for path, picture in zip(paths, pictures):
    with open(os.path.join(target, os.path.basename(path)), "wb") as file:
        file.write(picture)
print(best * 1000)
