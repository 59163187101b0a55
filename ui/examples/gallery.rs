//! Writes pages with every component into a folder, to be looked at:
//!
//! ```text
//! cargo run -p ui --example gallery -- /tmp/gallery
//! python3 -m http.server --bind 127.0.0.1 --directory /tmp/gallery 8099
//! ```

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use domain::values::Colour;
use ui::brand::{Brand, Colours, Link, brand_css};
use ui::components::*;
use ui::page::{AppPage, DirectoryPage, Look, SignOut};
use ui::{Language, Markup, Words, args, assets};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("say which folder to write into")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    fs::create_dir_all(folder.join("d/carers"))?;
    for asset in assets::all() {
        fs::write(folder.join("assets").join(asset.file_name), asset.bytes)?;
    }
    fs::write(folder.join("d/carers/brand.css"), brand_css(&carers()?))?;
    fs::write(folder.join("form.html"), form(Look::Plain).html())?;
    fs::write(folder.join("govuk.html"), form(Look::GovUk).html())?;
    fs::write(folder.join("record.html"), record().html())?;
    fs::write(folder.join("directory.html"), directory(Language::English)?.html())?;
    fs::write(folder.join("cyfeiriadur.html"), directory(Language::Welsh)?.html())?;
    Ok(())
}

fn app(title: &str, parts: impl IntoIterator<Item = Markup>) -> AppPage {
    AppPage::new(title, Markup::joined(parts))
        .home("/record.html")
        .navigation([
            NavigationItem::new("Home", "/record.html"),
            NavigationItem::new("Applications", "/form.html").current(true),
            NavigationItem::new("Listings", "/directory.html"),
        ])
        .sign_out(SignOut::default().action("/sign-out"))
        .phase_banner(PhaseBanner::new("Beta", "This is a new service."))
        .footer_links([FooterLink::new("Privacy", "/privacy"), FooterLink::new("Cookies", "/cookies")])
}

fn form(look: Look) -> AppPage {
    let mistakes = [
        ("name", "Enter a name"),
        ("start", "The start must be in the future"),
        ("channel", "Choose a channel"),
    ];
    let field = |name: &str, label: &str| Field::new(name, label).mistakes(&mistakes);
    let more = field("phone", "Telephone number").input().width(20).to_string();
    let parts = [
        heading("Apply for lot 1"),
        field("name", "Name of your organisation").hint("As it is registered").input().into(),
        field("channel", "How do you help people?")
            .radios([
                Radio::new("in_person", "In person").hint("People come to you"),
                Radio::new("telephone", "By telephone").conditional(Markup::trusted(more)).checked(true),
                Radio::divided_by("or"),
                Radio::new("none", "In another way"),
            ])
            .into(),
        field("facilities", "What do you have?")
            .values(["wifi"])
            .checkboxes([Checkbox::new("step_free", "Step-free access"), Checkbox::new("wifi", "Free wifi")])
            .into(),
        field("start", "When can you start?").hint("For example, 27 3 2027").date("1", "1", "2020").into(),
        field("price", "Price for an hour").input().prefix("£").width(5).numeric().into(),
        field("nation", "Nation").value("wales").select([("england", "England"), ("wales", "Wales")]).into(),
        field("approach", "How do you build people's confidence?").up_to_words(150).into(),
        field("policy", "Your safeguarding policy").file().into(),
        field("password", "Password").password().into(),
        WarningText::new("You cannot change your answers once you have sent them.").into(),
        buttons([
            Button::new("Save and continue"),
            Button::new("Save for later").secondary(),
            Button::new("Delete").warning(),
        ]),
    ];
    app("Apply for lot 1", parts)
        .look(look)
        .back_link(BackLink::to("/record.html"))
        .errors(ErrorSummary::of(&mistakes))
        .other_language("/cy")
}

