#!/usr/bin/env python3
"""Draws the sample customer's pictures. Nobody in them exists, and every one is marked SAMPLE / CONTOH.

Needs Pillow, numpy, and Debian's fonts-inter and fonts-dejavu-core. The same versions give the same bytes.
    python3 assets/samples/make.py
"""

import io
import math
import pathlib
import zlib

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = pathlib.Path(__file__).resolve().parent
INTER = "/usr/share/fonts/opentype/inter/Inter-{}.otf"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
SS = 2  # drawn at twice the size and scaled down: smooth edges

SKIN, SKIN_DARK, SKIN_LINE = (222, 172, 134), (196, 140, 104), (164, 108, 78)
SCARF, SCARF_DARK, SCARF_LIGHT = (34, 112, 118), (22, 82, 90), (58, 142, 146)
BLOUSE, BLOUSE_DARK = (238, 226, 208), (206, 190, 168)
INK, BROW, LIP = (46, 34, 32), (70, 48, 40), (178, 76, 74)


def font(size, weight="Regular"):
    path = MONO if weight == "Mono" else INTER.format(weight)
    return ImageFont.truetype(path, round(size * SS))


class Sheet:
    """A drawing surface in final pixels, whatever the scale it is drawn at."""

    def __init__(self, width, height, top, bottom):
        self.size = (width, height)
        ramp = np.linspace(0, 1, height * SS)[:, None, None]
        rows = np.array(top) * (1 - ramp) + np.array(bottom) * ramp
        self.image = Image.fromarray(np.repeat(rows, width * SS, axis=1).astype(np.uint8), "RGB")

    def _box(self, box):
        return [value * SS for value in box]

    def mask(self, paint, blur=0):
        layer = Image.new("L", self.image.size, 0)
        paint(ImageDraw.Draw(layer))
        return layer.filter(ImageFilter.GaussianBlur(blur * SS)) if blur else layer

    def fill(self, paint, colour, alpha=1.0, blur=0, inside=None):
        """Paints a shape; softened by `blur`, kept `inside` another mask, let through by `alpha`."""
        mask = self.mask(paint, blur)
        if inside is not None:
            mask = Image.fromarray((np.asarray(mask, np.uint16) * np.asarray(inside) // 255).astype(np.uint8))
        if alpha < 1:
            mask = mask.point(lambda value: round(value * alpha))
        self.image.paste(colour, (0, 0), mask)

    def ellipse(self, cx, cy, rx, ry, colour, **how):
        self.fill(lambda d: d.ellipse(self._box((cx - rx, cy - ry, cx + rx, cy + ry)), fill=255), colour, **how)

    def rounded(self, x0, y0, x1, y1, radius, colour, **how):
        self.fill(lambda d: d.rounded_rectangle(self._box((x0, y0, x1, y1)), radius * SS, fill=255), colour, **how)

    def polygon(self, points, colour, **how):
        self.fill(lambda d: d.polygon([(x * SS, y * SS) for x, y in points], fill=255), colour, **how)

    def curve(self, points, width, colour, **how):
        """A stroke with round ends along a smooth curve through three or more points."""
        path = smooth(points)

        def paint(d):
            d.line([(x * SS, y * SS) for x, y in path], fill=255, width=round(width * SS), joint="curve")
            for x, y in (path[0], path[-1]):
                r = width / 2
                d.ellipse(self._box((x - r, y - r, x + r, y + r)), fill=255)

        self.fill(paint, colour, **how)

    def limb(self, points, width, colour, line):
        """A finger or an arm: a stroke with a thin darker edge."""
        self.curve(points, width + 5, line)
        self.curve(points, width, colour)

    def text(self, x, y, words, size, colour, weight="Regular", anchor="ls", alpha=1.0):
        self.fill(lambda d: d.text((x * SS, y * SS), words, font=font(size, weight), fill=255, anchor=anchor), colour, alpha=alpha)

    def paste(self, picture, cx, cy, width, angle, radius):
        """Another picture, scaled and turned, with rounded corners and a shadow."""
        height = round(width * picture.height / picture.width)
        small = picture.resize((width * SS, height * SS), Image.LANCZOS).convert("RGBA")
        corners = Image.new("L", small.size, 0)
        ImageDraw.Draw(corners).rounded_rectangle([0, 0, small.width - 1, small.height - 1], radius * SS, fill=255)
        small.putalpha(corners)
        turned = small.rotate(angle, Image.BICUBIC, expand=True)
        at = (round(cx * SS - turned.width / 2), round(cy * SS - turned.height / 2))
        shadow = Image.new("L", self.image.size, 0)
        shadow.paste(turned.getchannel("A"), (at[0] + 6 * SS, at[1] + 12 * SS))
        shadow = shadow.filter(ImageFilter.GaussianBlur(14 * SS)).point(lambda value: round(value * 0.45))
        self.image.paste((30, 24, 20), (0, 0), shadow)
        self.image.paste(turned, at, turned)

    def watermark(self, words, cx, cy, size, angle, colour, alpha):
        layer = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(layer).text((cx * SS, cy * SS), words, font=font(size, "Black"), fill=255, anchor="mm")
        layer = layer.rotate(angle, Image.BICUBIC, center=(cx * SS, cy * SS))
        self.image.paste(colour, (0, 0), layer.point(lambda value: round(value * alpha)))

    def done(self):
        return self.image.resize(self.size, Image.LANCZOS)


def smooth(points, steps=16):
    """Catmull-Rom through the points."""
    if len(points) == 2:
        return points
    ends = [points[0], *points, points[-1]]
    path = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:]):
        for step in range(steps):
            t = step / steps
            path.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                for p, q, r, s in zip(a, b, c, d)))
    return [*path, points[-1]]


