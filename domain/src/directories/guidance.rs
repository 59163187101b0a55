//! Guidance: what a directory says at length, in a small part of Markdown.
//!
//! What is not in this part is refused where it is typed, not dropped where it is shown. Pages are made from
//! [`Block`]s, which cannot hold HTML, so nothing that was typed reaches a page but as text.

use super::LinkAddress;
use crate::kernel::NotThisText;
use crate::text_value;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// So long at most, in characters.
const LONGEST: usize = 10_000;

text_value! {
    /// Text in a small part of Markdown (CommonMark): headings of the second and third level, paragraphs, lists,
    /// links and bold. 1 to 10,000 characters.
    pub struct Guidance, parsed by guidance
}

/// A part of guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 2 or 3: the page has its own first.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, numbered or not, with its points.
    List {
        /// Whether the points have numbers.
        numbered: bool,
        /// What each says.
        points: Vec<Vec<Inline>>,
    },
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Bold words.
    Strong(Vec<Inline>),
    /// A link.
    Link(LinkAddress, Vec<Inline>),
    /// A new line.
    Break,
}

impl Guidance {
    /// Its parts, in order.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        limited_markdown_blocks(self.as_str())
    }
}

fn guidance(text: &str) -> Result<String, NotThisText> {
    limited_markdown(text, LONGEST)
}

/// The parts of text that [`limited_markdown`] took.
pub(crate) fn limited_markdown_blocks(text: &str) -> Vec<Block> {
    // Only what could be read is ever kept.
    read(text).unwrap_or_default()
}

/// Text in the part of Markdown that is taken here, of so many characters at most.
pub(crate) fn limited_markdown(text: &str, longest: usize) -> Result<String, NotThisText> {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(NotThisText::because("Enter something here"));
    }
    if text.chars().count() > longest {
        return Err(NotThisText::because(format!("Use {longest} characters or fewer")));
    }
    if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(NotThisText::because("Remove control characters"));
    }
    let blocks = read(&text)?;
    if blocks.is_empty() {
        return Err(NotThisText::because("Enter something that can be read here"));
    }
    Ok(text)
}

fn read(text: &str) -> Result<Vec<Block>, NotThisText> {
    let mut reading = Reading::default();
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        reading.take(event).map_err(|sentence| {
            let line = text[..range.start].matches('\n').count() + 1;
            NotThisText::because(format!("{sentence} (line {line})"))
        })?;
    }
    Ok(reading.blocks)
}

const ONLY: &str = "Use only headings (## and ###), paragraphs, lists, links and **bold**";

