//! Newtypes over text that can only hold a right value.

use std::fmt;

/// Why some text is not the value that was asked for: a sentence for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotThisText(pub String);

impl NotThisText {
    /// A reason, from a sentence.
    pub fn because(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for NotThisText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotThisText {}

/// Declares a newtype over `String` that is made only by its parser: `fn(&str) -> Result<String, NotThisText>`,
/// which returns the canonical text. Serialised as that text; parsed again when read.
///
/// ```
/// use domain::kernel::NotThisText;
/// domain::text_value! {
///     /// A shelf mark: one capital letter.
///     pub struct ShelfMark, parsed by parse_shelf_mark
/// }
/// fn parse_shelf_mark(text: &str) -> Result<String, NotThisText> {
///     let mark = text.trim().to_uppercase();
///     (mark.len() == 1).then_some(mark).ok_or_else(|| NotThisText::because("Enter one letter"))
/// }
/// assert_eq!(" b ".parse::<ShelfMark>().unwrap().as_str(), "B");
/// ```
#[macro_export]
macro_rules! text_value {
    ($(#[$meta:meta])* $vis:vis struct $name:ident, parsed by $parser:path) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis struct $name(String);

        impl $name {
            /// The canonical text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::kernel::NotThisText;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $parser(text).map(Self)
            }
        }

        impl $crate::kernel::schema::PartialSchema for $name {
            fn schema() -> $crate::kernel::schema::RefOr {
                $crate::kernel::schema::text()
            }
        }

        impl $crate::kernel::schema::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}