def person(s, cx, cy, f, yaw=0.0, pitch=0.0, eyes="open", mouth="calm", body=True):
    """A woman with a headscarf. (cx, cy): middle of the head; f: half the width of the face; yaw and pitch: -1 to 1."""
    if body:
        s.ellipse(cx, cy + 3.25 * f, 2.35 * f, 1.75 * f, BLOUSE_DARK, alpha=0.6, blur=f / 8)
        s.ellipse(cx, cy + 3.4 * f, 2.3 * f, 1.7 * f, BLOUSE)
        for side in (-1, 1):
            s.curve([(cx + side * 1.15 * f, cy + 2.4 * f), (cx + side * 1.4 * f, cy + 3.2 * f), (cx + side * 1.45 * f, cy + 5 * f)], f / 22, BLOUSE_DARK)
    # The scarf: a drape over the shoulders, then the head.
    drape = smooth([(cx - 0.95 * f, cy + 0.5 * f), (cx - 1.2 * f, cy + 1.5 * f), (cx - 1.62 * f, cy + 2.2 * f), (cx - 0.9 * f, cy + 2.75 * f),
                    (cx + 0.1 * f, cy + 3.1 * f), (cx + 1.0 * f, cy + 2.7 * f), (cx + 1.62 * f, cy + 2.2 * f), (cx + 1.2 * f, cy + 1.5 * f), (cx + 0.95 * f, cy + 0.5 * f)])
    s.polygon([(x, y + f * 0.12) for x, y in drape], INK, alpha=0.22, blur=f / 10)
    s.polygon(drape, SCARF)
    for bend, shade in ((0.0, SCARF_DARK), (0.28, SCARF_LIGHT), (0.55, SCARF_DARK), (0.85, SCARF_LIGHT)):
        s.curve([(cx - (0.95 - bend / 4) * f, cy + (1.25 + bend / 3) * f), (cx + 0.05 * f, cy + (1.75 + bend) * f), (cx + (1.05 - bend / 5) * f, cy + (1.2 + bend / 2.4) * f)],
                f / 14, shade, alpha=0.55, blur=f / 50)
    half = [(0.95, 1.35), (1.24, 0.6), (1.3, -0.5), (0.85, -1.42)]
    head = smooth([(cx, cy + 1.75 * f), *[(cx - a * f, cy + b * f) for a, b in half], (cx, cy - 1.72 * f),
                   *[(cx + a * f, cy + b * f) for a, b in reversed(half)], (cx, cy + 1.75 * f)])
    s.polygon(head, SCARF)
    inside = s.mask(lambda d: d.polygon([(x * SS, y * SS) for x, y in head], fill=255))
    s.ellipse(cx - 0.45 * f, cy - 1.15 * f, 0.75 * f, 0.45 * f, SCARF_LIGHT, alpha=0.7, blur=f / 4, inside=inside)
    s.ellipse(cx + 1.35 * f, cy + 0.4 * f, 0.5 * f, 1.5 * f, SCARF_DARK, alpha=0.75, blur=f / 4, inside=inside)
    for bend in (0.0, 0.17):
        s.curve([(cx - (1.12 - bend) * f, cy - 0.55 * f), (cx - 0.1 * f, cy - (1.52 - bend) * f), (cx + (1.12 - bend) * f, cy - 0.5 * f)], f / 40, SCARF_DARK, alpha=0.6)

    # The face, turned within the scarf.
    x, y = cx + 0.26 * yaw * f, cy + 0.16 * pitch * f
    rx, ry = f * (0.98 - 0.1 * abs(yaw)), f * (1.28 - 0.1 * abs(pitch))
    s.ellipse(x, y - 0.03 * f, rx * 1.075, ry * 1.06, SCARF_DARK)
    s.ellipse(x, y, rx, ry, SKIN)
    face = s.mask(lambda d: d.ellipse(s._box((x - rx, y - ry, x + rx, y + ry)), fill=255))
    s.ellipse(x + 0.75 * f, y + 0.2 * f, 0.45 * f, 1.3 * f, SKIN_DARK, alpha=0.55, blur=f / 4, inside=face)
    s.ellipse(x, y - ry, rx, 0.26 * f, SKIN_DARK, alpha=0.8, blur=f / 9, inside=face)
    s.ellipse(x - 0.3 * f, y - 0.35 * f, 0.45 * f, 0.5 * f, (244, 204, 168), alpha=0.55, blur=f / 4, inside=face)

    mx, my = x + 0.25 * yaw * f, y + 0.26 * pitch * f  # the middle of the features
    for side in (-1, 1):
        near = 1 - 0.26 * max(0.0, side * yaw)  # the eye on the far side is narrower
        ex, ey = mx + side * 0.42 * f * near, my - 0.16 * f
        s.ellipse(ex + side * 0.06 * f, ey + 0.52 * f, 0.2 * f * near, 0.13 * f, (226, 120, 104), alpha=0.38, blur=f / 12, inside=face)
        lift = 0.05 * f if mouth in ("smile", "open") else 0
        s.curve([(ex - side * 0.2 * f * near, ey - 0.3 * f - lift), (ex + side * 0.04 * f, ey - 0.36 * f - lift), (ex + side * 0.25 * f * near, ey - 0.23 * f - lift)], 0.05 * f, BROW)
        w = 0.2 * f * near
        if eyes == "open":
            s.ellipse(ex, ey, w, 0.125 * f, (250, 248, 244))
            white = s.mask(lambda d: d.ellipse(s._box((ex - w, ey - 0.125 * f, ex + w, ey + 0.125 * f)), fill=255))
            ix, iy = ex + 0.06 * yaw * f * near, ey + 0.02 * f
            s.ellipse(ix, iy, 0.108 * f * near, 0.115 * f, (86, 54, 36), inside=white)
            s.ellipse(ix, iy, 0.058 * f * near, 0.062 * f, (24, 16, 14), inside=white)
            s.ellipse(ix - 0.035 * f, iy - 0.045 * f, 0.028 * f, 0.028 * f, (255, 255, 255), inside=white)
            s.curve([(ex - w * 1.05, ey + 0.02 * f), (ex - w * 0.5, ey - 0.11 * f), (ex + w * 0.5, ey - 0.11 * f), (ex + w * 1.05, ey + 0.02 * f)], 0.045 * f, INK)
        else:
            dip = 0.12 if eyes == "closed" else 0.07
            s.curve([(ex - w, ey + 0.02 * f), (ex, ey + dip * f), (ex + w, ey + 0.02 * f)], 0.05 * f, INK)
            for lash in (-0.75, 0.0, 0.75):
                s.curve([(ex + w * lash, ey + 0.07 * f), (ex + w * lash * 1.25, ey + 0.17 * f)], 0.028 * f, INK)
    nx = mx + 0.13 * yaw * f
    s.curve([(mx + 0.03 * f * (yaw or 1), my - 0.02 * f), (nx + 0.06 * f * (yaw or 1), my + 0.2 * f), (nx - 0.05 * f, my + 0.3 * f), (nx - 0.1 * f, my + 0.26 * f)], 0.04 * f, SKIN_LINE, alpha=0.85)
    smile(s, mx + 0.04 * yaw * f, my + 0.62 * f, f * (1 - 0.14 * abs(yaw)), mouth)


