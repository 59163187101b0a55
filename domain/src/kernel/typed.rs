//! Reads a draft from a tree in which everything is text, as forms and the rows of a table give it: numbers and
//! yes or no are read as the draft asks for them, and one value is a list of one where a list is wanted.

use super::fields::FieldErrors;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer, Visitor};
use serde::{Deserializer, de, forward_to_deserialize_any};
use serde_json::Value;
use std::fmt;

/// The draft that a tree of text spells.
///
/// # Errors
/// The first field that cannot be what was typed, or that was left empty though the rest of its row was not,
/// with its pointer.
pub fn draft<Draft: DeserializeOwned>(tree: Value) -> Result<Draft, FieldErrors> {
    serde_path_to_error::deserialize(Given(tree)).map_err(|error| {
        let pointer = pointer_of(error.path());
        match error.into_inner() {
            Wrong::Missing(field) => {
                FieldErrors::one(format!("{pointer}/{field}"), "required", Wrong::Missing(field).to_string())
            }
            wrong => FieldErrors::one(pointer, "invalid", wrong.to_string()),
        }
    })
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

struct Given(Value);

/// Why something is not a draft.
#[derive(Debug)]
enum Wrong {
    /// A field that the draft cannot do without.
    Missing(&'static str),
    /// Anything else.
    Other(String),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(_) => f.write_str("Fill this in too, or leave everything beside it empty"),
            Self::Other(because) => f.write_str(because),
        }
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(because: T) -> Self {
        Self::Other(because.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}

impl IntoDeserializer<'_, Wrong> for Given {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Given {
    fn text(self) -> Result<String, Wrong> {
        match self.0 {
            Value::String(text) => Ok(text),
            Value::Array(_) => Err(Wrong::custom("Choose one answer only")),
            _ => Err(Wrong::custom("This is not what belongs here")),
        }
    }

    fn digits(self) -> Result<String, Wrong> {
        Ok(self.text()?.trim().replace([',', ' '], ""))
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $kind:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            let digits = self.digits()?;
            let number = digits.parse::<$kind>().map_err(|_| Wrong::custom("Enter a whole number, such as 12"))?;
            visitor.$visit(number)
        }
    )*};
}

impl<'de> Deserializer<'de> for Given {
    type Error = Wrong;

    numbers! {
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64, deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_f64(self.digits()?.parse().map_err(|_| Wrong::custom("Enter a number, such as 12.5"))?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.text()?.as_str() {
            "yes" | "true" | "on" => visitor.visit_bool(true),
            "no" | "false" => visitor.visit_bool(false),
            _ => Err(Wrong::custom("Choose yes or no")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let items = match self.0 {
            Value::Array(items) => items,
            one => vec![one],
        };
        visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Given)))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Given))),
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, Given(value)));
                visitor.visit_map(MapDeserializer::new(fields))
            }
            Value::String(text) => visitor.visit_string(text),
            other => Err(Wrong::custom(format!("{other} cannot be typed"))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_enum(self.text()?.into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Support {
        name: String,
        km: Option<u16>,
        confirmed: bool,
        channels: Vec<String>,
        places: Vec<Place>,
        capacity: Option<Capacity>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Capacity {
        people: u32,
        days: u16,
    }

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Place {
        name: String,
        seats: u32,
    }

    fn read(tree: Value) -> Result<Support, FieldErrors> {
        draft(tree)
    }

    #[test]
    fn text_becomes_what_the_draft_asks_for() {
        let typed = json!({
            "name": "12", "km": "1,200", "confirmed": "yes", "channels": "telephone", "places": [{"seats": "4"}]
        });
        let read = read(typed).unwrap();
        let places = vec![Place { name: String::new(), seats: 4 }];
        let channels = vec!["telephone".to_owned()];
        assert_eq!(
            read,
            Support { name: "12".into(), km: Some(1200), confirmed: true, channels, places, capacity: None }
        );
        assert_eq!(super::tests::read(json!({})).unwrap(), Support::default());
    }

    #[test]
    fn what_cannot_be_is_told_with_its_place() {
        let wrong = |tree: Value| {
            let errors = read(tree).unwrap_err();
            (errors.all()[0].pointer.clone(), errors.all()[0].message.clone())
        };
        assert_eq!(
            wrong(json!({"places": [{"seats": "many"}]})),
            ("/places/0/seats".into(), "Enter a whole number, such as 12".into())
        );
        assert_eq!(wrong(json!({"confirmed": "maybe"})), ("/confirmed".into(), "Choose yes or no".into()));
        let half = ("/capacity/days".into(), "Fill this in too, or leave everything beside it empty".into());
        assert_eq!(wrong(json!({"capacity": {"people": "4"}})), half);
        assert!(wrong(json!({"nmae": "x"})).1.contains("unknown field"));
    }
}
