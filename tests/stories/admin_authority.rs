//! What the authority looks after: who the providers are, and mails that do not go out. And how departments come in.

use domain::Role;
use domain::organisations::MailDomainRuleDraft;
use domain::{Actor, Worker};
use stories::{World, story};

const DEPARTMENT: &str = "/register/department";

/// Addresses under gov.uk are admitted.
fn gov_uk_is_admitted(world: &World) {
    let draft = MailDomainRuleDraft { suffix: "gov.uk".into(), admits: true, reason: "Government".into() };
    let rule = draft.parse().unwrap();
    let by = Actor::Worker(Worker::Seed);
    let saved =
        world.market.write(|work| marketplace::organisations::set_mail_domain(work, &by, rule.clone()));
    saved.map(drop).unwrap();
}

story! {
    fn a_category_manager_vouches_for_a_small_group(world) {
        let (id, _) = world.provider("Knit and Natter");
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));

        let list = manager.open("/authority/providers").is(200).says("Knit and Natter").says("Unverified");
        assert_eq!(list.link("Knit and Natter"), format!("/authority/providers/{id}"));
        let path = format!("/authority/providers/{id}");
        let page = manager.open(&path).is(200);
        let wrong = manager.send(&page, &path, &[("how", "")]).is(422);
        assert!(wrong.html.contains("id=\"how-error\""), "{}", wrong.html);
        let done = manager.send(&page, &path, &[("how", "Saw its constitution on 3 March")]).is(200);
        let _ = done.says("You have vouched for Knit and Natter").does_not_say("Unverified");
    }

    fn who_only_assesses_reads_and_does_not_vouch(world) {
        let (id, _) = world.provider("Knit and Natter");
        let path = format!("/authority/providers/{id}");
        let assessor = world.browser_of(&world.of_the_authority(Role::Assessor));
        assert!(!assessor.open(&path).is(200).has_form(&path));
        let owner = world.browser_of(&world.person("Sam"));
        let _ = owner.open("/authority/providers").is(403);
        let _ = owner.open("/authority/running").is(403);
    }

    fn support_sees_what_became_of_mails(world) {
        let support = world.browser_of(&world.of_the_authority(Role::Support));
        let _ = support.open("/authority/running").is(200).says("No mails here");
        let _ = support.open("/authority/running?mails=waiting").is(200);
    }

    fn a_department_registers_from_a_public_sector_address(world) {
        gov_uk_is_admitted(world);
        let ada = world.browser_of(&world.person_at("Ada", "ada@everyday.gov.uk"));
        let page = ada.open(DEPARTMENT).is(200).says("Register a department");
        let typed = [("name", "Department for Everyday Services"), ("contact_email", "office@everyday.gov.uk")];
        let _ = ada.send(&page, DEPARTMENT, &typed).is(200).says("You are its buyer");

        let eve = world.browser_of(&world.person_at("Eve", "eve@shop.example"));
        let page = eve.open(DEPARTMENT).is(200);
        let refused = eve.send(&page, DEPARTMENT, &typed);
        assert!(refused.html.contains("Department for Everyday Services"), "what was typed is kept");
        let _ = refused.says("public");
    }
}