fn record() -> AppPage {
    let answers = SummaryList::new([
        SummaryRow::new("Name", "Age Well Leeds").action("Change", "#", "name"),
        SummaryRow::new("Kind", "Voluntary"),
        SummaryRow::new("State", Tag::new("On framework").colour(TagColour::Green)),
    ]);
    let table = Table::new("Providers by lot")
        .caption_size("m")
        .head([Cell::new("Lot"), Cell::new("State"), Cell::number("Providers")])
        .row([Cell::new("In person"), Cell::from(Markup::from(Tag::new("Open"))), Cell::number("1,204")])
        .row([
            Cell::new("Telephone"),
            Cell::from(Markup::from(Tag::new("Closed").colour(TagColour::Grey))),
            Cell::number("87"),
        ])
        .first_cell_is_header(true);
    let tasks = TaskList::new([
        Task::new("Your organisation", TaskStatus::done("Completed")).href("#"),
        Task::new("Safeguarding", Tag::new("Not started")).href("#").hint("Needed for home visits"),
        Task::new("Sign the agreement", TaskStatus::waiting("Cannot start yet")),
    ]);
    let parts = [
        Panel::new("Application sent", Markup::trusted("Your reference<br><strong>FOCS-1-00042</strong>"))
            .into(),
        answers.into(),
        tasks.into(),
        table.into(),
        InsetText::new("The quality mark ends on 3 March 2027.").into(),
        Details::new("What happens next", "An assessor reads your application.").into(),
        Pagination::default()
            .previous(Turn::to("#"))
            .next(Turn::to("#"))
            .items([
                PageNumber::new(1, "#"),
                PageNumber::new(2, "#").current(true),
                PageNumber::dots(),
                PageNumber::new(9, "#"),
            ])
            .into(),
    ];
    app("Age Well Leeds", parts)
        .breadcrumbs(Breadcrumbs::new([("Home", "/"), ("Providers", "/providers")]))
        .banner(NotificationBanner::success("The provider is on the lot."))
}

fn carers() -> Result<Brand, Box<dyn Error>> {
    let colour = |text: &str| text.parse::<Colour>();
    let mut brand = Brand::new("Carers' help", "/d/carers");
    brand.home = "/directory.html".into();
    brand.colours = Colours {
        header_background: colour("#00594f")?,
        header_text: Colour::WHITE,
        link: colour("#00594f")?,
        button: colour("#00786a")?,
        button_text: Colour::WHITE,
        accent: colour("#7fd1c4")?,
    };
    brand.header_links = vec![Link::new("Carer's Allowance", "#")];
    Ok(brand)
}

fn directory(language: Language) -> Result<DirectoryPage, Box<dyn Error>> {
    let words = Words::for_language(language);
    let title = words.say_with("results-heading", &args! { "place" => "LS1 4AP" });
    let postcode = Field::new("near", words.say("search-postcode"))
        .language(language)
        .hint(words.say("search-postcode-hint"))
        .value("LS1 4AP")
        .input()
        .width(10);
    let search = [postcode.into(), Markup::from(Button::new(words.say("search-button")))];
    let listing = |name: &str, kilometres: f64| {
        let facts = [
            words.say_word("channel", "in_person"),
            words.say_with("open-until", &args! { "time" => words.time(17, 30) }),
        ];
        let tags =
            facts.map(|fact| Markup::from(Tag::new(fact))).map(|tag| format!("<li>{tag}</li>")).concat();
        Markup::trusted(format!(
            "<li class=\"app-listing\"><h2 class=\"govuk-heading-m\"><a class=\"govuk-link\" href=\"#\">{name}</a></h2>\
             <p class=\"govuk-body app-listing__distance\">{}</p><ul class=\"govuk-list app-listing__facts\">{tags}</ul></li>",
            words.distance(kilometres)
        ))
    };
    let listings = Markup::joined([listing("Age Well Leeds", 0.9), listing("Otley Road Library", 3.9)]);
    let parts = [
        heading(&title),
        Markup::trusted(format!(
            "<form class=\"app-search\" method=\"get\">{}</form>",
            Markup::joined(search)
        )),
        Markup::trusted(format!(
            "<p class=\"govuk-body\"><strong>{}</strong></p><ul class=\"app-listings\">{listings}</ul>",
            words.say_with("results-count", &args! { "n" => 2 })
        )),
        Pagination::default().next(Turn::saying("#", words.say("page-next"))).into(),
    ];
    let other = if language == Language::English { "/cyfeiriadur.html" } else { "/directory.html" };
    Ok(DirectoryPage::new(carers()?, title, Markup::joined(parts)).language(language).other_language(other))
}

fn heading(title: &str) -> Markup {
    let title = ui::Content::from(title);
    Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{title}</h1>"))
}

fn buttons(buttons: impl IntoIterator<Item = Button>) -> Markup {
    Markup::trusted(format!("<div class=\"govuk-button-group\">{}</div>", Markup::joined(buttons)))
}
