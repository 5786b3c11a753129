//! News on the desktop: how many cases were decided. Never a name: the desktop may keep what it was told.

use notify_rust::Notification;

use crate::text::Texts;

/// What is told, in the language of these texts.
pub fn words(approved: usize, rejected: usize, texts: &Texts) -> String {
    let args = [("approved", approved.into()), ("rejected", rejected.into())];
    let id = match (approved, rejected) {
        (_, 0) => "notify-approved",
        (0, _) => "notify-rejected",
        _ => "notify-both",
    };
    texts.with(id, &args)
}

/// Tells the desktop. Blocks until it was taken: call from a thread that may wait. A desktop that takes none is logged, no
/// more: the same is seen in the window.
pub fn tell(approved: usize, rejected: usize, texts: &Texts) {
    let mut news = Notification::new();
    news.appname(&texts.get("app-name"))
        .summary(&texts.get("app-name"))
        .body(&words(approved, rejected, texts));
    if news.show().is_err() {
        crate::logs::warn!("the desktop took no notification");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::text::of;

    #[test]
    fn counts_are_told_in_both_languages() {
        let english = of(Lang::En);
        assert_eq!(words(1, 0, english), "1 customer was approved");
        assert_eq!(words(3, 0, english), "3 customers were approved");
        assert_eq!(words(0, 1, english), "1 customer was rejected");
        assert_eq!(
            words(1, 2, english),
            "1 customer was approved, 2 were rejected"
        );
        assert_eq!(
            words(2, 1, english),
            "2 customers were approved, 1 was rejected"
        );
        let indonesian = of(Lang::Id);
        assert_eq!(words(1, 0, indonesian), "1 nasabah disetujui");
        assert_eq!(words(1, 2, indonesian), "1 nasabah disetujui, 2 ditolak");
    }
}
