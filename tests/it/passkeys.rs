//! Passkeys, with a device of our own: what it answers rightly opens, and whatever is a little wrong does not.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use sha2::{Digest as _, Sha256};

use crate::support::browser::SITE;
use crate::support::{Browser, Console, Person};

const PARTY: &str = "hq.example.com";
const NEW: &str = "/account/factors/passkeys/new";

/// A device that makes a passkey and uses it as it is told, also wrongly.
struct Device {
    keys: EcdsaKeyPair,
    id: Vec<u8>,
    counter: u32,
    origin: String,
    party: String,
    kind: Option<&'static str>,
    present: bool,
}

impl Device {
    fn new() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let keys = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let id = Sha256::digest(keys.public_key().as_ref()).to_vec();
        Self { keys, id, counter: 0, origin: SITE.to_owned(), party: PARTY.to_owned(), kind: None, present: true }
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let kind = self.kind.unwrap_or(kind);
        serde_json::json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn data(&mut self, flags: u8) -> Vec<u8> {
        self.counter += 1;
        let mut data = Sha256::digest(self.party.as_bytes()).to_vec();
        data.push(flags | u8::from(self.present));
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Fields of the form that adds it.
    fn create(&mut self, challenge: &str) -> [(&'static str, String); 2] {
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.keys.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let client = self.client_data("webauthn.create", challenge);
        [("client_data", URL_SAFE_NO_PAD.encode(client)), ("authenticator_data", URL_SAFE_NO_PAD.encode(data))]
    }

    /// Fields of the form that uses it.
    fn get(&mut self, challenge: &str) -> Vec<(&'static str, String)> {
        let data = self.data(0);
        let client = self.client_data("webauthn.get", challenge);
        let signed = [data.as_slice(), Sha256::digest(&client).as_slice()].concat();
        let signature = self.keys.sign(&SystemRandom::new(), &signed).unwrap();
        vec![
            ("credential", URL_SAFE_NO_PAD.encode(&self.id)),
            ("client_data", URL_SAFE_NO_PAD.encode(client)),
            ("authenticator_data", URL_SAFE_NO_PAD.encode(data)),
            ("signature", URL_SAFE_NO_PAD.encode(signature)),
        ]
    }
}

/// What the page in front asks a passkey.
fn challenge(browser: &Browser) -> String {
    browser.page().attributes("[data-passkey]", "data-challenge").remove(0)
}

/// Adds a passkey through the page of somebody signed in just now.
async fn add(browser: &mut Browser, device: &mut Device) -> u16 {
    browser.open(NEW).await.ok();
    let csrf = browser.csrf();
    let asked = challenge(browser);
    let mut fields = vec![("csrf", csrf), ("name", "Work laptop".to_owned())];
    fields.extend(device.create(&asked));
    browser.post(NEW, &fields).await.status
}

/// Somebody with a passkey, and the device that holds it.
async fn with_passkey(console: &Console) -> (Person, Device) {
    let person = console.db_person(&["super_admin"]).await;
    let mut device = Device::new();
    let mut browser = console.signed_in(&person).await;
    assert_eq!(add(&mut browser, &mut device).await, 303);
    (person, device)
}

/// Answers the question of the sign-in page in front. Returns the status.
async fn enter(browser: &mut Browser, device: &mut Device) -> u16 {
    let asked = challenge(browser);
    let mut fields = vec![("csrf", browser.csrf())];
    fields.extend(device.get(&asked));
    browser.post("/login/passkey", &fields).await.status
}

#[tokio::test]
async fn a_passkey_is_added_told_of_and_signs_its_owner_in() {
    let console = Console::start().await;
    let person = console.db_person(&["super_admin"]).await;
    let mut elsewhere = console.signed_in(&person).await;
    let mut browser = console.signed_in(&person).await;
    let mut device = Device::new();
    browser.open("/account/factors").await.ok().says("No passkeys yet.");
    assert_eq!(add(&mut browser, &mut device).await, 303);
    browser.open("/account/factors").await.ok().says("Work laptop").says("Never");
    elsewhere.get("/account").await.expect(303);
    let letters = console.mails_to(&person.email).await;
    assert!(letters.iter().any(|letter| letter.text.contains("A passkey was added.")), "no mail tells of it");
    assert_eq!(console.db_audited("account.passkey_added").await, 1);

    let mut another = console.visitor();
    another.give_password(&person).await.says("Use a passkey");
    assert_eq!(enter(&mut another, &mut device).await, 303);
    another.open("/account/factors").await.ok().says_not("Never");
    let how: String =
        sqlx::query_scalar("select reason from sys_platform_audit_log where action = 'sign_in.succeeded' order by id desc limit 1")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(how, "passkey");
}

#[tokio::test]
async fn the_code_still_works_beside_it_and_nobody_without_one_is_asked() {
    let console = Console::start().await;
    let (person, _) = with_passkey(&console).await;
    console.signed_in(&person).await.get("/account").await.ok();
    let other = console.db_person(&["support"]).await;
    console.visitor().give_password(&other).await.says_not("Use a passkey");
}

#[tokio::test]
async fn a_passkey_serves_as_a_fresh_factor() {
    let console = Console::start().await;
    let (person, mut device) = with_passkey(&console).await;
    let mut browser = console.signed_in(&person).await;
    console.clock.advance(Duration::minutes(6));
    browser.land("/staff/new").await.says("Use a passkey");
    let asked = challenge(&browser);
    let mut fields = vec![("csrf", browser.csrf()), ("next", "/staff/new".to_owned())];
    fields.extend(device.get(&asked));
    browser.post("/step-up/passkey", &fields).await.goes_to("/staff/new");
    browser.get("/staff/new").await.ok();
    assert_eq!(console.db_audited("sign_in.stepped_up").await, 1);
}

/// Makes a device do something wrong.
type Spoil = fn(&mut Device);

#[tokio::test]
async fn an_answer_that_is_a_little_wrong_opens_nothing() {
    let console = Console::start().await;
    let spoils: [(&str, Spoil); 7] = [
        ("another site's page", |device| device.origin = "https://hq.example.com.evil.example".to_owned()),
        ("plain text", |device| device.origin = "http://hq.example.com".to_owned()),
        ("another site's key", |device| device.party = "example.com".to_owned()),
        ("nobody there", |device| device.present = false),
        ("an answer to another kind of question", |device| device.kind = Some("webauthn.create")),
        ("a copy that counts from the start", |device| device.counter = 0),
        ("another key", |device| device.keys = Device::new().keys),
    ];
    for (what, spoil) in spoils {
        let (person, mut device) = with_passkey(&console).await;
        let mut browser = console.visitor();
        browser.give_password(&person).await.ok();
        spoil(&mut device);
        assert_eq!(enter(&mut browser, &mut device).await, 422, "{what}");
        browser.get("/account").await.goes_to("/login/code");
    }
    assert_eq!(console.db_audited("sign_in.failed").await, 7);
}

#[tokio::test]
async fn a_question_is_answered_once_soon_and_by_the_one_who_was_asked() {
    let console = Console::start().await;
    let (person, mut device) = with_passkey(&console).await;
    let mut browser = console.visitor();
    browser.give_password(&person).await.ok();
    // Wrong once: the question is used up, also for the right answer.
    let asked = challenge(&browser);
    let csrf = browser.csrf();
    let answer = |fields: Vec<(&'static str, String)>| [vec![("csrf", csrf.clone())], fields].concat();
    let mut spoiled = device.get(&asked);
    spoiled[3].1 = URL_SAFE_NO_PAD.encode([1, 2, 3]);
    browser.post("/login/passkey", &answer(spoiled)).await.expect(422);
    let right = device.get(&asked);
    browser.post("/login/passkey", &answer(right)).await.expect(422);
    // One that was not asked at all.
    let invented = device.get("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    browser.post("/login/passkey", &answer(invented)).await.expect(422);
    // Too late.
    browser.open("/login/code").await.ok();
    console.clock.advance(Duration::minutes(11));
    assert_eq!(enter(&mut browser, &mut device).await, 422);
    // Somebody else's passkey.
    let (_, mut of_another) = with_passkey(&console).await;
    browser.open("/login/code").await.ok();
    assert_eq!(enter(&mut browser, &mut of_another).await, 422);
    browser.get("/account").await.goes_to("/login/code");
}

#[tokio::test]
async fn of_two_who_send_one_answer_at_once_one_gets_in() {
    let console = Console::start().await;
    let (person, mut device) = with_passkey(&console).await;
    let mut browser = console.visitor();
    browser.give_password(&person).await.ok();
    let asked = challenge(&browser);
    let fields = [vec![("csrf", browser.csrf())], device.get(&asked)].concat();
    let mut twin = browser.clone();
    let (one, two) = tokio::join!(browser.post("/login/passkey", &fields), twin.post("/login/passkey", &fields));
    let entered =
        console.db_number("select count(*) from sys_platform_audit_log where action = 'sign_in.succeeded' and reason = 'passkey'");
    assert_eq!(entered.await, 1, "{} and {}", one.status, two.status);
}

#[tokio::test]
async fn a_passkey_is_taken_away_by_its_owner_alone_and_by_a_reset() {
    let console = Console::start().await;
    let (person, mut device) = with_passkey(&console).await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from sys_platform_passkeys").fetch_one(&console.db).await.unwrap();
    let removal = format!("/account/factors/passkeys/{id}/removal");
    let mut stranger = console.staff("super_admin").await;
    let csrf = stranger.csrf_of("/step-up").await;
    stranger.get(&removal).await.expect(404);
    stranger.post(&removal, &[("csrf", csrf.as_str())]).await.expect(404);

    let mut owner = console.signed_in(&person).await;
    owner.open("/account/factors").await.ok();
    owner.open(&removal).await.ok().says("Work laptop");
    owner.form(&removal).submit().await.goes_to("/account/factors");
    owner.follow().await.ok().says("No passkeys yet.");
    assert_eq!(console.db_audited("account.passkey_removed").await, 1);
    let mut browser = console.visitor();
    browser.give_password(&person).await.says_not("Use a passkey");
    let fields = [vec![("csrf", browser.csrf())], device.get("AAAA")].concat();
    browser.post("/login/passkey", &fields).await.expect(422);

    let (another, _) = with_passkey(&console).await;
    console.reset(&another).await;
    assert_eq!(console.db_number("select count(*) from sys_platform_passkeys").await, 0);
}

#[tokio::test]
async fn a_new_passkey_is_checked_too_and_has_a_name() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let mut device = Device { origin: "https://evil.example".to_owned(), ..Device::new() };
    assert_eq!(add(&mut browser, &mut device).await, 422);
    browser.open(NEW).await.ok();
    let asked = challenge(&browser);
    let mut device = Device::new();
    let mut fields = vec![("csrf", browser.csrf()), ("name", " ".to_owned())];
    fields.extend(device.create(&asked));
    browser.post(NEW, &fields).await.expect(422).says("Enter a name");
    assert_eq!(add(&mut browser, &mut device).await, 303);
    assert_eq!(add(&mut browser, &mut device).await, 422, "the same one twice");
    assert_eq!(console.db_number("select count(*) from sys_platform_passkeys").await, 1);
}
