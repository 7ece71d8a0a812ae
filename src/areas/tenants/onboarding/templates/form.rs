//! The form of a checklist: its names, and a group of fields for each step, the last few empty for steps to come.

use std::collections::HashSet;

use serde::Deserialize;

use super::commands::Wanted;
use super::queries::{Step, Template};
use crate::areas::tenants::onboarding::model::Happening;
use crate::core::lang::Message;
use crate::core::text;
use crate::web::{Error, Errors};

/// Empty groups at the end of the form.
const SPARE: usize = 3;
const MOST_STEPS: usize = 30;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants::onboarding) struct TemplateForm {
    pub name: String,
    pub name2: String,
    pub is_default: bool,
    /// Of the checklist as it was when the form was opened.
    pub version: i32,
    pub step_key: Vec<String>,
    pub step_name: Vec<String>,
    pub step_name2: Vec<String>,
    pub about: Vec<String>,
    pub about2: Vec<String>,
    pub help: Vec<String>,
    pub required: Vec<String>,
    pub event: Vec<String>,
    pub place: Vec<String>,
}

/// One group of fields, as typed.
pub(super) struct Typed<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub name2: &'a str,
    pub about: &'a str,
    pub about2: &'a str,
    pub help: &'a str,
    pub required: &'a str,
    pub event: &'a str,
    pub place: &'a str,
}

impl TemplateForm {
    pub(super) fn of(template: &Template) -> Self {
        let each = |pick: fn(&Step) -> String| template.steps.iter().map(pick).collect::<Vec<_>>();
        Self {
            name: template.name.clone(),
            name2: template.name2.clone(),
            is_default: template.is_default,
            version: template.version,
            step_key: each(|s| s.key.clone()),
            step_name: each(|s| s.name.clone()),
            step_name2: each(|s| s.name2.clone()),
            about: each(|s| s.description.clone()),
            about2: each(|s| s.description2.clone()),
            help: each(|s| s.help_url.clone().unwrap_or_default()),
            required: each(|s| if s.required { "yes" } else { "no" }.to_owned()),
            event: each(|s| s.event.clone().unwrap_or_default()),
            place: (1..=template.steps.len()).map(|place| place.to_string()).collect(),
        }
        .with_spare()
    }

    /// The same with empty groups at its end.
    pub(super) fn with_spare(mut self) -> Self {
        let used = self.step_name.len();
        for field in [
            &mut self.step_key,
            &mut self.step_name,
            &mut self.step_name2,
            &mut self.about,
            &mut self.about2,
            &mut self.help,
            &mut self.event,
            &mut self.place,
        ] {
            field.resize(used + SPARE, String::new());
        }
        self.required.resize(used + SPARE, "no".to_owned());
        self
    }

    /// The groups; a form whose fields do not belong together is none of ours.
    pub(super) fn typed(&self) -> Result<Vec<Typed<'_>>, Error> {
        let count = self.step_key.len();
        let all = [&self.step_name, &self.step_name2, &self.about, &self.about2, &self.help, &self.required, &self.event, &self.place];
        if all.iter().any(|field| field.len() != count) {
            return Err(Error::BadRequest("the steps of the form are not whole"));
        }
        Ok((0..count)
            .map(|i| Typed {
                key: &self.step_key[i],
                name: &self.step_name[i],
                name2: &self.step_name2[i],
                about: &self.about[i],
                about2: &self.about2[i],
                help: &self.help[i],
                required: &self.required[i],
                event: &self.event[i],
                place: &self.place[i],
            })
            .collect())
    }

    /// What the form wants, in the order of its places. A group without either name is left out.
    pub(super) fn check(&self, was_default: bool) -> Result<Result<Wanted, Errors>, Error> {
        let mut errors = Errors::new();
        let name = errors.take("name", read_name(&self.name));
        let name2 = errors.take("name2", read_name(&self.name2));
        if was_default && !self.is_default {
            errors.add("is_default", "onboarding-error-default");
        }
        let mut steps: Vec<(u32, Step)> = Vec::new();
        let mut keys: HashSet<String> = self.step_key.iter().filter(|key| !key.is_empty()).cloned().collect();
        for (number, typed) in (1_u32..).zip(self.typed()?) {
            if text::clean(typed.name).is_empty() && text::clean(typed.name2).is_empty() {
                continue;
            }
            match step(&typed, &mut keys) {
                Ok(step) => steps.push((text::digits_to_latin(typed.place).trim().parse().unwrap_or(1_000 + number), step)),
                Err(key) => errors.add("steps", Message::new(key).text("number", number)),
            }
        }
        if steps.is_empty() && errors.on("steps").is_none() {
            errors.add("steps", "onboarding-error-no-steps");
        }
        if steps.len() > MOST_STEPS {
            errors.add("steps", "onboarding-error-many-steps");
        }
        steps.sort_by_key(|(place, _)| *place);
        Ok(match (name, name2) {
            (Some(name), Some(name2)) if errors.is_empty() => {
                Ok(Wanted { name, name2, is_default: self.is_default, steps: steps.into_iter().map(|(_, step)| step).collect() })
            }
            _ => Err(errors),
        })
    }
}

