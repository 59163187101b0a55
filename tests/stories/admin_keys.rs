//! A department issues keys to its directory by pages, and sees what is asked by them.

use crate::keys::manager;
use crate::listings::open_world;
use domain::Role;
use marketplace::directories::keys::write_usage;
use stories::{World, json, story};

/// The secret on a page that shows one.
fn secret_on(html: &str) -> String {
    let from = html.find("spk_").unwrap_or_else(|| panic!("no secret in {html}"));
    html[from..].chars().take_while(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-')).collect()
}

fn ask(world: &World, secret: &str) -> stories::Reply {
    world.settle();
    let body = json!({"near": ["LS1 4AP", "CF10 1EP"]});
    world.visitor().with_token(secret).post("/api/v1/directories/carers/listings/batch", &body)
}

story! {
    fn a_key_is_issued_used_rotated_and_revoked_by_pages(world) {
        open_world(world);
        let helen = world.browser_of(&manager(world));
        let page = helen.open("/directories/carers").is(200);
        let page = helen.open(&page.link("For services that ask for more")).is(200).says("There is no key yet");
        let page = helen.open(&page.link("Issue a key")).is(200);
        let typed = [("quota[a_minute]", "many"), ("allowed_origins", "http://help.example")];
        let wrong = helen.send(&page, "/issue-key", &typed).is(422);
        assert!(wrong.html.contains("href=\"#quota-a_minute\"") && wrong.html.contains("value=\"many\""), "{}", wrong.html);
        let typed = [("name", "Bereavement service"), ("quota[a_minute]", "2,000"), ("quota[a_day]", "5000"), ("allowed_origins", "")];
        let issued = helen.send(&wrong, "/issue-key", &typed).is(200).says("Copy it now");
        let first = secret_on(&issued.html);
        ask(world, &first).is(200);
        write_usage(&world.market).unwrap();

        let key = helen.open(&issued.link("Continue")).is(200).says("2 questions, in 1 request.");
        assert!(!key.html.contains("spk_"), "it is not shown again");
        assert!(key.html.contains("<svg role=\"img\" aria-label=\"Questions a day: at most 2\""), "{}", key.html);
        let page = helen.open(&key.link("Give it a new secret")).is(200);
        let rotated = helen.send(&page, "/rotate", &[("overlap_hours", "24")]).is(200).says("The key before works until");
        let second = secret_on(&rotated.html);
        assert_ne!(first, second);
        for secret in [&first, &second] {
            ask(world, secret).is(200);
        }
        let page = helen.open(&key.link("Revoke it")).is(200).says("within a second");
        let revoked = helen.send(&page, "/revoke", &[]).is(200).says("The key is revoked").says("Revoked");
        assert!(!revoked.html.contains("/rotate"), "nothing more can be done to it");
        ask(world, &second).is_problem(401, "key_revoked");

        let id = key.path.rsplit('/').next().unwrap().to_owned();
        let directory = world.market.read(|work| Ok(work.directory_called(&"carers".parse().unwrap())?.unwrap())).unwrap();
        let buyer = world.browser_of(&world.member_of(directory.owner, Role::Buyer));
        let list = buyer.open("/directories/carers/keys").is(200).says("Bereavement service");
        assert!(!list.html.contains("Issue a key"));
        for path in ["/directories/carers/issue-key".to_owned(), format!("/directory-keys/{id}/revoke")] {
            assert_eq!(buyer.open(&path).status, 403, "{path}");
        }
        let (_, stranger) = world.department("Department for Roads");
        let stranger = world.browser_of(&stranger);
        for path in ["/directories/carers/keys".to_owned(), format!("/directory-keys/{id}"), format!("/directory-keys/{id}/rotate")] {
            assert_eq!(stranger.open(&path).status, 404, "{path}");
        }
    }
}
