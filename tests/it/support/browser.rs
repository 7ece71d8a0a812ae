//! A person at a browser. They see pages, and can do what is on them: follow the links and send the forms that are there.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use futures_util::stream;
use hq_console::core::clock::Clock;
use http_body_util::BodyExt as _;
use scraper::ElementRef;
use tokio::sync::oneshot;
use tower::ServiceExt as _;

use super::answer::{Answer, selector, words};
use super::form::Form;
use super::person::Person;

pub(crate) const SITE: &str = "https://hq.example.com";
const HOST: &str = "hq.example.com";

/// A clone is the same browser at this moment, cookies and all.
#[derive(Clone)]
pub(crate) struct Browser {
    app: Router,
    pub clock: Clock,
    pub cookies: BTreeMap<String, String>,
    pub ip: IpAddr,
    pub user_agent: String,
    pub languages: Option<String>,
    /// Who signed in here.
    pub person: Option<Person>,
    page: Option<Answer>,
}

impl Browser {
    pub(super) fn new(app: Router, clock: Clock) -> Self {
        Self {
            app,
            clock,
            cookies: BTreeMap::new(),
            ip: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 10)),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64) Test/1.0".to_owned(),
            languages: None,
            person: None,
            page: None,
        }
    }

    /// Types an address. Where it sends on, [`Browser::follow`] goes.
    pub(crate) async fn open(&mut self, path: &str) -> &Answer {
        let answer = self.ask(Method::GET, path).header("sec-fetch-site", "none").send().await;
        self.page.insert(answer)
    }

    /// The page in front of the person.
    #[track_caller]
    pub(crate) fn page(&self) -> &Answer {
        self.page.as_ref().expect("no page was opened yet")
    }

    /// Goes where the last answer sent.
    pub(crate) async fn follow(&mut self) -> &Answer {
        let location = self.page().location().to_owned();
        assert!(location.starts_with('/'), "the browser is sent away, to {location}");
        let answer = self.ask(Method::GET, &location).header("sec-fetch-site", "same-origin").send().await;
        self.page.insert(answer)
    }

    /// Opens an address and goes on until a page is there.
    pub(crate) async fn land(&mut self, path: &str) -> &Answer {
        self.open(path).await;
        for _ in 0..5 {
            if !self.page().headers.contains_key("location") {
                break;
            }
            self.follow().await;
        }
        self.page()
    }

    /// Follows the link with these words.
    pub(crate) async fn click(&mut self, text: &str) -> &Answer {
        let href = self.link(text);
        let answer = self.ask(Method::GET, &href).header("sec-fetch-site", "same-origin").send().await;
        self.page.insert(answer)
    }

    /// Where the link with these words leads.
    #[track_caller]
    pub(crate) fn link(&self, text: &str) -> String {
        let page = self.page();
        let html = page.html();
        let links: Vec<ElementRef<'_>> = html.select(&selector("a[href]")).collect();
        let named = |link: &&ElementRef<'_>| words(**link) == text || link.attr("aria-label") == Some(text);
        let link = links.iter().find(named).unwrap_or_else(|| {
            let there: Vec<String> = links.iter().map(|link| words(*link)).collect();
            panic!("{} has no link {text:?}, but {there:?}", page.path)
        });
        link.attr("href").unwrap().to_owned()
    }

    /// A form of this page, by its action (`/login`) or any CSS selector, to be filled in and sent.
    #[track_caller]
    pub(crate) fn form(&mut self, which: &str) -> Form<'_> {
        Form::find(self, which)
    }

    /// Signs in through the pages, as far as the address it leads to.
    pub(crate) async fn sign_in(&mut self, who: &Person) -> &Answer {
        self.give_password(who).await;
        let code = who.code(&self.clock);
        self.form("/login/code").fill("code", &code).submit().await.expect(303);
        self.person = Some(who.clone());
        self.page()
    }

    /// The first half of signing in: the code is asked for next.
    pub(crate) async fn give_password(&mut self, who: &Person) -> &Answer {
        self.open("/login").await.ok();
        self.form("/login").fill("email", &who.email).fill("password", &who.password).submit().await.goes_to("/login/code");
        self.follow().await.ok()
    }

    /// Shows a fresh second factor on the step-up page in front.
    pub(crate) async fn step_up(&mut self) -> &Answer {
        let code = self.person.as_ref().expect("somebody is signed in").code(&self.clock);
        self.form("/step-up").fill("code", &code).submit().await
    }

    /// Presses the button that signs out.
    pub(crate) async fn sign_out(&mut self) {
        let csrf = self.csrf_of("/step-up").await;
        self.post("/logout", &[("csrf", csrf)]).await.goes_to("/login");
    }

    pub(super) async fn sent(&mut self, ask: Ask) -> &Answer {
        let answer = ask.dispatch(self).await;
        self.page.insert(answer)
    }

    /// Any request at all, also one no page would send. The page in front stays.
    pub(crate) fn ask(&mut self, method: Method, path: &str) -> Asking<'_> {
        Asking { ask: Ask::new(method, path), browser: self }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path).send().await
    }

    /// A post as a browser sends it from a page of this site, but with any fields.
    pub(crate) async fn post<V: AsRef<str>>(&mut self, path: &str, fields: &[(&str, V)]) -> Answer {
        self.ask(Method::POST, path).sent_here().form(fields).send().await
    }

    /// The secret this browser's forms carry, as the page in front has it.
    #[track_caller]
    pub(crate) fn csrf(&self) -> String {
        self.page().attributes("input[name=csrf]", "value").into_iter().next().expect("the page has a form")
    }

    /// The secret this browser's forms carry, from the form at this address. The page in front stays.
    pub(crate) async fn csrf_of(&mut self, path: &str) -> String {
        let page = self.get(path).await;
        page.ok().attributes("input[name=csrf]", "value").into_iter().next().expect("the page has a form")
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all("set-cookie") {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            let gone = attributes.split(';').any(|part| part.trim().eq_ignore_ascii_case("max-age=0"));
            if gone || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A request being put together.
pub(crate) struct Ask {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
    late: Option<Late>,
}

/// A body that arrives long after its head.
struct Late {
    /// Told when the console starts to read it.
    awaited: oneshot::Sender<()>,
    comes: oneshot::Receiver<()>,
}

impl Late {
    fn body(self, bytes: Bytes) -> Body {
        Body::from_stream(stream::once(async move {
            self.awaited.send(()).ok();
            self.comes.await.ok();
            Ok::<_, std::convert::Infallible>(bytes)
        }))
    }
}

impl Ask {
    pub(super) fn new(method: Method, path: &str) -> Self {
        Self { method, path: path.to_owned(), headers: HeaderMap::new(), body: Bytes::new(), late: None }
    }

    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    fn also(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    /// As a page of this very site sends it.
    pub(super) fn sent_here(self) -> Self {
        let ask = self.header("sec-fetch-site", "same-origin");
        if ask.method.is_safe() { ask } else { ask.header("origin", SITE) }
    }

    pub(super) fn body(self, kind: &str, bytes: impl Into<Bytes>) -> Self {
        let mut ask = self.header("content-type", kind);
        ask.body = bytes.into();
        ask
    }

    async fn dispatch(self, browser: &mut Browser) -> Answer {
        let body = match self.late {
            Some(late) => late.body(self.body),
            None => Body::from(self.body),
        };
        let mut request = Request::builder().method(self.method).uri(&self.path).body(body).unwrap();
        *request.headers_mut() = self.headers;
        let headers = request.headers_mut();
        let mut usual = |name: &'static str, value: &str| {
            headers.entry(name).or_insert_with(|| HeaderValue::from_str(value).unwrap());
        };
        usual("host", HOST);
        usual("user-agent", &browser.user_agent);
        if let Some(languages) = &browser.languages {
            usual("accept-language", languages);
        }
        if !browser.cookies.is_empty() {
            let pairs: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            usual("cookie", &pairs.join("; "));
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(browser.ip, 50_000)));
        let response = browser.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        browser.keep_cookies(&parts.headers);
        let body = body.collect().await.expect("the whole body arrives").to_bytes();
        Answer { path: self.path, status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

/// A request being put together at a browser.
pub(crate) struct Asking<'a> {
    ask: Ask,
    browser: &'a mut Browser,
}

impl Asking<'_> {
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.ask = self.ask.header(name, value);
        self
    }

    /// One more line of a header.
    pub(crate) fn also(mut self, name: &'static str, value: &str) -> Self {
        self.ask = self.ask.also(name, value);
        self
    }

    pub(crate) fn sent_here(mut self) -> Self {
        self.ask = self.ask.sent_here();
        self
    }

    pub(crate) fn form<V: AsRef<str>>(self, fields: &[(&str, V)]) -> Self {
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        self.body("application/x-www-form-urlencoded", serde_html_form::to_string(pairs).unwrap())
    }

    pub(crate) fn body(mut self, kind: &str, bytes: impl Into<Bytes>) -> Self {
        self.ask = self.ask.body(kind, bytes);
        self
    }

    /// Holds the body back: once the console waits for it, `meanwhile` happens.
    pub(crate) async fn send_late(mut self, meanwhile: impl Future<Output = ()>) -> Answer {
        let ((awaited, is_awaited), (comes, arrives)) = (oneshot::channel(), oneshot::channel());
        self.ask.late = Some(Late { awaited, comes: arrives });
        let happens = async {
            is_awaited.await.expect("the body is waited for");
            meanwhile.await;
            comes.send(()).ok();
        };
        tokio::join!(self.ask.dispatch(self.browser), happens).0
    }

    pub(crate) async fn send(self) -> Answer {
        self.ask.dispatch(self.browser).await
    }
}
