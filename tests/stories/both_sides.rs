//! Two people of a provider answer at the same time: nothing that either typed is lost, and neither writes over the other
//! unseen.

use crate::declarations::{answers, conduct, declaration, framework, loads, starts};
use domain::Role;
use domain::offerings::Channel::Telephone;
use stories::{json, story};

story! {
    fn both_sides_are_shown_where_two_people_answer_one_section_and_not_where_they_answer_two(world) {
        loads(world, &framework("north", 1, true, 10));
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let place = starts(&provider, "north", "calls");
        let page_of = |path: &str| format!("{}{path}", place.trim_start_matches("/api/v1"));
        let sam = world.member_of(provider.id, Role::Editor);
        let (jo, sam) = (world.browser_of(&provider.owner), world.browser_of(&sam));
        let standing = page_of("/declaration/standing");
        let [of_jo, of_sam, conduct_of_jo] =
            [jo.open(&standing), sam.open(&standing), jo.open(&page_of("/declaration/conduct"))];
        let _ = sam.send(&of_sam, "/standing", &[("answers[insolvent]", "no")]).is(200);

        // Another section of the same declaration is nothing to it.
        let _ = jo.send(&conduct_of_jo, "/conduct", &[("answers[free]", "yes")]).is(200);
        let typed = [("answers[insolvent]", "yes"), ("answers[insolvent_why]", "In May, for a week.")];
        let both = jo.send(&of_jo, "/standing", &typed).is(409).says("Compare both below").says("What differs");
        let both = both.says("Has it been insolvent in the last three years? Yes No").says("Explain what happened In May, for a week. Nothing");
        let declared = declaration(&provider.owner, &place);
        assert_eq!(provider.owner.get(&declared).is(200).body["answers"]["insolvent"], false, "Sam’s answer is kept");
        // What Jo typed is still in the form: sent again, it is meant.
        let _ = jo.send(&both, "/standing", &[]).is(200);
        let kept = provider.owner.get(&declared).is(200).body["answers"].clone();
        assert_eq!((&kept["insolvent"], &kept["insolvent_why"]), (&json!(true), &json!("In May, for a week.")));
        // Who mistypes is not thereby taken to have seen what the other saved.
        let [of_jo, of_sam] = [jo.open(&standing), sam.open(&standing)];
        let wrong = jo.send(&of_jo, "/standing", &[("answers[insolvent]", "maybe")]).is(422);
        let _ = sam.send(&of_sam, "/standing", &[("answers[insolvent]", "no")]).is(200);
        let again = jo.send(&wrong, "/standing", &[("answers[insolvent]", "maybe")]).is(409).says("Compare both");
        drop(again);
        provider.owner.changes(&declared, &conduct()).is(200);

        // The same of a lot's questions.
        let [of_jo, of_sam] = [jo.open(&page_of("/questions/how_many")), sam.open(&page_of("/questions/how_many"))];
        let how = jo.open(&page_of("/questions/how"));
        let _ = sam.send(&of_sam, "/how_many", &[("answers[how_many]", "4")]).is(200);
        let _ = jo.send(&how, "/how", &[("answers[how]", "By telephone.")]).is(200);
        let both = jo.send(&of_jo, "/how_many", &[("answers[how_many]", "8")]).is(409);
        let both = both.says("How many a week? 8 4");
        let _ = jo.send(&both, "/how_many", &[]).is(200);
        answers(&provider, &place);
    }

    fn both_sides_are_shown_of_evidence_and_of_what_a_mark_is_to_cover(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let scope = json!({"channels": [Telephone.word()], "partners": []});
        let begun = provider.owner.post("/api/v1/accreditations", &json!({"provider": provider.id, "scope": scope}));
        let mark = format!("/marks/{}", begun.is(201).id());
        let sam = world.member_of(provider.id, Role::Editor);
        let (jo, sam) = (world.browser_of(&provider.owner), world.browser_of(&sam));
        let evidence = format!("{mark}/evidence/1.1");
        let [of_jo, of_sam, scope_of_jo] = [jo.open(&evidence), sam.open(&evidence), jo.open(&format!("{mark}/scope"))];
        let _ = sam.send(&of_sam, "/evidence/1.1", &[("evidence[1.1][text]", "Sam’s words")]).is(200);
        let _ = jo.send(&scope_of_jo, "/scope", &[("scope[places]", "LS1 4AP")]).is(200).says("is saved");
        let both = jo.send(&of_jo, "/evidence/1.1", &[("evidence[1.1][text]", "Jo’s words")]).is(409);
        let both = both.says("Compare both below").says("Jo’s words Sam’s words");
        let _ = jo.send(&both, "/evidence/1.1", &[("evidence[1.1][text]", "Both our words")]).is(200);
        let [of_jo, of_sam] = [jo.open(&format!("{mark}/scope")), sam.open(&format!("{mark}/scope"))];
        let _ = sam.send(&of_sam, "/scope", &[("scope[places]", "LS1 4AP, LS2 7EW")]).is(200);
        let _ = jo.send(&of_jo, "/scope", &[("scope[places]", "LS6 3HN")]).is(409).says("What differs").says("LS2 7EW");
    }
}
