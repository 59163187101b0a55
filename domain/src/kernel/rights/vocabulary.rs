//! The words of rights: kinds of organisation, roles, actions, scopes, the platform's hands.

use crate::words;

words! {
    /// What an organisation is to Signpost.
    pub enum OrganisationKind {
        /// Gives support: private, voluntary, a public undertaking or a public body.
        Provider = "provider",
        /// Helps a provider to give support, under the provider's name.
        Partner = "partner",
        /// Procures support for its services.
        Department = "department",
        /// Runs the framework, the Standard and the platform.
        Authority = "authority",
    }
}

words! {
    /// What a person is in an organisation.
    pub enum Role {
        /// Of a provider: answers for it, signs for it.
        Owner = "owner",
        /// Of a provider: keeps its answers and offerings.
        Editor = "editor",
        /// Of a department: procures.
        Buyer = "buyer",
        /// Of a department: scores responses.
        Evaluator = "evaluator",
        /// Of a department: keeps services and their directories.
        ServiceManager = "service_manager",
        /// Of the authority: runs frameworks and lots.
        CategoryManager = "category_manager",
        /// Of the authority: judges evidence against the Standard.
        Assessor = "assessor",
        /// Of the authority: decides on what was assessed.
        DecisionMaker = "decision_maker",
        /// Of the authority: sits on the board that approves the Standard.
        BoardMember = "board_member",
        /// Of the authority: helps users, reads much, decides nothing.
        Support = "support",
        /// Of the authority: people, clients, mail domains, reference data.
        Administrator = "administrator",
    }
}

impl Role {
    /// The kind of organisation in which this role exists.
    #[must_use]
    pub const fn lives_in(self, kind: OrganisationKind) -> bool {
        use OrganisationKind::{Authority, Department, Partner, Provider};
        match self {
            Self::Owner | Self::Editor => matches!(kind, Provider | Partner),
            Self::Buyer | Self::Evaluator | Self::ServiceManager => matches!(kind, Department),
            Self::CategoryManager
            | Self::Assessor
            | Self::DecisionMaker
            | Self::BoardMember
            | Self::Support
            | Self::Administrator => matches!(kind, Authority),
        }
    }
}

words! {
    /// Everything that anyone can do. A use case is one of these.
    pub enum Action {
        /// Make an account, prove an address, ask for a new password, sign in and out.
        UseOwnAccount = "use_own_account",
        /// See who belongs to an organisation.
        ReadMembers = "read_members",
        /// Ask someone in, change a role, end a membership.
        ManageMembers = "manage_members",
        /// Make and revoke the keys of programs.
        ManageApiClients = "manage_api_clients",
        /// Register a provider or partner. Its maker becomes its owner.
        RegisterProvider = "register_provider",
        /// Register a department, from a public-sector address. Its maker becomes its buyer.
        RegisterDepartment = "register_department",
        /// Read an organisation's whole entry.
        ReadOrganisation = "read_organisation",
        /// Change an organisation's details and identifiers.
        EditOrganisation = "edit_organisation",
        /// Ask a register about an identifier.
        CheckIdentifier = "check_identifier",
        /// Vouch for an organisation after a check by other means; look into what a register says otherwise of it.
        VouchForOrganisation = "vouch_for_organisation",
        /// Keep the list of public-sector mail domains.
        KeepMailDomains = "keep_mail_domains",
        /// Write and load a version of a framework, or of other reference data.
        LoadReference = "load_reference",
        /// Load a version of the Standard that the board has approved elsewhere: what is shipped.
        LoadStandard = "load_standard",
        /// Write a version of the Standard, put it before the board, publish what the board approved.
        ProposeStandard = "propose_standard",
        /// Approve a version of the Standard, or send it back.
        ApproveStandard = "approve_standard",
        /// Open, close, and end a framework.
        MoveFramework = "move_framework",
        /// Read applications to a lot.
        ReadPlacement = "read_placement",
        /// Start, fill in, submit and withdraw an application to a lot; answer a clarification.
        ApplyToLot = "apply_to_lot",
        /// Sign the framework agreement for the provider.
        SignAgreement = "sign_agreement",
        /// Put a later wording of the agreement to those who signed an earlier one.
        OfferVariation = "offer_variation",
        /// Take, question and decide an application to a lot; countersign the agreement.
        DecidePlacement = "decide_placement",
        /// Suspend a provider from a lot, reinstate it, remove it.
        SuspendPlacement = "suspend_placement",
        /// Read applications for the quality mark.
        ReadAccreditation = "read_accreditation",
        /// Start, fill in, submit and withdraw an application for the mark; answer a clarification.
        ApplyForMark = "apply_for_mark",
        /// Appeal against a decision about the mark.
        AppealDecision = "appeal_decision",
        /// Give an application to an assessor.
        AssignAssessor = "assign_assessor",
        /// Judge evidence, ask for more, recommend.
        AssessEvidence = "assess_evidence",
        /// Decide on a recommendation; hear an appeal.
        DecideAccreditation = "decide_accreditation",
        /// Suspend, reinstate and revoke a mark.
        SuspendMark = "suspend_mark",
        /// Raise a concern about a provider.
        RaiseConcern = "raise_concern",
        /// Read what came of the concerns that one's own organisation raised.
        ReadOwnConcerns = "read_own_concerns",
        /// Read concerns, and what came of looks at a mark.
        ReadReviews = "read_reviews",
        /// Have a mark looked at: on a concern, as a spot check, as planned; or close a concern with a reason.
        TendReviews = "tend_reviews",
        /// Read offerings that are not public.
        ReadOffering = "read_offering",
        /// Write, publish, pause and end offerings.
        KeepOfferings = "keep_offerings",
        /// Approve a change to a live offering that touches what was assessed, or return it.
        ReviewOfferings = "review_offerings",
        /// Keep services and say whether they need support.
        KeepServices = "keep_services",
        /// Make, brand, publish and pause a directory.
        KeepDirectories = "keep_directories",
        /// Read a directory's settings and why something is listed in it.
        ReadDirectory = "read_directory",
        /// Report a problem with an entry of a directory.
        ReportProblem = "report_problem",
        /// Say whether one found help in a directory.
        AnswerAboutHelp = "answer_about_help",
        /// Send an entry of a directory to someone who asked for it.
        SendListing = "send_listing",
        /// Read what people reported.
        ReadReports = "read_reports",
        /// Close reports, and forget who made them.
        KeepReports = "keep_reports",
        /// Read who has an account, and what is known of it.
        ReadPeople = "read_people",
        /// Lock and unlock an account, end its sessions, ask for no more security codes.
        KeepAccounts = "keep_accounts",
        /// Put secrets of accounts that lie open under the seal.
        SealSecrets = "seal_secrets",
        /// Remove what is kept of a person.
        RemovePersonalData = "remove_personal_data",
        /// Read the event log.
        ReadAudit = "read_audit",
        /// See what is in the outbox, and try again what is stuck.
        TendOutbox = "tend_outbox",
    }
}

