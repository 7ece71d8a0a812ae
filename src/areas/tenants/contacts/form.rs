//! The contact form.

use serde::Deserialize;

use super::Particulars;
use super::queries::Contact;
use crate::areas::tenants::conflict::Told;
use crate::areas::tenants::form::said;
use crate::areas::tenants::name::{NameError, TenantName};
use crate::core::country::Country;
use crate::core::email::Email;
use crate::core::lang::{Lang, Message};
use crate::core::phone::Phone;
use crate::core::text;
use crate::web::Errors;

const ROLE_MAX: usize = 250;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants) struct ContactForm {
    pub name: String,
    pub role: String,
    pub email: String,
    pub phone: String,
    pub version: Option<i32>,
}

impl ContactForm {
    pub(super) fn of(contact: &Contact) -> Self {
        let particulars = contact.particulars.clone();
        Self {
            name: particulars.name,
            role: particulars.role.unwrap_or_default(),
            email: particulars.email.unwrap_or_default(),
            phone: particulars.phone.unwrap_or_default(),
            version: Some(contact.version),
        }
    }

    /// Telephone numbers without a country code are read in the tenant's country.
    pub(super) fn check(&self, country: Option<Country>, lang: Lang) -> Result<Particulars, Errors> {
        let mut errors = Errors::new();
        // A person's name is held to the same bounds as a company's.
        let name = errors.take("name", TenantName::parse(&self.name).map_err(name_error));
        let role = text::clean(&self.role);
        if role.chars().count() > ROLE_MAX {
            errors.add("role", "tenants-error-contact-role-long");
        }
        let email = match text::clean(&self.email) {
            empty if empty.is_empty() => Some(None),
            typed => errors.take("email", Email::parse(&typed).map(Some).map_err(|_| Message::new("tenants-error-email-wrong"))),
        };
        let phone = match text::clean(&self.phone) {
            empty if empty.is_empty() => Some(None),
            typed => errors.take("phone", Phone::parse(&typed, country).map(Some).map_err(|error| said::phone(error, lang))),
        };
        if let (Some(None), Some(None)) = (&email, &phone) {
            errors.add("email", "tenants-error-contact-unreachable");
        }
        match (name, email, phone) {
            (Some(name), Some(email), Some(phone)) if errors.is_empty() => Ok(Particulars {
                name: name.into(),
                role: (!role.is_empty()).then_some(role),
                email: email.map(Into::into),
                phone: phone.map(Into::into),
            }),
            _ => Err(errors),
        }
    }
}

impl Particulars {
    /// The fields by the name of their label, for comparing two states.
    pub(super) fn told(&self) -> Told {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![("name", self.name.clone()), ("role", text(&self.role)), ("email", text(&self.email)), ("phone", text(&self.phone))]
    }
}

fn name_error(error: NameError) -> Message {
    match error {
        NameError::Empty => "tenants-error-contact-name-missing",
        NameError::TooShort | NameError::TooLong => "tenants-error-contact-name-length",
        NameError::NoLetters => "tenants-error-contact-name-letters",
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(email: &str, phone: &str) -> ContactForm {
        ContactForm { name: " Huda  Al Said ".into(), email: email.into(), phone: phone.into(), ..ContactForm::default() }
    }

    #[test]
    fn a_contact_needs_one_way_to_be_reached() {
        let by_phone = form("", "٩٥٩٠٨٣٠١").check(Some(Country::OM), Lang::En).unwrap();
        assert_eq!((by_phone.name.as_str(), by_phone.phone.as_deref(), by_phone.email), ("Huda Al Said", Some("+96895908301"), None));
        let errors = form("", "").check(Some(Country::OM), Lang::En).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["email"]);
    }

    #[test]
    fn everything_wrong_with_a_contact_is_said_at_once() {
        let wrong = ContactForm { role: "x".repeat(251), ..ContactForm { name: " ".into(), ..form("nobody", "12") } };
        let errors = wrong.check(Some(Country::OM), Lang::En).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "role", "email", "phone"]);
    }
}
