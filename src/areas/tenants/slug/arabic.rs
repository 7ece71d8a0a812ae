//! Arabic words in Latin letters, for slugs: readable rather than exact.
//!
//! Arabic does not write its short vowels, so a letter-by-letter table gives words nobody can say
//! (`shms`). Words common in the names of laundries are looked up; the rest are given vowels where
//! two consonants would clash.

/// Words the rule would get wrong, without their article.
const WORDS: &[(&str, &str)] = &[
    ("أبو", "abu"),
    ("أحمد", "ahmed"),
    ("أمل", "amal"),
    ("الله", "allah"),
    ("بخار", "bukhar"),
    ("بركاء", "barka"),
    ("بركة", "baraka"),
    ("بن", "bin"),
    ("جاف", "jaf"),
    ("جدة", "jeddah"),
    ("حصن", "hisn"),
    ("دبي", "dubai"),
    ("رمال", "rimal"),
    ("ريحان", "rayhan"),
    ("سجاد", "sajjad"),
    ("سعادة", "saada"),
    ("سلطان", "sultan"),
    ("سيارات", "sayyarat"),
    ("شركة", "sharika"),
    ("شمس", "shams"),
    ("صحار", "sohar"),
    ("صلالة", "salalah"),
    ("صور", "sur"),
    ("عبد", "abd"),
    ("عبري", "ibri"),
    ("عمان", "oman"),
    ("عناية", "inaya"),
    ("عود", "oud"),
    ("غسيل", "ghaseel"),
    ("فجر", "fajr"),
    ("كي", "kay"),
    ("لؤلؤ", "lulu"),
    ("لؤلؤة", "lulua"),
    ("لبان", "luban"),
    ("محمد", "mohammed"),
    ("مسقط", "muscat"),
    ("مسك", "misk"),
    ("مغسلة", "maghsala"),
    ("ملابس", "malabis"),
    ("مؤسسة", "muassasa"),
    ("نزوى", "nizwa"),
    ("هدى", "huda"),
];

/// What stands before a word and is written on to it. The longest fitting one is taken.
const PREFIXES: &[(&str, &str)] = &[("وال", "wal-"), ("بال", "bil"), ("ال", "al-"), ("لل", "lil"), ("ل", "li"), ("و", "wa-")];

/// Vowel points and the stretching mark: part of a word, but not letters of it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A word with its Arabic letters in Latin ones; other letters stay as they are.
pub(super) fn to_latin(word: &str) -> String {
    let word: String = word.chars().filter(|c| !is_mark(*c)).collect();
    if word.is_ascii() {
        return word;
    }
    if let Some(known) = look_up(&word) {
        return known.to_owned();
    }
    for (prefix, latin) in PREFIXES {
        let Some(stem) = word.strip_prefix(prefix) else { continue };
        // One letter may as well begin the word itself: it is a prefix only of a word we know.
        let sure = prefix.chars().count() > 1 && stem.chars().count() > 1;
        match look_up(stem) {
            Some(known) => return format!("{latin}{known}"),
            None if sure => return format!("{latin}{}", with_vowels(stem)),
            None => {}
        }
    }
    with_vowels(&word)
}

fn look_up(word: &str) -> Option<&'static str> {
    WORDS.iter().find(|(arabic, _)| *arabic == word).map(|(_, latin)| *latin)
}

fn with_vowels(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let sounds: Vec<Sound> = (0..letters.len()).map(|place| sound(&letters, place)).collect();
    let sounds: Vec<Sound> = sounds.into_iter().filter(|sound| *sound != Sound::Silent).collect();
    let mut latin = String::new();
    let mut consonants = 0;
    let mut any_vowel = false;
    let mut after_long_a = false;
    for (place, sound) in sounds.iter().enumerate() {
        match *sound {
            Sound::Vowel(vowel) => {
                // Two signs may stand for one long sound.
                if !(consonants == 0 && latin.ends_with(vowel)) {
                    latin.push_str(vowel);
                }
                consonants = 0;
                any_vowel = true;
                after_long_a = vowel == "a" && place > 0;
            }
            Sound::Consonant(consonant) => {
                latin.push_str(consonant);
                consonants += 1;
                let next_is_consonant = matches!(sounds.get(place + 1), Some(Sound::Consonant(_)));
                let next_is_last = place + 2 == sounds.len();
                if next_is_consonant && (!any_vowel || consonants > 1 || next_is_last) {
                    latin.push(if next_is_last && after_long_a { 'i' } else { 'a' });
                    consonants = 0;
                    any_vowel = true;
                    after_long_a = false;
                }
            }
            Sound::Other(other) => {
                latin.push(other);
                consonants = 0;
            }
            Sound::Silent => {}
        }
    }
    latin
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Consonant(&'static str),
    Vowel(&'static str),
    /// Not an Arabic letter.
    Other(char),
    Silent,
}

fn sound(letters: &[char], place: usize) -> Sound {
    let is_a = |c: Option<&char>| matches!(c, Some('ا' | 'أ' | 'آ' | 'ى' | 'ة'));
    let first = place == 0;
    let last = place + 1 == letters.len();
    let before = place.checked_sub(1).and_then(|before| letters.get(before));
    let after = letters.get(place + 1);
    match letters[place] {
        'إ' => Sound::Vowel("i"),
        'ء' => Sound::Silent,
        'ئ' | 'ی' | 'ي' if first || is_a(before) || is_a(after) => Sound::Consonant("y"),
        'ئ' | 'ی' | 'ي' => Sound::Vowel(if last { "i" } else { "ee" }),
        'و' | 'ؤ' if first || is_a(before) || is_a(after) => Sound::Consonant("w"),
        'و' | 'ؤ' => Sound::Vowel(if last { "u" } else { "oo" }),
        // Next to a vowel it is not heard by those who read Latin letters.
        'ع' if is_a(before) || is_a(after) || matches!(after, Some('و' | 'ي')) => Sound::Silent,
        'ا' | 'أ' | 'آ' | 'ٱ' | 'ى' | 'ة' | 'ع' => Sound::Vowel("a"),
        other => consonant(other).map_or(Sound::Other(other), Sound::Consonant),
    }
}

fn consonant(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ڤ' => "v",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_can_be_said() {
        for (arabic, latin) in [
            ("نور", "noor"),
            ("قمر", "qamar"),
            ("جبل", "jabal"),
            ("فلج", "falaj"),
            ("عنبر", "anbar"),
            ("ساحل", "sahil"),
            ("وادي", "wadi"),
            ("واحة", "waha"),
            ("بهجة", "bahja"),
            ("نجمة", "najma"),
            ("زهرة", "zahra"),
            ("خريف", "khareef"),
            ("مرجان", "marjan"),
            ("مروج", "marooj"),
            ("ياسمين", "yasmeen"),
            ("سناء", "sana"),
            ("صفا", "safa"),
            ("دانة", "dana"),
            ("مركز", "markaz"),
            ("تنظيف", "tanzeef"),
            ("مستشفى", "mastashfa"),
            ("السيب", "al-seeb"),
            ("للعناية", "lilinaya"),
            ("بالبخار", "bilbukhar"),
            ("والملابس", "wal-malabis"),
            ("لغسيل", "lighaseel"),
        ] {
            assert_eq!(to_latin(arabic), latin, "{arabic}");
        }
    }
}
