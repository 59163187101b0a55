//! A directory's brand: colours on which text can be read, a typeface, links, a phase and a logo.

use super::links::links;
use super::{BrandLink, BrandLinkDraft, Feedback};
use crate::kernel::fields::Fields;
use crate::values::{AA_TEXT, Colour, Line, Sha256};
use crate::words;
use serde::{Deserialize, Deserializer, Serialize};

/// A header is one line on most screens.
const MOST_HEADER_LINKS: usize = 4;
/// Beside those that every public service must have.
const MOST_FOOTER_LINKS: usize = 8;

words! {
    /// The typefaces that a brand may choose from; none is fetched from elsewhere.
    pub enum Typeface {
        /// The reader's own system's.
        System = "system",
        /// Arial, or what is nearest to it.
        Arial = "arial",
        /// Verdana: wide letters, told apart easily.
        Verdana = "verdana",
        /// Georgia, or what is nearest to it.
        Serif = "serif",
        /// GDS Transport, with the crest: licensed for hosts under gov.uk only.
        Transport = "transport",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro of words derives no default")]
impl Default for Typeface {
    fn default() -> Self {
        Self::System
    }
}

words! {
    /// How finished a service is.
    pub enum Phase {
        /// First tries.
        Alpha = "alpha",
        /// In use, and still changing.
        Beta = "beta",
    }
}

/// What a new service says about itself at the top of each page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseBanner {
    /// How finished it is.
    pub phase: Phase,
    /// Where people say what is wrong with it.
    pub feedback: Feedback,
}

/// The look of a directory. Every pair of colours that carries text reaches the contrast of WCAG 2.2,
/// level AA: made only by [`BrandDraft::read`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Behind the header.
    pub header_background: Colour,
    /// The text of the header.
    pub header_text: Colour,
    /// Links on the white page.
    pub link: Colour,
    /// Buttons.
    pub button: Colour,
    /// The text of buttons.
    pub button_text: Colour,
    /// A line below the header, without text.
    pub accent: Colour,
    /// The picture in the header, by the hash of its bytes: it was uploaded here. (Before pictures were kept
    /// here this was an address elsewhere, which is not shown any more.)
    #[serde(default, deserialize_with = "kept_here")]
    pub logo: Option<Sha256>,
    /// What the picture says, for those who do not see it.
    pub logo_text: Option<Line>,
    /// What it is written in.
    #[serde(default)]
    pub typeface: Typeface,
    /// Links in the header: back to the service, say.
    #[serde(default)]
    pub header_links: Vec<BrandLink>,
    /// Links in the footer.
    #[serde(default)]
    pub footer_links: Vec<BrandLink>,
    /// That it is new, where it is.
    #[serde(default)]
    pub phase: Option<PhaseBanner>,
}

fn kept_here<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Sha256>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// The raw fields of a [`Brand`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BrandDraft {
    /// `#00594f`
    pub header_background: String,
    /// `#ffffff`; whichever of black and white reads better when left out.
    pub header_text: Option<String>,
    /// `#00594f`
    pub link: String,
    /// `#00786a`
    pub button: String,
    /// `#ffffff`; whichever of black and white reads better when left out.
    pub button_text: Option<String>,
    /// `#7fd1c4`; the button's when left out.
    pub accent: Option<String>,
    /// The `sha256` of a picture that was uploaded to `/directories/{slug}/logos`.
    pub logo: Option<String>,
    /// What the picture says; needed with a picture.
    pub logo_text: Option<String>,
    /// `system`, `arial`, `verdana`, `serif`, or `transport` with a host name under gov.uk; `system` when left
    /// out.
    pub typeface: Option<String>,
    /// Links in the header, at most 4.
    pub header_links: Vec<BrandLinkDraft>,
    /// Links in the footer, at most 8, before those that every public service must have.
    pub footer_links: Vec<BrandLinkDraft>,
    /// `alpha` or `beta`; no banner when left out.
    pub phase: Option<String>,
    /// Where people say what is wrong with it: an email address or a page; needed with a phase.
    pub feedback: Option<String>,
}

impl BrandDraft {
    /// Reads the brand below the pointer at which `fields` stands. `None` when an error was noted.
    pub fn read(&self, fields: &mut Fields) -> Option<Brand> {
        let header_background = fields.parse::<Colour>("/header_background", &self.header_background);
        let header_text = text_on(fields, "/header_text", self.header_text.as_deref(), header_background);
        let link = fields.parse::<Colour>("/link", &self.link);
        let button = fields.parse::<Colour>("/button", &self.button);
        let button_text = text_on(fields, "/button_text", self.button_text.as_deref(), button);
        let accent = fields.optional::<Colour>("/accent", self.accent.as_deref());
        let logo = self.logo(fields);
        let logo_text = fields.optional::<Line>("/logo_text", self.logo_text.as_deref());
        if let (Some(Some(_)), Some(None)) = (&logo, &logo_text) {
            fields.refuse("/logo_text", "required", "Say what the logo says, for people who do not see it");
        }
        if let Some(link) = link {
            // The link is what can change: the page stays white.
            readable(fields, "/link", "Links", link, Colour::WHITE, "the white page");
        }
        let typeface = fields.optional("/typeface", self.typeface.as_deref());
        let header_links = links(fields, "/header_links", &self.header_links, MOST_HEADER_LINKS);
        let footer_links = links(fields, "/footer_links", &self.footer_links, MOST_FOOTER_LINKS);
        let phase = self.phase(fields);
        Some(Brand {
            header_background: header_background?,
            header_text: header_text?,
            link: link?,
            button: button?,
            button_text: button_text?,
            accent: accent?.or(button)?,
            logo: logo?,
            logo_text: logo_text?,
            typeface: typeface?.unwrap_or_default(),
            header_links: header_links?,
            footer_links: footer_links?,
            phase: phase?,
        })
    }

