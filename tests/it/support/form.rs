//! A form as it stands on the page: only what is there can be filled in, and exactly that is sent.

use axum::http::Method;
use scraper::{ElementRef, Html};

use super::answer::{Answer, selector, words};
use super::browser::{Ask, Browser};

pub(crate) struct Form<'a> {
    browser: &'a mut Browser,
    /// For failure messages.
    place: String,
    action: String,
    method: Method,
    multipart: bool,
    fields: Vec<Field>,
    buttons: Vec<Button>,
}

#[derive(Debug)]
struct Field {
    name: String,
    value: String,
    kind: Kind,
}

#[derive(Debug, PartialEq)]
enum Kind {
    /// A person cannot change these.
    Fixed,
    Text,
    Check {
        on: bool,
    },
    Radio {
        on: bool,
    },
    Select {
        options: Vec<String>,
    },
    File(Option<(String, Vec<u8>)>),
}

struct Button {
    pair: Option<(String, String)>,
    action: Option<String>,
}

impl<'a> Form<'a> {
    #[track_caller]
    pub(super) fn find(browser: &'a mut Browser, which: &str) -> Self {
        let page = browser.page();
        let html = page.html();
        let css = if which.starts_with('/') { format!("form[action=\"{which}\"]") } else { which.to_owned() };
        // Where one address is both asked and told, the form that tells is meant.
        let tells = |form: &ElementRef<'_>| form.attr("method") == Some("post");
        let Some(form) = html.select(&selector(&css)).find(tells).or_else(|| html.select(&selector(&css)).next()) else {
            let there = page.attributes("form", "action");
            panic!("{} has no form {which}, but {there:?}:\n{}", page.path, page.seen())
        };
        let here = page.path.clone();
        let method = match form.attr("method").unwrap_or("get").to_ascii_lowercase().as_str() {
            "post" => Method::POST,
            _ => Method::GET,
        };
        let (fields, buttons) = contents(&html, form);
        Self {
            place: format!("the form {which} of {here}"),
            action: form.attr("action").filter(|action| !action.is_empty()).unwrap_or(&here).to_owned(),
            method,
            multipart: form.attr("enctype") == Some("multipart/form-data"),
            fields,
            buttons,
            browser,
        }
    }

    /// Types into a field, in place of what is there.
    #[track_caller]
    pub(crate) fn fill(mut self, name: &str, value: &str) -> Self {
        let field = self.field(name, |field| field.kind == Kind::Text, "text field");
        value.clone_into(&mut field.value);
        self
    }

    /// Ticks the box of this name.
    #[track_caller]
    pub(crate) fn check(mut self, name: &str) -> Self {
        self.field(name, |field| matches!(field.kind, Kind::Check { .. }), "box").kind = Kind::Check { on: true };
        self
    }

    #[track_caller]
    pub(crate) fn uncheck(mut self, name: &str) -> Self {
        self.field(name, |field| matches!(field.kind, Kind::Check { .. }), "box").kind = Kind::Check { on: false };
        self
    }

    /// Ticks one box of several of this name.
    #[track_caller]
    pub(crate) fn check_value(mut self, name: &str, value: &str) -> Self {
        self.field(name, |field| field.value == value && matches!(field.kind, Kind::Check { .. }), value).kind = Kind::Check { on: true };
        self
    }

    #[track_caller]
    pub(crate) fn uncheck_value(mut self, name: &str, value: &str) -> Self {
        self.field(name, |field| field.value == value && matches!(field.kind, Kind::Check { .. }), value).kind = Kind::Check { on: false };
        self
    }

