//! The items of a HEIF file: which of them is the picture, of which tiles it is made, and what is to be done to it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use image::metadata::Orientation;

use super::boxes::Reader;
use crate::photo::sniff::Format;
use crate::photo::{PhotoError, check_pixels};

/// Most items, properties and tiles; a phone's 48 MP picture has about 200 tiles.
const MAX_ITEMS: usize = 4096;

/// A picture as the container tells it.
pub(super) struct Image<'a> {
    pub colour: Plane<'a>,
    pub alpha: Option<Plane<'a>>,
    /// The colour is multiplied by what shines through already.
    pub premultiplied: bool,
    pub crop: Option<Crop>,
    pub orientation: Orientation,
    pub icc: Option<&'a [u8]>,
}

/// Tiles in rows.
pub(super) struct Plane<'a> {
    pub width: u32,
    pub height: u32,
    pub columns: u32,
    pub tiles: Vec<Tile<'a>>,
}

/// One coded picture.
pub(super) struct Tile<'a> {
    pub is_av1: bool,
    /// The decoder's configuration: the body of `hvcC` or `av1C`.
    pub config: &'a [u8],
    /// The body of the `colr` box of type `nclx`.
    pub nclx: Option<&'a [u8]>,
    pub data: Cow<'a, [u8]>,
}

/// Most pieces that the bytes of all items are in.
const MAX_EXTENTS: usize = 65_536;

/// What remains of the picture, in pixels before it is turned.
#[derive(Clone, Copy)]
pub(super) struct Crop {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

#[derive(Default)]
pub(super) struct Item {
    kind: [u8; 4],
    /// Indices of its properties, from 1.
    properties: Vec<usize>,
    from_idat: bool,
    /// Offset and length.
    extents: Vec<(u64, u64)>,
}

pub(super) struct Meta<'a> {
    bytes: &'a [u8],
    idat: &'a [u8],
    primary: u32,
    items: BTreeMap<u32, Item>,
    properties: Vec<([u8; 4], &'a [u8])>,
    /// Type, from, to.
    references: Vec<([u8; 4], u32, Vec<u32>)>,
}

/// Reads what the file holds.
pub(super) fn read(bytes: &[u8], format: Format) -> Result<Image<'_>, PhotoError> {
    let meta = Meta::read(bytes).ok_or(PhotoError::Damaged)?;
    let item = meta.item(meta.primary)?;
    let colour = meta.plane(meta.primary, format)?;
    let (crop, orientation) = meta.changes(item, &colour, format)?;
    let alpha_id = meta.references.iter().find_map(|(kind, from, to)| {
        let is_alpha = kind == b"auxl" && to.contains(&meta.primary) && meta.is_alpha(*from);
        is_alpha.then_some(*from)
    });
    let alpha = alpha_id.map(|id| meta.plane(id, format)).transpose()?;
    // Each byte of the file belongs to one tile at most: or a small file would have days of work.
    let coded: u64 = std::iter::once(&colour)
        .chain(&alpha)
        .flat_map(|plane| &plane.tiles)
        .map(|tile| tile.data.len() as u64)
        .sum();
    if coded > bytes.len() as u64 {
        return Err(PhotoError::Damaged);
    }
    let icc = meta
        .of(item)
        .chain(
            meta.first_tile(meta.primary)
                .into_iter()
                .flat_map(|tile| meta.of(tile)),
        )
        .find_map(|(kind, body)| {
            (kind == b"colr" && matches!(body.get(..4), Some(b"prof" | b"rICC")))
                .then(|| body.get(4..))
                .flatten()
        });
    Ok(Image {
        premultiplied: alpha_id.is_some_and(|alpha| {
            meta.references.iter().any(|(kind, from, to)| {
                kind == b"prem" && *from == meta.primary && to.contains(&alpha)
            })
        }),
        colour,
        alpha,
        crop,
        orientation,
        icc,
    })
}

