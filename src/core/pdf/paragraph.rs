//! A paragraph: broken into lines by width, each line ordered as it is read.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level, ParagraphInfo, get_base_direction};

use super::fonts::{Typeface, Weight};
use super::page::Colour;
use super::shape::{Glyph, shape, width};
use super::{Direction, PdfError, unseen};

/// Room for a rounding error, in points.
const TOLERANCE: f32 = 0.01;

/// More characters than this never stand in an em; the measure is ample, for marks stand above others.
const CHARACTERS_PER_EM: f32 = 12.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Of an em, in points.
    pub size: f32,
    pub weight: Weight,
    pub colour: Colour,
    /// From line to line, in ems.
    pub leading: f32,
}

impl Style {
    pub const fn new(size: f32, colour: Colour) -> Self {
        Self { size, weight: Weight::Regular, colour, leading: 1.38 }
    }

    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.weight = Weight::Bold;
        self
    }

    #[must_use]
    pub const fn leading(mut self, ems: f32) -> Self {
        self.leading = ems;
        self
    }

    pub(super) fn line_height(self) -> f32 {
        self.size * self.leading
    }

    /// From the top of the line to its baseline: capitals and descenders stand in its middle.
    pub(super) fn ascent(self) -> f32 {
        self.size * (self.leading / 2.0 + 0.265)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Align {
    #[default]
    Start,
    End,
    Centre,
    /// Figures under each other, right edge on right edge, in a block of this width at the end of the
    /// column: points stand under points whichever way the document reads.
    Figures(f32),
}

/// Which way a paragraph reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// As its first letter does, or as the document.
    #[default]
    Auto,
    Fixed(Direction),
}

#[derive(Clone, Debug)]
pub struct Paragraph {
    pub text: String,
    pub style: Style,
    pub align: Align,
    pub base: Base,
    /// Space above, in points.
    pub before: f32,
}

impl Paragraph {
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, align: Align::default(), base: Base::default(), before: 0.0 }
    }

    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    #[must_use]
    pub fn reading(mut self, direction: Direction) -> Self {
        self.base = Base::Fixed(direction);
        self
    }

    #[must_use]
    pub fn before(mut self, points: f32) -> Self {
        self.before = points;
        self
    }

    /// The lines of the paragraph, none wider than `room` unless a single character is.
    pub(super) fn lines(&self, room: f32, document: Direction) -> Result<Vec<Line>, PdfError> {
        let face = Typeface::of(self.style.weight)?;
        let mut lines = Vec::new();
        for text in unseen::lines(&self.text) {
            let level = match self.base {
                Base::Fixed(direction) => Some(level(direction)),
                Base::Auto if get_base_direction(text.as_str()) == unicode_bidi::Direction::Mixed => Some(level(document)),
                Base::Auto => None,
            };
            let bidi = BidiInfo::new(&text, level);
            let Some(paragraph) = bidi.paragraphs.first() else {
                lines.push(Line::empty(self.style));
                continue;
            };
            let setter = Setter { face, style: self.style, text: &text, bidi: &bidi, paragraph, room };
            setter.lines(&mut lines);
        }
        Ok(lines)
    }
}

/// How wide a text is on one line, in points.
pub fn measure(text: &str, style: Style) -> Result<f32, PdfError> {
    let lines = Paragraph::new(text, style).lines(f32::MAX, Direction::LeftToRight)?;
    Ok(lines.iter().map(|line| line.width).fold(0.0, f32::max))
}

fn level(direction: Direction) -> Level {
    match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    }
}

/// A line ready to be drawn, its runs from left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) width: f32,
    pub(super) runs: Vec<Run>,
}

/// Glyphs of one direction. What they stand for is in `text`.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// From the left edge of the line, in points.
    pub(super) x: f32,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

impl Line {
    fn empty(style: Style) -> Self {
        Self { size: style.size, weight: style.weight, width: 0.0, runs: Vec::new() }
    }
}

/// Breaks one text into lines.
struct Setter<'a> {
    face: &'a Typeface,
    style: Style,
    text: &'a str,
    bidi: &'a BidiInfo<'a>,
    paragraph: &'a ParagraphInfo,
    room: f32,
}

