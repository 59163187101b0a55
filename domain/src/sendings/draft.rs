//! The raw fields of a sending.

use crate::values::{EmailAddress, PhoneNumber};
use crate::{FieldErrors, Fields, words};
use serde::{Deserialize, Serialize};

words! {
    /// How an entry is sent.
    pub enum Carrier {
        /// By email.
        Email = "email",
        /// By text message.
        Text = "text",
    }
}

/// The raw fields of a sending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SendingDraft {
    /// `email` or `text`.
    pub by: String,
    /// An email address, or the number of a mobile telephone.
    pub to: String,
}

/// To whom an entry is sent. It prints as its carrier alone, so that no log can hold it.
#[derive(Clone, PartialEq, Eq)]
pub enum Addressee {
    /// An email address.
    Email(EmailAddress),
    /// A mobile telephone of the United Kingdom.
    Text(PhoneNumber),
}

impl std::fmt::Debug for Addressee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Addressee({}, hidden)", self.carrier())
    }
}

impl Addressee {
    /// How it is reached.
    #[must_use]
    pub const fn carrier(&self) -> Carrier {
        match self {
            Self::Email(_) => Carrier::Email,
            Self::Text(_) => Carrier::Text,
        }
    }

    /// The address or number, in the one form that it has.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(address) => address.as_str(),
            Self::Text(number) => number.as_str(),
        }
    }
}

impl SendingDraft {
    /// To whom.
    ///
    /// # Errors
    /// With the pointers `/by` and `/to`.
    pub fn parse(&self) -> Result<Addressee, FieldErrors> {
        let mut fields = Fields::new();
        let carrier = fields.parse::<Carrier>("/by", &self.by);
        let addressee = carrier.and_then(|carrier| match carrier {
            Carrier::Email => {
                let to = fields.required("/to", Some(&self.to), "Enter an email address")?;
                fields.parse("/to", to).map(Addressee::Email)
            }
            Carrier::Text => {
                let to = fields.required("/to", Some(&self.to), "Enter the number of a mobile telephone")?;
                let number = fields.parse::<PhoneNumber>("/to", to)?;
                if !number.takes_texts() {
                    let message = "Text messages go to mobile telephones: enter a number that starts 07";
                    fields.refuse("/to", "not_a_mobile", message);
                    return None;
                }
                Some(Addressee::Text(number))
            }
        });
        fields.finish(|| addressee)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(by: &str, to: &str) -> Result<Addressee, Vec<(String, &'static str)>> {
        let draft = SendingDraft { by: by.into(), to: to.into() };
        let told = |errors: FieldErrors| {
            errors.all().iter().map(|error| (error.pointer.clone(), error.code)).collect::<Vec<_>>()
        };
        draft.parse().map_err(told)
    }

    #[test]
    fn an_address_is_read_in_its_one_form_and_prints_nowhere() {
        let to = read("text", "+44 7700 900 123").unwrap();
        assert_eq!((to.carrier(), to.as_str()), (Carrier::Text, "07700900123"));
        assert!(!format!("{to:?}").contains("900"));
        assert_eq!(read("email", " Sam@Example.org ").unwrap().carrier(), Carrier::Email);
    }

    #[test]
    fn what_cannot_be_reached_is_refused() {
        let at = |code| Err(vec![("/to".to_owned(), code)]);
        for fixed in ["0113 496 0000", "070 1234 5678", "07600 123456", "18001 07700 900123", "116 123"] {
            assert_eq!(read("text", fixed), at("not_a_mobile"), "{fixed}");
        }
        for none in ["", "  "] {
            assert_eq!(read("text", none), at("required"));
            assert_eq!(read("email", none), at("required"));
        }
        assert_eq!(read("text", "+33 6 12 34 56 78"), at("invalid"));
        assert_eq!(read("text", "07700 900123, 07700 900124"), at("invalid"));
        assert_eq!(read("email", "sam@example.org, jo@example.org"), at("invalid"));
        assert_eq!(read("pigeon", "x"), Err(vec![("/by".to_owned(), "invalid")]));
    }
}
