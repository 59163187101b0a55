//! Mail into a folder: the default where no mail server is named.

use super::message::{Written, compose};
use super::{NotTaken, Post, Sender};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use store::outbox::Mail;

/// Writes each mail as a file, `ID.eml`, that any mail reader opens. Identifiers grow with time, so the
/// folder sorts by age. A file is there whole or not at all.
#[derive(Debug, Clone)]
pub struct FilePost {
    folder: PathBuf,
    from: Sender,
}

impl FilePost {
    /// Into a folder, which is made when the first mail comes.
    #[must_use]
    pub fn into_folder(folder: impl Into<PathBuf>, from: Sender) -> Self {
        Self { folder: folder.into(), from }
    }

    fn write(&self, mail: &Mail, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let unfinished = self.folder.join(format!(".{}.{}", mail.id, mail.attempts));
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, self.folder.join(format!("{}.eml", mail.id)))
    }
}

impl Post for FilePost {
    fn hand_over(&self, mail: &Mail) -> Result<(), NotTaken> {
        let bytes = compose(mail, &self.from, Written::Plainly)?.formatted();
        self.write(mail, &bytes)
            .map_err(|cause| NotTaken::Away(format!("{}: {cause}", self.folder.display())))
    }
}