    /// Chooses from a list or among radio buttons.
    #[track_caller]
    pub(crate) fn choose(mut self, name: &str, value: &str) -> Self {
        let offered = |field: &Field| match &field.kind {
            Kind::Select { options } => options.iter().any(|option| option == value),
            Kind::Radio { .. } => field.value == value,
            _ => false,
        };
        let chosen = self.field(name, offered, &format!("choice {value:?}"));
        if let Kind::Select { .. } = chosen.kind {
            value.clone_into(&mut chosen.value);
            return self;
        }
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            if let Kind::Radio { on } = &mut field.kind {
                *on = field.value == value;
            }
        }
        self
    }

    #[track_caller]
    pub(crate) fn attach(mut self, name: &str, file_name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        assert!(self.multipart, "{} does not send files", self.place);
        let field = self.field(name, |field| matches!(field.kind, Kind::File(_)), "file field");
        field.kind = Kind::File(Some((file_name.to_owned(), bytes.into())));
        self
    }

    /// What a field holds now.
    #[track_caller]
    pub(crate) fn value(&mut self, name: &str) -> String {
        self.field(name, |field| !matches!(field.kind, Kind::Radio { on: false } | Kind::Check { on: false }), "field").value.clone()
    }

    /// Everything that would be sent, hidden fields included. For tampering with.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        let sent = |field: &&Field| match &field.kind {
            Kind::Check { on } | Kind::Radio { on } => *on,
            Kind::File(_) => false,
            _ => true,
        };
        self.fields.iter().filter(sent).map(|field| (field.name.clone(), field.value.clone())).collect()
    }

    /// Fills every text field for which `invent` has something, and chooses where nothing is chosen yet.
    pub(crate) fn complete(mut self, invent: impl Fn(&str) -> Option<String>) -> Self {
        let chosen = |fields: &[Field], name: &str| {
            let on = |field: &Field| matches!(field.kind, Kind::Radio { on: true } | Kind::Check { on: true });
            fields.iter().any(|field| field.name == name && on(field))
        };
        for index in 0..self.fields.len() {
            let open = !chosen(&self.fields, &self.fields[index].name);
            let field = &mut self.fields[index];
            match &mut field.kind {
                Kind::Text => field.value = invent(&field.name).unwrap_or_else(|| field.value.clone()),
                Kind::Radio { on } | Kind::Check { on } if open => *on = true,
                Kind::Select { options } if field.value.is_empty() => {
                    field.value = options.iter().find(|option| !option.is_empty()).cloned().unwrap_or_default();
                }
                _ => {}
            }
        }
        self
    }

    /// Names of the fields a person types into.
    pub(crate) fn text_fields(&self) -> Vec<String> {
        self.fields.iter().filter(|field| field.kind == Kind::Text).map(|field| field.name.clone()).collect()
    }

    /// Whether the form takes files.
    pub(crate) fn is_upload(&self) -> bool {
        self.multipart
    }

    /// Presses the form's first button.
    pub(crate) async fn submit(self) -> &'a Answer {
        self.send().await
    }

    async fn send(self) -> &'a Answer {
        let mut pairs = self.pairs();
        let mut action = self.action;
        if let Some(button) = self.buttons.into_iter().next() {
            pairs.extend(button.pair);
            action = button.action.unwrap_or(action);
        }
        let ask = if self.method == Method::GET {
            let query = serde_html_form::to_string(&pairs).unwrap();
            let path = action.split('?').next().unwrap_or_default();
            Ask::new(Method::GET, &format!("{path}?{query}"))
        } else if self.multipart {
            let files = self.fields.into_iter().filter_map(|field| match field.kind {
                Kind::File(file) => Some((field.name, file.unwrap_or_default())),
                _ => None,
            });
            Ask::new(Method::POST, &action).body(&format!("multipart/form-data; boundary={BOUNDARY}"), multipart(&pairs, files))
        } else {
            Ask::new(Method::POST, &action).body("application/x-www-form-urlencoded", serde_html_form::to_string(&pairs).unwrap())
        };
        self.browser.sent(ask.sent_here()).await
    }

    #[track_caller]
    fn field(&mut self, name: &str, fits: impl Fn(&Field) -> bool, what: &str) -> &mut Field {
        let Some(index) = self.fields.iter().position(|field| field.name == name && fits(field)) else {
            let there: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
            panic!("{} has no {what} {name:?}, but {there:?}", self.place)
        };
        &mut self.fields[index]
    }
}

const BOUNDARY: &str = "----it-is-a-boundary";

/// In the order of a browser: the fields as they stand, and files where they stand; ours all stand last.
fn multipart(pairs: &[(String, String)], files: impl Iterator<Item = (String, (String, Vec<u8>))>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in pairs {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, (file_name, bytes)) in files {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

/// The controls inside a form, and those elsewhere that name it.
fn contents(html: &Html, form: ElementRef<'_>) -> (Vec<Field>, Vec<Button>) {
    let controls = selector("input, select, textarea, button");
    let id = form.attr("id");
    let outside = html.select(&controls).filter(|control| id.is_some() && control.attr("form") == id);
    let inside = form.select(&controls).filter(|control| control.attr("form").is_none());
    let (mut fields, mut buttons) = (Vec::new(), Vec::new());
    for control in inside.chain(outside) {
        if control.attr("disabled").is_some() {
            continue;
        }
        let name = control.attr("name").unwrap_or_default().to_owned();
        let tag = control.value().name();
        let kind = control.attr("type").unwrap_or(if tag == "button" { "submit" } else { "text" });
        if tag == "button" || matches!(kind, "submit" | "image") {
            if kind != "button" && kind != "reset" {
                buttons.push(button(control, name));
            }
        } else if !name.is_empty() {
            fields.push(Field { kind: field_kind(control, tag, kind), value: field_value(control, tag, kind), name });
        }
    }
    (fields, buttons)
}

fn button(control: ElementRef<'_>, name: String) -> Button {
    let value = control.attr("value").unwrap_or_default().to_owned();
    Button { pair: (!name.is_empty()).then_some((name, value)), action: control.attr("formaction").map(ToOwned::to_owned) }
}

fn field_kind(control: ElementRef<'_>, tag: &str, kind: &str) -> Kind {
    match (tag, kind) {
        ("select", _) => {
            let options = selector("option:not([disabled])");
            Kind::Select { options: control.select(&options).map(option_value).collect() }
        }
        (_, "hidden") => Kind::Fixed,
        (_, "checkbox") => Kind::Check { on: control.attr("checked").is_some() },
        (_, "radio") => Kind::Radio { on: control.attr("checked").is_some() },
        (_, "file") => Kind::File(None),
        _ if control.attr("readonly").is_some() => Kind::Fixed,
        _ => Kind::Text,
    }
}

fn field_value(control: ElementRef<'_>, tag: &str, kind: &str) -> String {
    match tag {
        // A browser drops the first line break of a text area, and sends every other as two characters.
        "textarea" => {
            let text: String = control.text().collect();
            text.strip_prefix('\n').unwrap_or(&text).replace("\r\n", "\n").replace('\n', "\r\n")
        }
        "select" => {
            let (chosen, first) = (selector("option[selected]"), selector("option"));
            control.select(&chosen).chain(control.select(&first)).next().map(option_value).unwrap_or_default()
        }
        _ => {
            let unset = if matches!(kind, "checkbox" | "radio") { "on" } else { "" };
            control.attr("value").unwrap_or(unset).to_owned()
        }
    }
}

fn option_value(option: ElementRef<'_>) -> String {
    option.attr("value").map_or_else(|| words(option), ToOwned::to_owned)
}
