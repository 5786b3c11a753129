//! Pictures on the graphics card, kept only while they are shown.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{ColorImage, Context, TextureFilter, TextureHandle, TextureOptions};

use crate::photo::Rgba;

/// Textures by the picture they show. One that was not asked for in a frame is freed after it.
#[derive(Default)]
pub struct Textures {
    known: HashMap<usize, Known>,
    frame: u64,
}

struct Known {
    handle: TextureHandle,
    // Keeps the address, which is the key, from being used for another picture.
    _picture: Arc<Rgba>,
    seen: u64,
}

impl Textures {
    /// The texture of a picture; uploaded when it is first shown.
    pub fn get(&mut self, ctx: &Context, picture: &Arc<Rgba>) -> TextureHandle {
        self.with(ctx, picture, TextureOptions::LINEAR)
    }

    /// As [`Self::get`], for a picture that is zoomed: enlarged, each pixel is seen; made smaller, none is passed over.
    pub fn pixels(&mut self, ctx: &Context, picture: &Arc<Rgba>) -> TextureHandle {
        let options = TextureOptions {
            magnification: TextureFilter::Nearest,
            mipmap_mode: Some(TextureFilter::Linear),
            ..TextureOptions::LINEAR
        };
        self.with(ctx, picture, options)
    }

    fn with(
        &mut self,
        ctx: &Context,
        picture: &Arc<Rgba>,
        options: TextureOptions,
    ) -> TextureHandle {
        let frame = self.frame;
        let known = self
            .known
            .entry(Arc::as_ptr(picture) as usize)
            .or_insert_with(|| {
                let size = [picture.width as usize, picture.height as usize];
                let image = ColorImage::from_rgba_unmultiplied(size, &picture.pixels);
                Known {
                    handle: ctx.load_texture("picture", image, options),
                    _picture: Arc::clone(picture),
                    seen: frame,
                }
            });
        known.seen = frame;
        known.handle.clone()
    }

    /// Frees what was not shown in this frame.
    pub fn end_frame(&mut self) {
        let frame = self.frame;
        self.known.retain(|_, known| known.seen == frame);
        self.frame += 1;
    }
}
