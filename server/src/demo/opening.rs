//! What a demo opens with: its directories, its sign-ins, and programs that may call its API.

use super::cast::Cast;
use super::files::{DirectoryFacts, directories};
use super::keys::{self, KeyToTry};
use super::logo::steering_wheel;
use crate::seeds::{BadSeed, NotLoaded, organisation_id, word};
use domain::directories::{Directory, DirectoryDraft};
use domain::kernel::rights::Scope;
use domain::organisations::Organisation;
use domain::people::ApiClientDraft;
use domain::values::{Colour, EmailAddress, Slug};
use domain::{Actor, OrganisationId, OrganisationKind, Refused, Role};
use marketplace::people::make_api_client;
use marketplace::{Market, Work};
use serde::{Deserialize, Serialize};

/// What a person or a program needs to use the demo.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opening {
    /// How many providers were generated.
    pub generated_providers: usize,
    /// The directories.
    pub directories: Vec<OpenDirectory>,
    /// A sign-in of every role.
    pub sign_ins: Vec<SignIn>,
    /// A program of every kind.
    pub api_clients: Vec<Client>,
    /// A key to a directory.
    #[serde(default)]
    pub directory_keys: Vec<KeyToTry>,
}

/// A directory to open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpenDirectory {
    pub slug: String,
    pub name: String,
    pub state: String,
    pub hosts: Vec<String>,
}

/// Someone to sign in as.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SignIn {
    pub id: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub role: String,
    pub organisation: String,
    pub organisation_id: OrganisationId,
    pub organisation_kind: OrganisationKind,
    pub language: String,
    /// The secret of one-time passwords in Base32, where the account asks for one.
    pub totp_secret: Option<String>,
}

/// A program to get tokens for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Client {
    pub name: String,
    pub id: String,
    pub secret: String,
    pub scopes: Vec<Scope>,
    pub role: String,
    pub organisation: String,
    pub organisation_id: OrganisationId,
}

/// The programs: a name, whose sign-in shows the organisation, the role, and the scopes.
const CLIENTS: &[(&str, &str, Role, &[Scope])] = &[
    (
        "Silverbeck's own system",
        "provider-owner",
        Role::Owner,
        &[Scope::People, Scope::Organisations, Scope::Placements, Scope::Accreditation, Scope::Offerings],
    ),
    ("Rota of volunteers", "provider-owner", Role::Editor, &[Scope::Offerings]),
    ("Directory publisher", "service-manager", Role::ServiceManager, &[Scope::Directories]),
    ("Procurement system", "buyer", Role::Buyer, &[Scope::Organisations, Scope::Directories]),
    (
        "Framework reporting",
        "category-manager",
        Role::CategoryManager,
        &[Scope::Organisations, Scope::Placements, Scope::Accreditation, Scope::Offerings, Scope::Reference],
    ),
    ("Platform operations", "administrator", Role::Administrator, Scope::ALL),
];

/// A directory as its service manager sets it up.
///
/// # Errors
/// When a use case refuses.
pub(super) fn set_up(
    work: &mut Work<'_, '_>,
    cast: &Cast,
    facts: &DirectoryFacts,
) -> Result<Directory, Refused> {
    let keeper = cast.someone("service-manager").map_err(Refused::broken)?;
    let draft = DirectoryDraft {
        slug: facts.slug.clone(),
        hosts: facts.hosts.clone(),
        name: facts.name.clone(),
        name_cy: facts.name_cy.clone(),
        intro: facts.intro.clone(),
        intro_cy: facts.intro_cy.clone(),
        guidance: facts.guidance.clone(),
        guidance_cy: facts.guidance_cy.clone(),
        contact_email: Some(facts.contact_email.clone()),
        brand: facts.brand.clone(),
        admits: facts.admits.clone(),
        allowed_origins: vec![],
    };
    let owner = organisation_id(&facts.owner);
    let directory = marketplace::directories::set_up(work, keeper, owner, draft.parse()?)?;
    let slug = directory.content.slug.clone();
    let state: domain::directories::State = facts.state.parse().map_err(Refused::broken)?;
    if state == domain::directories::State::Draft {
        return Ok(directory);
    }
    let open = marketplace::directories::publish(work, keeper, &slug, directory.version)?;
    if state == domain::directories::State::Paused {
        return marketplace::directories::pause(work, keeper, &slug, open.version);
    }
    Ok(open)
}

