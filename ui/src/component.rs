//! `component!`, the one macro that makes a component or a part of one.

/// Declares a struct whose fields are set one after the other.
///
/// ```text
/// component! {
///     /// A button.
///     pub struct Button in "components/button.html" {
///         content: content,       // Content: text or markup        .content("Save")
///         name: text,             // String, empty when not given   .name("step")
///         disabled: flag,         // bool                           .disabled(true)
///         label: one Label,       // Label                          .label("Your name")
///         hint: maybe Hint,       // Option<Hint>                   .hint("As on your card")
///         items: many Item,       // Vec<Item>                      .items([a, b])
///         tasks: slots Task,      // Vec<Option<Task>>: an empty one keeps its number
///         classes: classes,       // Classes                        .classes("app-wide")
///         attributes: attributes, // Attributes                     .attributes([("data-a", "b")])
///     }
/// }
/// ```
///
/// With `in "…"` it is a template that may stand in others without escaping; with `asking` after that, its `asked()` says
/// which fields of a form it asks. In tests it can be
/// read from the options in govuk-frontend's fixtures, unless `unjudged` is written before it.
macro_rules! component {
    (unjudged $(#[$meta:meta])* pub struct $($rest:tt)*) => {
        component!(@declare [] $(#[$meta])* pub struct $($rest)*);
    };
    ($(#[$meta:meta])* pub struct $($rest:tt)*) => {
        component!(@declare [
            #[cfg_attr(
                test,
                derive(serde::Deserialize),
                serde(default, deny_unknown_fields, rename_all = "camelCase")
            )]
        ] $(#[$meta])* pub struct $($rest)*);
    };

    (
        @declare [$($judged:tt)*]
        $(#[$meta:meta])*
        pub struct $name:ident $(in $path:tt $($asking:ident)?)? {
            $($(#[$field_meta:meta])* $field:ident : $kind:ident $($of:ident)?),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        $(#[derive(askama::Template)] #[template(path = $path)])?
        $($judged)*
        pub struct $name {
            $($(#[$field_meta])* pub $field: component!(@type $kind $($of)?)),*
        }

        #[allow(dead_code, reason = "not every part has a reader in this crate")]
        impl $name {
            $(component!(@setter $(#[$field_meta])* $field $kind $($of)?);)*
        }

        $(component!(@safe $name $($asking)?);)?
    };

    (@type text) => { String };
    (@type content) => { $crate::html::Content };
    (@type classes) => { $crate::html::Classes };
    (@type attributes) => { $crate::html::Attributes };
    (@type flag) => { bool };
    (@type one $of:ident) => { $of };
    (@type maybe $of:ident) => { Option<$of> };
    (@type many $of:ident) => { Vec<$of> };
    (@type slots $of:ident) => { Vec<Option<$of>> };

    (@setter $(#[$meta:meta])* $field:ident flag) => {
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $field: bool) -> Self {
            self.$field = $field;
            self
        }
    };
    (@setter $(#[$meta:meta])* $field:ident one $of:ident) => {
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$of>) -> Self {
            self.$field = $field.into();
            self
        }
    };
    (@setter $(#[$meta:meta])* $field:ident maybe $of:ident) => {
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$of>) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    (@setter $(#[$meta:meta])* $field:ident many $of:ident) => {
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = impl Into<$of>>) -> Self {
            self.$field.extend($field.into_iter().map(Into::into));
            self
        }
    };
    (@setter $(#[$meta:meta])* $field:ident slots $of:ident) => {
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = impl Into<Option<$of>>>) -> Self {
            self.$field.extend($field.into_iter().map(Into::into));
            self
        }
    };
    (@setter $(#[$meta:meta])* $field:ident $kind:ident) => {
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $field: impl Into<component!(@type $kind)>) -> Self {
            self.$field = $field.into();
            self
        }
    };

    (@safe $name:ident) => {
        component!(@into $name |component| $crate::html::Markup::of(&component));
    };
    (@safe $name:ident asking) => {
        component!(@into $name |component| $crate::html::Markup::of(&component).asking(component.asked()));
    };
    (@into $name:ident |$component:ident| $markup:expr) => {
        impl askama::filters::HtmlSafe for $name {}

        impl From<$name> for $crate::html::Markup {
            fn from($component: $name) -> Self {
                $markup
            }
        }

        impl From<$name> for $crate::html::Content {
            fn from(component: $name) -> Self {
                Self::Markup(component.into())
            }
        }
    };
}

/// `From` text and markup for parts whose one necessary field is their content.
macro_rules! from_content {
    (@from $name:ident $($source:ty),*) => {
        $(
            impl From<$source> for $name {
                fn from(content: $source) -> Self {
                    Self::new(content)
                }
            }
        )*
    };
    ($($name:ident),+ $(,)?) => {
        $(
            impl $name {
                /// With this text or markup.
                pub fn new(content: impl Into<$crate::html::Content>) -> Self {
                    Self::default().content(content)
                }
            }

            from_content!(@from $name &str, String, &String, $crate::html::Markup, $crate::html::Content);
        )+
    };
}

pub(crate) use {component, from_content};