def smile(s, x, y, f, kind):
    if kind == "calm":
        s.curve([(x - 0.23 * f, y - 0.035 * f), (x - 0.07 * f, y - 0.02 * f), (x, y), (x + 0.07 * f, y - 0.02 * f), (x + 0.23 * f, y - 0.035 * f)], 0.05 * f, LIP)
        s.curve([(x - 0.17 * f, y + 0.01 * f), (x, y + 0.08 * f), (x + 0.17 * f, y + 0.01 * f)], 0.07 * f, (202, 100, 96))
    elif kind == "smile":
        arc = [(x - 0.38 * f, y - 0.1 * f), (x - 0.22 * f, y + 0.12 * f), (x, y + 0.2 * f), (x + 0.22 * f, y + 0.12 * f), (x + 0.38 * f, y - 0.1 * f)]
        s.polygon([*smooth(arc), *smooth([(x + 0.38 * f, y - 0.1 * f), (x, y - 0.02 * f), (x - 0.38 * f, y - 0.1 * f)])], (252, 250, 246))
        s.curve(arc, 0.055 * f, LIP)
        s.curve([(x - 0.38 * f, y - 0.1 * f), (x, y - 0.02 * f), (x + 0.38 * f, y - 0.1 * f)], 0.05 * f, LIP)
        for side in (-1, 1):
            s.curve([(x + side * 0.47 * f, y - 0.2 * f), (x + side * 0.5 * f, y - 0.08 * f), (x + side * 0.45 * f, y + 0.03 * f)], 0.03 * f, SKIN_LINE, alpha=0.7)
    else:
        s.ellipse(x, y + 0.1 * f, 0.25 * f, 0.3 * f, LIP)
        s.ellipse(x, y + 0.1 * f, 0.19 * f, 0.24 * f, (72, 24, 26))
        hole = s.mask(lambda d: d.ellipse(s._box((x - 0.19 * f, y - 0.14 * f, x + 0.19 * f, y + 0.34 * f)), fill=255))
        s.ellipse(x, y + 0.33 * f, 0.16 * f, 0.13 * f, (204, 92, 92), inside=hole)
        s.rounded(x - 0.13 * f, y - 0.2 * f, x + 0.13 * f, y - 0.07 * f, 0.04 * f, (250, 248, 244), inside=hole)


