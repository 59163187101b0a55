use super::Tag;
use crate::component::component;
use crate::html::Content;

component! {
    /// Tells what happened, or what to know, at the top of a page.
    pub struct NotificationBanner in "components/notification_banner.html" {
        content: content,
        title: content,
        /// 2 unless given.
        title_heading_level: maybe u8,
        title_id: text,
        /// `success`, or empty for something to know.
        kind: text,
        role: text,
        disable_auto_focus: maybe bool,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// Says that a service is new and where to tell what is wrong with it.
    pub struct PhaseBanner in "components/phase_banner.html" {
        content: content,
        tag: maybe Tag,
        classes: classes,
        attributes: attributes,
    }
}

impl NotificationBanner {
    /// Something to know.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// Something that worked.
    pub fn success(content: impl Into<Content>) -> Self {
        Self::new(content).kind("success")
    }

    pub(crate) fn is_success(&self) -> bool {
        self.kind == "success"
    }

    fn own_role(&self) -> &str {
        match (self.role.as_str(), self.is_success()) {
            ("", true) => "alert",
            ("", false) => "region",
            (role, _) => role,
        }
    }

    fn own_title_id(&self) -> &str {
        if self.title_id.is_empty() { "govuk-notification-banner-title" } else { &self.title_id }
    }

    fn own_title(&self) -> Content {
        self.title.or(if self.is_success() { "Success" } else { "Important" })
    }
}

impl PhaseBanner {
    /// The phase ("Beta") and what to say about it.
    pub fn new(phase: impl Into<Tag>, content: impl Into<Content>) -> Self {
        Self { tag: Some(phase.into()), content: content.into(), ..Self::default() }
    }

    fn phase(&self) -> Tag {
        let tag = self.tag.clone().unwrap_or_default();
        Tag { classes: tag.classes.after("govuk-phase-banner__content__tag"), ..Tag::new(tag.content) }
    }
}
