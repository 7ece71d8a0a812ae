//! What the form says when a field cannot be taken: always what to do, in the words of the field's label.

use crate::areas::tenants::business::BusinessTypeError;
use crate::areas::tenants::name::NameError;
use crate::areas::tenants::plan::PlanError;
use crate::areas::tenants::slug::SlugError;
use crate::areas::tenants::tag::TagsError;
use crate::core::country::CountryError;
use crate::core::email::EmailError;
use crate::core::lang::{Lang, Message};
use crate::core::phone::PhoneError;

pub(super) fn name(error: NameError) -> Message {
    match error {
        NameError::Empty => "tenants-error-name-missing",
        NameError::TooShort | NameError::TooLong => "tenants-error-name-length",
        NameError::NoLetters => "tenants-error-name-letters",
    }
    .into()
}

pub(super) fn name2(error: NameError) -> Message {
    match error {
        NameError::Empty | NameError::TooShort | NameError::TooLong => "tenants-error-name2-length",
        NameError::NoLetters => "tenants-error-name2-letters",
    }
    .into()
}

pub(super) fn slug(error: SlugError) -> Message {
    match error {
        SlugError::Empty => "tenants-error-slug-missing",
        SlugError::TooShort | SlugError::TooLong => "tenants-error-slug-length",
        SlugError::Characters => "tenants-error-slug-characters",
        SlugError::Hyphens => "tenants-error-slug-hyphens",
        SlugError::Reserved => "tenants-error-slug-reserved",
    }
    .into()
}

pub(super) fn email(error: EmailError) -> Message {
    match error {
        EmailError::Empty => "tenants-error-email-missing",
        EmailError::TooLong | EmailError::NotAnAddress => "tenants-error-email-wrong",
    }
    .into()
}

/// A refused number names the country it was read in, in the reader's language.
pub(in crate::areas::tenants) fn phone(error: PhoneError, lang: Lang) -> Message {
    match error {
        PhoneError::Empty | PhoneError::Characters => "tenants-error-phone-characters".into(),
        PhoneError::Length | PhoneError::CountryNeeded => "tenants-error-phone-length".into(),
        PhoneError::NoSuchCode => "tenants-error-phone-code".into(),
        PhoneError::NotInCountry(country) => {
            let name = if lang == Lang::Ar { country.arabic() } else { country.english() };
            Message::new("tenants-error-phone-country").text("country", name)
        }
    }
}

pub(super) fn country(error: CountryError) -> Message {
    match error {
        CountryError::Empty => "tenants-error-country-missing",
        CountryError::Unknown => "tenants-error-country-unknown",
    }
    .into()
}

pub(super) fn business_type(error: BusinessTypeError) -> Message {
    match error {
        BusinessTypeError::Empty | BusinessTypeError::Unknown => "tenants-error-business-type",
    }
    .into()
}

pub(super) fn plan(error: PlanError) -> Message {
    match error {
        PlanError::Empty | PlanError::Unknown => "tenants-error-plan",
    }
    .into()
}

pub(in crate::areas::tenants) fn tags(error: TagsError) -> Message {
    match error {
        TagsError::TooMany => "tenants-error-tags-many",
        TagsError::TooLong => "tenants-error-tags-long",
    }
    .into()
}