/// Lets a directory's next name wait to be published, where it is to have one.
///
/// # Errors
/// When a use case refuses.
pub(super) fn let_wait(work: &mut Work<'_, '_>, cast: &Cast, facts: &DirectoryFacts) -> Result<(), Refused> {
    let Some(name) = &facts.next_name else { return Ok(()) };
    let keeper = cast.someone("service-manager").map_err(Refused::broken)?;
    let slug: Slug = facts.slug.parse().map_err(Refused::broken)?;
    let directory = marketplace::directories::show(work, keeper, &slug)?;
    let mut content = directory.content;
    content.name = name.parse().map_err(Refused::broken)?;
    marketplace::directories::save_revision(work, keeper, &slug, directory.version, content).map(|_| ())
}

/// Gives a directory the logo that is drawn for it, where it is to have one.
///
/// # Errors
/// When a use case refuses.
pub(super) fn add_logo(market: &Market, cast: &Cast, facts: &DirectoryFacts) -> Result<(), Refused> {
    let Some(colour) = &facts.logo else { return Ok(()) };
    let keeper = cast.someone("service-manager").map_err(Refused::broken)?;
    let colour: Colour = colour.parse().map_err(Refused::broken)?;
    let picture = steering_wheel(colour.parts()).map_err(Refused::broken)?;
    let slug: Slug = facts.slug.parse().map_err(Refused::broken)?;
    let logo = marketplace::directories::upload_logo(market, keeper, &slug, &picture)?;
    market.write(|work| {
        let directory = marketplace::directories::show(work, keeper, &slug)?;
        let mut content = directory.content;
        content.brand.logo = Some(logo.sha256.clone());
        marketplace::directories::revise(work, keeper, &slug, directory.version, content).map(|_| ())
    })
}

/// Makes the programs, and gathers what the demo opens with.
///
/// # Errors
/// When a use case refuses.
pub(super) fn open(market: &Market, cast: &Cast, generated_providers: usize) -> Result<Opening, NotLoaded> {
    let refused = |refused| NotLoaded::Refused { what: "the opening".into(), refused };
    let mut sign_ins = vec![];
    for facts in cast.facts() {
        let email = word("demo/people", &facts.email)?;
        let organisation = market.read(|work| organisation_of(work, &email));
        let organisation = organisation.map_err(refused)?;
        sign_ins.push(SignIn {
            id: facts.id.clone(),
            name: facts.name.clone(),
            email: facts.email.clone(),
            password: facts.password.clone(),
            role: facts.role.clone(),
            organisation: organisation.name.to_string(),
            organisation_id: organisation.id,
            organisation_kind: organisation.kind,
            language: facts.language.clone(),
            totp_secret: None,
        });
    }
    let administrator = cast.someone("administrator")?;
    let mut api_clients = vec![];
    for (name, whose, role, scopes) in CLIENTS {
        let missing = || BadSeed::of("demo/people", format!("{whose} is missing"));
        let of = sign_ins.iter().find(|sign_in| sign_in.id == *whose).ok_or_else(missing)?;
        api_clients.push(client(market, administrator, of, name, *role, scopes).map_err(refused)?);
    }
    let directories = directories()?.into_iter().map(|facts| {
        let DirectoryFacts { slug, name, state, hosts, .. } = facts;
        OpenDirectory { slug, name, state, hosts }
    });
    let directories = directories.collect();
    let mut opening =
        Opening { generated_providers, directories, sign_ins, api_clients, directory_keys: vec![] };
    opening.directory_keys = keys::issue(market, cast, &opening)?;
    Ok(opening)
}

fn client(
    market: &Market,
    administrator: &Actor,
    of: &SignIn,
    name: &str,
    role: Role,
    scopes: &[Scope],
) -> Result<Client, Refused> {
    let draft = ApiClientDraft {
        name: name.to_owned(),
        role: role.word().to_owned(),
        scopes: scopes.iter().map(|scope| scope.word().to_owned()).collect(),
    };
    let command = draft.parse()?;
    let made =
        market.write(|work| make_api_client(work, administrator, of.organisation_id, command.clone()))?;
    Ok(Client {
        name: name.to_owned(),
        id: made.client.id.to_string(),
        secret: made.secret,
        scopes: made.client.scopes,
        role: role.word().to_owned(),
        organisation: of.organisation.clone(),
        organisation_id: of.organisation_id,
    })
}

/// Where someone belongs.
fn organisation_of(work: &mut Work<'_, '_>, email: &EmailAddress) -> Result<Organisation, Refused> {
    let person = work.person_with(email)?.ok_or(Refused::NotFound("person"))?;
    let memberships = work.memberships_of(person.id)?;
    let membership = memberships.first().ok_or(Refused::NotFound("membership"))?;
    Ok(work.find(membership.organisation)?)
}
