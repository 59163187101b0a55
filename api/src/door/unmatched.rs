//! What no handler takes: an address where nothing is, or a method that the address does not know.

use super::Problem;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use std::sync::OnceLock;

/// An address of the contract, with the methods it takes.
struct Address {
    segments: Vec<String>,
    methods: Vec<Method>,
}

impl Address {
    fn is_variable(segment: &str) -> bool {
        segment.contains('{')
    }

    fn variables(&self) -> usize {
        self.segments.iter().filter(|segment| Self::is_variable(segment)).count()
    }

    fn fits(&self, path: &[&str]) -> bool {
        let alike = |(own, asked): (&String, &&str)| {
            if Self::is_variable(own) { !asked.is_empty() } else { own == asked }
        };
        self.segments.len() == path.len() && self.segments.iter().zip(path).all(alike)
    }
}

/// Every address of the contract, which the handlers themselves wrote.
fn addresses() -> &'static [Address] {
    static ADDRESSES: OnceLock<Vec<Address>> = OnceLock::new();
    ADDRESSES.get_or_init(|| {
        let contract = crate::openapi();
        let addresses = contract.paths.paths.iter().map(|(path, item)| {
            let taken = [
                (&item.get, Method::GET),
                (&item.post, Method::POST),
                (&item.put, Method::PUT),
                (&item.patch, Method::PATCH),
                (&item.delete, Method::DELETE),
            ];
            let methods = taken.into_iter().filter(|(operation, _)| operation.is_some());
            Address {
                segments: path.split('/').map(str::to_owned).collect(),
                methods: methods.map(|(_, method)| method).collect(),
            }
        });
        addresses.collect()
    })
}

/// Answers what no handler took: 405 with `Allow` where the address takes other methods, else 404.
pub(crate) async fn unmatched(request: HttpRequest) -> HttpResponse {
    let path: Vec<_> = request.path().split('/').collect();
    let nearest = addresses().iter().filter(|address| address.fits(&path)).min_by_key(|it| it.variables());
    let Some(address) = nearest.filter(|address| !address.methods.contains(request.method())) else {
        return Problem::no_such_address().error_response();
    };
    let methods: Vec<_> = address.methods.iter().map(Method::as_str).collect();
    let allow = methods.join(", ");
    let sentence = format!("This address takes {allow}, not {}", request.method());
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", sentence);
    let mut response = problem.error_response();
    if let Ok(allow) = HeaderValue::from_str(&allow) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}
