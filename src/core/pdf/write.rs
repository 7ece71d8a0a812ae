//! From marks to bytes: PDF/A-2u, which is made to be read in ten years, with all its text.

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{self, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::flow::Flow;
use super::fonts::Typeface;
use super::page::{Area, Colour, Mark};
use super::paragraph::{Line, Run};
use super::shape::UNKNOWN_ADVANCE;
use super::{Direction, PdfError};

/// What the file says of itself.
pub struct About {
    pub title: String,
    pub author: String,
    pub subject: String,
    /// A language tag.
    pub language: &'static str,
    /// When the document was issued; a file made again says the same.
    pub at: DateTime<Utc>,
}

/// Longer texts about the file are cut: the archive standard has a limit, and no reader shows so much.
const LONGEST: usize = 1_000;

impl Flow {
    /// The bytes of the document.
    pub fn finish(mut self, about: &About) -> Result<Vec<u8>, PdfError> {
        self.close()?;
        let standard = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U).finish();
        let configuration = standard.map_err(|error| PdfError::Write(format!("{error:?}")))?;
        let mut document = Document::new_with(SerializeSettings { configuration, enable_tagging: false, ..SerializeSettings::default() });
        for page in &self.pages {
            let settings = PageSettings::from_wh(self.paper.width, self.paper.height).ok_or(PdfError::Paper)?;
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            for mark in &page.marks {
                draw(&mut surface, mark)?;
            }
            surface.finish();
            sheet.finish();
        }
        document.set_metadata(about.metadata(self.direction));
        document.finish().map_err(|error| PdfError::Write(error.to_string()))
    }
}

impl About {
    fn metadata(&self, direction: Direction) -> Metadata {
        let cut = |text: &str| {
            text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).take(LONGEST).collect::<String>()
        };
        let small = |number: u32| u8::try_from(number).unwrap_or(0);
        let at = metadata::DateTime::new(u16::try_from(self.at.year()).unwrap_or(0))
            .month(small(self.at.month()))
            .day(small(self.at.day()))
            .hour(small(self.at.hour()))
            .minute(small(self.at.minute()))
            .second(small(self.at.second()))
            .utc_offset_hour(0);
        Metadata::new()
            .title(cut(&self.title))
            .authors(vec![cut(&self.author)])
            .description(cut(&self.subject))
            .creator("HQ Console".to_owned())
            .language(self.language.to_owned())
            .creation_date(at)
            .text_direction(match direction {
                Direction::LeftToRight => metadata::TextDirection::LeftToRight,
                Direction::RightToLeft => metadata::TextDirection::RightToLeft,
            })
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) -> Result<(), PdfError> {
    match mark {
        Mark::Text { x, baseline, line, colour } => {
            let face = Typeface::of(line.weight)?;
            surface.set_fill(Some(fill(*colour, FillRule::NonZero)));
            for run in &line.runs {
                draw_run(surface, face, line, run, Point::from_xy(x + run.x, *baseline));
            }
            draw_unknown(surface, line, *x, *baseline, *colour)
        }
        Mark::Fill { areas, colour } => fill_areas(surface, areas, *colour, FillRule::NonZero),
    }
}

fn draw_run(surface: &mut Surface<'_>, face: &Typeface, line: &Line, run: &Run, at: Point) {
    let glyph = |glyph: &super::shape::Glyph| {
        KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, glyph.x, glyph.y, 0.0, glyph.stands_for.clone(), None)
    };
    let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(glyph).collect();
    if !glyphs.is_empty() {
        surface.draw_glyphs(at, &glyphs, face.font.clone(), &run.text, line.size, false);
    }
}

/// A thin box for each character that the font has no shape for.
fn draw_unknown(surface: &mut Surface<'_>, line: &Line, left: f32, baseline: f32, colour: Colour) -> Result<(), PdfError> {
    let mut areas = Vec::new();
    for run in &line.runs {
        let mut x = left + run.x;
        for glyph in &run.glyphs {
            if glyph.unknown {
                let em = line.size;
                let outer = Area { x: x + 0.06 * em, y: baseline - 0.7 * em, width: (UNKNOWN_ADVANCE - 0.12) * em, height: 0.7 * em };
                let thin = 0.05 * em;
                let inner =
                    Area { x: outer.x + thin, y: outer.y + thin, width: outer.width - 2.0 * thin, height: outer.height - 2.0 * thin };
                areas.extend([outer, inner]);
            }
            x += glyph.advance * line.size;
        }
    }
    if areas.is_empty() { Ok(()) } else { fill_areas(surface, &areas, colour, FillRule::EvenOdd) }
}

fn fill_areas(surface: &mut Surface<'_>, areas: &[Area], colour: Colour, rule: FillRule) -> Result<(), PdfError> {
    let mut path = PathBuilder::new();
    for area in areas {
        path.push_rect(Rect::from_xywh(area.x, area.y, area.width, area.height).ok_or(PdfError::Shape)?);
    }
    let path = path.finish().ok_or(PdfError::Shape)?;
    surface.set_fill(Some(fill(colour, rule)));
    surface.draw_path(&path);
    Ok(())
}

fn fill(Colour(red, green, blue): Colour, rule: FillRule) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule }
}
