//! One HEVC picture. The decoder takes whole files: each tile becomes the smallest file that holds it.

use heic_decoder::HeifError;
use rayon::ThreadPoolBuilder;

use super::Pixels;
use super::items::Tile;
use crate::photo::sniff::Format;
use crate::photo::{PhotoError, check_pixels, guard};

/// Decodes one tile: colours, or the first channel alone.
pub(super) fn decode(tile: &Tile<'_>, channels: usize) -> Result<Pixels, PhotoError> {
    let file = file(tile);
    let info = heic_decoder::probe(&file).map_err(|error| refused(&error))?;
    let size = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    check_pixels(size(info.coded_width), size(info.coded_height))?;
    // The library spreads its work over all cores; its threads are few, its own, and known as those of a decoder.
    let pool = ThreadPoolBuilder::new()
        .num_threads(1)
        .start_handler(|_| guard::mark())
        .build()
        .map_err(|_| PhotoError::Damaged)?;
    pool.install(|| {
        let image = heic_decoder::decode(&file).map_err(|error| refused(&error))?;
        let data = if channels == 1 {
            let shift = image.bit_depth_luma.saturating_sub(8);
            image
                .y
                .iter()
                .map(|&sample| (sample >> shift).clamp(0, 255) as u8)
                .collect()
        } else {
            image.to_rgb8().map_err(|error| refused(&error))?.data
        };
        Ok(Pixels {
            width: size(image.width),
            height: size(image.height),
            data,
        })
    })
}

/// A file with this picture and nothing else (ISO 23008-12, clause 6).
fn file(tile: &Tile<'_>) -> Vec<u8> {
    let mut properties = boxed(*b"hvcC", tile.config);
    let mut links = vec![1_u8];
    if let Some(nclx) = tile.nclx {
        properties.extend(boxed(*b"colr", nclx));
        links.push(2);
    }
    // Version and flags; entries; item 1; its properties.
    let mut ipma = vec![0, 0, 0, 0, 0, 0, 0, 1, 0, 1, links.len() as u8];
    ipma.extend(links);
    let iprp = [boxed(*b"ipco", &properties), boxed(*b"ipma", &ipma)].concat();
    let infe = [&[2, 0, 0, 0, 0, 1, 0, 0][..], b"hvc1\0"].concat();
    let iinf = [&[0, 0, 0, 0, 0, 1][..], &boxed(*b"infe", &infe)].concat();
    let hdlr = [&[0; 8][..], b"pict", &[0; 13]].concat();
    let length = (tile.data.len() as u32).to_be_bytes();
    let meta = |offset: u32| {
        // Offsets and lengths of four bytes, no base; one item, one extent.
        let iloc = [
            &[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1][..],
            &offset.to_be_bytes(),
            &length,
        ]
        .concat();
        let parts = [
            vec![0; 4],
            boxed(*b"hdlr", &hdlr),
            boxed(*b"pitm", &[0, 0, 0, 0, 0, 1]),
            boxed(*b"iinf", &iinf),
            boxed(*b"iloc", &iloc),
            boxed(*b"iprp", &iprp),
        ];
        boxed(*b"meta", &parts.concat())
    };
    let ftyp = boxed(*b"ftyp", b"heic\0\0\0\0mif1heic");
    let before = ftyp.len() + meta(0).len() + 8;
    let mut file = ftyp;
    file.reserve(before + tile.data.len());
    file.extend(meta(before as u32));
    file.extend((tile.data.len() as u32 + 8).to_be_bytes());
    file.extend_from_slice(b"mdat");
    file.extend_from_slice(&tile.data);
    file
}

fn boxed(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32 + 8).to_be_bytes();
    [&length[..], &kind, body].concat()
}

fn refused(error: &HeifError) -> PhotoError {
    match error {
        HeifError::Unsupported(_) => PhotoError::Unsupported(Format::Heic),
        _ => PhotoError::Damaged,
    }
}
