//! What makes a directory look like its own service's: a brand is a plain value, and its colours
//! reach the page as a stylesheet of their own, so that a page needs no style within it.

use std::fmt::Write as _;

use domain::directories::PhaseBanner;
pub use domain::directories::Typeface;
use domain::values::Colour;

/// A white-labelled directory's look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The directory's name, in the language of the page.
    pub name: String,
    /// What addresses of the directory start with: `/d/{slug}`, or nothing on a host of its own.
    pub base: String,
    /// Where the name in the header leads. Usually the directory's first page.
    pub home: String,
    pub colours: Colours,
    pub typeface: Typeface,
    /// An image beside the name, from the directory's own host.
    pub logo: Option<Logo>,
    /// In the header: back to the service, say.
    pub header_links: Vec<Link>,
    /// In the footer, before accessibility, cookies and privacy.
    pub footer_links: Vec<Link>,
    /// That the directory is new, where it is.
    pub phase: Option<PhaseBanner>,
}

/// The colours that a brand chooses. Whoever sets them has checked that text on them can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    pub header_background: Colour,
    pub header_text: Colour,
    /// Of links on white.
    pub link: Colour,
    pub button: Colour,
    pub button_text: Colour,
    /// Decoration, without text on it.
    pub accent: Colour,
}

/// A logo. Its alternative text is empty when the name stands beside it anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub address: String,
    pub alternative_text: String,
}

/// A link in a header or a footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub words: String,
    pub href: String,
}

impl Link {
    pub fn new(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self { words: words.into(), href: href.into() }
    }
}

/// The CSS `font-family` of a typeface; `None` where the stylesheet says it already.
const fn family(typeface: Typeface) -> Option<&'static str> {
    match typeface {
        Typeface::System | Typeface::Transport => None,
        Typeface::Arial => Some("arial,\"Helvetica Neue\",helvetica,sans-serif"),
        Typeface::Verdana => Some("verdana,\"DejaVu Sans\",geneva,sans-serif"),
        Typeface::Serif => Some("georgia,cambria,\"Times New Roman\",times,serif"),
    }
}

impl Default for Colours {
    /// Black and green, as the plain stylesheet has them.
    fn default() -> Self {
        Self {
            header_background: Colour::new(0x0b, 0x0c, 0x0c),
            header_text: Colour::WHITE,
            link: Colour::new(0x1a, 0x65, 0xa6),
            button: Colour::new(0x0f, 0x7a, 0x52),
            button_text: Colour::WHITE,
            accent: Colour::new(0x8e, 0xb8, 0xdc),
        }
    }
}

impl Brand {
    /// A brand in the plain colours.
    pub fn new(name: impl Into<String>, base: impl Into<String>) -> Self {
        let base = base.into();
        Self {
            name: name.into(),
            home: if base.is_empty() { "/".to_owned() } else { base.clone() },
            base,
            colours: Colours::default(),
            typeface: Typeface::default(),
            logo: None,
            header_links: Vec::new(),
            footer_links: Vec::new(),
            phase: None,
        }
    }

    /// The address of the brand's stylesheet. It changes when the styles do, so that what is served
    /// there may be kept for ever ([`crate::assets::CACHE_CONTROL`]).
    pub fn stylesheet(&self) -> String {
        format!("{}/brand.css?v={:08x}", self.base, fingerprint(&brand_css(self)))
    }

    /// The address of a page of the directory: `brand.page("/listings/1")`.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// The brand's stylesheet, served at `{base}/brand.css`: custom properties that the plain stylesheet
/// reads. It holds nothing that a person typed but colours.
pub fn brand_css(brand: &Brand) -> String {
    let colours = &brand.colours;
    let mut css = String::from(":root{");
    let properties = [
        ("--govuk-brand-colour", colours.header_background),
        ("--govuk-link-colour", colours.link),
        ("--govuk-link-visited-colour", colours.link),
        ("--govuk-link-hover-colour", darker(colours.link)),
        ("--govuk-surface-border-colour", colours.accent),
        ("--brand-header-background", colours.header_background),
        ("--brand-header-text", colours.header_text),
        ("--brand-accent", colours.accent),
        ("--brand-button", colours.button),
        ("--brand-button-text", colours.button_text),
        ("--brand-button-hover", shade_for(colours.button, colours.button_text)),
        ("--brand-button-shadow", darker(darker(colours.button))),
    ];
    for (property, colour) in properties {
        // Writing to a string cannot fail.
        let _ = write!(css, "{property}:{colour};");
    }
    if let Some(family) = family(brand.typeface) {
        let _ = write!(css, "--brand-typeface:{family};");
    }
    css.push_str("}\n");
    css
}

/// Three quarters of each part: darker, in the same hue.
fn darker(colour: Colour) -> Colour {
    scaled(colour, |part| u16::from(part) * 3 / 4)
}

/// The button under the pointer: darker or lighter, away from its text, so that it stays readable.
fn shade_for(button: Colour, text: Colour) -> Colour {
    if text.luminance() > button.luminance() {
        darker(button)
    } else {
        scaled(button, |part| u16::from(part) + (255 - u16::from(part)) / 4)
    }
}

fn scaled(colour: Colour, by: impl Fn(u8) -> u16) -> Colour {
    let [red, green, blue] = colour.parts().map(|part| u8::try_from(by(part)).unwrap_or(u8::MAX));
    Colour::new(red, green, blue)
}

/// FNV-1a: the same text always has the same number, on every machine.
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carers() -> Brand {
        let colour = |text: &str| text.parse::<Colour>().unwrap();
        Brand {
            colours: Colours {
                header_background: colour("#00594f"),
                button: colour("#ffdd00"),
                button_text: Colour::BLACK,
                ..Colours::default()
            },
            typeface: Typeface::Serif,
            ..Brand::new("Carers' help", "/d/carers")
        }
    }

    #[test]
    fn a_brand_is_its_colours_as_custom_properties() {
        let css = brand_css(&carers());
        assert!(css.contains("--brand-header-background:#00594f;"), "{css}");
        assert!(css.contains("--brand-typeface:georgia"), "{css}");
    }

    #[test]
    fn its_address_changes_when_its_styles_do() {
        let (before, mut after) = (carers(), carers());
        after.name = "Another name".into();
        assert_eq!(before.stylesheet(), after.stylesheet());
        after.colours.accent = Colour::BLACK;
        assert_ne!(before.stylesheet(), after.stylesheet());
        assert!(before.stylesheet().starts_with("/d/carers/brand.css?v="));
    }

    #[test]
    fn a_button_stays_readable_under_the_pointer() {
        for (button, text) in [("#ffdd00", "#000000"), ("#00786a", "#ffffff"), ("#777777", "#000000")] {
            let (button, text): (Colour, Colour) = (button.parse().unwrap(), text.parse().unwrap());
            assert!(shade_for(button, text).contrast_with(text) >= button.contrast_with(text));
        }
    }

    #[test]
    fn a_directory_on_its_own_host_starts_at_its_root() {
        let own = Brand::new("Carers' help", "");
        assert_eq!((own.home.as_str(), own.page("/cookies").as_str()), ("/", "/cookies"));
    }
}
