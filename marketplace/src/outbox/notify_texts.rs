//! Text messages to a gateway that speaks as GOV.UK Notify does: `POST /v2/notifications/sms`.
//!
//! Notify sends templates: ours has one field, `((message))`, and nothing else. A request is signed with a token that
//! holds for half a minute (HS256 over the service's identifier and the time), so the machine's own clock is asked.

use super::{NotTaken, Post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Timestamp;
use domain::outbox::MailKind;
use ring::hmac::{self, HMAC_SHA256};
use serde::Deserialize;
use serde_json::json;
use std::fmt;
use std::time::Duration;
use store::outbox::Mail;
use ureq::Agent;
use ureq::http::StatusCode;

/// How the gateway is reached.
#[derive(Clone)]
pub struct NotifySettings {
    /// The address without a final slash: `https://api.notifications.service.gov.uk`.
    pub base_url: String,
    /// The identifier of our service there.
    pub service_id: String,
    /// The secret part of its API key. It never prints.
    pub secret_key: String,
    /// The template whose only text is `((message))`.
    pub template_id: String,
    /// How long an answer may take.
    pub patience: Duration,
}

impl fmt::Debug for NotifySettings {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotifySettings")
            .field("base_url", &self.base_url)
            .field("service_id", &self.service_id)
            .field("template_id", &self.template_id)
            .finish_non_exhaustive()
    }
}

/// Hands text messages to the gateway.
pub struct NotifyTexts {
    agent: Agent,
    settings: NotifySettings,
}

/// What the gateway says when it does not take a message.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    errors: Vec<Fault>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Fault {
    error: String,
    message: String,
}

impl NotifyTexts {
    /// By settings. Does not connect yet.
    #[must_use]
    pub fn new(settings: NotifySettings) -> Self {
        // The one cryptography of the house; whoever was first has installed the same.
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let agent = Agent::config_builder()
            .timeout_global(Some(settings.patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent("signpost")
            .build()
            .new_agent();
        Self { agent, settings }
    }
}

/// The token of one request.
fn token(service_id: &str, secret_key: &str, now: Timestamp) -> String {
    let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(json!({"typ": "JWT", "alg": "HS256"}));
    let claims = part(json!({"iss": service_id, "iat": now.as_second()}));
    let signed = format!("{head}.{claims}");
    let key = hmac::Key::new(HMAC_SHA256, secret_key.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(hmac::sign(&key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

impl Post for NotifyTexts {
    fn carries(&self) -> MailKind {
        MailKind::Text
    }

    fn hand_over(&self, mail: &Mail) -> Result<(), NotTaken> {
        let NotifySettings { base_url, service_id, secret_key, template_id, .. } = &self.settings;
        let body = json!({
            "phone_number": mail.recipient,
            "template_id": template_id,
            "personalisation": {"message": mail.body},
            // Notify takes the same reference twice: it is for us to find a message again, not against doubles.
            "reference": mail.id,
        });
        let token = token(service_id, secret_key, Timestamp::now());
        let sent = self
            .agent
            .post(format!("{base_url}/v2/notifications/sms"))
            .header("Authorization", format!("Bearer {token}"))
            .header("Content-Type", "application/json")
            .send(body.to_string());
        let mut response = sent.map_err(|error| NotTaken::Away(error.to_string()))?;
        let status = response.status();
        if status == StatusCode::CREATED {
            return Ok(());
        }
        let text = response.body_mut().with_config().limit(64 * 1024).read_to_string().unwrap_or_default();
        Err(sorted(status, &serde_json::from_str(&text).unwrap_or_default()))
    }
}

/// What the gateway said by what can be done about it.
fn sorted(status: StatusCode, refusal: &Refusal) -> NotTaken {
    let first = refusal.errors.first();
    let kind = first.map_or("", |fault| fault.error.as_str());
    let said = format!("{status}: {kind}");
    let is_the_number = first.is_some_and(|fault| {
        let is_wrong = fault.error == "ValidationError" && fault.message.contains("phone_number");
        is_wrong || fault.message.contains("recipient")
    });
    match status {
        // The number itself, or one that a trial key may not write to. All else of a 400 is our template or key.
        StatusCode::BAD_REQUEST if is_the_number => NotTaken::Never(said),
        _ => NotTaken::Away(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_signed_as_the_gateway_checks_it() {
        let now = "2026-11-25T12:00:00Z".parse().unwrap();
        let token =
            token("26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0", now);
        let parts: Vec<&str> = token.split('.').collect();
        let read = |part: &str| -> serde_json::Value {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        assert_eq!(read(parts[0]), json!({"typ": "JWT", "alg": "HS256"}));
        let claims = json!({"iss": "26785a09-ab16-4eb0-8407-a37497a57506", "iat": 1_795_608_000});
        assert_eq!(read(parts[1]), claims);
        let key = hmac::Key::new(HMAC_SHA256, b"3d844edf-8d35-48ac-975b-e847b4f122b0");
        let signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
        hmac::verify(&key, format!("{}.{}", parts[0], parts[1]).as_bytes(), &signature).unwrap();
    }

    #[test]
    fn only_a_number_that_cannot_be_reached_is_given_up() {
        let fault = |error: &str, message: &str| Refusal {
            errors: vec![Fault { error: error.into(), message: message.into() }],
        };
        let number = fault("ValidationError", "phone_number Not enough digits");
        assert!(matches!(sorted(StatusCode::BAD_REQUEST, &number), NotTaken::Never(_)));
        let template = fault("BadRequestError", "Template not found");
        assert!(matches!(sorted(StatusCode::BAD_REQUEST, &template), NotTaken::Away(_)));
        for status in [StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS, StatusCode::BAD_GATEWAY] {
            assert!(matches!(sorted(status, &Refusal::default()), NotTaken::Away(_)), "{status}");
        }
        let hidden = sorted(StatusCode::BAD_REQUEST, &fault("ValidationError", "phone_number 07700900123"));
        assert!(!hidden.to_string().contains("07700"), "{hidden}");
        let settings = NotifySettings {
            base_url: String::new(),
            service_id: "us".into(),
            secret_key: "hunter2".into(),
            template_id: "plain".into(),
            patience: Duration::from_secs(1),
        };
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
