//! Channels: how help reaches a person (rule 1).

use crate::words;

/// The refusal that the policy gives for paper (rule 1).
const PAPER: &str = "Paper is not a channel: support helps people to use the online service. \
                     Offer help in person, by outreach visit, by telephone or by web chat";

words! {
    /// How help reaches a person.
    ///
    /// Source: rule 1. Web chat helps someone who is using the service at that moment.
    pub enum Channel {
        /// In person at a place.
        InPerson = "in_person",
        /// In person as a visit: at home, in a hospital, at a session set up for the day.
        Outreach = "outreach",
        /// By telephone.
        Telephone = "telephone",
        /// By web chat, beside the service.
        WebChat = "web_chat",
    }
    refuses { "paper" => PAPER, "paper_form" => PAPER, "post" => PAPER }
}

impl Channel {
    /// Whether the person who helps and the person helped are in one place.
    #[must_use]
    pub const fn is_face_to_face(self) -> bool {
        matches!(self, Self::InPerson | Self::Outreach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_not_a_channel_and_the_refusal_says_why() {
        for word in ["paper", "paper_form", "post"] {
            let refusal = word.parse::<Channel>().unwrap_err().to_string();
            assert!(refusal.starts_with("Paper is not a channel"), "{refusal}");
        }
        assert!("fax".parse::<Channel>().unwrap_err().to_string().contains("in_person, outreach"));
    }
}