    fn logo(&self, fields: &mut Fields) -> Option<Option<Sha256>> {
        let given = self.logo.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let Some(text) = given else { return Some(None) };
        let hash = text.parse().ok();
        if hash.is_none() {
            fields.refuse(
                "/logo",
                "invalid",
                "A logo is kept here, so that no other host learns who looks at the page. Upload the picture to \
                 /api/v1/directories/{slug}/logos, then name it by the sha256 that you are given",
            );
        }
        hash.map(Some)
    }

    fn phase(&self, fields: &mut Fields) -> Option<Option<PhaseBanner>> {
        let phase = fields.optional("/phase", self.phase.as_deref());
        let feedback = fields.optional("/feedback", self.feedback.as_deref());
        match (phase?, feedback?) {
            (None, _) => Some(None),
            (Some(phase), Some(feedback)) => Some(Some(PhaseBanner { phase, feedback })),
            (Some(_), None) => {
                fields.refuse("/feedback", "required", "Say where people tell you what is wrong with it");
                None
            }
        }
    }
}

/// A text colour that can be read on a background, which is what gets refused: its nearest colour that
/// passes keeps the brand's hue, where black or white text has none.
fn text_on(
    fields: &mut Fields,
    pointer: &str,
    raw: Option<&str>,
    background: Option<Colour>,
) -> Option<Colour> {
    let given = fields.optional::<Colour>(pointer, raw)?;
    let background = background?;
    let Some(text) = given else { return Some(background.best_text()) };
    let (what, on_pointer) = match pointer {
        "/header_text" => ("The header's background", "/header_background"),
        _ => ("The button", "/button"),
    };
    readable(fields, on_pointer, what, background, text, "its text").then_some(text)
}

fn readable(
    fields: &mut Fields,
    pointer: &str,
    what: &str,
    colour: Colour,
    against: Colour,
    named: &str,
) -> bool {
    let ratio = colour.contrast_with(against);
    if ratio >= AA_TEXT {
        return true;
    }
    // Contrast is cut, not rounded: 4.46 must not be printed as if it passed.
    let printed = (ratio * 100.0).floor() / 100.0;
    let suggestion = colour.nearest_passing(against, AA_TEXT);
    let suggestion = suggestion
        .map_or_else(String::new, |nearest| format!(" The nearest colour that passes is {nearest}"));
    fields.refuse(
        pointer,
        "contrast_too_low",
        format!(
            "{what} ({colour}) and {named} ({against}) have a contrast of {printed} to 1; text needs {AA_TEXT} to 1 \
             (WCAG AA).{suggestion}"
        ),
    );
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn brand(header: &str, header_text: &str, link: &str, button: &str) -> BrandDraft {
        BrandDraft {
            header_background: header.into(),
            header_text: Some(header_text.into()),
            link: link.into(),
            button: button.into(),
            ..BrandDraft::default()
        }
    }

    fn read(draft: &BrandDraft) -> Result<Brand, crate::FieldErrors> {
        let mut fields = Fields::new();
        let brand = draft.read(&mut fields);
        fields.finish(|| brand)
    }

    #[test]
    fn colours_on_which_text_cannot_be_read_are_refused_with_the_nearest_that_passes() {
        let refused = read(&brand("#ffdd00", "#ffffff", "#7fd1c4", "#00786a")).unwrap_err();
        let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/header_background", "/link"]);
        let message = &refused.all()[0].message;
        assert!(message.contains("The nearest colour that passes is #"), "{message}");
        let nearest: Colour = message.rsplit(' ').next().unwrap().parse().unwrap();
        assert!(nearest.contrast_with(Colour::WHITE) >= AA_TEXT);
    }

    #[test]
    fn text_that_is_left_out_is_whichever_reads_better() {
        let mut draft = brand("#ffdd00", "", "#00594f", "#00786a");
        draft.header_text = None;
        let read = read(&draft).unwrap();
        assert_eq!((read.header_text, read.button_text), (Colour::BLACK, Colour::WHITE));
        assert_eq!(read.accent, read.button);
    }

    #[test]
    fn a_logo_says_what_it_says() {
        let mut draft = brand("#00594f", "#ffffff", "#00594f", "#00786a");
        draft.logo = Some("abababababababababababababababababababababababababababababababab".into());
        assert_eq!(read(&draft).unwrap_err().all()[0].pointer, "/logo_text");
    }

    proptest! {
        /// Taking the suggestion always helps: what was refused passes after it.
        #[test]
        fn the_suggestion_passes(parts: [u8; 3], text: [u8; 3]) {
            let colour = |parts: [u8; 3]| Colour::new(parts[0], parts[1], parts[2]).to_string();
            let mut draft = brand(&colour(parts), &colour(text), "#00594f", "#00786a");
            if let Err(refused) = read(&draft) {
                let nearest = refused.all()[0].message.rsplit(' ').next().unwrap().to_owned();
                draft.header_background = nearest;
                prop_assert!(read(&draft).is_ok());
            }
        }
    }
}