impl Setter<'_> {
    fn lines(&self, lines: &mut Vec<Line>) {
        let mut line = 0..0;
        let mut used = 0.0;
        for word in words(self.text) {
            let mut from = word.start;
            // Spaces at the end of a line need no room, so a word counts without those after it.
            let seen = self.visible(word.clone());
            let mut wide = self.room_of(seen.clone());
            if used + wide > self.room + TOLERANCE && !line.is_empty() {
                lines.push(self.set(line.clone()));
                line = from..from;
                used = 0.0;
            }
            while wide > self.room + TOLERANCE {
                let cut = self.cut(from..seen.end);
                if cut >= seen.end {
                    break;
                }
                lines.push(self.set(from..cut));
                from = cut;
                line = from..from;
                wide = self.room_of(from..seen.end);
            }
            used += if seen.end < word.end { self.width(from..word.end) } else { wide };
            line.end = word.end;
        }
        if !line.is_empty() || self.text.is_empty() {
            lines.push(self.set(line));
        }
    }

    fn set(&self, line: Range<usize>) -> Line {
        let line = self.visible(line);
        let mut set = Line::empty(self.style);
        if line.is_empty() {
            return set;
        }
        let (levels, runs) = self.bidi.visual_runs(self.paragraph, line);
        for run in runs {
            let rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
            let mut glyphs = shape(self.face, self.text, run.clone(), rtl);
            for glyph in &mut glyphs {
                glyph.stands_for = glyph.stands_for.start - run.start..glyph.stands_for.end - run.start;
            }
            let wide = width(&glyphs) * self.style.size;
            let text = self.text.get(run).unwrap_or_default().to_owned();
            set.runs.push(Run { x: set.width, text, glyphs });
            set.width += wide;
        }
        set
    }

    /// In points, of a part that stays on one line.
    fn width(&self, part: Range<usize>) -> f32 {
        self.glyphs(part).iter().map(|glyph| glyph.advance).sum::<f32>() * self.style.size
    }

    /// In the order of reading, each run of one direction shaped for itself.
    fn glyphs(&self, part: Range<usize>) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        let mut from = part.start;
        while from < part.end {
            let level = self.bidi.levels.get(from).copied();
            let same = self.text.get(from..part.end).unwrap_or_default().char_indices();
            let upto = same.map(|(at, _)| from + at).find(|at| self.bidi.levels.get(*at).copied() != level).unwrap_or(part.end);
            let rtl = level.is_some_and(|level| level.is_rtl());
            let mut run = shape(self.face, self.text, from..upto, rtl);
            if rtl {
                run.reverse();
            }
            glyphs.append(&mut run);
            from = upto;
        }
        glyphs
    }

    fn visible(&self, part: Range<usize>) -> Range<usize> {
        let text = self.text.get(part.clone()).unwrap_or_default();
        part.start..part.start + text.trim_end_matches(is_breaking_space).len()
    }

    /// Where a word that has no room breaks: after as many characters as fit, and at least one.
    fn cut(&self, word: Range<usize>) -> usize {
        let text = self.text.get(word.clone()).unwrap_or_default();
        let mut places: Vec<usize> =
            text.char_indices().skip(1).filter(|(_, c)| !unseen::clings(*c)).map(|(at, _)| word.start + at).take(self.most()).collect();
        let end = if places.len() < self.most() { word.end } else { places.last().copied().unwrap_or(word.end) };
        let mut used = 0.0;
        let over = self.glyphs(word.start..end).into_iter().find(|glyph| {
            used += glyph.advance * self.style.size;
            used > self.room + TOLERANCE
        });
        let over = over.map_or(end, |glyph| glyph.stands_for.start);
        places.retain(|place| *place <= over);
        // Arabic letters change where they no longer join, so what was guessed is measured.
        while let Some(place) = places.pop() {
            if places.is_empty() || self.width(word.start..place) <= self.room + TOLERANCE {
                return place;
            }
        }
        text.char_indices().skip(1).find(|(_, c)| !unseen::clings(*c)).map_or(word.end, |(at, _)| word.start + at)
    }

    /// So many characters fill a line of any font and more.
    fn most(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width in points, and it saturates")]
        let most = (self.room / self.style.size * CHARACTERS_PER_EM) as usize;
        most.saturating_add(2)
    }

    /// The width of a word, without measuring one that is too long by far.
    fn room_of(&self, word: Range<usize>) -> f32 {
        let far = self.text.get(word.clone()).unwrap_or_default().chars().nth(self.most()).is_some();
        if far { f32::INFINITY } else { self.width(word) }
    }
}

/// The parts between which a line may break.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        let Some((_, next)) = characters.peek().copied() else { break };
        let breaks = if is_breaking_space(c) {
            !is_breaking_space(next)
        } else {
            c == '\u{200b}'
                || (matches!(c, '-' | '/' | '–' | '—' | '،' | '@') && next.is_alphabetic())
                || (is_ideograph(c) && is_ideograph(next))
        };
        if breaks && !unseen::clings(next) {
            words.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        words.push(start..text.len());
    }
    words
}

fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