def arm(s, from_x, from_y, x, y, width):
    s.limb([(from_x, from_y), (x, y)], width, BLOUSE, BLOUSE_DARK)


def thumb_up(s, x, y, f):
    arm(s, x + 0.75 * f, y + 2.6 * f, x + 0.35 * f, y + 0.95 * f, 0.78 * f)
    s.limb([(x + 0.28 * f, y + 0.85 * f), (x + 0.2 * f, y + 0.4 * f)], 0.5 * f, SKIN, SKIN_LINE)
    s.limb([(x - 0.1 * f, y + 0.1 * f), (x - 0.16 * f, y - 0.4 * f), (x - 0.1 * f, y - 0.75 * f)], 0.27 * f, SKIN, SKIN_LINE)
    s.rounded(x - 0.32 * f - 3, y - 0.2 * f - 3, x + 0.48 * f + 3, y + 0.72 * f + 3, 0.24 * f, SKIN_LINE)
    s.rounded(x - 0.32 * f, y - 0.2 * f, x + 0.48 * f, y + 0.72 * f, 0.24 * f, SKIN)
    s.curve([(x - 0.1 * f, y + 0.06 * f), (x - 0.14 * f, y - 0.25 * f)], 0.2 * f, SKIN)
    for row in range(4):
        top = y - 0.04 * f + row * 0.2 * f
        s.limb([(x - 0.3 * f, top), (x + 0.06 * f - row * 0.02 * f, top)], 0.185 * f, SKIN, SKIN_LINE)
    s.ellipse(x - 0.12 * f, y - 0.8 * f, 0.07 * f, 0.09 * f, (240, 206, 184))


