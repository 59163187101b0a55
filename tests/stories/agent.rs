//! The agent view: postcode after postcode, side by side, with what to read out, and nothing kept.

use crate::joined_up::line;
use crate::listings::{open_world, published};
use stories::{Reply, World, json, story};

fn page(world: &World, path: &str) -> Reply {
    world.visitor().get(path)
}

story! {
    fn several_postcodes_stand_side_by_side_and_the_field_waits_for_the_next(world) {
        let (provider, jo) = open_world(world);
        world.puts_on_lot(provider, "telephone");
        let id = published(provider, &jo, |draft| {
            draft["booking"] = json!("appointment");
            draft["bring"] = json!("The letter that it is about");
        });
        published(provider, &jo, line);
        world.settle();

        let empty = page(world, "/d/carers/agent").is(200);
        assert!(empty.text.contains("autofocus") && empty.text.contains("accesskey=\"s\""), "{}", empty.text);
        assert_eq!(empty.header("x-robots-tag"), Some("noindex"));
        assert!(empty.text.contains("<meta name=\"robots\" content=\"noindex\">"));

        let two = page(world, "/d/carers/agent?near=ls1+4ap&before=YO1+9QL").is(200).text;
        for said in [
            "accesskey=\"1\">LS1 4AP</a>", "accesskey=\"2\">YO1 9QL</a>",
            "<input type=\"hidden\" name=\"before\" value=\"LS1 4AP\">",
            "<input type=\"hidden\" name=\"before\" value=\"YO1 9QL\">",
            "Age Well Leeds helps at Central Library, 1 High Street, Leeds, less than 0.1 miles away. Open until 5pm. \
             You need to book first: call 01632 960100. You need to bring, or have at hand: The letter that it is about. The help is free.",
            "Age Well Leeds helps by telephone. Open until 5pm. You do not need to book. The telephone number is 01632 960100.",
            "href=\"tel:+441632960100\"", "Remove YO1 9QL",
        ] {
            assert!(two.contains(said), "{said} in {two}");
        }
        assert!(two.contains(&format!("/d/carers/listings/{id}/send?near=LS1+4AP&#38;before=YO1+9QL")), "{two}");
        let field = two.split("id=\"near\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(!field.contains("value="), "ready for the next caller: {field}");

        let full = "/d/carers/agent?near=LS1+4AP&before=YO1+9QL&before=LS2+8JS&before=LS6+3AA&before=BD1+1HY";
        let full = page(world, full).is(200).text;
        assert!(full.contains("accesskey=\"4\"") && !full.contains("BD1 1HY"), "the oldest gives way");
    }

    fn welsh_callers_are_read_welsh_and_a_host_of_its_own_has_the_view_too(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        let welsh = page(world, "/d/carers/cy/agent?near=LS1+4AP").is(200).text;
        for said in ["Mae Age Well Leeds yn helpu yn Central Library", "Ar agor tan", "Mae&#39;r help am ddim.", "/d/carers/agent?near=LS1+4AP"] {
            assert!(welsh.contains(said), "{said} in {welsh}");
        }
        let own = world.visitor().with("Host", "carers.example");
        let hosted = own.get("/agent?near=LS1+4AP").is(200).text;
        assert!(hosted.contains("action=\"/agent\"") && hosted.contains("helps at Central Library"), "{hosted}");
        own.get("/cy/agent").is(200);
        assert!(page(world, "/d/carers").is(200).text.contains("href=\"/d/carers/agent\""), "it is found");
    }

    fn what_cannot_be_understood_is_said_and_the_others_stay(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        let wrong = page(world, "/d/carers/agent?near=nowhere&before=LS1+4AP&before=nonsense").is(400).text;
        assert!(wrong.contains("There is a problem") && wrong.contains("value=\"NOWHERE\""), "{wrong}");
        assert!(wrong.contains(">LS1 4AP</a>") && !wrong.contains("NONSENSE"), "{wrong}");
        for odd in ["near=%00", "near=%3Cscript%3E", "service=nothing&near=LS1+4AP", "before=", "near=LS1+4AP&near=LS1+4AP", "open_at=never"] {
            let answer = page(world, &format!("/d/carers/agent?{odd}"));
            assert!(matches!(answer.status, 200 | 400), "{odd}: {}", answer.status);
            assert!(!answer.text.contains("<script>"), "{odd}");
        }
        page(world, "/d/nowhere/agent").is(404);
    }

    fn a_service_and_opening_now_narrow_every_postcode_and_stay_for_the_next(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        let open = page(world, "/d/carers/agent?near=LS1+4AP&service=carers-allowance&open_at=now").is(200).text;
        assert!(open.contains("Help at the library") && open.contains(" checked"), "{open}");
        assert!(open.contains("value=\"carers-allowance\" selected"), "{open}");
        world.clock().advance(jiff::SignedDuration::from_hours(10));
        world.settle();
        let shut = page(world, "/d/carers/agent?near=LS1+4AP&open_at=now").is(200).text;
        assert!(!shut.contains("Help at the library") && shut.contains("We did not find anyone"), "{shut}");
        let next = page(world, "/d/carers/agent?near=LS1+4AP").is(200).text;
        assert!(next.contains("Closed now. Opens Tuesday at 9am."), "{next}");
    }
}
