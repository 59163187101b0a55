//! What makes a directory look like its own service's: links, phase, guidance, typeface and logo.

use stories::{Session, World, carers, json, story};

/// One red pixel, as a PNG, with something behind it that is no part of the picture.
pub(crate) fn picture() -> Vec<u8> {
    let mut png = vec![
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0,
        0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, b'I', b'D', b'A', b'T', 8, 0xd7, 0x63,
        0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae,
        0x42, 0x60, 0x82,
    ];
    png.extend(b"<script>alert(1)</script>");
    png
}

/// The keeper of an open directory for carers.
pub(crate) fn keeper(world: &World) -> Session {
    world.catalogue();
    let (department, manager) = world.department("Department for Everyday Services");
    manager.post(&format!("/api/v1/organisations/{department}/directories"), &carers()).is(201);
    manager.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
    manager
}

const LOGOS: &str = "/api/v1/directories/carers/logos";

fn upload(by: &Session, bytes: &[u8]) -> stories::Reply {
    by.send("POST", LOGOS, Some("image/png"), bytes)
}

story! {
    fn a_brand_has_links_a_phase_and_guidance_in_both_languages(world) {
        let manager = keeper(world);
        let mut dressed = carers();
        dressed["guidance"] = json!("## Before you start\n\nHave **your number** ready. [Read the letter](/privacy).");
        dressed["guidance_cy"] = json!("## Cyn i chi ddechrau\n\n- eich rhif");
        let brand = &mut dressed["brand"];
        brand["typeface"] = json!("serif");
        brand["header_links"] = json!([{"words": "Carer's Allowance", "words_cy": "Lwfans Gofalwr", "address": "https://www.gov.uk/carers-allowance"}]);
        brand["footer_links"] = json!([{"words": "Ring us", "words_cy": "Ffoniwch ni", "address": "tel:01632 960100"}]);
        (brand["phase"], brand["feedback"]) = (json!("beta"), json!("team@department.example.gov.uk"));
        manager.at_version(2).put("/api/v1/directories/carers", &dressed).is(200);
        world.settle();

        let english = world.visitor().get("/d/carers").is(200).text;
        for said in [
            "href=\"https://www.gov.uk/carers-allowance\">Carer&#39;s Allowance</a>",
            "href=\"tel:01632960100\">Ring us</a>",
            "This is a new service.",
            "href=\"mailto:team@department.example.gov.uk\"",
            "<h2 class=\"govuk-heading-m\">Before you start</h2>",
            "<strong>your number</strong>",
            "href=\"/d/carers/privacy\">Read the letter</a>",
        ] {
            assert!(english.contains(said), "{said} in {english}");
        }
        let welsh = world.visitor().get("/d/carers/cy").is(200).text;
        for said in ["Lwfans Gofalwr", "Ffoniwch ni", "Gwasanaeth newydd", "Cyn i chi ddechrau"] {
            assert!(welsh.contains(said), "{said} in {welsh}");
        }
        let start = english.find("/d/carers/brand.css").unwrap();
        assert!(!world.visitor().get("/d/carers?near=LS1+4AP").is(200).text.contains("Before you start"));
        let styles = world.visitor().get(english[start..].split('"').next().unwrap()).is(200).text;
        assert!(styles.contains("--brand-typeface:georgia"), "{styles}");

        for (field, wrong, pointer) in [
            ("guidance", json!("<img src=x onerror=alert(1)>"), "/guidance"),
            ("guidance", json!("[x](javascript:alert(1))"), "/guidance"),
            ("guidance_cy", json!(""), "/guidance_cy"),
            ("allowed_origins", json!(["https://*.example.org"]), "/allowed_origins/0"),
        ] {
            let mut spoilt = dressed.clone();
            spoilt[field] = wrong;
            let refused = manager.at_version(3).put("/api/v1/directories/carers", &spoilt);
            assert_eq!(refused.is_problem(422, "invalid_fields").pointers(), [pointer]);
        }
    }

    fn gds_transport_and_the_crest_stay_on_gov_uk(world) {
        let manager = keeper(world);
        let mut official = carers();
        official["brand"]["typeface"] = json!("transport");
        let refused = manager.at_version(2).put("/api/v1/directories/carers", &official);
        let refused = refused.is_problem(422, "invalid_fields");
        assert_eq!(refused.body["errors"][0]["code"], "transport_needs_gov_uk");
        official["hosts"] = json!(["carers.example", "carers.service.gov.uk"]);
        manager.at_version(2).put("/api/v1/directories/carers", &official).is(200);
        world.settle();

        let at = |host: &str| world.visitor().with("Host", host).get("/").is(200).text;
        let there = at("carers.service.gov.uk");
        assert!(there.contains("/assets/govuk-") && there.contains("Crown copyright"), "{there}");
        for elsewhere in [at("carers.example"), world.visitor().get("/d/carers").is(200).text] {
            assert!(!elsewhere.contains("Crown copyright") && elsewhere.contains("/assets/plain-"), "{elsewhere}");
        }
    }

    fn a_logo_is_looked_at_drawn_again_and_served_from_the_directory_s_own_host(world) {
        let manager = keeper(world);
        for (wrong, code) in [
            (&b""[..], "logo_missing"),
            (&b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..], "logo_is_svg"),
            (&b"GIF89a"[..], "logo_of_another_kind"),
            (&picture()[..50], "logo_broken"),
        ] {
            let refused = upload(&manager, wrong);
            assert_eq!(refused.is_problem(422, code).pointers(), ["/brand/logo"]);
        }
        let mut large = picture();
        large[16..24].copy_from_slice(&[0, 0, 0x20, 0, 0, 0, 0x20, 0]);
        upload(&manager, &large).is(422);
        upload(&manager, &vec![0; 1_000_001]).is_problem(413, "body_too_long");
        upload(&world.visitor(), &picture()).is_problem(401, "sign_in");
        let (_, stranger) = world.department("Department for Strangers");
        upload(&stranger, &picture()).is_problem(404, "not_found");

        let kept = upload(&manager, &picture()).is(201);
        let again = upload(&manager, &picture()).is(201);
        assert_eq!((&kept.body, &kept.body["width"]), (&again.body, &json!(1)));
        let mut dressed = carers();
        dressed["brand"]["logo"] = kept.body["sha256"].clone();
        let silent = manager.at_version(2).put("/api/v1/directories/carers", &dressed);
        assert_eq!(silent.is_problem(422, "invalid_fields").pointers(), ["/brand/logo_text"]);
        dressed["brand"]["logo_text"] = json!("Carers first");
        manager.at_version(2).put("/api/v1/directories/carers", &dressed).is(200);
        world.settle();

        let address = format!("/logo/{}.png", kept.body["sha256"].as_str().unwrap());
        let page = world.visitor().get("/d/carers").is(200);
        assert!(page.text.contains(&format!("src=\"/d/carers{address}\" alt=\"Carers first\"")), "{}", page.text);
        assert!(page.header("content-security-policy").unwrap().contains("img-src 'self' data:;"));
        let own = world.visitor().with("Host", "carers.example");
        assert!(own.get("/").is(200).text.contains(&format!("src=\"{address}\"")));
        for logo in [own.get(&address).is(200), world.visitor().get(&format!("/d/carers{address}")).is(200)] {
            assert_eq!(logo.header("content-type"), Some("image/png"));
            assert_eq!(logo.header("x-content-type-options"), Some("nosniff"));
            assert!(logo.header("cache-control").unwrap().contains("immutable"));
            assert!(!logo.text.contains("script"), "only the picture is kept");
        }
        world.visitor().get(&format!("/d/carers/logo/{}.png", "ab".repeat(32))).is(404);
        world.visitor().get("/d/carers/logo/none.png").is(404);
    }

    fn a_logo_belongs_to_the_directory_for_which_it_was_uploaded(world) {
        let manager = keeper(world);
        let sha256 = upload(&manager, &picture()).is(201).body["sha256"].clone();
        let (department, rival) = world.department("Department for Rivals");
        let mut theirs = carers();
        (theirs["slug"], theirs["hosts"]) = (json!("rivals"), json!([]));
        (theirs["brand"]["logo"], theirs["brand"]["logo_text"]) = (sha256.clone(), json!("Not ours"));
        let directories = format!("/api/v1/organisations/{department}/directories");
        rival.post(&directories, &theirs).is_problem(409, "directory_logo_unknown");
        theirs["brand"]["logo"] = json!("https://brand.example.org/logo.svg");
        let elsewhere = rival.post(&directories, &theirs).is_problem(422, "invalid_fields");
        assert_eq!(elsewhere.pointers(), ["/brand/logo"]);
        theirs["brand"].as_object_mut().unwrap().remove("logo");
        rival.post(&directories, &theirs).is(201);
        rival.at_version(1).post("/api/v1/directories/rivals/publication", &json!({})).is(200);
        world.settle();
        world.visitor().get(&format!("/d/rivals/logo/{}.png", sha256.as_str().unwrap())).is(404);
        // Uploaded, and named by no brand that is live: not shown either.
        world.visitor().get(&format!("/d/carers/logo/{}.png", sha256.as_str().unwrap())).is(404);
    }
}
