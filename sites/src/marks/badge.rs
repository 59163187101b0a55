//! The badge: a mark as it is now, drawn for the holder's own site.

use super::disclaimer;
use domain::Timestamp;
use domain::accreditation::MarkStatus;
use domain::kernel::time::day_of;
use marketplace::accreditation::PublicMark;
use ui::{Content, Words, args};

/// How wide it is drawn.
pub(super) const WIDE: u32 = 360;
/// And how tall.
pub(super) const TALL: u32 = 100;

/// How many letters of the holder's name there is room for.
const LETTERS: usize = 36;

/// What a badge says.
pub(super) struct Badge {
    words: &'static Words,
    is_in_force: bool,
    /// What the mark is now, and until when while it counts.
    said: String,
    /// Whose it is: a copy on anyone else's site says so.
    holder: String,
    disclaimer: String,
}

impl Badge {
    pub(super) fn of(public: &PublicMark, now: Timestamp, words: &'static Words) -> Self {
        let status = public.mark.status_at(now);
        let is_in_force = status == MarkStatus::InForce;
        let said = if is_in_force {
            words.say_with("badge-until", &args! { "date" => words.date(day_of(public.mark.ends)) })
        } else {
            let status = words.say_word("mark-status", status.word());
            words.say_with("badge-not-now", &args! { "status" => status })
        };
        let disclaimer = disclaimer(&public.standard, words.language()).to_owned();
        Self { words, is_in_force, said, holder: public.provider.name.to_string(), disclaimer }
    }

    /// All that it says, for who does not see it.
    pub(super) fn in_words(&self) -> String {
        format!("{}: {}. {}", self.words.say("badge-heading"), self.holder, self.said)
    }

    /// The name as far as there is room for it: the title has the whole.
    fn short_holder(&self) -> String {
        if self.holder.chars().count() <= LETTERS {
            return self.holder.clone();
        }
        let begins: String = self.holder.chars().take(LETTERS - 1).collect();
        format!("{}…", begins.trim_end())
    }

    /// The drawing. What is wider than the room for it is cut off at its edge.
    pub(super) fn svg(&self) -> String {
        let (ground, sign) = if self.is_in_force { ("#00703c", "✓") } else { ("#505a5f", "–") };
        let title = Content::from(self.in_words());
        let disclaimer = Content::from(self.disclaimer.as_str());
        let lines = [
            (24, "font-size=\"15\" font-weight=\"bold\"", self.words.say("badge-heading")),
            (45, "font-size=\"14\"", self.short_holder()),
            (65, "font-size=\"13\"", self.said.clone()),
            (86, "font-size=\"11\"", self.words.say("badge-not")),
        ];
        let lines = lines
            .map(|(y, font, line)| format!("<text x=\"54\" y=\"{y}\" {font}>{}</text>", Content::from(line)));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDE}\" height=\"{TALL}\" viewBox=\"0 0 {WIDE} {TALL}\" \
             role=\"img\" lang=\"{}\"><title>{title}</title><desc>{disclaimer}</desc>\
             <rect width=\"{WIDE}\" height=\"{TALL}\" fill=\"{ground}\"/>\
             <g fill=\"#ffffff\" font-family=\"Arial, Helvetica, sans-serif\">\
             <text x=\"28\" y=\"60\" font-size=\"32\" text-anchor=\"middle\">{sign}</text>{}</g></svg>\n",
            self.words.language().code(),
            lines.concat(),
        )
    }
}
