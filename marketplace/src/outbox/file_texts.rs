//! Text messages into a folder: where no gateway is named.

use super::{NotTaken, Post};
use domain::outbox::MailKind;
use std::fs;
use std::path::PathBuf;
use store::outbox::Mail;

/// Writes each text message as a file, `ID.txt`: the number, an empty line, the text. Identifiers grow with time, so
/// the folder sorts by age.
#[derive(Debug, Clone)]
pub struct FileTexts {
    folder: PathBuf,
}

impl FileTexts {
    /// Into a folder, which is made when the first message comes.
    #[must_use]
    pub fn into_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }
}

impl Post for FileTexts {
    fn carries(&self) -> MailKind {
        MailKind::Text
    }

    fn hand_over(&self, mail: &Mail) -> Result<(), NotTaken> {
        let unfinished = self.folder.join(format!(".{}.{}", mail.id, mail.attempts));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&unfinished, format!("{}\n\n{}\n", mail.recipient, mail.body)))
            .and_then(|()| fs::rename(&unfinished, self.folder.join(format!("{}.txt", mail.id))));
        written.map_err(|cause| NotTaken::Away(format!("{}: {cause}", self.folder.display())))
    }
}