def two_fingers(s, x, y, f):
    arm(s, x + 0.45 * f, y + 3.0 * f, x + 0.1 * f, y + 1.2 * f, 0.78 * f)
    s.limb([(x + 0.08 * f, y + 1.1 * f), (x + 0.02 * f, y + 0.5 * f)], 0.5 * f, SKIN, SKIN_LINE)
    s.limb([(x - 0.16 * f, y + 0.15 * f), (x - 0.34 * f, y - 0.4 * f), (x - 0.42 * f, y - 0.88 * f)], 0.235 * f, SKIN, SKIN_LINE)
    s.limb([(x + 0.12 * f, y + 0.12 * f), (x + 0.24 * f, y - 0.45 * f), (x + 0.32 * f, y - 0.95 * f)], 0.24 * f, SKIN, SKIN_LINE)
    s.rounded(x - 0.4 * f - 3, y - 0.06 * f - 3, x + 0.42 * f + 3, y + 0.8 * f + 3, 0.3 * f, SKIN_LINE)
    s.rounded(x - 0.4 * f, y - 0.06 * f, x + 0.42 * f, y + 0.8 * f, 0.3 * f, SKIN)
    for bottom, top in (((x - 0.17 * f, y + 0.2 * f), (x - 0.26 * f, y - 0.1 * f)), ((x + 0.13 * f, y + 0.2 * f), (x + 0.18 * f, y - 0.1 * f))):
        s.curve([bottom, top], 0.235 * f, SKIN)
    s.limb([(x + 0.3 * f, y + 0.42 * f), (x + 0.32 * f, y + 0.14 * f)], 0.2 * f, SKIN, SKIN_LINE)
    s.limb([(x + 0.12 * f, y + 0.42 * f), (x + 0.13 * f, y + 0.18 * f)], 0.2 * f, SKIN, SKIN_LINE)
    s.limb([(x - 0.36 * f, y + 0.56 * f), (x - 0.12 * f, y + 0.4 * f), (x + 0.14 * f, y + 0.36 * f)], 0.22 * f, SKIN, SKIN_LINE)


def room(width, height):
    """A wall with soft daylight, a window and a plant out of focus."""
    s = Sheet(width, height, (216, 222, 226), (186, 190, 190))
    u = width / 960
    s.rounded(60 * u, -80 * u, 330 * u, 620 * u, 8 * u, (244, 247, 248), blur=16 * u)
    s.rounded(188 * u, -80 * u, 202 * u, 620 * u, 2, (198, 204, 208), blur=8 * u)
    s.rounded(60 * u, 250 * u, 330 * u, 264 * u, 2, (198, 204, 208), blur=8 * u)
    s.rounded(700 * u, 120 * u, 900 * u, 330 * u, 4, (170, 140, 112), blur=12 * u)
    s.rounded(722 * u, 142 * u, 878 * u, 308 * u, 4, (232, 222, 204), blur=10 * u)
    for angle in range(-70, 71, 20):
        a = math.radians(angle - 90)
        s.curve([(868 * u, 900 * u), (868 * u + 90 * u * math.cos(a), 900 * u + 130 * u * math.sin(a)), (868 * u + 175 * u * math.cos(a), 900 * u + 200 * u * math.sin(a))],
                40 * u, (92, 132, 96), alpha=0.8, blur=11 * u)
    s.rounded(800 * u, 890 * u, 940 * u, 1090 * u, 20 * u, (196, 150, 120), blur=11 * u)
    return s


def mark(s, y, note_y):
    """The mark that no viewer can miss, and the line that says what it is."""
    width = s.size[0]
    u = width / 960
    s.rounded(width / 2 - 190 * u, y - 36 * u, width / 2 + 190 * u, y + 36 * u, 36 * u, (192, 43, 43), alpha=0.94)
    s.text(width / 2, y + 1, "SAMPLE · CONTOH", 36 * u, (255, 255, 255), "Bold", "mm")
    s.rounded(0, note_y - 34 * u, width, note_y + 34 * u, 0, (24, 26, 30), alpha=0.62)
    s.text(width / 2, note_y, "Synthetic drawing, no real person · Gambar sintetis, bukan orang nyata", 24 * u, (255, 255, 255), "Medium", "mm")


