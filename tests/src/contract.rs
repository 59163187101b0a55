//! The contract that a Signpost serves, read as a stranger would: from its JSON alone.

use serde_json::{Map, Value, json};
use uuid::Uuid;

/// The methods that a contract can describe.
pub const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// A contract.
pub struct Contract(Value);

/// One method of one address.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `GET`, `POST` and so on.
    pub method: &'static str,
    /// With variables in braces.
    pub path: String,
    /// Everything that the contract says of it.
    pub says: Value,
    /// Its variables, as `(name, is a UUID)`.
    pub variables: Vec<(String, bool)>,
    /// The schema of its JSON body, when it takes one.
    pub body: Option<Value>,
}

impl Contract {
    /// From JSON.
    #[must_use]
    pub const fn of(json: Value) -> Self {
        Self(json)
    }

    /// The whole of it.
    #[must_use]
    pub const fn json(&self) -> &Value {
        &self.0
    }

    /// Every operation.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        let empty = Map::new();
        let paths = self.0["paths"].as_object().unwrap_or(&empty);
        let of_path = |(path, item): (&String, &Value)| {
            let described = METHODS.iter().filter_map(|method| {
                let says = item.get(method.to_lowercase())?.clone();
                Some(self.operation(method, path, says))
            });
            described.collect::<Vec<_>>()
        };
        paths.iter().flat_map(of_path).collect()
    }

    /// Every operation below `/api/v1`. What stands elsewhere follows a standard of its own, such as OAuth's.
    #[must_use]
    pub fn own_operations(&self) -> Vec<Operation> {
        let mut operations = self.operations();
        operations.retain(|operation| operation.path.starts_with("/api/v1/"));
        operations
    }

    fn operation(&self, method: &'static str, path: &str, says: Value) -> Operation {
        let body = says["requestBody"]["content"]["application/json"]["schema"].clone();
        let declared = says["parameters"].as_array().cloned().unwrap_or_default();
        let in_path = declared.iter().filter(|parameter| parameter["in"] == "path");
        let variables = in_path.map(|parameter| {
            let is_uuid = self.resolved(&parameter["schema"])["format"] == "uuid";
            (parameter["name"].as_str().unwrap_or_default().to_owned(), is_uuid)
        });
        let variables = variables.collect();
        let body = (!body.is_null()).then(|| self.resolved(&body));
        Operation { method, path: path.to_owned(), says, variables, body }
    }

    /// A schema, with a reference followed and an optional one taken for what it is when it is there.
    #[must_use]
    pub fn resolved(&self, schema: &Value) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.0.pointer(reference.trim_start_matches('#')).cloned().unwrap_or_default();
            return self.resolved(&target);
        }
        let choices = schema["oneOf"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut there = choices.iter().filter(|choice| choice["type"] != "null");
        match (there.next(), there.next()) {
            (Some(only), None) => self.resolved(only),
            _ => schema.clone(),
        }
    }

    /// A value that has the shape of a schema; whether the rules take it is another matter.
    #[must_use]
    pub fn sample(&self, schema: &Value) -> Value {
        let schema = self.resolved(schema);
        if let Some(example) = schema.get("example").or_else(|| schema["examples"].get(0)) {
            return example.clone();
        }
        if let Some(word) = schema["enum"].get(0) {
            return word.clone();
        }
        if let Some(choice) = schema["oneOf"].get(0) {
            return self.sample(choice);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let samples = parts.iter().map(|part| self.sample(part));
            let fields = samples.filter_map(|sample| sample.as_object().cloned()).flatten();
            return Value::Object(fields.collect());
        }
        match type_of(&schema).as_deref() {
            Some("object") => {
                let properties = schema["properties"].as_object().cloned().unwrap_or_default();
                Value::Object(properties.iter().map(|(name, of)| (name.clone(), self.sample(of))).collect())
            }
            Some("array") => json!([]),
            Some("integer" | "number") => json!(1),
            Some("boolean") => json!(true),
            Some("string") => match schema["format"].as_str() {
                Some("uuid") => json!(Uuid::now_v7().to_string()),
                Some("date") => json!("2027-06-01"),
                Some("date-time") => json!("2027-06-01T12:00:00Z"),
                _ => json!("x"),
            },
            _ => Value::Null,
        }
    }
}

/// The one type that a schema names, `null` aside.
#[must_use]
pub fn type_of(schema: &Value) -> Option<String> {
    match &schema["type"] {
        Value::String(name) => Some(name.clone()),
        Value::Array(names) => {
            let mut there = names.iter().filter_map(Value::as_str).filter(|name| *name != "null");
            let first = there.next()?;
            there.next().is_none().then(|| first.to_owned())
        }
        _ => None,
    }
}

impl Operation {
    /// The address, each variable replaced by what `value` gives for its name and whether it is a UUID.
    pub fn at(&self, value: impl Fn(&str, bool) -> String) -> String {
        self.variables.iter().fold(self.path.clone(), |path, (name, is_uuid)| {
            path.replace(&format!("{{{name}}}"), &value(name, *is_uuid))
        })
    }

    /// An address of this shape at which nothing is.
    #[must_use]
    pub fn at_nothing(&self) -> String {
        self.at(|name, is_uuid| match name {
            _ if is_uuid => Uuid::now_v7().to_string(),
            "number" => "404404".to_owned(),
            _ => "nothing-here".to_owned(),
        })
    }

    /// Whether it says that visitors may use it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let schemes = self.says["security"].as_array();
        schemes.is_some_and(|schemes| schemes.is_empty() || schemes.iter().any(|one| *one == json!({})))
    }

    /// `POST /api/v1/…`, for sentences.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}
