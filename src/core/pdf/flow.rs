//! Pages filled from the top: rows of cells side by side, broken over pages where they must be.

use super::page::{Area, Colour, Mark, Page};
use super::paragraph::{Align, Line, Paragraph, Style};
use super::{Direction, PdfError, Qr};

/// Sheet and margins, in points.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    pub width: f32,
    pub height: f32,
    /// At both sides.
    pub side: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Paper {
    pub const A4: Self = Self { width: 595.28, height: 841.89, side: 42.0, top: 40.0, bottom: 58.0 };

    /// Between the side margins.
    pub fn room(self) -> f32 {
        self.width - 2.0 * self.side
    }
}

/// Where a cell stands: from the start margin, and how wide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    pub start: f32,
    pub width: f32,
}

/// What stands in a cell, one paragraph under the other.
pub type Cell = Vec<Paragraph>;

/// What a row looks like, apart from its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Space above and below the text.
    pub pad: f32,
    /// Where the rules are drawn; from margin to margin if not said.
    pub across: Option<Slot>,
    pub rule_above: Option<(f32, Colour)>,
    pub rule_below: Option<(f32, Colour)>,
}

/// A row that stands again at the top of each page.
#[derive(Clone)]
struct Repeated {
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    look: Look,
    /// Space below it.
    after: f32,
}

type Footer = Box<dyn Fn(usize, usize) -> Vec<Cell>>;

/// A line with what is needed to place it.
struct Placed {
    line: Line,
    style: Style,
    align: Align,
    before: f32,
}

impl Placed {
    fn height(&self) -> f32 {
        self.before + self.style.line_height()
    }
}

/// A document being laid out.
pub struct Flow {
    pub(super) paper: Paper,
    pub(super) direction: Direction,
    pub(super) pages: Vec<Page>,
    /// Where the next row begins.
    y: f32,
    /// Where rows begin on the page at hand, below what is repeated there.
    first: f32,
    running_head: Option<Repeated>,
    table_head: Option<Repeated>,
    footer: Option<(Vec<Slot>, Footer)>,
}

impl Flow {
    pub fn new(paper: Paper, direction: Direction) -> Result<Self, PdfError> {
        let room_down = paper.height - paper.top - paper.bottom;
        if paper.room() < 1.0 || room_down < 72.0 || !paper.width.is_finite() || !paper.height.is_finite() {
            return Err(PdfError::Paper);
        }
        let pages = vec![Page::default()];
        Ok(Self { paper, direction, pages, y: paper.top, first: paper.top, running_head: None, table_head: None, footer: None })
    }

    /// The row at the top of every page but the first.
    pub fn running_head(&mut self, slots: Vec<Slot>, cells: Vec<Cell>, look: Look, after: f32) {
        self.running_head = Some(Repeated { slots, cells, look, after });
    }

    /// The row at the foot of every page; it is told the page and how many there are.
    pub fn footer(&mut self, slots: Vec<Slot>, cells: impl Fn(usize, usize) -> Vec<Cell> + 'static) {
        self.footer = Some((slots, Box::new(cells)));
    }

    pub fn space(&mut self, points: f32) {
        self.y += points;
    }

    /// Begins a new page unless so much is left on this one. Keeps together what belongs together.
    pub fn need(&mut self, points: f32) -> Result<(), PdfError> {
        if self.y + points > self.end() && self.y > self.first { self.next_page() } else { Ok(()) }
    }

    /// The next row stands no higher than where something beside it ended, as [`Flow::qr`] told.
    pub fn below(&mut self, place: (usize, f32)) {
        if place.0 == self.pages.len() {
            self.y = self.y.max(place.1);
        }
    }

    /// A rule from margin to margin.
    pub fn rule(&mut self, thickness: f32, colour: Colour) {
        let area = self.area(Slot { start: 0.0, width: self.paper.room() }, self.y, thickness);
        self.fill(vec![area], colour);
        self.y += thickness;
    }

    /// A QR code whose dark parts begin at the start of `slot`, and where it ends. Rows go on beside it.
    pub fn qr(&mut self, qr: &Qr, slot: Slot, colour: Colour) -> (usize, f32) {
        let inset = qr.margin(slot.width);
        let area = self.area(Slot { start: slot.start - inset, ..slot }, self.y, slot.width);
        let areas = qr.areas(area.x, area.y - inset, slot.width);
        self.fill(areas, colour);
        (self.pages.len(), self.y + slot.width - 2.0 * inset)
    }

    pub fn row(&mut self, slots: &[Slot], cells: &[Cell], look: Look) -> Result<(), PdfError> {
        let mut laid = self.lay(slots, cells)?;
        while !self.place(slots, &mut laid, look) {
            self.next_page()?;
        }
        Ok(())
    }

    /// How high the row will be.
    pub fn height(&self, slots: &[Slot], cells: &[Cell], look: Look) -> Result<f32, PdfError> {
        let laid = self.lay(slots, cells)?;
        Ok(Self::tallest(&laid) + Self::around(look))
    }

    /// From now on this row stands at the top of each new page, and at once.
    pub(super) fn begin_table(&mut self, slots: &[Slot], cells: &[Cell], look: Look) -> Result<(), PdfError> {
        self.row(slots, cells, look)?;
        self.table_head = Some(Repeated { slots: slots.to_vec(), cells: cells.to_vec(), look, after: 0.0 });
        Ok(())
    }

    pub(super) fn end_table(&mut self) {
        self.table_head = None;
    }

