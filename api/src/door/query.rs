//! Queries of two parts: which rows are wanted, and how they are handed over.
//!
//! A list that is followed, searched and taken away whole is asked for by the same words each time; only the words for
//! the page differ. serde refuses unknown words, or flattens one struct into another, but not both.

use super::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;
use std::future::{Ready, ready};

/// A query of two structs, each of which refuses the words it does not know.
pub(crate) struct Query<Which, How> {
    /// Which rows.
    pub(crate) which: Which,
    /// How they are handed over.
    pub(crate) how: How,
}

impl<Which: DeserializeOwned, How: DeserializeOwned> Query<Which, How> {
    fn of(query: &str) -> Result<Self, Problem> {
        let words = words_of::<Which>();
        let is_which = |pair: &&str| {
            let read = web::Query::<Vec<(String, String)>>::from_query(pair);
            read.is_ok_and(|pairs| pairs.first().is_some_and(|(word, _)| words.contains(&word.as_str())))
        };
        let (which, how): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_which);
        Ok(Self { which: part(&which)?, how: part(&how)? })
    }
}

fn part<T: DeserializeOwned>(pairs: &[&str]) -> Result<T, Problem> {
    let read = web::Query::<T>::from_query(&pairs.join("&"));
    read.map(web::Query::into_inner).map_err(|error| Problem::of_query(&error))
}

impl<Which: DeserializeOwned, How: DeserializeOwned> FromRequest for Query<Which, How> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request.query_string()))
    }
}

/// The names of a struct's fields.
fn words_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut words: &'static [&'static str] = &[];
    let _ = T::deserialize(Asked(&mut words));
    words
}

/// Reads nothing: a struct that is read from it says what it is made of.
struct Asked<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("there is nothing here"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom("there is nothing here"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Text that a list is searched by. Spaces alone search for nothing.
pub(crate) fn sought(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Which {
        about: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct How {
        limit: Option<i64>,
    }

    #[test]
    fn each_word_goes_to_the_part_that_knows_it() {
        let read = Query::<Which, How>::of("limit=3&%61bout=a%26b").unwrap();
        assert_eq!(read.which.about.as_deref(), Some("a&b"));
        assert_eq!(read.how.limit, Some(3));
        assert!(Query::<Which, How>::of("").is_ok());
    }

    #[test]
    fn a_word_that_neither_knows_is_refused_and_one_that_is_said_twice() {
        for wrong in ["abuot=x", "limit=3&since=x", "about=x&about=y", "limit=many"] {
            assert!(Query::<Which, How>::of(wrong).is_err(), "{wrong}");
        }
    }
}
