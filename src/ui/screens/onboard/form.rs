//! The form: what stands around the section that is being filled.

use egui::{Frame, Id, Margin, ScrollArea, Ui, UiBuilder, vec2};

use super::{
    contact, documents, footer, header, identity, liveness, notices, occupation, rail, review,
    section_name,
};
use crate::desk::Told;
use crate::domain::Section;
use crate::ui::cx::Cx;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Card, above_footer};

/// Room left of the cards, so that their shadow is not cut off.
const SHADOW: f32 = space::S;
/// Pictures use the room of a large screen: three cards or eight tiles side by side.
const PICTURES_MAX: f32 = 1240.0;

/// Shows the form at this section.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    header::show(cx, ui);
    above_footer(ui, |ui| {
        let body = ui.max_rect();
        let mut rail = body;
        rail.min += vec2(space::XXL, space::XL);
        rail.max.x = body.left() + size::RAIL - space::M;
        ui.scope_builder(UiBuilder::new().id_salt("rail").max_rect(rail), |ui| {
            rail::show(cx, ui, section);
        });
        let column = body.with_min_x(body.left() + size::RAIL + space::XXL + space::S - SHADOW);
        ui.scope_builder(UiBuilder::new().id_salt("column").max_rect(column), |ui| {
            let mut area = ScrollArea::vertical().id_salt(section).auto_shrink(false);
            if has_news(cx, ui, section) {
                area = area.vertical_scroll_offset(0.0);
            }
            area.show(ui, |ui| content(cx, ui, section));
        });
    });
    footer::show(cx, ui, section);
}

/// What stood on the form when it was last drawn.
#[derive(Clone, PartialEq)]
struct Seen {
    section: Section,
    banner: Option<Told>,
}

fn seen_key() -> Id {
    Id::unique("section of the form")
}

/// True in the first frame of a section and of a banner: what is new stands at the top, wherever the person had scrolled.
fn has_news(cx: &Cx<'_>, ui: &Ui, section: Section) -> bool {
    let banner = cx.state.onboard.banner.clone();
    let now = Seen { section, banner };
    ui.data_mut(|data| {
        let before = data.get_temp::<Seen>(seen_key());
        let is_new = before.is_none_or(|before| {
            before.section != section || before.banner != now.banner && now.banner.is_some()
        });
        data.insert_temp(seen_key(), now);
        if is_new && section == Section::Review {
            data.insert_temp(arrival_key(), true);
        }
        is_new
    })
}

/// The form is not on the screen: it opens at its top when it is again.
pub(super) fn left(ui: &Ui) {
    ui.data_mut(|data| data.remove::<Seen>(seen_key()));
}

fn arrival_key() -> Id {
    Id::unique("arrival at the review")
}

/// True once after the review opened, when nothing has the focus: one frame later, as the control that led there is gone then.
pub(super) fn wants_focus(cx: &Cx<'_>, ui: &Ui) -> bool {
    let arrived: Option<bool> = ui.data(|data| data.get_temp(arrival_key()));
    match arrived {
        Some(true) => {
            ui.data_mut(|data| data.insert_temp(arrival_key(), false));
            ui.ctx().request_repaint();
            false
        }
        Some(false) => {
            ui.data_mut(|data| data.remove::<bool>(arrival_key()));
            cx.state.modal.is_none() && ui.memory(|memory| memory.focused().is_none())
        }
        None => false,
    }
}

fn content(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    let is_pictures = matches!(section, Section::Documents | Section::Liveness);
    let widest = if is_pictures {
        PICTURES_MAX
    } else {
        size::FORM_MAX
    };
    let margin = Margin {
        left: SHADOW as i8,
        right: space::XXL as i8,
        top: space::XL as i8,
        bottom: space::XL as i8,
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(widest));
        ui.spacing_mut().item_spacing.y = space::L;
        notices::show(cx, ui, section);
        match section {
            Section::Identity => card(cx, ui, section, "onboard-identity-subtitle", identity::show),
            Section::Contact => card(cx, ui, section, "onboard-contact-subtitle", contact::show),
            Section::Occupation => {
                card(
                    cx,
                    ui,
                    section,
                    "onboard-occupation-subtitle",
                    occupation::show,
                );
            }
            Section::Documents => documents::show(cx, ui),
            Section::Liveness => liveness::show(cx, ui),
            Section::Review => review::show(cx, ui),
        }
    });
}

/// A card of fields, with word of the lists that they are chosen from below.
fn card(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    section: Section,
    subtitle: &'static str,
    fields: fn(&mut Cx<'_>, &mut Ui),
) {
    let (title, subtitle) = (cx.t(section_name(section)), cx.t(subtitle));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS + 2.0;
            fields(cx, ui);
            occupation::lists(cx, ui);
        });
}
