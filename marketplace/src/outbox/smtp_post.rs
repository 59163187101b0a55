//! Mail to a mail server, by SMTP.

use super::message::{Written, compose};
use super::{NotTaken, Post, Sender};
use lettre::transport::smtp::SmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as LettreTls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Transport, transport::smtp::Error as SmtpError};
use std::fmt;
use std::time::Duration;
use store::outbox::Mail;

domain::words! {
    /// How the way to the mail server is kept secret.
    pub enum Tls {
        /// Not at all: for a server on the same machine.
        None = "none",
        /// Begun in plain and secured before anything is said; refused where the server cannot.
        StartTls = "starttls",
        /// Secured from the first byte.
        Implicit = "tls",
    }
}

/// How a mail server is reached.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port: mostly 587 for `starttls`, 465 for `tls`, 25 for `none`.
    pub port: u16,
    /// How the way is kept secret.
    pub tls: Tls,
    /// User and password, where the server asks for them. Never sent in plain.
    pub credentials: Option<(String, String)>,
    /// A certificate authority of one's own, in PEM, trusted besides the public ones.
    pub authority: Option<Vec<u8>>,
    /// How long one answer of the server may take.
    pub patience: Duration,
    /// Whom mails are from.
    pub from: Sender,
}

impl fmt::Debug for SmtpSettings {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("user", &self.credentials.as_ref().map(|(user, _)| user))
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Why these settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CannotUseSmtp {
    /// A password would go over the wire for all to read.
    #[error("a mail server is given a password only over TLS: set tls to “starttls” or “tls”")]
    PasswordInPlain,
    /// The host's name or the certificate authority cannot be used.
    #[error("the mail server's TLS settings cannot be used: {0}")]
    Tls(SmtpError),
}

/// Hands mails to a mail server. One connection a mail.
pub struct SmtpPost {
    transport: SmtpTransport,
    from: Sender,
}

impl SmtpPost {
    /// By settings. Does not connect yet.
    ///
    /// # Errors
    /// When the settings contradict each other or name an unreadable certificate.
    pub fn new(settings: &SmtpSettings) -> Result<Self, CannotUseSmtp> {
        let mut transport = SmtpTransport::builder_dangerous(&settings.host)
            .port(settings.port)
            .timeout(Some(settings.patience))
            .hello_name(ClientId::Domain(settings.from.address.domain().to_owned()))
            .tls(tls(settings).map_err(CannotUseSmtp::Tls)?);
        if let Some((user, password)) = &settings.credentials {
            if settings.tls == Tls::None {
                return Err(CannotUseSmtp::PasswordInPlain);
            }
            transport = transport.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { transport: transport.build(), from: settings.from.clone() })
    }
}

fn tls(settings: &SmtpSettings) -> Result<LettreTls, SmtpError> {
    if settings.tls == Tls::None {
        return Ok(LettreTls::None);
    }
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.authority {
        parameters = parameters.add_root_certificate(Certificate::from_pem(pem)?);
    }
    let parameters = parameters.build_rustls()?;
    Ok(if settings.tls == Tls::StartTls {
        LettreTls::Required(parameters)
    } else {
        LettreTls::Wrapper(parameters)
    })
}

impl Post for SmtpPost {
    fn hand_over(&self, mail: &Mail) -> Result<(), NotTaken> {
        let message = compose(mail, &self.from, Written::ForTheWire)?;
        self.transport.send(&message).map(|_| ()).map_err(|error| sorted(&error))
    }
}

/// Sorts what the server said by what can be done about it.
fn sorted(error: &SmtpError) -> NotTaken {
    let said = sentence(error);
    match error.status().map(u16::from) {
        // The service shuts down; our user or our TLS is not to its liking: the mail is not at fault.
        Some(421 | 454 | 530 | 534 | 535 | 538) => NotTaken::Away(said),
        Some(400..500) => NotTaken::Later(said),
        Some(_) => NotTaken::Never(said),
        // What we would have sent is not allowed, such as an address outside ASCII.
        None if error.is_client() => NotTaken::Never(said),
        // No answer, half an answer, none that is SMTP, or no TLS.
        None => NotTaken::Away(said),
    }
}

/// The error with its causes, on one line.
fn sentence(error: &SmtpError) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_said = inner.to_string();
        if !said.contains(&inner_said) {
            said = format!("{said}: {inner_said}");
        }
        cause = inner.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(tls: Tls) -> SmtpSettings {
        SmtpSettings {
            host: "mail.signpost.example".into(),
            port: 25,
            tls,
            credentials: Some(("signpost".into(), "hunter2".into())),
            authority: None,
            patience: Duration::from_secs(1),
            from: Sender { name: "Signpost".into(), address: "a@signpost.example".parse().unwrap() },
        }
    }

    #[test]
    fn a_password_never_goes_in_plain_nor_into_a_log() {
        assert!(matches!(SmtpPost::new(&settings(Tls::None)), Err(CannotUseSmtp::PasswordInPlain)));
        assert!(SmtpPost::new(&settings(Tls::StartTls)).is_ok());
        assert!(!format!("{:?}", settings(Tls::Implicit)).contains("hunter2"));
    }
}
