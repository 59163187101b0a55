//! A department keeps its services and opens a directory by pages.

use crate::listings::published;
use domain::offerings::Channel::{InPerson, Telephone};
use domain::{OrganisationId, Role};
use stories::{Browser, World, story};

const COLOURS: [(&str, &str); 3] =
    [("brand[header_background]", "#00594f"), ("brand[link]", "#00594f"), ("brand[button]", "#00786a")];

/// A department's service manager.
fn manager(world: &World) -> (OrganisationId, Browser) {
    let (department, manager) = world.department("Department for Everyday Services");
    (department, world.browser_of(&manager))
}

/// What a directory for carers says.
fn says() -> Vec<(&'static str, &'static str)> {
    let words = [
        ("name", "Carers' help"),
        ("name_cy", "Help i ofalwyr"),
        ("slug", "carers"),
        ("intro", "People who help carers."),
        ("intro_cy", "Pobl sy'n helpu gofalwyr."),
        ("hosts", "carers.example\nhelp.carers.example"),
    ];
    words.into_iter().chain(COLOURS).collect()
}

story! {
    fn a_service_is_entered_and_its_need_for_support_is_judged(world) {
        world.catalogue();
        let (department, helen) = manager(world);
        let base = format!("/department/{department}");
        let home = helen.open("/home").is(200).says("Department for Everyday Services");
        let home = helen.open(&home.link("What waits for you")).is(200);
        let list = helen.open(&home.link("Services")).is(200).says("No services here yet");
        let page = helen.open(&list.link("Enter a service")).is(200);
        let typed = [
            ("name", "Blue Badge"),
            ("name_cy", "Bathodyn Glas"),
            ("slug", "blue-badge"),
            ("department", "dvla"),
            ("clusters[]", "driving"),
            ("support[people_a_year]", "many"),
            ("identity_check", "yes"),
        ];
        let wrong = helen.send(&page, "/enter-service", &typed).is(422).says("Enter a whole number");
        assert!(wrong.html.contains("value=\"many\"") && wrong.html.contains("href=\"#support-people_a_year\""));
        let wrong = helen.send(&wrong, "/enter-service", &[("support[people_a_year]", "12,000")]).is(422);
        let wrong = wrong.says("Say who cannot be checked online");
        assert!(wrong.html.contains("href=\"#identity_route\"") && wrong.html.contains("value=\"12,000\""));
        let entered = helen.send(&wrong, "/enter-service", &[("identity_check", "no")]).is(200);
        let entered = entered.says("The service is entered").says("Needed For 12000 people a year.");
        assert_eq!(entered.path, format!("{base}/services/blue-badge"));
        let again = helen.send(&page, "/enter-service", &[("name", "Blue Badge"), ("name_cy", "Bathodyn"), ("slug", "blue-badge"), ("department", "dvla"), ("clusters[]", "care")]);
        let again = again.is(409).says("There is already a service with the short name blue-badge");
        assert!(again.html.contains("href=\"#slug\""));

        let edit = helen.open(&format!("{base}/services/blue-badge/edit")).is(200);
        let same = helen.send(&edit, "/edit", &[("support[same_outcome_from]", "blue-badge")]).is(422);
        let same = same.says("another channel of the same service does not count");
        let staff = [("support[same_outcome_from]", ""), ("support[users]", "staff_at_work")];
        let _ = helen.send(&same, "/edit", &staff).is(200).says("Not needed Because its users are public-sector staff at work");

        // What others keep is read, not changed.
        let _ = helen.open(&format!("{base}/services?show=all")).is(200).says("Vehicle tax");
        let theirs = helen.open(&format!("{base}/services/vehicle-tax")).is(200).says("Another department keeps this entry");
        assert!(!theirs.html.contains("/edit"));
        let _ = helen.open(&format!("{base}/services/vehicle-tax/edit")).is(403);
        let token = theirs.form("/sign-out").fields[0].1.clone();
        let body = format!("slug=vehicle-tax&name=Mine&name_cy=Mine&department=dvla&clusters[]=care&_version=1&_csrf={token}");
        let _ = helen.post(&format!("{base}/services/vehicle-tax/edit"), &body, &[]).is(403);
        let _ = helen.open("/authority/services").is(403);
        let _ = helen.post("/authority/clusters", &format!("name=Mine&_csrf={token}"), &[]);
    }

    fn clusters_are_kept_by_an_administrator(world) {
        world.catalogue();
        let (department, helen) = manager(world);
        let list = helen.open(&format!("/department/{department}/clusters")).is(200).says("Driving");
        assert!(!list.has_form("/authority/clusters"));
        let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));
        let list = administrator.open("/authority/clusters").is(200).says("Caring for someone");
        let typed = [("name", "Housing"), ("name_cy", "Tai"), ("slug", "Housing and land"), ("description", "Homes and land.")];
        let wrong = administrator.send(&list, "/clusters", &typed).is(422);
        assert!(wrong.html.contains("value=\"Housing and land\"") && wrong.html.contains("href=\"#description_cy\""));
        let right = [("slug", "housing"), ("description_cy", "Cartrefi a thir.")];
        let list = administrator.send(&wrong, "/clusters", &right).is(200).says("The cluster is entered").says("Homes and land.");
        let edit = administrator.open(&list.link("Housing")).is(200);
        let saved = administrator.send(&edit, "/housing", &[("description", "Homes.")]).is(200);
        let _ = saved.says("The cluster is saved").says("Homes.");
        let token = helen.open("/home").form("/sign-out").fields[0].1.clone();
        let body = format!("slug=housing&name=Mine&name_cy=Mine&description=x&description_cy=x&_version=2&_csrf={token}");
        let _ = helen.post("/authority/clusters", &body, &[]).is(403);
        let _ = helen.open("/authority/clusters/housing").is(403);
        let _ = helen.post("/authority/clusters/housing", &body, &[]).is(403);
    }

    fn a_directory_is_set_up_opened_and_closed(world) {
        world.catalogue();
        world.focs();
        let (provider, jo) = world.provider("Age Well Leeds");
        world.gives_mark(provider, &[InPerson, Telephone]);
        world.puts_on_lot(provider, "in-person");
        published(provider, &jo, |_| {});
        let (department, helen) = manager(world);
        let list = helen.open(&format!("/department/{department}/directories")).is(200).says("There is no directory yet");
        let page = helen.open(&list.link("Set up a directory")).is(200);
        let pale: Vec<_> = says().into_iter().map(|(name, value)| (name, if name == "brand[link]" { "#7fd1c4" } else { value })).collect();
        let wrong = helen.send(&page, "/set-up-directory", &pale).is(422).says("The nearest colour that passes is #");
        assert!(wrong.html.contains("href=\"#brand-link\"") && wrong.html.contains("value=\"#7fd1c4\""));
        assert!(wrong.html.contains("carers.example\nhelp.carers.example"), "what was typed is kept");
        let rule = helen.send(&wrong, "/set-up-directory", &[("brand[link]", "#00594f")]).is(200).says("Say what it lists");
        let unknown = helen.send(&rule, "/rule", &[("admits[local_authorities]", "Leads")]).is(422);
        assert!(unknown.html.contains("href=\"#admits-local_authorities\"") && unknown.html.contains("Leads"));
        let typed = [("admits[local_authorities]", "Leeds"), ("admits[clusters][]", "care")];
        let shown = helen.send(&unknown, "/rule", &typed).is(200).says("It is saved").says("Everything in: Caring for someone");
        let shown = shown.says("help.carers.example").says("Nothing: it is not open");
        world.settle();
        let _ = world.browser().open("/d/carers").is(404);
        let waiting = helen.open(&format!("/department/{department}")).is(200).says("Finish “Carers' help” and open it");
        assert_eq!(waiting.link("Finish “Carers"), shown.path);

        let publish = helen.open(&shown.link("Open the directory to everyone")).is(200);
        let _ = helen.send(&publish, "/publish", &[]).is(200).says("The directory is open to everyone");
        world.settle();
        let _ = helen.open("/directories/carers").is(200).says("Listed now 1");
        let _ = world.browser().open("/d/carers?near=LS1+5AB").is(200).says("Help at the library");

        let look = helen.open("/directories/carers/edit/look").is(200);
        let _ = helen.send(&look, "/look", &[("brand[header_background]", "#ffdd00"), ("brand[header_text]", "#ffffff")]).is(422);
        let words = helen.open("/directories/carers/edit/words").is(200);
        let mine = helen.send(&words, "/words", &[("name", "Help for carers")]).is(200).says("Help for carers");
        let mine = mine.says("Everything in: Caring for someone");
        let stale = helen.send(&words, "/words", &[("name", "Theirs")]).is(409).says("Someone else has changed this");
        let _ = stale.says("Help for carers");
        let stale = helen.send(&publish, "/publish", &[]).is(409);
        assert!(stale.html.contains("There is a problem"));

        let pause = helen.open(&mine.link("Close the directory for a while")).is(200);
        let _ = helen.send(&pause, "/pause", &[]).is(200).says("The directory is closed").says("Paused");
        world.settle();
        let closed = world.browser().open("/d/carers?near=LS1+5AB");
        assert_ne!(closed.status, 200);
        let resume = helen.open("/directories/carers/resume").is(200);
        let _ = helen.send(&resume, "/resume", &[]).is(200).says("open again");
        world.settle();
        let _ = world.browser().open("/d/carers?near=LS1+5AB").is(200).says("Help at the library");
    }

    fn only_its_service_manager_changes_a_directory_and_strangers_do_not_know_it(world) {
        world.catalogue();
        let (department, helen) = manager(world);
        let page = helen.open(&format!("/department/{department}/set-up-directory")).is(200);
        let _ = helen.send(&page, "/set-up-directory", &says()).is(200);
        let taken = helen.send(&page, "/set-up-directory", &says()).is(409).says("There is already a directory at /d/carers");
        assert!(taken.html.contains("href=\"#slug\""));

        let evaluator = world.browser_of(&world.member_of(department, Role::Evaluator));
        let read = evaluator.open("/directories/carers").is(200).says("What it lists");
        assert!(!read.html.contains("/edit/") && !read.html.contains("/publish"));
        for path in ["/directories/carers/edit/rule", "/directories/carers/publish"] {
            let _ = evaluator.open(path).is(403).says("You cannot do this in your role");
        }
        let _ = evaluator.open(&format!("/department/{department}/set-up-directory")).is(403);
        let _ = evaluator.open(&format!("/department/{department}/enter-service")).is(403);
        let token = read.form("/sign-out").fields[0].1.clone();
        let body = format!("name=Mine&_version=1&_csrf={token}");
        for path in ["/directories/carers/edit/words", "/directories/carers/publish"] {
            let _ = evaluator.post(path, &body, &[]).is(403);
        }
        let (_, others) = world.department("Another Department");
        let others = world.browser_of(&others);
        let strangers = [
            "/directories/carers".to_owned(),
            "/directories/carers/edit/words".to_owned(),
            "/directories/carers/publish".to_owned(),
            format!("/department/{department}"),
            format!("/department/{department}/directories"),
            format!("/department/{department}/services"),
            format!("/department/{department}/enter-service"),
        ];
        for path in &strangers {
            let _ = others.open(path).is(404).does_not_say("Carers' help");
        }
        for nowhere in ["/directories/nothing", "/directories/carers/edit/nothing", "/directories/carers/revise", "/directories/Not%20one"] {
            let _ = helen.open(nowhere).is(404);
        }
    }
}