def id_card():
    s = Sheet(1600, 1010, (96, 84, 74), (120, 106, 94))
    for row in range(0, 1010, 6):  # the grain of a table
        s.curve([(0, row), (500, row + 9 * math.sin(row / 40)), (1100, row - 7 * math.cos(row / 33)), (1600, row)], 1.5, (70, 60, 52), alpha=0.35)
    s.rounded(34, 42, 1574, 996, 52, (20, 16, 12), alpha=0.55, blur=14)
    edge = s.mask(lambda d: d.rounded_rectangle(s._box((28, 26, 1572, 984)), 50 * SS, fill=255))
    for column in range(28, 1572, 4):
        t = (column - 28) / 1544
        colour = tuple(round(a + (b - a) * t) for a, b in zip((214, 232, 240), (240, 232, 216)))
        s.rounded(column, 26, column + 5, 984, 0, colour, inside=edge)
    for wave in range(26):  # the fine lines of a secure print
        points = [(x, 140 + wave * 31 + 34 * math.sin(x / 150 + wave * 0.55) + 10 * math.sin(x / 47 - wave)) for x in range(20, 1600, 30)]
        s.curve(points, 1.6, (120, 164, 190) if wave % 2 else (196, 166, 128), alpha=0.38, inside=edge)
    s.fill(lambda d: d.rectangle(s._box((28, 26, 1572, 150)), fill=255), (36, 78, 128), inside=edge)
    s.fill(lambda d: d.rectangle(s._box((28, 150, 1572, 157)), fill=255), (212, 164, 64), inside=edge)
    s.text(800, 84, "PROVINSI JAWA TIMUR", 42, (255, 255, 255), "Bold", "ms")
    s.text(800, 132, "KABUPATEN SIDOARJO", 32, (214, 228, 244), "SemiBold", "ms")
    s.rounded(72, 62, 236, 114, 26, (192, 43, 43))
    s.text(154, 89, "CONTOH", 28, (255, 255, 255), "Bold", "mm")
    s.rounded(1364, 62, 1528, 114, 26, (192, 43, 43))
    s.text(1446, 89, "SAMPLE", 28, (255, 255, 255), "Bold", "mm")
    s.text(78, 240, "NIK", 46, (22, 32, 48), "Bold")
    s.text(232, 241, "3515144508680002", 60, (16, 24, 38), "Mono")
    rows = [
        ("Nama", "SITI CONTOH"), ("Tempat/Tgl Lahir", "SIDOARJO, 05-08-1968"), ("Jenis Kelamin", "PEREMPUAN"), ("Alamat", "JL. MELATI NO. 28"),
        ("RT/RW", "003/005"), ("Kecamatan", "SUKODONO"), ("Status Perkawinan", "KAWIN"), ("Pekerjaan", "KARYAWAN SWASTA"),
        ("Kewarganegaraan", "WNI"), ("Berlaku Hingga", "SEUMUR HIDUP"),
    ]
    for index, (label, value) in enumerate(rows):
        y = 324 + index * 58
        s.text(78, y, label, 31, (58, 72, 92), "Medium")
        s.text(414, y, ":", 31, (58, 72, 92), "Medium")
        s.text(440, y, value, 35, (16, 24, 38), "SemiBold")
    photo = Sheet(340, 440, (184, 44, 44), (150, 30, 34))
    person(photo, 170, 190, 84)
    portrait = photo.done()
    s.rounded(1140, 204, 1500, 664, 12, (255, 255, 255), alpha=0.9)
    s.image.paste(portrait.resize((340 * SS, 440 * SS), Image.LANCZOS), (1150 * SS, 214 * SS))
    s.text(1320, 714, "SIDOARJO", 28, (30, 42, 60), "SemiBold", "ms")
    s.text(1320, 752, "01-01-2020", 28, (30, 42, 60), "SemiBold", "ms")
    s.curve([(1220, 838), (1246, 776), (1262, 848), (1290, 790), (1306, 840), (1340, 806), (1362, 832), (1430, 800)], 4.5, (28, 44, 110))
    s.watermark("SAMPLE · CONTOH", 600, 580, 112, 21, (192, 43, 43), 0.17)
    s.fill(lambda d: d.rectangle(s._box((28, 918, 1572, 984)), fill=255), (192, 43, 43), inside=edge)
    s.text(800, 962, "CONTOH, BUKAN DOKUMEN RESMI  ·  SAMPLE, NOT A DOCUMENT", 30, (255, 255, 255), "Bold", "ms")
    s.polygon([(760, 26), (1010, 26), (640, 984), (390, 984)], (255, 255, 255), alpha=0.1, blur=30, inside=edge)  # daylight on the laminate
    return s.done()


