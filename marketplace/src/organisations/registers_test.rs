//! The registers' clients against a small server that speaks their shapes.

use super::registers::{HttpRegisters, RegisterSettings, Registry};
use domain::organisations::{LookupFailed, RegisterNumber, Scheme, Trouble};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

/// Answers one request with `response` after `delay`, and gives what was asked.
fn answering(response: &str, delay: Duration) -> (String, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let response = response.to_owned();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let reader = BufReader::new(stream.try_clone().unwrap());
        let head = reader.lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
        thread::sleep(delay);
        let _gone = stream.write_all(response.as_bytes());
        head
    });
    (base_url, server)
}

fn http(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn number(scheme: Scheme, number: &str) -> RegisterNumber {
    RegisterNumber::parse(scheme, number).unwrap()
}

fn registers(base_url: &str) -> HttpRegisters {
    let settings = |key: &str| Some(RegisterSettings { base_url: base_url.to_owned(), key: key.to_owned() });
    HttpRegisters::new(settings("company-key"), settings("charity-key"), Duration::from_millis(400))
}

fn company(response: &str) -> Result<domain::organisations::Found, LookupFailed> {
    let (base_url, server) = answering(response, Duration::ZERO);
    let answer = registers(&base_url).look_up(&number(Scheme::CompaniesHouse, "1234567"));
    server.join().unwrap();
    answer
}

#[test]
fn companies_house_is_asked_with_the_key_as_user_and_answers_with_the_registered_name() {
    let body = r#"{"company_name":"AGE WELL LEEDS CIC","company_number":"01234567","company_status":"active","type":"cic"}"#;
    let (base_url, server) = answering(&http("200 OK", body), Duration::ZERO);
    let found = registers(&base_url).look_up(&number(Scheme::CompaniesHouse, "1234567")).unwrap();
    assert_eq!((found.registered_name.as_str(), found.in_force), ("AGE WELL LEEDS CIC", true));
    let head = server.join().unwrap();
    assert_eq!(head[0], "GET /company/01234567 HTTP/1.1");
    let key = head.iter().find(|line| line.to_ascii_lowercase().starts_with("authorization:")).unwrap();
    assert!(key.ends_with("Basic Y29tcGFueS1rZXk6"), "{key}");
}

#[test]
fn a_dissolved_company_is_found_but_not_in_force() {
    let body = r#"{"company_name":"GONE LTD","company_number":"01234567","company_status":"dissolved"}"#;
    assert!(!company(&http("200 OK", body)).unwrap().in_force);
}

#[test]
fn the_charity_commission_is_asked_with_number_and_suffix() {
    let body = r#"{"reg_charity_number":1053467,"group_subsid_suffix":2,"charity_name":"Friends of Age Well","reg_status":"R"}"#;
    let (base_url, server) = answering(&http("200 OK", body), Duration::ZERO);
    let found = registers(&base_url).look_up(&number(Scheme::CharityCommission, "1053467-2")).unwrap();
    assert_eq!((found.registered_name.as_str(), found.in_force), ("Friends of Age Well", true));
    let head = server.join().unwrap();
    assert_eq!(head[0], "GET /allcharitydetails/1053467/2 HTTP/1.1");
    assert!(
        head.iter().any(|line| line.eq_ignore_ascii_case("ocp-apim-subscription-key: charity-key")),
        "{head:?}"
    );
}

#[test]
fn only_an_answer_of_the_register_itself_counts_against_anyone() {
    assert_eq!(company(&http("404 Not Found", "{}")), Err(LookupFailed::NotOnRegister));
    for (response, trouble) in [
        (http("429 Too Many Requests", ""), Trouble::TooManyRequests),
        (http("401 Unauthorized", ""), Trouble::KeyRefused),
        (http("500 Internal Server Error", ""), Trouble::Unreachable),
        (http("302 Found", ""), Trouble::Unreachable),
        (http("200 OK", "<html>maintenance</html>"), Trouble::Unintelligible),
        (http("200 OK", r#"{"company_name":"X","company_number":"99999999"}"#), Trouble::Unintelligible),
        ("no http at all".to_owned(), Trouble::Unreachable),
    ] {
        assert_eq!(company(&response), Err(LookupFailed::Trouble(trouble)), "{response}");
    }
}

#[test]
fn a_register_that_is_slow_or_away_is_trouble() {
    let (slow, server) = answering(&http("200 OK", "{}"), Duration::from_millis(900));
    let asked = registers(&slow).look_up(&number(Scheme::CompaniesHouse, "1234567"));
    assert_eq!(asked, Err(LookupFailed::Trouble(Trouble::TimedOut)));
    server.join().unwrap();
    let away = registers("http://127.0.0.1:9").look_up(&number(Scheme::CompaniesHouse, "1234567"));
    assert_eq!(away, Err(LookupFailed::Trouble(Trouble::Unreachable)));
}

#[test]
fn a_register_without_a_lookup_is_left_to_people() {
    let none = HttpRegisters::new(None, None, Duration::from_secs(1));
    for (scheme, text) in [
        (Scheme::CompaniesHouse, "1234567"),
        (Scheme::CharityCommission, "1234567"),
        (Scheme::ScottishCharities, "SC012345"),
        (Scheme::NorthernIrishCharities, "NIC100012"),
    ] {
        assert_eq!(none.look_up(&number(scheme, text)), Err(LookupFailed::Trouble(Trouble::NoLookup)));
    }
}