impl<'a> Meta<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(Reader::new(bytes).find(*b"meta")?);
        reader.version()?;
        let mut meta = Self {
            bytes,
            idat: reader.find(*b"idat").unwrap_or_default(),
            primary: 0,
            items: BTreeMap::new(),
            properties: Vec::new(),
            references: Vec::new(),
        };
        let mut pitm = Reader::new(reader.find(*b"pitm")?);
        let wide = pitm.version()?.0 > 0;
        meta.primary = pitm.number(if wide { 4 } else { 2 })? as u32;
        meta.names(Reader::new(reader.find(*b"iinf")?))?;
        meta.places(Reader::new(reader.find(*b"iloc")?))?;
        let iprp = Reader::new(reader.find(*b"iprp")?);
        let mut ipco = Reader::new(iprp.find(*b"ipco")?);
        while let Some(property) = ipco.next_box() {
            meta.properties.push(property);
            if meta.properties.len() > MAX_ITEMS {
                return None;
            }
        }
        meta.links(Reader::new(iprp.find(*b"ipma")?))?;
        if let Some(body) = reader.find(*b"iref") {
            meta.references(Reader::new(body))?;
        }
        Some(meta)
    }

    /// `iinf`: the type of each item.
    fn names(&mut self, mut reader: Reader<'a>) -> Option<()> {
        let count = if reader.version()?.0 == 0 { 2 } else { 4 };
        reader.number(count)?;
        while let Some((kind, body)) = reader.next_box() {
            let mut entry = Reader::new(body);
            let (version, _) = entry.version()?;
            if &kind != b"infe" || version < 2 {
                continue;
            }
            let id = entry.number(if version == 2 { 2 } else { 4 })? as u32;
            entry.u16()?;
            let kind = entry.take(4)?.try_into().ok()?;
            self.items.entry(id).or_default().kind = kind;
            if self.items.len() > MAX_ITEMS {
                return None;
            }
        }
        Some(())
    }

    /// `iloc`: where the bytes of each item are.
    fn places(&mut self, mut reader: Reader<'a>) -> Option<()> {
        let (version, _) = reader.version()?;
        let sizes = reader.u16()?;
        let size = |shift: u16| usize::from(sizes >> shift & 15);
        let (offset, length, base) = (size(12), size(8), size(4));
        let index = if version == 0 { 0 } else { size(0) };
        if [offset, length, base, index].iter().any(|&size| size > 8) {
            return None;
        }
        let id_size = if version < 2 { 2 } else { 4 };
        // A piece may take no byte to be told.
        let mut pieces = 0;
        for _ in 0..reader.number(id_size)? {
            let id = reader.number(id_size)? as u32;
            let method = if version == 0 { 0 } else { reader.u16()? & 15 };
            // 1: another file; never followed.
            reader.u16()?;
            let start = reader.number(base)?;
            let count = reader.u16()?;
            pieces += usize::from(count);
            if pieces > MAX_EXTENTS {
                return None;
            }
            let mut extents = Vec::new();
            for _ in 0..count {
                reader.number(index)?;
                let from = start.checked_add(reader.number(offset)?)?;
                extents.push((from, reader.number(length)?));
            }
            if let Some(item) = self.items.get_mut(&id)
                && method < 2
            {
                item.from_idat = method == 1;
                item.extents = extents;
            }
        }
        Some(())
    }

    /// `ipma`: which properties each item has.
    fn links(&mut self, mut reader: Reader<'a>) -> Option<()> {
        let (version, flags) = reader.version()?;
        for _ in 0..reader.u32()? {
            let id = reader.number(if version == 0 { 2 } else { 4 })? as u32;
            for _ in 0..reader.u8()? {
                let index = if flags & 1 == 1 {
                    usize::from(reader.u16()? & 0x7FFF)
                } else {
                    usize::from(reader.u8()? & 0x7F)
                };
                if let Some(item) = self.items.get_mut(&id)
                    && item.properties.len() < 64
                {
                    item.properties.push(index);
                }
            }
        }
        Some(())
    }

    /// `iref`: which item is made of which, or belongs to which.
    fn references(&mut self, mut reader: Reader<'a>) -> Option<()> {
        let id_size = if reader.version()?.0 == 0 { 2 } else { 4 };
        while let Some((kind, body)) = reader.next_box() {
            let mut entry = Reader::new(body);
            let from = entry.number(id_size)? as u32;
            let count = usize::from(entry.u16()?);
            if count > MAX_ITEMS || self.references.len() > MAX_ITEMS {
                return None;
            }
            let to = (0..count).map(|_| Some(entry.number(id_size)? as u32));
            self.references
                .push((kind, from, to.collect::<Option<_>>()?));
        }
        Some(())
    }

    fn item(&self, id: u32) -> Result<&Item, PhotoError> {
        self.items.get(&id).ok_or(PhotoError::Damaged)
    }

    /// The properties of an item.
    pub(super) fn of(&self, item: &Item) -> impl Iterator<Item = (&[u8; 4], &'a [u8])> {
        item.properties.iter().filter_map(|&index| {
            let (kind, body) = self.properties.get(index.checked_sub(1)?)?;
            Some((kind, *body))
        })
    }

    fn property(&self, item: &Item, wanted: [u8; 4]) -> Option<&'a [u8]> {
        self.of(item)
            .find_map(|(kind, body)| (*kind == wanted).then_some(body))
    }

    fn is_alpha(&self, id: u32) -> bool {
        self.items
            .get(&id)
            .and_then(|item| self.property(item, *b"auxC"))
            .and_then(|body| body.get(4..))
            .is_some_and(|name| {
                name.starts_with(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
                    || name.starts_with(b"urn:mpeg:hevc:2015:auxid:1")
            })
    }

    /// The items that an item is derived from.
    fn parts(&self, id: u32) -> &[u32] {
        self.references
            .iter()
            .find(|(kind, from, _)| kind == b"dimg" && *from == id)
            .map_or(&[], |(_, _, to)| to)
    }

    fn first_tile(&self, id: u32) -> Option<&Item> {
        self.items.get(self.parts(id).first()?)
    }

    /// The coded pictures that an item is made of: itself, or the tiles of a grid.
    fn plane(&self, id: u32, format: Format) -> Result<Plane<'a>, PhotoError> {
        let item = self.item(id)?;
        if &item.kind != b"grid" {
            let size = self.property(item, *b"ispe").ok_or(PhotoError::Damaged)?;
            let mut size = Reader::new(size.get(4..).unwrap_or_default());
            let (Some(width), Some(height)) = (size.u32(), size.u32()) else {
                return Err(PhotoError::Damaged);
            };
            check_pixels(width, height)?;
            return Ok(Plane {
                width,
                height,
                columns: 1,
                tiles: vec![self.tile(item, format)?],
            });
        }
        let data = self.data(item)?;
        let mut grid = Reader::new(&data);
        let mut head = || {
            let (_, flags) = (grid.u8()?, grid.u8()?);
            let (rows, columns) = (u32::from(grid.u8()?) + 1, u32::from(grid.u8()?) + 1);
            let length = if flags & 1 == 1 { 4 } else { 2 };
            let (width, height) = (grid.number(length)? as u32, grid.number(length)? as u32);
            Some((rows, columns, width, height))
        };
        let (rows, columns, width, height) = head().ok_or(PhotoError::Damaged)?;
        check_pixels(width, height)?;
        let parts = self.parts(id);
        if parts.len() as u64 != u64::from(rows) * u64::from(columns) || parts.len() > MAX_ITEMS {
            return Err(PhotoError::Damaged);
        }
        let mut tiles = Vec::with_capacity(parts.len());
        let mut coded = 0;
        for &part in parts {
            let tile = self.tile(self.item(part)?, format)?;
            // Checked here too: tiles in pieces are put together in memory.
            coded += tile.data.len();
            if coded > self.bytes.len() {
                return Err(PhotoError::Damaged);
            }
            tiles.push(tile);
        }
        Ok(Plane {
            width,
            height,
            columns,
            tiles,
        })
    }

    fn tile(&self, item: &Item, format: Format) -> Result<Tile<'a>, PhotoError> {
        let (is_av1, config) = match &item.kind {
            b"hvc1" => (false, self.property(item, *b"hvcC")),
            b"av01" => (true, self.property(item, *b"av1C")),
            _ => return Err(PhotoError::Unsupported(format)),
        };
        let nclx = self.of(item).find_map(|(kind, body)| {
            (kind == b"colr" && body.starts_with(b"nclx")).then_some(body)
        });
        Ok(Tile {
            is_av1,
            config: config.ok_or(PhotoError::Damaged)?,
            nclx,
            data: self.data(item)?,
        })
    }

    fn data(&self, item: &Item) -> Result<Cow<'a, [u8]>, PhotoError> {
        let source = if item.from_idat {
            self.idat
        } else {
            self.bytes
        };
        let part = |&(from, length): &(u64, u64)| {
            let from = usize::try_from(from).ok()?;
            let rest = source.get(from..)?;
            // No length: all that follows.
            match usize::try_from(length).ok()? {
                0 => Some(rest),
                length => rest.get(..length),
            }
        };
        match item.extents.as_slice() {
            [] => Err(PhotoError::Damaged),
            [one] => part(one).map(Cow::Borrowed).ok_or(PhotoError::Damaged),
            many => {
                let mut data = Vec::new();
                for extent in many {
                    data.extend_from_slice(part(extent).ok_or(PhotoError::Damaged)?);
                    if data.len() > source.len() {
                        return Err(PhotoError::Damaged);
                    }
                }
                Ok(Cow::Owned(data))
            }
        }
    }
}
