//! Accounts by pages: making one, signing in and out, what was typed when a session ends.

use stories::{Browser, World, story};

const PASSWORD: &str = "walnut copper lantern";

fn link_in(world: &World, address: &str) -> String {
    let mails = world.mails_to(address);
    let body = &mails.first().expect("a mail").body;
    let link = body.split_whitespace().find(|word| word.starts_with(world.base())).expect("a link");
    link.strip_prefix(world.base()).expect("to here").to_owned()
}

/// Someone who has made an account, proved the address and signed in.
fn jo(world: &World) -> Browser {
    let browser = world.browser();
    let form = browser.open("/register").is(200);
    let jo = [("name", "Jo Bloggs"), ("email", "jo@example.org"), ("password", PASSWORD)];
    let _ = browser.send(&form, "/register", &jo).is(200).says("Look in your email");
    let link = browser.open(&link_in(world, "jo@example.org"));
    let sign_in = browser.send(&link, &link.path, &[]).is(200).says("Your email address is confirmed");
    let home = browser.send(&sign_in, "/sign-in", &[("email", "jo@example.org"), ("password", PASSWORD)]);
    let _ = home.is(200).says("Welcome, Jo Bloggs");
    browser
}

story! {
    fn someone_makes_an_account_signs_in_and_out_by_pages(world) {
        let browser = jo(world);
        let account = browser.open("/account").is(200).says("jo@example.org");
        assert!(browser.cookie("__Host-signpost").is_some());
        let out = browser.send(&account, "/sign-out", &[]).is(200).says("You have signed out");
        assert_eq!(out.path, "/sign-in");
        assert!(browser.cookie("__Host-signpost").is_none());
        // The notice is told once.
        let _ = browser.open("/sign-in").is(200).does_not_say("You have signed out");
        let asked = browser.open("/account");
        assert_eq!(asked.path, "/sign-in?next=%2Faccount");
    }

    fn signing_in_leads_where_one_wanted_to_go_and_nowhere_else(world) {
        let browser = jo(world);
        browser.forget("__Host-signpost");
        let asked = browser.open("/account/password").is(200).says("Sign in");
        let typed = [("email", "jo@example.org"), ("password", PASSWORD)];
        assert_eq!(browser.send(&asked, "/sign-in", &typed).is(200).path, "/account/password");

        browser.forget("__Host-signpost");
        let lured = browser.open("/sign-in?next=https://evil.example/").is(200);
        assert_eq!(browser.send(&lured, "/sign-in", &typed).is(200).path, "/home");
        browser.forget("__Host-signpost");
        let lured = browser.open("/sign-in");
        let typed = [("email", "jo@example.org"), ("password", PASSWORD), ("next", "//evil.example")];
        assert_eq!(browser.send(&lured, "/sign-in", &typed).is(200).path, "/home");
    }

    fn a_wrong_password_and_an_unknown_address_get_the_same_page(world) {
        let known = jo(world);
        known.forget("__Host-signpost");
        let form = known.open("/sign-in");
        let wrong = known.send(&form, "/sign-in", &[("email", "jo@example.org"), ("password", "not this one")]).is(422);
        let unknown = known.send(&form, "/sign-in", &[("email", "no@example.org"), ("password", "not this one")]).is(422);
        assert_eq!(wrong.words(), unknown.words());
        // What was typed is there, but never the password.
        assert!(wrong.html.contains("value=\"jo@example.org\"") && !wrong.html.contains("not this one"));
    }

    fn a_form_is_taken_only_from_our_own_page(world) {
        let browser = jo(world);
        let page = browser.open("/account/password");
        let token = page.form("/account/password").fields[0].1.clone();
        let typed = "current=x&password=y";
        let _ = browser.post("/account/password", typed, &[]).is(403).says("Check what you typed");
        let _ = browser.post("/account/password", &format!("{typed}&_csrf=guess"), &[]).is(403);
        let whole = format!("{typed}&_csrf={token}");
        let _ = browser.post("/account/password", &whole, &[("Sec-Fetch-Site", "cross-site")]).is(403).says("another web site");
        let _ = browser.post("/account/password", &whole, &[("Origin", "https://evil.example")]).is(403);
        let _ = browser.post("/account/password", &whole, &[("Sec-Fetch-Site", "same-origin")]).is(422);
        let visitor = world.browser();
        let _ = visitor.post("/sign-in", "email=a&password=b", &[]).is(403);
    }

    fn what_was_typed_outlives_the_session(world) {
        let browser = jo(world);
        let page = browser.open("/register/provider/details").is(200);
        browser.forget("__Host-signpost");
        let late = [("name", "Age Well Leeds"), ("sector", "voluntary"), ("form", "charity")];
        let out = browser.send(&page, "/register/provider/details", &late).is(401).says("what you typed is kept");
        let typed = [("email", "jo@example.org"), ("password", PASSWORD)];
        let back = browser.send(&out, "/sign-in", &typed).is(200).says("Check what you typed").says("Age Well Leeds");
        let _ = browser.send(&back, "/register/provider/details", &[]).is(200).says("How do we reach it?");
    }

    fn a_new_password_is_chosen_by_a_mailed_link(world) {
        let browser = jo(world);
        browser.forget("__Host-signpost");
        let ask = browser.open("/account/reset");
        let _ = browser.send(&ask, "/account/reset", &[("email", "jo@example.org")]).is(200).says("If jo@example.org has an account");
        let choose = browser.open(&link_in(world, "jo@example.org")).is(200);
        let path = choose.path.clone();
        let _ = browser.send(&choose, &path, &[("password", "short")]).is(422).says("at least 12 characters");
        let _ = browser.send(&choose, &path, &[("password", "granite violet teapot")]).is(200).says("Your new password is saved");
        let _ = browser.send(&choose, &path, &[("password", "granite violet saucer")]).is(422).says("does not work any more");
    }

    fn pages_cannot_be_framed_kept_or_made_to_load_from_elsewhere(world) {
        let page = world.browser().open("/sign-in").is(200);
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        let _ = world.browser().open("/nowhere").is(404).says("Page not found");
    }
}