words! {
    /// What an API client may be given: groups of actions, as OAuth 2.0 scopes.
    pub enum Scope {
        /// Members and clients.
        People = "people",
        /// Organisations and their identifiers.
        Organisations = "organisations",
        /// Applications to lots, and standing on them.
        Placements = "placements",
        /// Applications for the mark.
        Accreditation = "accreditation",
        /// Offerings.
        Offerings = "offerings",
        /// Services and directories.
        Directories = "directories",
        /// Frameworks, the Standard, mail domains.
        Reference = "reference",
        /// The event log and the outbox.
        Operations = "operations",
    }
}

impl Action {
    /// The scope that a client needs for this action. `None`: for people only.
    #[must_use]
    pub const fn scope(self) -> Option<Scope> {
        Some(match self {
            Self::UseOwnAccount
            | Self::RegisterProvider
            | Self::RegisterDepartment
            | Self::SignAgreement
            | Self::ApproveStandard
            | Self::SealSecrets
            | Self::RemovePersonalData => return None,
            Self::ReadMembers
            | Self::ManageMembers
            | Self::ManageApiClients
            | Self::ReadPeople
            | Self::KeepAccounts => Scope::People,
            Self::ReadOrganisation
            | Self::EditOrganisation
            | Self::CheckIdentifier
            | Self::VouchForOrganisation => Scope::Organisations,
            Self::KeepMailDomains
            | Self::LoadReference
            | Self::LoadStandard
            | Self::ProposeStandard
            | Self::MoveFramework => Scope::Reference,
            Self::ReadPlacement
            | Self::ApplyToLot
            | Self::OfferVariation
            | Self::DecidePlacement
            | Self::SuspendPlacement => Scope::Placements,
            Self::ReadAccreditation
            | Self::ApplyForMark
            | Self::AppealDecision
            | Self::AssignAssessor
            | Self::AssessEvidence
            | Self::DecideAccreditation
            | Self::SuspendMark
            | Self::RaiseConcern
            | Self::ReadOwnConcerns
            | Self::ReadReviews
            | Self::TendReviews => Scope::Accreditation,
            Self::ReadOffering | Self::KeepOfferings | Self::ReviewOfferings => Scope::Offerings,
            Self::KeepServices
            | Self::KeepDirectories
            | Self::ReadDirectory
            | Self::ReportProblem
            | Self::AnswerAboutHelp
            | Self::SendListing => Scope::Directories,
            Self::ReadAudit | Self::TendOutbox | Self::ReadReports | Self::KeepReports => Scope::Operations,
        })
    }
}

words! {
    /// The platform's own hands.
    pub enum Worker {
        /// Does what only the passing of time causes.
        Clock = "clock",
        /// Asks registers about identifiers.
        Registry = "registry",
        /// Does what someone left to be done, in their name: notes that it begins, and why it could not be done.
        Clerk = "clerk",
        /// Loads reference and demo data.
        Seed = "seed",
    }
}
