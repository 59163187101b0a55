//! Guidance as a page shows it: from its parts, each printed by us, so that what was typed is only ever text.

use crate::{Content, Markup};
use domain::directories::{Block, Inline};

/// Guidance on a page of a directory whose addresses begin with `base`.
pub fn guidance(blocks: &[Block], base: &str) -> Markup {
    Markup::joined(blocks.iter().map(|block| Markup::trusted(part(block, base))))
}

fn part(block: &Block, base: &str) -> String {
    match block {
        Block::Heading(2, inside) => format!("<h2 class=\"govuk-heading-m\">{}</h2>", line(inside, base)),
        Block::Heading(_, inside) => format!("<h3 class=\"govuk-heading-s\">{}</h3>", line(inside, base)),
        Block::Paragraph(inside) => format!("<p class=\"govuk-body\">{}</p>", line(inside, base)),
        Block::List { numbered, points } => {
            let (element, kind) = if *numbered { ("ol", "number") } else { ("ul", "bullet") };
            let points: String =
                points.iter().map(|point| format!("<li>{}</li>", line(point, base))).collect();
            format!("<{element} class=\"govuk-list govuk-list--{kind}\">{points}</{element}>")
        }
    }
}

fn line(inside: &[Inline], base: &str) -> String {
    let each = |inline: &Inline| match inline {
        Inline::Text(words) => Content::from(words.as_str()).to_string(),
        Inline::Strong(inside) => format!("<strong>{}</strong>", line(inside, base)),
        Inline::Link(to, inside) => {
            let href = Content::from(to.from_base(base)).to_string();
            format!("<a class=\"govuk-link\" href=\"{href}\">{}</a>", line(inside, base))
        }
        Inline::Break => "<br>".to_owned(),
    };
    inside.iter().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directories::Guidance;

    fn shown(text: &str) -> String {
        guidance(&text.parse::<Guidance>().unwrap().blocks(), "/d/carers").to_string()
    }

    #[test]
    fn guidance_wears_the_clothes_of_the_page() {
        assert_eq!(
            shown("## Before\n\n- **one**\n- [two](/cookies)"),
            "<h2 class=\"govuk-heading-m\">Before</h2><ul class=\"govuk-list govuk-list--bullet\"><li><strong>one</strong></li>\
             <li><a class=\"govuk-link\" href=\"/d/carers/cookies\">two</a></li></ul>"
        );
        assert!(shown("1. one").starts_with("<ol class=\"govuk-list govuk-list--number\">"));
    }

    #[test]
    fn what_was_typed_is_only_ever_text() {
        let html = shown("a &lt;script&gt; & \"b\" \\<i> 5 < 6");
        assert!(!html.contains("<script") && !html.contains("<i>") && html.contains("5 &#60; 6"), "{html}");
    }
}
