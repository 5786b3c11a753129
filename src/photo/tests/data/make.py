#!/usr/bin/env python3
"""Makes the pictures in this folder: the same scene of four quarters in every format that is read.

Needs Pillow with AVIF, heif-enc (libheif-examples with x265) and tiffcp (libtiff-tools). Run in this folder.
"""
import io, os, struct, subprocess, tempfile
from PIL import Image

W, H = 128, 80
QUARTERS = [(200, 30, 30), (30, 180, 40), (30, 40, 200), (220, 210, 40)]


def scene(w=W, h=H):
    image = Image.new("RGB", (w, h))
    for y in range(h):
        for x in range(w):
            image.putpixel((x, y), QUARTERS[(x * 2 >= w) + 2 * (y * 2 >= h)])
    return image


def glass(image):
    # The left half shines through.
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (0, 0, image.width // 2, image.height))
    out = image.copy()
    out.putalpha(alpha)
    return out


def run(*args):
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


s = scene()
tmp = tempfile.mkdtemp()
png = os.path.join(tmp, "scene.png")
s.save(png)
glass_png = os.path.join(tmp, "glass.png")
glass(s).save(glass_png)

# WebP
s.save("lossy.webp", quality=90)
s.save("lossless.webp", lossless=True)
glass(s).save("glass.webp", lossless=True)
glass(s).save("glass-lossy.webp", quality=90)
exif = Image.Exif()
exif[0x0112] = 6
s.rotate(90, expand=True).save("turned.webp", lossless=True, exif=exif)
s.save("moving.webp", save_all=True, append_images=[Image.new("RGB", (W, H), (0, 0, 0))], duration=100, lossless=True)

# HEIC
run("heif-enc", "-q", "90", "-p", "chroma=444", png, "-o", "scene.heic")
run("heif-enc", "-q", "90", "-p", "chroma=444", glass_png, "-o", "glass.heic")
jpg = os.path.join(tmp, "turned.jpg")
exif[0x010E] = "SECRET"
s.rotate(90, expand=True).save(jpg, quality=95, subsampling=0, exif=exif)
run("heif-enc", "-q", "90", "-p", "chroma=444", jpg, "-o", "exif-turned.heic")

# EXIF with a place, and a small picture in it that is another one
def exif_of_a_place(small):
    place, second, degrees = 26, 56, 98
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8)
    body += struct.pack(">HHHII", 1, 0x8825, 4, 1, place) + struct.pack(">I", second)
    body += struct.pack(">HHHI4s", 2, 1, 2, 2, b"S") + struct.pack(">HHII", 2, 5, 3, degrees) + struct.pack(">I", 0)
    body += struct.pack(">HHHI4s", 3, 0x103, 3, 1, b"\0\6") + struct.pack(">HHII", 0x201, 4, 1, degrees + 24)
    body += struct.pack(">HHII", 0x202, 4, 1, len(small)) + struct.pack(">I", 0)
    return body + struct.pack(">6I", 7, 1, 27, 1, 123456, 1000) + small


other = io.BytesIO()
Image.new("RGB", (32, 20), (255, 0, 255)).save(other, "JPEG", quality=40, comment="SECRET")
s.save(jpg, quality=95, subsampling=0, exif=exif_of_a_place(other.getvalue()))
run("heif-enc", "-q", "90", "-p", "chroma=444", "-t", "64", jpg, "-o", "place.heic")

# AVIF
s.save("scene.avif", quality=90, subsampling="4:4:4")
glass(s).save("glass.avif", quality=90, subsampling="4:4:4")
s.convert("L").save("grey.avif", quality=90)
s.save("halved.avif", quality=90, subsampling="4:2:0")
# TIFF
plain = os.path.join(tmp, "plain.tif")
s.save(plain)
for name, how in [("lzw", "lzw:2"), ("deflate", "zip:2")]:
    run("tiffcp", "-c", how, plain, f"{name}.tif")
