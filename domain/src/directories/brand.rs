//! A directory's brand: colours on which text can be read, and a logo.

use crate::kernel::fields::Fields;
use crate::values::{AA_TEXT, Colour, Line, WebAddress};
use serde::{Deserialize, Serialize};

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
    /// A picture in the header.
    pub logo: Option<WebAddress>,
    /// What the picture says, for those who do not see it.
    pub logo_text: Option<Line>,
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
    /// A picture, `https` only.
    pub logo: Option<String>,
    /// What the picture says; needed with a picture.
    pub logo_text: Option<String>,
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
        let logo = fields.optional("/logo", self.logo.as_deref());
        let logo_text = fields.optional::<Line>("/logo_text", self.logo_text.as_deref());
        if let (Some(Some(_)), Some(None)) = (&logo, &logo_text) {
            fields.refuse("/logo_text", "required", "Say what the logo says, for people who do not see it");
        }
        if let Some(link) = link {
            // The link is what can change: the page stays white.
            readable(fields, "/link", "Links", link, Colour::WHITE, "the white page");
        }
        Some(Brand {
            header_background: header_background?,
            header_text: header_text?,
            link: link?,
            button: button?,
            button_text: button_text?,
            accent: accent?.or(button)?,
            logo: logo?,
            logo_text: logo_text?,
        })
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
        draft.logo = Some("https://brand.example.org/logo.svg".into());
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
