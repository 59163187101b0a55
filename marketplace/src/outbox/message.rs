//! A mail as it goes over the wire (RFC 5322).

use super::NotTaken;
use domain::kernel::NotThisText;
use domain::values::EmailAddress;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, SinglePart};
use lettre::{Address, Message};
use std::str::FromStr;
use std::time::{Duration, UNIX_EPOCH};
use store::outbox::Mail;

/// Whom mails are from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The name that readers see.
    pub name: String,
    /// The address; what follows its `@` also ends the Message-IDs.
    pub address: EmailAddress,
}

impl FromStr for Sender {
    type Err = NotThisText;

    /// `Signpost <no-reply@signpost.example>`, or an address alone.
    fn from_str(text: &str) -> Result<Self, NotThisText> {
        let (name, address) = match text.trim().strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"'), address),
            None => ("", text),
        };
        let address: EmailAddress = address.parse()?;
        let name = if name.is_empty() { address.domain().to_owned() } else { name.to_owned() };
        Ok(Self { name, address })
    }
}

/// How the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// So that every mail server passes it on: quoted-printable where need be.
    ForTheWire,
    /// As it is: a person reads the file and follows its links.
    Plainly,
}

fn address(text: &str) -> Result<Address, NotTaken> {
    text.parse().map_err(|cause| NotTaken::Never(format!("not an address that mail can go to: {cause}")))
}

/// The mail as a message. The same mail always gives the same message: its date is when it was
/// written, its Message-ID is the mail's own identifier.
pub(super) fn compose(mail: &Mail, from: &Sender, written: Written) -> Result<Message, NotTaken> {
    let malformed = |cause: lettre::error::Error| NotTaken::Never(format!("not a message: {cause}"));
    let written_at = Duration::from_micros(u64::try_from(mail.written_at).unwrap_or(0));
    let text = mail.body.clone();
    let body = match written {
        Written::ForTheWire => Body::new(text),
        Written::Plainly => {
            Body::new_with_encoding(text, ContentTransferEncoding::Binary).unwrap_or_else(Body::new)
        }
    };
    let part = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(body);
    Message::builder()
        .from(Mailbox::new(Some(one_line(&from.name)), address(from.address.as_str())?))
        .to(Mailbox::new(None, address(&mail.recipient)?))
        .subject(one_line(&mail.subject))
        .date(UNIX_EPOCH + written_at)
        .message_id(Some(format!("<{}@{}>", mail.id, from.address.domain())))
        // RFC 3834: nobody's out-of-office reply is wanted.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .singlepart(part)
        .map_err(malformed)
}

/// What stands in a header has no line breaks.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(subject: &str, body: &str) -> Mail {
        Mail {
            id: "01890a5d-ac96-774b-bcce-b302099a8057".into(),
            recipient: "jo@agewell.example.org".into(),
            subject: subject.into(),
            body: body.into(),
            written_at: 1_804_507_200_000_000,
            due_at: 0,
            attempts: 1,
            state: "waiting".into(),
            sent_at: None,
            last_error: None,
            kind: "mail".into(),
            retention: "kept".into(),
        }
    }

    fn lines(mail: &Mail, written: Written) -> Vec<String> {
        let sender =
            Sender { name: "Signpost".into(), address: "no-reply@signpost.example".parse().unwrap() };
        let bytes = compose(mail, &sender, written).unwrap().formatted();
        String::from_utf8(bytes).unwrap().split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_message_is_known_by_its_mails_identifier_and_answers_no_robots() {
        let lines = lines(&mail("Prove your address", "Hello"), Written::ForTheWire);
        for expected in [
            "From: Signpost <no-reply@signpost.example>",
            "To: jo@agewell.example.org",
            "Subject: Prove your address",
            "Message-ID: <01890a5d-ac96-774b-bcce-b302099a8057@signpost.example>",
            "Date: Mon, 08 Mar 2027 12:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "Hello",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected} in {lines:#?}");
        }
    }

    #[test]
    fn a_sender_is_read_as_people_write_one() {
        let sender: Sender = "Signpost help <no-reply@signpost.example>".parse().unwrap();
        assert_eq!(
            (sender.name.as_str(), sender.address.as_str()),
            ("Signpost help", "no-reply@signpost.example")
        );
        assert_eq!("help@signpost.example".parse::<Sender>().unwrap().name, "signpost.example");
        assert!("Signpost <nowhere>".parse::<Sender>().is_err());
    }

    #[test]
    fn a_subject_cannot_smuggle_a_header_in() {
        let lines = lines(&mail("Hello\r\nBcc: all@example.org", "Hello"), Written::ForTheWire);
        assert!(!lines.iter().any(|line| line.starts_with("Bcc")), "{lines:#?}");
    }

    #[test]
    fn a_link_in_a_file_can_be_followed() {
        let link = format!("https://signpost.example/prove?token={}", "x".repeat(120));
        let text = format!("Croeso – follow this:\n{link}\n");
        assert!(lines(&mail("Croeso", &text), Written::Plainly).contains(&link));
        assert!(!lines(&mail("Croeso", &text), Written::ForTheWire).contains(&link));
    }

    #[test]
    fn an_address_that_mail_cannot_go_to_is_refused_for_good() {
        let mut mail = mail("Hello", "Hello");
        mail.recipient = "nowhere".into();
        let sender = Sender { name: "Signpost".into(), address: "a@example.org".parse().unwrap() };
        let refused = compose(&mail, &sender, Written::ForTheWire).unwrap_err();
        assert!(matches!(refused, NotTaken::Never(_)));
    }
}