fn read_name(raw: &str) -> Result<String, &'static str> {
    let name = text::clean(raw);
    if (1..=100).contains(&name.chars().count()) { Ok(name) } else { Err("onboarding-error-name") }
}

fn step(typed: &Typed<'_>, keys: &mut HashSet<String>) -> Result<Step, &'static str> {
    let (name, name2) = (text::clean(typed.name), text::clean(typed.name2));
    let (about, about2) = (text::clean(typed.about), text::clean(typed.about2));
    if name.is_empty() || name2.is_empty() {
        return Err("onboarding-error-step-names");
    }
    if [&name, &name2].iter().any(|text| text.chars().count() > 200) || [&about, &about2].iter().any(|text| text.chars().count() > 1_000) {
        return Err("onboarding-error-step-long");
    }
    let help = text::clean(typed.help);
    let is_address = help.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !help.contains(char::is_whitespace));
    if !help.is_empty() && (!is_address || help.chars().count() > 500) {
        return Err("onboarding-error-step-help");
    }
    let event = Some(typed.event).filter(|event| !event.is_empty());
    if event.is_some_and(|event| Happening::from_code(event).is_none()) {
        return Err("onboarding-error-step-event");
    }
    let key = if is_key(typed.key) { typed.key.to_owned() } else { new_key(&name, keys) };
    keys.insert(key.clone());
    Ok(Step {
        key,
        name,
        name2,
        description: about,
        description2: about2,
        help_url: Some(help).filter(|help| !help.is_empty()),
        required: typed.required == "yes",
        event: event.map(ToOwned::to_owned),
    })
}

fn is_key(key: &str) -> bool {
    key.len() <= 50
        && key.len() >= 2
        && key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// A key of the step's English name that no other step has.
fn new_key(name: &str, taken: &HashSet<String>) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let words: Vec<&str> = plain.split('_').filter(|word| !word.is_empty()).collect();
    let stem: String = words.join("_").chars().take(40).collect();
    let stem = if is_key(&stem) { stem } else { format!("step_{stem}").trim_end_matches('_').chars().take(45).collect() };
    let mut numbered = (2..).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.clone()).chain(&mut numbered).find(|key| !taken.contains(key)).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(steps: &[(&str, &str, &str, &str)]) -> TemplateForm {
        let each = |pick: fn(&(&str, &str, &str, &str)) -> String| steps.iter().map(pick).collect::<Vec<_>>();
        let blank = || vec![String::new(); steps.len()];
        TemplateForm {
            name: "Hotels".into(),
            name2: "الفنادق".into(),
            step_key: each(|s| s.0.to_owned()),
            step_name: each(|s| s.1.to_owned()),
            step_name2: each(|s| s.2.to_owned()),
            place: each(|s| s.3.to_owned()),
            about: blank(),
            about2: blank(),
            help: blank(),
            event: blank(),
            required: vec!["yes".into(); steps.len()],
            ..TemplateForm::default()
        }
    }

    #[test]
    fn steps_stand_in_the_order_of_their_places_and_new_ones_get_a_key() {
        let form = form(&[("a_step", "A", "أ", "٢"), ("", "Open the till!", "افتح", "1"), ("gone", "", "", "3")]);
        let wanted = form.check(false).ok().unwrap().unwrap();
        let keys: Vec<&str> = wanted.steps.iter().map(|step| step.key.as_str()).collect();
        assert_eq!(keys, ["open_the_till", "a_step"]);
    }

    #[test]
    fn a_step_needs_both_its_names_and_a_safe_address() {
        let one = form(&[("", "Only English", "", "1")]);
        assert!(one.check(false).ok().unwrap().unwrap_err().on("steps").is_some());
        let two = TemplateForm { help: vec!["javascript:alert(1)".into()], ..form(&[("", "A step", "خطوة", "1")]) };
        assert!(two.check(false).ok().unwrap().unwrap_err().on("steps").is_some());
        assert!(form(&[]).check(false).ok().unwrap().unwrap_err().on("steps").is_some());
    }

    #[test]
    fn a_form_that_is_not_whole_is_refused() {
        let broken = TemplateForm { about: Vec::new(), ..form(&[("a_step", "A", "أ", "1")]) };
        assert!(broken.check(false).is_err());
    }

    #[test]
    fn a_key_is_taken_once() {
        let taken = HashSet::from(["open".to_owned()]);
        assert_eq!(new_key("Open", &taken), "open_2");
        assert_eq!(new_key("افتح", &HashSet::new()), "step");
    }
}
