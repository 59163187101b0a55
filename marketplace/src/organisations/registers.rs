//! Asking the public registers whether a number is there.
//!
//! A register that cannot be asked never verifies and never fails anyone: all trouble comes back as such.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::organisations::{Found, LookupFailed, RegisterNumber, Trouble};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use ureq::Agent;
use ureq::http::StatusCode;

/// Something that can be asked about register numbers.
pub trait Registry: Send + Sync {
    /// What the register has about a number. Blocks, within a time limit.
    ///
    /// # Errors
    /// [`LookupFailed::NotOnRegister`] when the register answered that it has no such number; else why no answer
    /// could be had.
    fn look_up(&self, number: &RegisterNumber) -> Result<Found, LookupFailed>;
}

/// Where a register's API is, and the key it wants.
#[derive(Clone)]
pub struct RegisterSettings {
    /// The address without a final slash: `https://api.company-information.service.gov.uk`.
    pub base_url: String,
    /// The key that the register gave us. It never prints.
    pub key: String,
}

impl std::fmt::Debug for RegisterSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RegisterSettings({}, key hidden)", self.base_url)
    }
}

/// The registers that have an API, each where it is set up. What has none is left to people.
pub struct HttpRegisters {
    agent: Agent,
    companies_house: Option<RegisterSettings>,
    charity_commission: Option<RegisterSettings>,
}

const NO_LOOKUP: LookupFailed = LookupFailed::Trouble(Trouble::NoLookup);
const UNINTELLIGIBLE: LookupFailed = LookupFailed::Trouble(Trouble::Unintelligible);

impl HttpRegisters {
    /// Registers that are given `patience` for each answer.
    #[must_use]
    pub fn new(
        companies_house: Option<RegisterSettings>,
        charity_commission: Option<RegisterSettings>,
        patience: Duration,
    ) -> Self {
        // The one cryptography of the house; whoever was first has installed the same.
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let agent = Agent::config_builder()
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent("signpost")
            .build()
            .new_agent();
        Self { agent, companies_house, charity_commission }
    }

    fn get<T: DeserializeOwned>(&self, address: &str, header: (&str, &str)) -> Result<T, LookupFailed> {
        let trouble = |trouble| Err(LookupFailed::Trouble(trouble));
        let request = self.agent.get(address).header(header.0, header.1).header("Accept", "application/json");
        let mut response = match request.call() {
            Ok(response) => response,
            Err(ureq::Error::Timeout(_)) => return trouble(Trouble::TimedOut),
            Err(_) => return trouble(Trouble::Unreachable),
        };
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Err(LookupFailed::NotOnRegister),
            StatusCode::TOO_MANY_REQUESTS => return trouble(Trouble::TooManyRequests),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return trouble(Trouble::KeyRefused),
            _ => return trouble(Trouble::Unreachable),
        }
        let body =
            response.body_mut().with_config().limit(1024 * 1024).read_to_string().map_err(|error| {
                let slow = matches!(error, ureq::Error::Timeout(_));
                LookupFailed::Trouble(if slow { Trouble::TimedOut } else { Trouble::Unintelligible })
            })?;
        serde_json::from_str(&body).map_err(|_| UNINTELLIGIBLE)
    }

    fn company(&self, number: &str) -> Result<Found, LookupFailed> {
        let RegisterSettings { base_url, key } = self.companies_house.as_ref().ok_or(NO_LOOKUP)?;
        // HTTP Basic: the key is the user's name, and there is no password.
        let basic = format!("Basic {}", STANDARD.encode(format!("{key}:")));
        let company: Company =
            self.get(&format!("{base_url}/company/{number}"), ("Authorization", &basic))?;
        if company.company_number != number {
            return Err(UNINTELLIGIBLE);
        }
        // Overseas and other entities without a status of their own are there while they are on the register.
        let status = company.company_status.unwrap_or_else(|| "registered".to_owned());
        let ended = ["dissolved", "closed", "converted-closed", "removed"].contains(&status.as_str());
        Ok(Found { registered_name: company.company_name, in_force: !ended, status })
    }

    fn charity(&self, number: &str, suffix: u16) -> Result<Found, LookupFailed> {
        let RegisterSettings { base_url, key } = self.charity_commission.as_ref().ok_or(NO_LOOKUP)?;
        let address = format!("{base_url}/allcharitydetails/{number}/{suffix}");
        let charity: Charity = self.get(&address, ("Ocp-Apim-Subscription-Key", key))?;
        if charity.reg_charity_number.to_string() != number || charity.group_subsid_suffix != suffix {
            return Err(UNINTELLIGIBLE);
        }
        let in_force = charity.reg_status == "R";
        let status = if in_force { "registered" } else { "removed" }.to_owned();
        Ok(Found { registered_name: charity.charity_name, in_force, status })
    }
}

impl Registry for HttpRegisters {
    fn look_up(&self, number: &RegisterNumber) -> Result<Found, LookupFailed> {
        use domain::organisations::Scheme;
        match number {
            RegisterNumber::Company(company) => self.company(company.as_str()),
            RegisterNumber::Charity(charity) if charity.scheme() == Scheme::CharityCommission => {
                self.charity(charity.main(), charity.suffix())
            }
            RegisterNumber::Charity(_) => Err(NO_LOOKUP),
        }
    }
}

/// What we read of a company's profile (Companies House Public Data API, `GET /company/{number}`).
#[derive(Deserialize)]
struct Company {
    company_name: String,
    company_number: String,
    company_status: Option<String>,
}

/// What we read of a charity's details (Charity Commission Register of Charities API).
#[derive(Deserialize)]
struct Charity {
    charity_name: String,
    reg_charity_number: u64,
    #[serde(default)]
    group_subsid_suffix: u16,
    /// `R` registered, `RM` removed.
    reg_status: String,
}
