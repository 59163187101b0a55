//! Enums with one spelling everywhere: in the database, in JSON, in forms and in events.

use std::fmt;

/// A word that is not one of those an enum knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What was given.
    pub given: String,
    /// What would have been understood.
    pub known: Vec<&'static str>,
    /// Why this very word is refused, where the policy has a reason for it.
    pub because: Option<&'static str>,
}

impl UnknownWord {
    /// What is said where nothing was given, before the words that would have been understood. A page that shows them as
    /// choices says no more than this.
    pub const NOTHING: &str = "Choose one of these";
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.because {
            Some(reason) => f.write_str(reason),
            None if self.given.trim().is_empty() => write!(f, "{}: {}", Self::NOTHING, self.known.join(", ")),
            None => write!(f, "“{}” is not one of: {}", self.given, self.known.join(", ")),
        }
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum whose every variant has one word, and the ways to and from it.
///
/// ```
/// domain::words! {
///     /// How help is given.
///     pub enum Channel { InPerson = "in_person", Telephone = "telephone" }
/// }
/// assert_eq!(Channel::InPerson.word(), "in_person");
/// assert_eq!("telephone".parse(), Ok(Channel::Telephone));
/// assert!("paper".parse::<Channel>().is_err());
/// assert_eq!(Channel::ALL.len(), 2);
/// ```
///
/// A word that people will try, and that the policy refuses, can be given its reason:
///
/// ```
/// domain::words! {
///     /// When a shop is open.
///     pub enum Opening { Weekdays = "weekdays" }
///     refuses { "sundays" => "Shops of this size close on Sundays" }
/// }
/// assert_eq!("sundays".parse::<Opening>().unwrap_err().to_string(), "Shops of this size close on Sundays");
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)?
    } $(refuses { $($refused:literal => $reason:expr),+ $(,)? })?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one spelling of this variant.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::kernel::UnknownWord;
            fn from_str(word: &str) -> ::std::result::Result<Self, Self::Err> {
                let because = match word {
                    $($word => return Ok(Self::$variant),)+
                    $($($refused => Some($reason),)+)?
                    _ => None,
                };
                let given = word.chars().take(100).collect();
                Err($crate::kernel::UnknownWord { given, known: vec![$($word),+], because })
            }
        }

        impl $crate::kernel::schema::PartialSchema for $name {
            fn schema() -> $crate::kernel::schema::RefOr {
                $crate::kernel::schema::one_of(&[$($word),+])
            }
        }

        impl $crate::kernel::schema::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                let word = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(from)?;
                word.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}