/// Guidance as far as it is read. The innermost line is the last.
#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    lines: Vec<Vec<Inline>>,
    links: Vec<LinkAddress>,
    list: Option<(bool, Vec<Vec<Inline>>)>,
    has_heading: bool,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.begin(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(words) => self.add(Inline::Text(words.to_string())),
            Event::SoftBreak => self.add(Inline::Text(" ".to_owned())),
            Event::HardBreak => self.add(Inline::Break),
            Event::Html(_) | Event::InlineHtml(_) => {
                return Err("HTML is not taken here: write headings with ## and lists with -".to_owned());
            }
            Event::Code(_) => return Err("Write it without ` marks".to_owned()),
            _ => return Err(ONLY.to_owned()),
        }
        Ok(())
    }

    fn begin(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::Paragraph if self.list.is_some() => {
                // The points of a list with gaps between them are paragraphs, and a point may have several.
                if self.lines.last().is_some_and(|line| !line.is_empty()) {
                    self.add(Inline::Break);
                }
            }
            Tag::Paragraph | Tag::Strong | Tag::Item => self.lines.push(vec![]),
            Tag::Heading { level: HeadingLevel::H2, .. } if self.list.is_none() => {
                self.has_heading = true;
                self.lines.push(vec![]);
            }
            Tag::Heading { level: HeadingLevel::H3, .. } if self.list.is_none() => {
                if !self.has_heading {
                    return Err("Begin with ##, then use ### for headings below it".to_owned());
                }
                self.lines.push(vec![]);
            }
            Tag::Heading { .. } => {
                return Err("Use ## and ### for headings, outside lists: the page has its own first heading"
                    .to_owned());
            }
            Tag::List(first) if self.list.is_none() => self.list = Some((first.is_some(), vec![])),
            Tag::List(_) => return Err("Put the points of the inner list into one list".to_owned()),
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let address = format!("{mail}{dest_url}").parse::<LinkAddress>();
                self.links.push(address.map_err(|reason| format!("A link leads nowhere safe. {reason}"))?);
                self.lines.push(vec![]);
            }
            Tag::Image { .. } => return Err("Pictures are not taken here: say it in words".to_owned()),
            Tag::Emphasis => return Err("Use ** for bold: there are no italics".to_owned()),
            Tag::CodeBlock(_) => {
                return Err("Begin the line without spaces, and write it without ` marks".to_owned());
            }
            Tag::HtmlBlock => {
                return Err("HTML is not taken here: write headings with ## and lists with -".to_owned());
            }
            _ => return Err(ONLY.to_owned()),
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), String> {
        match tag {
            TagEnd::Paragraph if self.list.is_some() => {}
            TagEnd::Paragraph => {
                let line = self.line();
                self.blocks.push(Block::Paragraph(line));
            }
            TagEnd::Heading(level) => {
                let line = self.line();
                if line.is_empty() {
                    return Err("A heading needs words".to_owned());
                }
                let level = if level == HeadingLevel::H2 { 2 } else { 3 };
                self.blocks.push(Block::Heading(level, line));
            }
            TagEnd::Item => {
                let line = self.line();
                if let Some((_, points)) = &mut self.list {
                    points.push(line);
                }
            }
            TagEnd::List(_) => {
                if let Some((numbered, points)) = self.list.take() {
                    self.blocks.push(Block::List { numbered, points });
                }
            }
            TagEnd::Strong => {
                let line = self.line();
                self.add(Inline::Strong(line));
            }
            TagEnd::Link => {
                let line = self.line();
                if line.is_empty() {
                    return Err("A link needs words between [ and ]".to_owned());
                }
                if let Some(address) = self.links.pop() {
                    self.add(Inline::Link(address, line));
                }
            }
            _ => return Err(ONLY.to_owned()),
        }
        Ok(())
    }

    fn line(&mut self) -> Vec<Inline> {
        self.lines.pop().unwrap_or_default()
    }

    fn add(&mut self, inline: Inline) {
        if let Some(line) = self.lines.last_mut() {
            line.push(inline);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str) -> String {
        text.parse::<Guidance>().unwrap_err().0
    }

    #[test]
    fn headings_paragraphs_lists_links_and_bold_are_understood() {
        let text = "## Before you start\n\nHave **your number** ready.\nIt is [on the letter](https://www.gov.uk/letter).\n\n\
                    ### You need\n\n- a pen\n- your [cookies](/cookies)\n\n1. one\n\n2. two\n\n   more\n\n<mailto:a@example.org>";
        let blocks = text.parse::<Guidance>().unwrap().blocks();
        let text = |words: &str| Inline::Text(words.to_owned());
        assert_eq!(blocks[0], Block::Heading(2, vec![text("Before you start")]));
        let Block::Paragraph(line) = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!(line[1], Inline::Strong(vec![text("your number")]));
        assert!(
            matches!(&line[5], Inline::Link(to, _) if to.as_str() == "https://www.gov.uk/letter"),
            "{line:?}"
        );
        assert!(matches!(&blocks[3], Block::List { numbered: false, points } if points.len() == 2));
        let Block::List { numbered: true, points } = &blocks[4] else { panic!("{blocks:?}") };
        assert_eq!(points[1], [text("two"), Inline::Break, text("more")]);
        assert!(matches!(&blocks[5], Block::Paragraph(line) if matches!(&line[0], Inline::Link(..))));
    }

    #[test]
    fn what_it_does_not_take_is_refused_with_its_line_and_what_to_do() {
        for (wrong, says) in [
            ("ok\n\n<b>x</b>", "HTML is not taken here: write headings with ## and lists with - (line 3)"),
            ("<script>alert(1)</script>", "HTML"),
            ("![a](https://example.org/a.png)", "Pictures"),
            ("[x](javascript:alert(1))", "leads nowhere safe"),
            ("[x](JAVASCRIPT:alert(1))", "leads nowhere safe"),
            ("[x](data:text/html;base64,eA==)", "leads nowhere safe"),
            ("[x](http://example.org)", "leads nowhere safe"),
            ("[](https://example.org)", "A link needs words"),
            ("<javascript:alert>", "leads nowhere safe"),
            ("# Big", "Use ## and ###"),
            ("### Small", "Begin with ##"),
            ("#### Smaller", "Use ## and ###"),
            ("##", "A heading needs words"),
            ("*leaning*", "Use ** for bold"),
            ("`code`", "` marks"),
            ("a\n\n    code", "Begin the line without spaces"),
            ("> quoted", "Use only headings"),
            ("a\n\n***\n\nb", "Use only headings"),
            ("- a\n  - b", "inner list"),
            ("- ## a", "outside lists"),
        ] {
            let sentence = said(wrong);
            assert!(sentence.contains(says), "{wrong:?}: {sentence}");
        }
        assert_eq!(said(" "), "Enter something here");
        assert!(said(&"x".repeat(10_001)).contains("10000"));
        assert!(said("[a]: https://example.org").contains("can be read"));
    }

    fn texts(inlines: &[Inline], found: &mut Vec<String>) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => found.push(words.clone()),
                Inline::Strong(inside) => texts(inside, found),
                Inline::Link(to, inside) => {
                    let scheme = to.as_str().split(':').next().unwrap_or_default().to_owned();
                    assert!(
                        to.as_str().starts_with('/') || ["https", "mailto", "tel"].contains(&scheme.as_str())
                    );
                    texts(inside, found);
                }
                Inline::Break => {}
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_to_its_end_or_refused(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("## ".to_owned()), Just("- ".to_owned()), Just("**".to_owned()), Just("\n".to_owned()),
                    Just("\n\n".to_owned()), Just("[a](".to_owned()), Just(")".to_owned()), Just("1. ".to_owned()),
                    Just("https://example.org".to_owned()), Just("javascript:x".to_owned()), Just("<".to_owned()),
                    Just(">".to_owned()), Just("&lt;".to_owned()), Just("  ".to_owned()), "[a-zé]{1,5}",
                ],
                0..30,
            )
        ) {
            let text = pieces.concat();
            if let Ok(guidance) = text.parse::<Guidance>() {
                prop_assert_eq!(guidance.as_str().parse::<Guidance>().unwrap(), guidance.clone());
                let mut found = vec![];
                for block in guidance.blocks() {
                    match block {
                        Block::Heading(_, line) | Block::Paragraph(line) => texts(&line, &mut found),
                        Block::List { points, .. } => points.iter().for_each(|line| texts(line, &mut found)),
                    }
                }
            }
        }
    }
}
