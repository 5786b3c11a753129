//! What others wrote: a list to search, and the licence texts of what is chosen. Only the rows in sight are made.

mod pane;
mod row;

use egui::{Align, Context, Id, Key, Layout, Modifiers, ScrollArea, Sense, Ui, vec2};

use crate::desk::Action;
use crate::licences::{self, Part};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{
    Modal, TextField, focus_arrives, list_step, scroll_to_row, send_focus, text,
};

const WIDTH: f32 = 960.0;
const LIST: f32 = 260.0;
/// Height that the title and the edges need; the rest of the window is the content's.
const AROUND: f32 = 140.0;

fn list_id() -> Id {
    Id::unique("third-party list")
}

/// Shows them.
pub fn show(cx: &mut Cx<'_>, ctx: &Context) {
    let title = cx.t("licences-title");
    let search = Id::unique("third-party search");
    let answer = Modal::new("licences", &title, &cx.t("modal-close"))
        .width(WIDTH)
        .focus(search)
        .show(ctx, |ui| {
            let height = (ui.ctx().content_rect().height() - AROUND).max(200.0);
            let width = ui.available_width();
            let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
            let (left, rest) = rect.split_left_right_at_x(rect.left() + LIST);
            let right = rest.with_min_x(rest.left() + space::XL);
            let layout = Layout::top_down(Align::Min);
            let mut at = ui.new_child(egui::UiBuilder::new().max_rect(left).layout(layout));
            let chosen = list(cx, &mut at, search);
            let mut at = ui.new_child(egui::UiBuilder::new().max_rect(right).layout(layout));
            match chosen {
                Some(part) => pane::show(cx, &mut at, part),
                None => {
                    text::subdued(&mut at, &cx.t("licences-none"));
                }
            }
        });
    if answer.close {
        cx.act(Action::CloseModal);
    }
}

/// The search field and the parts that it leaves; gives the one that is chosen.
fn list(cx: &mut Cx<'_>, ui: &mut Ui, search: Id) -> Option<&'static Part> {
    let label = cx.t("licences-search");
    let field = TextField::new(&label, &mut cx.draft.licence_search)
        .id(search)
        .leading(Icon::MAGNIFYING_GLASS)
        .placeholder(&label)
        .width(LIST)
        .hide_label()
        .no_message_line()
        .show(ui);
    let wanted = cx.draft.licence_search.trim().to_lowercase();
    let is_wanted = |part: &&Part| {
        wanted.is_empty()
            || part.name.to_lowercase().contains(&wanted)
            || part.licence.to_lowercase().contains(&wanted)
    };
    let found: Vec<&'static Part> = licences::parts().iter().filter(is_wanted).collect();
    let kept: Option<usize> = ui.data(|data| data.get_temp(list_id()));
    let mut chosen = kept.unwrap_or(0).min(found.len().saturating_sub(1));
    if field.changed {
        chosen = 0;
    }
    // From the search field the list is one key away.
    let down = |ui: &Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    if field.response.has_focus() && down(ui) {
        send_focus(ui, list_id());
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let arrives = focus_arrives(ui, list_id());
    let page = (ui.available_height() / size::ROW).max(2.0) as isize - 1;
    ScrollArea::vertical()
        .id_salt("third-party list")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, found.len(), |ui, rows| {
            if arrives {
                scroll_to_row(ui, list_id(), chosen, rows.start);
            }
            let before = chosen;
            for index in rows {
                let Some(part) = found.get(index) else {
                    continue;
                };
                let is_chosen = index == before;
                let row = row::show(ui, list_id().with(index), part, is_chosen, arrives);
                if row.clicked() {
                    chosen = index;
                } else if row.has_focus()
                    && let Some(by) = list_step(ui, row.id, page)
                {
                    chosen = index.saturating_add_signed(by).min(found.len() - 1);
                    send_focus(ui, list_id());
                }
            }
        });
    ui.data_mut(|data| data.insert_temp(list_id(), chosen));
    found.get(chosen).copied()
}
