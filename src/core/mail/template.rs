//! The one frame every mail is set in; the words come from the catalogue.

use askama::Template;

use super::{Content, Mail};

#[derive(Template)]
#[template(path = "mail/frame.html")]
struct Frame<'a> {
    lang: &'static str,
    dir: &'static str,
    brand: String,
    subject: &'a str,
    paragraphs: Vec<&'a str>,
    action: Option<(String, &'a str)>,
    footer: String,
}

#[derive(Template)]
#[template(path = "mail/frame.txt", escape = "none")]
struct PlainFrame<'a> {
    paragraphs: Vec<&'a str>,
    action: Option<(String, &'a str)>,
    footer: String,
}

/// Sets a mail in its language, as HTML and as plain text.
pub(super) fn write(mail: &Mail) -> Result<Content, askama::Error> {
    let lang = mail.lang;
    let subject = super::words(lang, &super::subject_key(mail.template), &mail.args);
    let body = super::words(lang, &format!("mail-{}-body", mail.template), &mail.args);
    let paragraphs: Vec<&str> = body.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).collect();
    let action = || mail.action.as_ref().map(|(label, url)| (lang.t(label), url.as_str()));
    let footer = lang.t("mail-footer");
    let text = PlainFrame { paragraphs: paragraphs.clone(), action: action(), footer: footer.clone() }.render()?;
    let html =
        Frame { lang: lang.code(), dir: lang.dir(), brand: lang.t("mail-brand"), subject: &subject, paragraphs, action: action(), footer }
            .render()?;
    // A header line must be one line whatever a name contains.
    Ok(Content { subject: subject.replace(['\r', '\n'], " "), text, html })
}