run("tiffcp", "-r", "16", "-c", "jpeg:r:95", plain, "jpeg.tif")
run("tiffcp", "-r", "16", "-c", "jpeg:95", plain, "jpeg-ycbcr.tif")
run("tiffcp", "-c", "lzw", "-t", "-w", "48", "-l", "32", plain, "tiles.tif")
run("tiffcp", "-c", "lzw", "-p", "separate", plain, "planes.tif")
run("tiffcp", "-B", "-c", "zip", "-8", plain, "big.tif")
# Black and white: a text-like pattern.
ink = Image.new("1", (W, H), 1)
for y in range(10, 70):
    for x in range(8, 120):
        if (x // 5 + y // 7) % 3 == 0:
            ink.putpixel((x, y), 0)
flat = os.path.join(tmp, "ink.tif")
ink.save(flat)
ink.convert("L").save("ink.png")
for name, how in [("g4", "g4"), ("g3", "g3:1d"), ("g3-2d", "g3:2d"), ("g3-fill", "g3:1d:fill")]:
    run("tiffcp", "-c", how, flat, f"{name}.tif")
run("tiffcp", "-f", "lsb2msb", "-c", "g4", flat, "g4-lsb.tif")
ink.save("runs.tif", compression="tiff_ccitt")
s.convert("L").save("grey.tif", compression="tiff_lzw")
s.convert("CMYK").save("cmyk.tif", compression="tiff_lzw")
s.convert("P", palette=Image.ADAPTIVE, colors=16).save("palette.tif", compression="packbits")
glass(s).save("glass.tif", compression="tiff_lzw")
grey16 = Image.new("I;16", (W, H))
for y in range(H):
    for x in range(W):
        grey16.putpixel((x, y), x * 512)
grey16.save("grey16.tif")
s.save("pages.tif", save_all=True, append_images=[Image.new("RGB", (W, H)), Image.new("RGB", (W, H))], compression="tiff_lzw")
s.rotate(90, expand=True).save("turned.tif", compression="tiff_lzw", tiffinfo={274: 6})

# GIF and BMP
s.save("scene.gif", save_all=True, append_images=[Image.new("RGB", (W, H))], duration=100)
s.save("scene.bmp")
if __name__ == "__main__":
    # A grid of 2 by 2 tiles, cropped by the last ones, turned by the container.
    def boxes(data):
        at = 0
        while at + 8 <= len(data):
            size, kind = struct.unpack(">I4s", data[at : at + 8])
            yield kind, data[at + 8 : at + size]
            at += size

    def box(kind, body):
        return struct.pack(">I4s", len(body) + 8, kind) + body

    def full(kind, body, version=0):
        return box(kind, bytes([version, 0, 0, 0]) + body)

    def tile(image, name, avif):
        path = os.path.join(tmp, name + ".png")
        image.save(path)
        out = os.path.join(tmp, name)
        run("heif-enc", *(["-A"] if avif else []), "-q", "90", "-p", "chroma=444", path, "-o", out)
        data = open(out, "rb").read()
        meta = dict(boxes(data))[b"meta"][4:]
        inner = dict(boxes(meta))
        ipco = dict(boxes(dict(boxes(inner[b"iprp"]))[b"ipco"]))
        mdat = dict(boxes(data))[b"mdat"]
        # One item: all of mdat is its data.
        return mdat, ipco[b"av1C" if avif else b"hvcC"]

    def grid(out, avif, turn):
        big = scene(120, 72) if turn == 0 else scene(72, 120).rotate(-90 * turn, expand=True)
        wide = Image.new("RGB", (128, 128))
        wide.paste(big, (0, 0))
        parts = []
        for y in range(2):
            for x in range(2):
                parts.append(tile(wide.crop((x * 64, y * 64, x * 64 + 64, y * 64 + 64)), f"t{x}{y}", avif))
        config = parts[0][1]
        kind = b"av01" if avif else b"hvc1"
        grid_data = bytes([0, 0, 1, 1]) + struct.pack(">HH", big.width, big.height)
        datas = [grid_data] + [part[0] for part in parts]
        infe = b"".join(
            full(b"infe", struct.pack(">HH4sB", i + 1, 0, kind if i else b"grid", 0), 2) for i in range(5)
        )
        ipco = (
            box(b"av1C" if avif else b"hvcC", config)
            + full(b"ispe", struct.pack(">II", 64, 64))
            + full(b"ispe", struct.pack(">II", big.width, big.height))
            + box(b"irot", bytes([turn]))
            + box(b"colr", b"nclx" + struct.pack(">HHHB", 1, 13, 6, 0x80))
        )
        ipma = struct.pack(">I", 5) + struct.pack(">HBBB", 1, 2, 3, 4)
        for i in range(4):
            ipma += struct.pack(">HBBBB", i + 2, 3, 1, 2, 5)
        iref = full(b"iref", box(b"dimg", struct.pack(">HH4H", 1, 4, 2, 3, 4, 5)))
        ftyp = box(b"ftyp", (b"avif" if avif else b"heic") + bytes(4) + b"mif1" + (b"avif" if avif else b"heic"))

        def meta(start):
            iloc = struct.pack(">HH", 0x4400, 5)
            for i, data in enumerate(datas):
                iloc += struct.pack(">HHHII", i + 1, 0, 1, start, len(data))
                start += len(data)
            return full(
                b"meta",
                full(b"hdlr", bytes(4) + b"pict" + bytes(13))
                + full(b"pitm", struct.pack(">H", 1))
                + full(b"iinf", struct.pack(">H", 5) + infe)
                + full(b"iloc", iloc)
                + box(b"iprp", box(b"ipco", ipco) + full(b"ipma", ipma))
                + iref,
            )

        start = len(ftyp) + len(meta(0)) + 8
        open(out, "wb").write(ftyp + meta(start) + box(b"mdat", b"".join(datas)))

    grid("grid.heic", False, 0)
    grid("grid-turned.heic", False, 3)
    grid("grid.avif", True, 0)