def selfie(card):
    s = room(1200, 1600)
    person(s, 600, 560, 205, mouth="calm")
    arm(s, 170, 1640, 250, 1370, 190)
    arm(s, 1030, 1640, 955, 1370, 190)
    for x, side in ((262, -1), (940, 1)):  # fingers behind the card
        s.limb([(x + side * 30, 1330), (x - side * 20, 1230)], 130, SKIN, SKIN_LINE)
    s.paste(card.crop((28, 26, 1572, 984)), 600, 1170, 640, -4, 20)
    for x, y, side in ((285, 1262, -1), (915, 1306, 1)):  # thumbs before it
        s.limb([(x + side * 44, y + 66), (x + side * 8, y + 14), (x - side * 46, y - 8)], 62, SKIN, SKIN_LINE)
        s.ellipse(x - side * 52, y - 10, 17, 15, (240, 206, 184))
    mark(s, 120, 1552)
    return s.done()


GESTURES = [
    {"yaw": -1.0}, {"yaw": 1.0}, {"pitch": 1.0, "eyes": "down"}, {"mouth": "smile"},
    {"eyes": "closed"}, {"mouth": "open"}, {"hand": thumb_up}, {"hand": two_fingers, "mouth": "smile"},
]


def gesture(yaw=0.0, pitch=0.0, eyes="open", mouth="calm", hand=None):
    s = room(960, 1280)
    person(s, 480 if hand is None else 430, 590 + 40 * pitch, 190, yaw, pitch, eyes, mouth)
    if hand:
        hand(s, 770, 800 if hand is thumb_up else 730, 190)
    mark(s, 208, 1238)
    return s.done()


