use crate::component::component;
use crate::html::Content;

component! {
    /// Sections of which one shows at a time; without script they stand one after the other.
    pub struct Tabs in "components/tabs.html" {
        id: text,
        id_prefix: text,
        /// "Contents" when empty.
        title: text,
        items: slots Tab,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// One section.
    pub struct Tab {
        id: text,
        label: text,
        panel: one TabPanel,
        attributes: attributes,
    }
}

component! {
    /// What a section holds.
    pub struct TabPanel {
        content: content,
        attributes: attributes,
    }
}

impl Tabs {
    fn numbered(&self) -> Vec<(String, usize, &Tab)> {
        let mut numbered = Vec::new();
        for (at, tab) in self.items.iter().enumerate() {
            let Some(tab) = tab else { continue };
            let id =
                if tab.id.is_empty() { format!("{}-{}", self.id_prefix, at + 1) } else { tab.id.clone() };
            numbered.push((id, at + 1, tab));
        }
        numbered
    }
}

impl Tab {
    pub fn new(id: impl Into<String>, label: impl Into<String>, content: impl Into<Content>) -> Self {
        let panel = TabPanel { content: content.into(), ..TabPanel::default() };
        Self { id: id.into(), label: label.into(), panel, ..Self::default() }
    }
}
