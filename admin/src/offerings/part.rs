//! The pages on which an offering is written, each saved by itself.

use crate::door::{Typed, is_within};
use domain::offerings::{Missing, OfferingDraft, Support};

/// One page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    About,
    Channels,
    Services,
    Place,
    Area,
    Contact,
    Hours,
    Languages,
    Facilities,
    Typing,
    Identity,
    Declines,
    Costs,
    Safety,
    Capacity,
    Price,
    Partner,
}

/// The pages in their order, under the headings of the task list.
pub(super) const GROUPS: [(&str, &[Part]); 5] = [
    ("What you offer", &[Part::About, Part::Channels, Part::Services]),
    ("Where and when", &[Part::Place, Part::Area, Part::Contact, Part::Hours]),
    ("Who can use it", &[Part::Languages, Part::Facilities]),
    ("How you help", &[Part::Typing, Part::Identity, Part::Declines, Part::Costs]),
    ("Safety, capacity and price", &[Part::Safety, Part::Capacity, Part::Price, Part::Partner]),
];

impl Part {
    /// Every page in its order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        GROUPS.into_iter().flat_map(|(_, parts)| parts.iter().copied())
    }

    /// Its name in addresses.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Channels => "channels",
            Self::Services => "services",
            Self::Place => "place",
            Self::Area => "area",
            Self::Contact => "contact",
            Self::Hours => "hours",
            Self::Languages => "languages",
            Self::Facilities => "facilities",
            Self::Typing => "typing",
            Self::Identity => "identity",
            Self::Declines => "declines",
            Self::Costs => "costs",
            Self::Safety => "safety",
            Self::Capacity => "capacity",
            Self::Price => "price",
            Self::Partner => "partner",
        }
    }

    /// What it asks.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::About => "What do you offer?",
            Self::Channels => "How do you help people?",
            Self::Services => "Which services do you help with?",
            Self::Place => "Where do people come to?",
            Self::Area => "Whom do you serve where they are?",
            Self::Contact => "How do people reach you?",
            Self::Hours => "When can people get help?",
            Self::Languages => "In which languages do you help?",
            Self::Facilities => "What makes it easier to use?",
            Self::Typing => "Who types?",
            Self::Identity => "Can you help when identity is checked online?",
            Self::Declines => "When do you decline to help?",
            Self::Costs => "What may people still have to pay for?",
            Self::Safety => "Do you visit people at home?",
            Self::Capacity => "How many people can you help?",
            Self::Price => "What does a department pay?",
            Self::Partner => "Who gives the help?",
        }
    }

    /// The fields that it asks, as JSON pointers.
    const fn asks(self) -> &'static [&'static str] {
        match self {
            Self::About => &[
                "/name",
                "/name_cy",
                "/summary",
                "/summary_cy",
                "/eligibility",
                "/eligibility_cy",
                "/bring",
                "/bring_cy",
                "/reference",
            ],
            Self::Channels => &["/channels"],
            Self::Services => &["/every_service", "/services", "/clusters"],
            Self::Place => &["/place"],
            Self::Area => &["/area"],
            Self::Contact => &["/phone", "/text_relay", "/web_chat"],
            Self::Hours => &["/hours", "/booking"],
            Self::Languages => &["/languages", "/languages_on_request"],
            Self::Facilities => &["/facilities"],
            Self::Typing => &["/who_types", "/commitments"],
            Self::Identity => &["/identity_check"],
            Self::Declines => &["/declines"],
            Self::Costs => &["/costs"],
            Self::Safety => &["/visits_homes", "/safeguarding"],
            Self::Capacity => &["/capacity"],
            Self::Price => &["/price"],
            Self::Partner => &["/delivery_partner"],
        }
    }

    /// The page of this name.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::all().find(|part| part.word() == word)
    }

    /// The page that asks for the field at a pointer.
    pub(super) fn asking(pointer: &str) -> Option<Self> {
        Self::all().find(|part| part.owns(pointer))
    }

    /// Whether it asks for the field at a pointer.
    pub(super) fn owns(self, pointer: &str) -> bool {
        self.asks().iter().any(|own| is_within(pointer, own))
    }

    /// Its fields of what is kept.
    pub(super) fn kept(self, support: &Support) -> Typed {
        Typed::of(&OfferingDraft::from(support)).parted(self.asks()).0
    }

    /// What is kept, with its fields as they were typed in their place.
    pub(super) fn over(self, support: &Support, typed: Typed) -> Typed {
        let (_, Typed(mut all)) = Typed::of(&OfferingDraft::from(support)).parted(self.asks());
        all.extend(typed.parted(self.asks()).0.0);
        Typed(all)
    }

    /// What it still has to ask before people can have the offering.
    pub(super) fn missing(self, missing: &[Missing]) -> impl Iterator<Item = &Missing> {
        missing.iter().filter(move |it| self.owns(it.pointer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_draft_is_asked_on_one_page() {
        let draft = serde_json::to_value(OfferingDraft::default()).unwrap();
        for field in draft.as_object().unwrap().keys() {
            let pointer = format!("/{field}");
            assert_eq!(Part::all().filter(|part| part.owns(&pointer)).count(), 1, "{field}");
        }
        assert_eq!(Part::all().filter(|part| part.owns("/name_cy_other")).count(), 0);
        assert!(Part::all().all(|part| Part::of(part.word()) == Some(part)));
    }
}