    /// Writes the foot of every page, now that their number is known.
    pub(super) fn close(&mut self) -> Result<(), PdfError> {
        let Some((slots, cells)) = self.footer.take() else { return Ok(()) };
        let count = self.pages.len();
        for page in 0..count {
            let mut laid = self.lay(&slots, &cells(page + 1, count))?;
            let top = self.paper.height - self.paper.bottom + 16.0;
            // The foot has the room it has: what does not fit there is left out rather than put over the edge.
            for (slot, cell) in slots.iter().zip(&mut laid) {
                self.draw(page, *slot, cell, top, self.paper.height - top - 10.0);
            }
        }
        Ok(())
    }

    fn end(&self) -> f32 {
        self.paper.height - self.paper.bottom
    }

    fn next_page(&mut self) -> Result<(), PdfError> {
        self.pages.push(Page::default());
        self.y = self.paper.top;
        for repeated in [self.running_head.clone(), self.table_head.clone()].into_iter().flatten() {
            let mut laid = self.lay(&repeated.slots, &repeated.cells)?;
            // Heads may take half a page; were they taller, the table would have no room to go on.
            if Self::tallest(&laid) + Self::around(repeated.look) > (self.end() - self.paper.top) / 4.0 {
                continue;
            }
            self.first = self.y;
            self.place(&repeated.slots, &mut laid, repeated.look);
            self.y += repeated.after;
        }
        self.first = self.y;
        Ok(())
    }

    fn lay(&self, slots: &[Slot], cells: &[Cell]) -> Result<Vec<Vec<Placed>>, PdfError> {
        let mut laid = Vec::with_capacity(cells.len());
        for (slot, cell) in slots.iter().zip(cells) {
            let mut placed = Vec::new();
            for paragraph in cell {
                let mut before = paragraph.before;
                for line in paragraph.lines(slot.width, self.direction)? {
                    placed.push(Placed { line, style: paragraph.style, align: paragraph.align, before });
                    before = 0.0;
                }
            }
            laid.push(placed);
        }
        Ok(laid)
    }

    fn tallest(laid: &[Vec<Placed>]) -> f32 {
        laid.iter().map(|cell| cell.iter().map(Placed::height).sum()).fold(0.0, f32::max)
    }

    fn around(look: Look) -> f32 {
        2.0 * look.pad + look.rule_above.map_or(0.0, |(thickness, _)| thickness) + look.rule_below.map_or(0.0, |(thickness, _)| thickness)
    }

    /// Draws the row, or what of it fits. Whether all is drawn; if not, it goes on on the next page.
    fn place(&mut self, slots: &[Slot], laid: &mut [Vec<Placed>], look: Look) -> bool {
        let left = self.end() - self.y;
        let whole = Self::tallest(laid) + Self::around(look);
        if whole > left + 0.01 && self.y > self.first + 0.01 && whole <= self.end() - self.paper.top - 80.0 {
            return false;
        }
        let room = left - Self::around(look);
        let page = self.pages.len() - 1;
        let above = look.rule_above.map_or(0.0, |(thickness, _)| thickness);
        let top = self.y + above + look.pad;
        let mut bottom = top;
        for (slot, cell) in slots.iter().zip(laid.iter_mut()) {
            bottom = bottom.max(self.draw(page, *slot, cell, top, room.max(1.0)));
        }
        bottom += look.pad;
        let across = look.across.unwrap_or(Slot { start: 0.0, width: self.paper.room() });
        if let Some((thickness, colour)) = look.rule_above {
            self.fill(vec![self.area(across, self.y, thickness)], colour);
        }
        if let Some((thickness, colour)) = look.rule_below {
            self.fill(vec![self.area(across, bottom, thickness)], colour);
            bottom += thickness;
        }
        self.y = bottom;
        laid.iter().all(Vec::is_empty)
    }

    /// Takes as many lines as fit, at least one on an empty page, and says where they end.
    fn draw(&mut self, page: usize, slot: Slot, cell: &mut Vec<Placed>, top: f32, room: f32) -> f32 {
        let mut y = top;
        let mut taken = 0;
        for placed in cell.iter() {
            let fits = y + placed.height() <= top + room + 0.01;
            let must = taken == 0 && top < self.paper.top + 200.0;
            if !fits && !must {
                break;
            }
            y += placed.height();
            taken += 1;
        }
        y = top;
        for placed in cell.drain(..taken) {
            y += placed.before;
            let x = self.left(slot, placed.align, placed.line.width);
            let baseline = y + placed.style.ascent();
            y += placed.style.line_height();
            if let Some(page) = self.pages.get_mut(page)
                && !placed.line.runs.is_empty()
            {
                page.marks.push(Mark::Text { x, baseline, line: placed.line, colour: placed.style.colour });
            }
        }
        y
    }

    /// The left edge of a line of this width in a slot.
    fn left(&self, slot: Slot, align: Align, width: f32) -> f32 {
        let area = self.area(slot, 0.0, 0.0);
        let rtl = self.direction == Direction::RightToLeft;
        match align {
            Align::Centre => area.x + (area.width - width) / 2.0,
            Align::Figures(block) if rtl => area.x + (block.max(width) - width).min((area.width - width).max(0.0)),
            Align::Start if rtl => area.right() - width,
            Align::End if rtl => area.x,
            Align::Start => area.x,
            Align::End | Align::Figures(_) => area.right() - width,
        }
    }

    fn area(&self, slot: Slot, y: f32, height: f32) -> Area {
        let x = match self.direction {
            Direction::LeftToRight => self.paper.side + slot.start,
            Direction::RightToLeft => self.paper.width - self.paper.side - slot.start - slot.width,
        };
        Area { x, y, width: slot.width, height }
    }

    fn fill(&mut self, areas: Vec<Area>, colour: Colour) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(Mark::Fill { areas, colour });
        }
    }
}