def bill():
    s = Sheet(1240, 1754, (253, 252, 248), (247, 245, 239))
    navy, grey, line = (24, 48, 88), (96, 104, 118), (206, 210, 218)
    s.rounded(0, 0, 1240, 210, 0, navy)
    s.ellipse(132, 105, 56, 56, (246, 190, 56))
    s.polygon([(142, 60), (104, 116), (130, 116), (120, 152), (162, 94), (136, 94)], navy)
    s.text(214, 100, "Listrik Contoh", 52, (255, 255, 255), "Bold")
    s.text(214, 144, "Perusahaan listrik rekaan · Fictitious power company", 24, (190, 206, 230), "Regular")
    s.text(1160, 98, "TAGIHAN LISTRIK", 34, (255, 255, 255), "Bold", "rs")
    s.text(1160, 140, "Electricity bill", 26, (190, 206, 230), "Regular", "rs")
    s.text(80, 290, "Pelanggan · Customer", 22, grey, "Medium")
    for row, words in enumerate(("SITI CONTOH", "Jalan Melati No. 28, RT 03 RW 05", "Sukodono, Sidoarjo 61258", "Jawa Timur, Indonesia")):
        s.text(80, 336 + row * 40, words, 32 if row == 0 else 28, (18, 24, 34), "Bold" if row == 0 else "Regular")
    for row, (label, value) in enumerate((("Nomor pelanggan", "5120 0000 0028"), ("Periode", "Agustus 2026"), ("Tanggal tagihan", "01-09-2026"), ("Jatuh tempo", "20-09-2026"))):
        s.text(720, 294 + row * 46, label, 24, grey, "Medium")
        s.text(1160, 294 + row * 46, value, 26, (18, 24, 34), "SemiBold", "rs")
    s.rounded(80, 516, 1160, 650, 18, (232, 238, 248))
    s.text(116, 572, "Jumlah tagihan · Amount due", 26, grey, "Medium")
    s.text(116, 620, "Golongan R-1 / 2.200 VA", 24, grey, "Regular")
    s.text(1124, 606, "Rp 486.250", 58, navy, "Bold", "rs")
    s.text(80, 726, "Rincian · Details", 30, navy, "Bold")
    items = (("Pemakaian 1–31 Agustus (312 kWh × Rp 1.444)", "450.528"), ("Pajak penerangan jalan", "22.526"), ("Biaya administrasi", "3.196"), ("Meterai", "10.000"))
    for row, (label, value) in enumerate(items):
        y = 786 + row * 58
        s.text(80, y, label, 27, (18, 24, 34))
        s.text(1160, y, value, 27, (18, 24, 34), "Medium", "rs")
        s.rounded(80, y + 18, 1160, y + 20, 0, line)
    s.text(80, 1018, "Jumlah · Total", 28, navy, "Bold")
    s.text(1160, 1018, "486.250", 28, navy, "Bold", "rs")
    s.text(80, 1106, "Pemakaian enam bulan · Usage over six months (kWh)", 26, navy, "Bold")
    for index, (month, used) in enumerate((("Mar", 274), ("Apr", 291), ("Mei", 305), ("Jun", 268), ("Jul", 298), ("Agu", 312))):
        x = 110 + index * 178
        s.rounded(x, 1390 - used * 0.68, x + 104, 1390, 8, (246, 190, 56) if month == "Agu" else (150, 172, 208))
        s.text(x + 52, 1380 - used * 0.68, str(used), 22, grey, "SemiBold", "ms")
        s.text(x + 52, 1424, month, 24, grey, "Medium", "ms")
    s.rounded(80, 1390, 1160, 1392, 0, line)
    x, bars = 80, np.random.default_rng(28)
    while x < 700:
        width, gap = (int(value) for value in bars.integers(2, 8, 2))
        s.rounded(x, 1490, x + width, 1580, 0, (20, 22, 28))
        x += width + gap
    s.text(80, 1616, "5120 0000 0028 0826", 24, (20, 22, 28), "Mono")
    s.text(1160, 1530, "Bayar di bank mana pun", 24, grey, "Medium", "rs")
    s.text(1160, 1566, "Pay at any bank", 24, grey, "Medium", "rs")
    s.rounded(0, 1668, 1240, 1754, 0, (192, 43, 43))
    s.text(620, 1724, "CONTOH, BUKAN TAGIHAN  ·  SAMPLE, NOT A BILL", 32, (255, 255, 255), "Bold", "ms")
    s.watermark("SAMPLE · CONTOH", 620, 900, 128, 32, (192, 43, 43), 0.15)
    return s.done()


def save(name, picture, target_kb, grain):
    """Adds the grain of a camera and saves at the quality nearest to the wanted size."""
    random = np.random.default_rng(zlib.crc32(name.encode()))
    pixels = np.asarray(picture, np.float32)
    height, width, _ = pixels.shape
    fine = random.normal(0, grain, (height, width, 1))
    coarse = random.normal(0, grain * 0.8, (height // 3 + 1, width // 3 + 1, 3)).repeat(3, axis=0).repeat(3, axis=1)[:height, :width]
    y, x = np.mgrid[-1:1:height * 1j, -1:1:width * 1j]
    light = (1 - 0.07 * (x * x + y * y))[:, :, None]  # a lens darkens the corners
    picture = Image.fromarray(np.clip(pixels * light + fine + coarse, 0, 255).astype(np.uint8))
    best = None
    for quality in range(50, 96):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, subsampling=2, optimize=True)
        if best is None or abs(buffer.tell() - target_kb * 1000) < abs(len(best) - target_kb * 1000):
            best = buffer.getvalue()
    (HERE / name).write_bytes(best)
    print(f"{name}: {picture.width} x {picture.height}, {len(best)} bytes")


def main():
    card = id_card()
    save("id-card.jpg", card, 300, 2.6)
    save("selfie.jpg", selfie(card), 260, 2.4)
    save("proof-of-address.jpg", bill(), 300, 1.6)
    for index, parts in enumerate(GESTURES):
        save(f"gesture-{index + 1}.jpg", gesture(**parts), 135, 2.4)


if __name__ == "__main__":
    main()
