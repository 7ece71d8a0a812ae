//! The palette can be read: contrast by WCAG 2.2, computed from the tokens as they stand in the stylesheet.

use std::collections::BTreeMap;

/// A colour in sRGB with linear light, 0 to 1.
#[derive(Clone, Copy, Debug)]
struct Colour([f64; 3]);

impl Colour {
    /// Björn Ottosson's OKLCH, as CSS Color 4 defines it.
    fn oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
        let cube = |x: f64| x * x * x;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
        Self([
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ])
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| channel.clamp(0.0, 1.0));
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    fn in_gamut(self) -> bool {
        self.0.iter().all(|channel| (-0.0005..=1.0005).contains(channel))
    }
}

/// The tokens that are colours, light and dark.
fn tokens() -> BTreeMap<String, [Colour; 2]> {
    let css = include_str!("../../../static/css/foundation/tokens.css");
    let root = css.split("@media").next().unwrap();
    let mut tokens = BTreeMap::new();
    for line in root.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(':')) else { continue };
        let Some(pair) = value.trim().strip_prefix("light-dark(") else { continue };
        let colours: Vec<Colour> = pair.split("oklch(").skip(1).map(parse).collect();
        tokens.insert(name.to_owned(), colours.try_into().unwrap_or_else(|_| panic!("--{name} is not two colours")));
    }
    assert!(tokens.len() > 25, "{:?}", tokens.keys());
    tokens
}

fn parse(text: &str) -> Colour {
    let parts: Vec<f64> =
        text.split(')').next().unwrap().split_whitespace().map(|part| part.trim_end_matches('%').parse().unwrap()).collect();
    Colour::oklch(parts[0] / 100.0, parts[1], parts[2])
}

const GROUNDS: [&str; 3] = ["canvas", "surface", "sunken"];
const TONES: [&str; 6] = ["accent", "danger", "warning", "success", "info", "pending"];

/// (what is read, what it stands on, the least contrast)
fn pairs() -> Vec<(String, String, f64)> {
    const TEXT: f64 = 4.5;
    const CONTROL: f64 = 3.0;
    let mut pairs = Vec::new();
    let mut pair = |front: &str, ground: &str, least| pairs.push((front.to_owned(), ground.to_owned(), least));
    for ground in GROUNDS {
        pair("text", ground, 7.0);
        pair("muted", ground, TEXT);
        pair("control", ground, CONTROL);
        pair("focus", ground, CONTROL);
        for tone in TONES {
            pair(tone, ground, TEXT);
        }
        pair("accent-hover", ground, TEXT);
        for chart in 1..=6 {
            pair(&format!("chart-{chart}"), ground, CONTROL);
        }
    }
    for tone in TONES {
        pair(tone, &format!("{tone}-soft"), TEXT);
        pair("text", &format!("{tone}-soft"), 7.0);
        pair("muted", &format!("{tone}-soft"), TEXT);
        pair("focus", &format!("{tone}-soft"), CONTROL);
    }
    for fill in ["accent", "accent-hover", "danger"] {
        pair("on-fill", fill, TEXT);
    }
    pairs
}

#[test]
fn every_pair_of_colours_that_meet_can_be_told_apart() {
    let tokens = tokens();
    let mut weak = Vec::new();
    for (front, ground, least) in pairs() {
        for (scheme, index) in [("light", 0), ("dark", 1)] {
            let contrast = tokens[&front][index].contrast(tokens[&ground][index]);
            if contrast < least {
                weak.push(format!("{scheme}: --{front} on --{ground} has {contrast:.2}, needs {least}"));
            }
        }
    }
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn every_colour_can_be_shown_on_an_ordinary_screen() {
    for (name, colours) in tokens() {
        for colour in colours {
            assert!(colour.in_gamut(), "--{name} leaves sRGB: {colour:?}");
        }
    }
}

#[test]
fn contrast_is_what_the_standard_says() {
    let (white, black) = (Colour::oklch(1.0, 0.0, 0.0), Colour::oklch(0.0, 0.0, 0.0));
    assert!((white.contrast(black) - 21.0).abs() < 0.01);
    // #767676 on white is the known edge of 4.5 : 1; its OKLCH lightness is 56.7 %.
    let grey = Colour::oklch(0.5666, 0.0, 0.0);
    assert!((white.contrast(grey) - 4.54).abs() < 0.05, "{}", white.contrast(grey));
}
